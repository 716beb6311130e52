import * as z from 'zod/mini';
import { invalidArgument } from '../transport/affinityError.ts';
import type { ApiConnection, SendOptions } from '../transport/apiConnection.ts';
import type { CallOptions, QueryParameter, RequestTarget } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters, isAbsent, orEmpty } from '../transport/checkedArgument.ts';
import type { Moment } from '../transport/checkedArgument.ts';
import { PageWalk } from '../walk/pageWalk.ts';
import type { ItemPage } from '../walk/pageWalk.ts';
import { readDeleted, readPage, readResponse } from './readResponse.ts';
import { wireField, wireObject } from './wireField.ts';

const PATH = '/notes';
const MAX_PAGE_SIZE = 500;

const listTarget = { method: 'GET', path: PATH } as const satisfies RequestTarget;

/** The types that a note can be created with. Source: V1 docs, Note Types. */
const NoteType = { plainText: 0, html: 2 } as const;

const wireNoteSchema = wireObject({
  id: wireField.id,
  content: wireField.maybeText,
  type: wireField.maybeNumber,
  creator_id: wireField.maybeId,
  person_ids: wireField.ids,
  associated_person_ids: wireField.ids,
  interaction_person_ids: wireField.ids,
  mentioned_person_ids: wireField.ids,
  organization_ids: wireField.ids,
  opportunity_ids: wireField.ids,
  interaction_id: wireField.maybeId,
  interaction_type: wireField.maybeNumber,
  is_meeting: wireField.maybeBoolean,
  parent_id: wireField.maybeId,
  created_at: wireField.maybeInstant,
  updated_at: wireField.maybeInstant,
});

/** Source: V1 docs, The Note Resource. */
const noteSchema = z.pipe(wireNoteSchema, z.transform(toNote));

export interface Note {
  readonly id: number;
  /** HTML when it contains tags, and Markdown with escapes such as `\_` otherwise, whatever the `type`. */
  readonly content: string;
  /** 0 is plain text, 1 an old email note, 2 rich text, 3 written by the meeting notetaker. */
  readonly type?: number | undefined;
  readonly creatorId?: number | undefined;
  readonly personIds: readonly number[];
  readonly associatedPersonIds: readonly number[];
  readonly interactionPersonIds: readonly number[];
  readonly mentionedPersonIds: readonly number[];
  readonly companyIds: readonly number[];
  readonly opportunityIds: readonly number[];
  readonly interactionId?: number | undefined;
  readonly interactionType?: number | undefined;
  readonly isMeeting: boolean;
  readonly parentId?: number | undefined;
  readonly createdAt?: Date | undefined;
  readonly updatedAt?: Date | undefined;
}

type Maybe<Value> = Value | null | undefined;

/** `undefined` and `null` mean absent. One of the four ids is required. */
export interface NoteQuery {
  /** Finds notes on the person, and notes of interactions that the person took part in. */
  readonly personId?: Maybe<number>;
  readonly companyId?: Maybe<number>;
  readonly opportunityId?: Maybe<number>;
  readonly creatorId?: Maybe<number>;
  /** At most 500. */
  readonly pageSize?: Maybe<number>;
  readonly pageToken?: Maybe<string>;
}

/** A note belongs to at least one record, or it is the reply to a note, which belongs to the records of that note. */
export interface NewNote {
  readonly content: string;
  /** The content is HTML; otherwise it is plain text. */
  readonly html?: Maybe<boolean>;
  readonly personIds?: Maybe<readonly number[]>;
  readonly companyIds?: Maybe<readonly number[]>;
  readonly opportunityIds?: Maybe<readonly number[]>;
  /** The id of a note that is not a reply itself. */
  readonly parentId?: Maybe<number>;
  /** Defaults to now; the service accepts no time in the future. */
  readonly createdAt?: Maybe<Moment>;
}

export interface NoteChanges {
  readonly content: string;
}

/** Every note of a list, each once. Notes that cannot be read appear in `pages()` only. */
export interface NoteWalk extends AsyncIterable<Note> {
  /** The `nextPageToken` of a page continues after it, as the `pageToken` of another walk with the same query. */
  pages(): AsyncGenerator<ItemPage<Note>, void, undefined>;
}

export interface NoteService {
  get(id: number, options?: CallOptions): Promise<Note>;
  /** Makes one request for one page. */
  list(query: NoteQuery, options?: CallOptions): Promise<ItemPage<Note>>;
  /** Reads pages of 500 notes unless the query says otherwise. @throws AffinityError when the query is invalid */
  iterate(query: NoteQuery, options?: CallOptions): NoteWalk;
  /** Is repeated after a 429 only. The `outcome` of the error says whether the note may have been created. */
  create(data: NewNote, options?: CallOptions): Promise<Note>;
  /** The service refuses it when the note mentions people. */
  update(id: number, data: NoteChanges, options?: CallOptions): Promise<Note>;
  /** Only the creator of a note can delete it. Resolves with `false` when the service says that it did not. */
  delete(id: number, options?: CallOptions): Promise<boolean>;
}

export class NoteApi implements NoteService {
  readonly #connection: ApiConnection;

  constructor(connection: ApiConnection) {
    this.#connection = connection;
  }

