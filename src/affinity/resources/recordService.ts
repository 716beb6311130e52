import type * as z from 'zod/mini';
import type { ApiConnection } from '../transport/apiConnection.ts';
import type { CallOptions, QueryParameter, RequestTarget } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters, isAbsent, orEmpty } from '../transport/checkedArgument.ts';
import type { ItemPage, RejectedItem } from '../walk/pageWalk.ts';
import { contactParameters } from './interactionDates.ts';
import type { ContactFilters } from './interactionDates.ts';
import { readPage, readResponse } from './readResponse.ts';

/** `undefined` and `null` mean absent. Filters by date answer for the whole firm. */
export interface RecordQuery {
  readonly term?: string | null | undefined;
  readonly dates?: ContactFilters | null | undefined;
  /** Adds `interactionDates`. */
  readonly withInteractionDates?: boolean | null | undefined;
  /** Adds `contacts`. */
  readonly withInteractionPersons?: boolean | null | undefined;
  readonly pageSize?: number | null | undefined;
  readonly pageToken?: string | null | undefined;
}

export interface SearchOptions extends CallOptions {
  readonly pageSize?: number | null | undefined;
  readonly pageToken?: string | null | undefined;
}

export interface RecordOptions extends CallOptions {
  /** Adds `interactionDates`. */
  readonly withInteractionDates?: boolean | null | undefined;
}

/** One page of a search. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Names the next page, which may turn out to be empty. */
  readonly nextPageToken?: string;
  /** Present when items of this page could not be read. */
  readonly rejected?: readonly RejectedItem[];
}

/** Persons, companies and opportunities, which interactions are about. */
export interface RecordService<Item, GetOptions = CallOptions> {
  search(term: string, options?: SearchOptions): Promise<Page<Item>>;
  get(id: number, options?: GetOptions): Promise<Item>;
}

/** Persons and companies, whose contacts the service dates. */
export interface DatedRecordService<Item> extends RecordService<Item, RecordOptions> {
  /** Makes one request for one page, of at most 500. */
  list(query?: RecordQuery, options?: CallOptions): Promise<ItemPage<Item>>;
}

/** The service serves all three kinds of records alike. */
export class RecordApi<Item> implements DatedRecordService<Item> {
  readonly #connection: ApiConnection;
  /** Both the path and the key of the list. */
  readonly #name: string;
  readonly #schema: z.ZodMiniType<Item>;

  constructor(connection: ApiConnection, name: string, schema: z.ZodMiniType<Item>) {
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
    const response = await this.#connection.send({ ...target, query }, options);
    const { rejected, ...page } = readPage(response, this.#schema, { ownKey: this.#name });
    return { ...page, ...(rejected.length > 0 && { rejected }) };
  }

  async list(query: RecordQuery = {}, options?: CallOptions): Promise<ItemPage<Item>> {
    const target = { method: 'GET', path: `/${this.#name}` } as const;
    const request = { ...target, query: listParameters(target, orEmpty(query)) };
    return readPage(await this.#connection.send(request, options), this.#schema, { ownKey: this.#name });
  }

  async get(id: number, options: RecordOptions = {}): Promise<Item> {
    const path = `/${this.#name}/${checkedArgument.id({ method: 'GET', path: `/${this.#name}` }, 'id', id)}`;
    const query = givenParameters([['with_interaction_dates', orEmpty(options).withInteractionDates]]);
    return readResponse(await this.#connection.send({ method: 'GET', path, query }, options), this.#schema);
  }
}

function listParameters(target: RequestTarget, query: RecordQuery): QueryParameter[] {
  const { term, dates, withInteractionDates, withInteractionPersons, pageSize, pageToken } = query;
  return givenParameters([
    ['term', isAbsent(term) ? term : checkedArgument.text(target, 'term', term)],
    ...contactParameters(target, dates ?? {}),
    ['with_interaction_dates', withInteractionDates],
    ['with_interaction_persons', withInteractionPersons],
    ['page_size', pageSize],
    ['page_token', pageToken],
  ]);
}
