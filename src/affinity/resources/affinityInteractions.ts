import * as z from 'zod/mini';
import { badResponse } from '../transport/answer.ts';
import type { RequestTarget } from '../transport/apiRequest.ts';
import type { CallOptions } from '../transport/callOptions.ts';
import { checkedArgument, orEmpty } from '../transport/checkedArgument.ts';
import type { Clock } from '../transport/clock.ts';
import type { Connection, SendOptions } from '../transport/connection.ts';
import { ChunkedWalk } from '../walk/chunkedWalk.ts';
import type { InteractionWalk, WalkOptions } from '../walk/interactionWalk.ts';
import { planWalk } from '../walk/walkPlan.ts';
import { checkedListQuery, givenParameters, listTarget, pageParameters } from './checkedQuery.ts';
import type { CheckedQuery } from './checkedQuery.ts';
import { readEnvelope } from './envelope.ts';
import { interactionSchema } from './interaction.ts';
import type { Interaction } from './interaction.ts';
import { changedInteractionBody, newInteractionBody } from './interactionBody.ts';
import type { InteractionPage } from './interactionPage.ts';
import type { InteractionQuery, WalkQuery } from './interactionQuery.ts';
import type { InteractionChanges, InteractionService, NewInteraction } from './interactionService.ts';
import type { InteractionType } from './interactionType.ts';
import { readAnswer, readItems } from './readAnswer.ts';

const { path } = listTarget;
const listKeys: readonly string[] = ['events', 'events', 'chat_messages', 'emails'];
const otherKeys = ['interactions', 'events', 'emails', 'chat_messages', 'data'];
const deletedSchema = z.object({ success: z.boolean() });

export class AffinityInteractions implements InteractionService {
  readonly #connection: Connection;
  readonly #clock: Clock;

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  async list(query: InteractionQuery, options?: CallOptions): Promise<InteractionPage> {
    const { type, pageToken } = orEmpty(query);
    return this.#page(checkedListQuery(orEmpty(query)), type, pageToken, options);
  }

  iterate(query: WalkQuery, options: WalkOptions = {}): InteractionWalk {
    const { type } = orEmpty(query);
    const plan = planWalk(orEmpty(query), orEmpty(options), this.#clock.now());
    return new ChunkedWalk(plan, (span, pageToken, sending) =>
      this.#page({ span, filters: plan.filters }, type, pageToken, sending),
    );
  }

  async get(id: number, type: InteractionType, options?: CallOptions): Promise<Interaction> {
    const target = itemTarget('GET', id, type);
    const query = givenParameters([['type', type]]);
    return readAnswer(await this.#connection.send({ ...target, query }, options), interactionSchema);
  }

  async create(data: NewInteraction, options?: CallOptions): Promise<Interaction> {
    const target = { method: 'POST', path } as const;
    const request = { ...target, body: newInteractionBody(target, orEmpty(data)) };
    return readAnswer(await this.#connection.send(request, options), interactionSchema);
  }

  async update(
    id: number,
    type: InteractionType,
    data: InteractionChanges,
    options?: CallOptions,
  ): Promise<Interaction> {
    const target = itemTarget('PUT', id, type);
    const request = { ...target, body: changedInteractionBody(target, type, orEmpty(data)) };
    return readAnswer(await this.#connection.send(request, options), interactionSchema);
  }

  async delete(id: number, type: InteractionType, options?: CallOptions): Promise<boolean> {
    const target = itemTarget('DELETE', id, type);
    const query = givenParameters([['type', type]]);
    const answer = await this.#connection.send({ ...target, query }, options);
    if (answer.body === undefined) return true;
    const read = z.safeParse(deletedSchema, answer.body);
    if (read.success) return read.data.success;
    throw badResponse(answer, 'no word on whether it is deleted');
  }

  async #page(
    query: CheckedQuery,
    type: InteractionType,
    pageToken: string | null | undefined,
    options?: SendOptions,
  ): Promise<InteractionPage> {
    const request = { ...listTarget, query: pageParameters(query, pageToken) };
    const answer = await this.#connection.send(request, options);
    const { list, ...next } = readEnvelope(answer, listKeys[type] ?? 'interactions', otherKeys);
    return { ...readItems(answer, list, interactionSchema), ...next };
  }
}

function itemTarget<Method extends RequestTarget['method']>(
  method: Method,
  id: number,
  type: InteractionType,
) {
  const checkedId = checkedArgument.id({ method, path }, 'id', id);
  const target = { method, path: `${path}/${checkedId}` };
  checkedArgument.type(target, 'type', type);
  return target;
}
