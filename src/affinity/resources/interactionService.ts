import { invalidArgument } from '../transport/affinityError.ts';
import type { ApiConnection, SendOptions } from '../transport/apiConnection.ts';
import type { CallOptions, RequestTarget } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters, isAbsent, orEmpty } from '../transport/checkedArgument.ts';
import type { Moment } from '../transport/checkedArgument.ts';
import type { Clock } from '../transport/untilAborted.ts';
import { ChunkedWalk } from '../walk/chunkedWalk.ts';
import type { ChunkPage } from '../walk/chunkedWalk.ts';
import type { ItemPage } from '../walk/pageWalk.ts';
import { planWalk } from '../walk/walkPlan.ts';
import type { WalkOptions } from '../walk/walkPlan.ts';
import { Direction, InteractionType, interactionListKeys, interactionSchema } from './interaction.ts';
import type { Interaction } from './interaction.ts';
import {
  checkedListQuery,
  checkedType,
  checkedWalkQuery,
  listTarget,
  pageParameters,
} from './interactionFilters.ts';
import type { CheckedQuery, InteractionQuery, WalkQuery } from './interactionFilters.ts';
import { readDeleted, readPage, readResponse } from './readResponse.ts';

const { path } = listTarget;
const otherKeys = ['interactions', ...new Set(Object.values(interactionListKeys)), 'data'];

export type InteractionPage = ItemPage<Interaction>;
export type WalkPage = ChunkPage<Interaction>;

/**
 * Every interaction of a range, each once. No request is made before the first step. Each loop starts again over the
 * range that `iterate` fixed. Interactions that cannot be read appear in `pages()` only.
 */
export interface InteractionWalk extends AsyncIterable<Interaction> {
  pages(): AsyncGenerator<WalkPage, void, undefined>;
}

/** Fields that are left out (`undefined` or `null`) are not sent and stay as they are. */
export interface InteractionChanges {
  /** Replaces the whole list. */
  readonly personIds?: readonly number[] | null | undefined;
  readonly content?: string | null | undefined;
  readonly date?: Moment | null | undefined;
  /** Chat messages only. */
  readonly direction?: Direction | null | undefined;
}

export interface NewInteraction {
  /** The service does not accept emails. */
  readonly type: Exclude<InteractionType, typeof InteractionType.email>;
  /** The service wants at least one internal and one external person. */
  readonly personIds: readonly number[];
  readonly content: string;
  readonly date: Moment;
  /** Chat messages only. */
  readonly direction?: Direction | null | undefined;
}

/**
 * Meetings, calls, chat messages and emails. All methods but `iterate` reject with an `AffinityError` or, once aborted,
 * with the signal's own reason.
 */
export interface InteractionService {
  /** Makes one request for one page. */
  list(query: InteractionQuery, options?: CallOptions): Promise<InteractionPage>;
  get(id: number, type: InteractionType, options?: CallOptions): Promise<Interaction>;
  /** Is repeated after a 429 only. The `outcome` of the error says whether it may have been logged. */
  create(data: NewInteraction, options?: CallOptions): Promise<Interaction>;
  update(
    id: number,
    type: InteractionType,
    data: InteractionChanges,
    options?: CallOptions,
  ): Promise<Interaction>;
  /** Resolves with `false` when the service says that it did not delete it. */
  delete(id: number, type: InteractionType, options?: CallOptions): Promise<boolean>;
  /** @throws AffinityError at the call, when the query or the cursor is invalid */
  iterate(query: WalkQuery, options?: WalkOptions): InteractionWalk;
}

export class InteractionApi implements InteractionService {
  readonly #connection: ApiConnection;
  readonly #clock: Clock;

