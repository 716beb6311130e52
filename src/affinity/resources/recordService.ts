import * as z from 'zod/mini';
import type { ApiConnection } from '../transport/apiConnection.ts';
import type { CallOptions } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters, orEmpty } from '../transport/checkedArgument.ts';
import type { RejectedItem } from '../walk/pageFeed.ts';
import { readPage, readResponse } from './readResponse.ts';
import { wireField, wireObject } from './wireField.ts';

const wireDatesSchema = wireObject({
  first_email_date: wireField.maybeInstant,
  last_email_date: wireField.maybeInstant,
  first_event_date: wireField.maybeInstant,
  last_event_date: wireField.maybeInstant,
  next_event_date: wireField.maybeInstant,
  last_chat_message_date: wireField.maybeInstant,
  last_interaction_date: wireField.maybeInstant,
});

/** Source: V1 docs, `with_interaction_dates` of persons and organizations. */
export const interactionDatesSchema = z.pipe(wireDatesSchema, z.transform(toInteractionDates));

/** The first, last and next contact with a person or company. "Event" means meeting. */
export interface InteractionDates {
  readonly firstEmailDate?: Date | undefined;
  readonly lastEmailDate?: Date | undefined;
  readonly firstEventDate?: Date | undefined;
  readonly lastEventDate?: Date | undefined;
  readonly nextEventDate?: Date | undefined;
  readonly lastChatMessageDate?: Date | undefined;
  readonly lastInteractionDate?: Date | undefined;
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

/** The service serves all three kinds of records alike. */
export class RecordApi<Item> implements RecordService<Item, RecordOptions> {
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
    const { rejected, ...page } = readPage(response, this.#schema, this.#name);
    return { ...page, ...(rejected.length > 0 && { rejected }) };
  }

  async get(id: number, options: RecordOptions = {}): Promise<Item> {
    const path = `/${this.#name}/${checkedArgument.id({ method: 'GET', path: `/${this.#name}` }, 'id', id)}`;
    const query = givenParameters([['with_interaction_dates', orEmpty(options).withInteractionDates]]);
    return readResponse(await this.#connection.send({ method: 'GET', path, query }, options), this.#schema);
  }
}

function toInteractionDates(wire: z.infer<typeof wireDatesSchema>): InteractionDates {
  return {
    firstEmailDate: wire.first_email_date ?? undefined,
    lastEmailDate: wire.last_email_date ?? undefined,
    firstEventDate: wire.first_event_date ?? undefined,
    lastEventDate: wire.last_event_date ?? undefined,
    nextEventDate: wire.next_event_date ?? undefined,
    lastChatMessageDate: wire.last_chat_message_date ?? undefined,
    lastInteractionDate: wire.last_interaction_date ?? undefined,
  };
}
