import type * as z from 'zod/mini';
import type { RecordOptions, SearchOptions } from '../transport/callOptions.ts';
import { checkedArgument, orEmpty } from '../transport/checkedArgument.ts';
import type { Connection } from '../transport/connection.ts';
import { givenParameters } from './checkedQuery.ts';
import { readEnvelope } from './envelope.ts';
import type { Page } from './page.ts';
import { readAnswer, readItems } from './readAnswer.ts';
import type { RecordService } from './recordService.ts';

/** Persons, companies and opportunities: three lists that the service serves alike. */
export class AffinityRecords<Item> implements RecordService<Item, RecordOptions> {
  readonly #connection: Connection;
  /** Both the path and the key of the list. */
  readonly #name: string;
  readonly #schema: z.ZodMiniType<Item>;

  constructor(connection: Connection, name: string, schema: z.ZodMiniType<Item>) {
    this.#connection = connection;
    this.#name = name;
    this.#schema = schema;
  }

  async search(term: string, options: SearchOptions = {}): Promise<Page<Item>> {
    const target = { method: 'GET', path: `/${this.#name}` } as const;
    const { pageSize, pageToken } = orEmpty(options);
    const query = givenParameters([
      ['term', checkedArgument.text(target, 'term', term)],
      ['page_size', pageSize],
      ['page_token', pageToken],
    ]);
    const answer = await this.#connection.send({ ...target, query }, options);
    const { list, ...next } = readEnvelope(answer, this.#name, ['data']);
    const { items, rejected } = readItems(answer, list, this.#schema);
    return { items, ...next, ...(rejected.length > 0 && { rejected }) };
  }

  async get(id: number, options: RecordOptions = {}): Promise<Item> {
    const path = `/${this.#name}/${checkedArgument.id({ method: 'GET', path: `/${this.#name}` }, 'id', id)}`;
    const query = givenParameters([['with_interaction_dates', orEmpty(options).withInteractionDates]]);
    return readAnswer(await this.#connection.send({ method: 'GET', path, query }, options), this.#schema);
  }
}