  constructor(connection: ApiConnection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  async list(query: InteractionQuery, options?: CallOptions): Promise<InteractionPage> {
    const { type, pageToken } = orEmpty(query);
    return this.#page(checkedListQuery(orEmpty(query)), type, pageToken, options);
  }

  iterate(query: WalkQuery, options: WalkOptions = {}): InteractionWalk {
    const { type } = orEmpty(query);
    const request = checkedWalkQuery(orEmpty(query), this.#clock.now());
    return new ChunkedWalk<Interaction>(planWalk(request, orEmpty(options)), {
      loadPage: async (span, pageToken, sending) =>
        this.#page({ span, filters: request.filters }, type, pageToken, sending),
      identityOf: (interaction) => `${interaction.type}:${interaction.id}`,
      timeOf: ({ date }) => date.getTime(),
    });
  }

  async get(id: number, type: InteractionType, options?: CallOptions): Promise<Interaction> {
    const target = itemTarget('GET', id, type);
    const query = givenParameters([['type', type]]);
    return readResponse(await this.#connection.send({ ...target, query }, options), interactionSchema);
  }

  async create(data: NewInteraction, options?: CallOptions): Promise<Interaction> {
    const target = { method: 'POST', path } as const;
    const request = { ...target, body: newBody(target, orEmpty(data)) };
    return readResponse(await this.#connection.send(request, options), interactionSchema);
  }

  async update(
    id: number,
    type: InteractionType,
    data: InteractionChanges,
    options?: CallOptions,
  ): Promise<Interaction> {
    const target = itemTarget('PUT', id, type);
    const request = { ...target, body: changedBody(target, type, orEmpty(data)) };
    return readResponse(await this.#connection.send(request, options), interactionSchema);
  }

  async delete(id: number, type: InteractionType, options?: CallOptions): Promise<boolean> {
    const target = itemTarget('DELETE', id, type);
    const query = givenParameters([['type', type]]);
    return readDeleted(await this.#connection.send({ ...target, query }, options));
  }

  async #page(
    query: CheckedQuery,
    type: InteractionType,
    pageToken: string | null | undefined,
    options?: SendOptions,
  ): Promise<InteractionPage> {
    const request = { ...listTarget, query: pageParameters(query, pageToken) };
    const response = await this.#connection.send(request, options);
    return readPage(response, interactionSchema, { ownKey: interactionListKeys[type], otherKeys });
  }
}

function itemTarget<Method extends RequestTarget['method']>(
  method: Method,
  id: number,
  type: InteractionType,
) {
  const target = { method, path: `${path}/${checkedArgument.id({ method, path }, 'id', id)}` };
  checkedType(target, type);
  return target;
}

function newBody(target: RequestTarget, data: NewInteraction): object {
  const type = checkedType(target, data.type);
  if (type === InteractionType.email) {
    throw invalidArgument(target, 'type must not be 3: the service does not accept emails');
  }
  for (const name of ['personIds', 'content', 'date'] as const) {
    checkedArgument.given(target, name, data[name]);
  }
  return { type, ...bodyFields(target, type, data) };
}

function changedBody(target: RequestTarget, type: InteractionType, data: InteractionChanges): object {
  const fields = bodyFields(target, type, data);
  if (Object.keys(fields).length > 0) return { type, ...fields };
  throw invalidArgument(target, 'at least one of personIds, content, date and direction is required');
}

function bodyFields(target: RequestTarget, type: InteractionType, data: InteractionChanges): object {
  const { personIds, content, date, direction } = data;
  return {
    ...(!isAbsent(personIds) && { person_ids: checkedPersonIds(target, personIds) }),
    ...(!isAbsent(content) && { content: checkedArgument.filledText(target, 'content', content) }),
    ...(!isAbsent(date) && { date: new Date(checkedArgument.instant(target, 'date', date)).toISOString() }),
    ...(!isAbsent(direction) && { direction: checkedDirection(target, type, direction) }),
  };
}

function checkedPersonIds(target: RequestTarget, personIds: readonly number[]): number[] {
  if (!Array.isArray(personIds) || personIds.length === 0) {
    throw invalidArgument(target, 'personIds must name at least one person');
  }
  return personIds.map((id) => checkedArgument.id(target, 'personIds', id));
}

function checkedDirection(target: RequestTarget, type: InteractionType, direction: Direction): Direction {
  if (type !== InteractionType.chatMessage) {
    throw invalidArgument(target, 'direction is for chat messages (type 2) only');
  }
  if (Object.values(Direction).includes(direction)) return direction;
  throw invalidArgument(target, 'direction must be 0 (sent) or 1 (received)');
}