  async get(id: number, options?: CallOptions): Promise<Note> {
    return readResponse(await this.#connection.send(itemTarget('GET', id), options), noteSchema);
  }

  async list(query: NoteQuery, options?: CallOptions): Promise<ItemPage<Note>> {
    const { pageSize, pageToken } = orEmpty(query);
    const filters = [...filterParameters(orEmpty(query)), ...givenParameters([['page_size', pageSize]])];
    return this.#page(filters, pageToken, options);
  }

  iterate(query: NoteQuery, options: CallOptions = {}): NoteWalk {
    const { pageSize, pageToken } = orEmpty(query);
    // Without a page size, the service answers a bare list that has no next page.
    const size = givenParameters([['page_size', pageSize ?? MAX_PAGE_SIZE]]);
    const filters = [...filterParameters(orEmpty(query)), ...size];
    const source = {
      target: listTarget,
      firstToken: pageToken ?? undefined,
      loadPage: async (token: string | undefined, sending: CallOptions) =>
        this.#page(filters, token, sending),
      identityOf: ({ id }: Note) => id,
    };
    return new PageWalk<Note>(source, orEmpty(options));
  }

  async create(data: NewNote, options?: CallOptions): Promise<Note> {
    const target = { method: 'POST', path: PATH } as const;
    const request = { ...target, body: newBody(target, orEmpty(data)) };
    return readResponse(await this.#connection.send(request, options), noteSchema);
  }

  async update(id: number, data: NoteChanges, options?: CallOptions): Promise<Note> {
    const target = itemTarget('PUT', id);
    const { content } = orEmpty(data);
    checkedArgument.given(target, 'content', content);
    const body = { content: checkedArgument.filledText(target, 'content', content) };
    return readResponse(await this.#connection.send({ ...target, body }, options), noteSchema);
  }

  async delete(id: number, options?: CallOptions): Promise<boolean> {
    return readDeleted(await this.#connection.send(itemTarget('DELETE', id), options));
  }

  async #page(
    filters: readonly QueryParameter[],
    pageToken: Maybe<string>,
    options?: SendOptions,
  ): Promise<ItemPage<Note>> {
    const query = givenParameters([...filters, ['page_token', pageToken]]);
    return readPage(await this.#connection.send({ ...listTarget, query }, options), noteSchema, {
      ownKey: 'notes',
    });
  }
}

function itemTarget<Method extends RequestTarget['method']>(method: Method, id: number) {
  return { method, path: `${PATH}/${checkedArgument.id({ method, path: PATH }, 'id', id)}` };
}

function filterParameters(query: NoteQuery): QueryParameter[] {
  const ids = [
    ['person_id', 'personId'],
    ['organization_id', 'companyId'],
    ['opportunity_id', 'opportunityId'],
    ['creator_id', 'creatorId'],
  ] as const;
  if (ids.every(([, name]) => isAbsent(query[name]))) {
    throw invalidArgument(listTarget, 'one of personId, companyId, opportunityId and creatorId is required');
  }
  return givenParameters(
    ids.map(([wire, name]) => {
      const id = query[name];
      return [wire, isAbsent(id) ? id : checkedArgument.id(listTarget, name, id)];
    }),
  );
}

function newBody(target: RequestTarget, data: NewNote): object {
  const { content, html, parentId, createdAt } = data;
  checkedArgument.given(target, 'content', content);
  return {
    content: checkedArgument.filledText(target, 'content', content),
    type: html === true ? NoteType.html : NoteType.plainText,
    ...(isAbsent(parentId)
      ? recordIds(target, data)
      : { parent_id: checkedParentId(target, parentId, data) }),
    ...(!isAbsent(createdAt) && {
      created_at: new Date(checkedArgument.instant(target, 'createdAt', createdAt)).toISOString(),
    }),
  };
}

function recordIds(target: RequestTarget, data: NewNote): object {
  const lists = [
    ['person_ids', 'personIds'],
    ['organization_ids', 'companyIds'],
    ['opportunity_ids', 'opportunityIds'],
  ] as const;
  const given = new Map<string, number[]>();
  for (const [wire, name] of lists) {
    const ids = checkedArgument.ids(target, name, data[name] ?? []);
    if (ids.length > 0) given.set(wire, ids);
  }
  if (given.size > 0) return Object.fromEntries(given);
  throw invalidArgument(target, 'one of personIds, companyIds, opportunityIds and parentId is required');
}

/** The service ignores the records of a reply without a word, so they are refused here. */
function checkedParentId(target: RequestTarget, parentId: number, data: NewNote): number {
  const { personIds, companyIds, opportunityIds } = data;
  if ([personIds, companyIds, opportunityIds].every((ids) => isAbsent(ids) || ids.length === 0)) {
    return checkedArgument.id(target, 'parentId', parentId);
  }
  throw invalidArgument(target, 'parentId excludes personIds, companyIds and opportunityIds');
}

function toNote(wire: z.infer<typeof wireNoteSchema>): Note {
  return {
    id: wire.id,
    content: wire.content ?? '',
    type: wire.type ?? undefined,
    creatorId: wire.creator_id ?? undefined,
    personIds: wire.person_ids ?? [],
    associatedPersonIds: wire.associated_person_ids ?? [],
    interactionPersonIds: wire.interaction_person_ids ?? [],
    mentionedPersonIds: wire.mentioned_person_ids ?? [],
    companyIds: wire.organization_ids ?? [],
    opportunityIds: wire.opportunity_ids ?? [],
    interactionId: wire.interaction_id ?? undefined,
    interactionType: wire.interaction_type ?? undefined,
    isMeeting: wire.is_meeting ?? false,
    parentId: wire.parent_id ?? undefined,
    createdAt: wire.created_at ?? undefined,
    updatedAt: wire.updated_at ?? undefined,
  };
}
