import { readDeleted, readResponse } from '../resources/readResponse.ts';
import { invalidArgument } from '../transport/affinityError.ts';
import type { CallOptions, QueryParameter, RequestTarget } from '../transport/apiRequest.ts';
import { checkedArgument, givenParameters, isAbsent, orEmpty } from '../transport/checkedArgument.ts';
import type { Moment } from '../transport/checkedArgument.ts';
import { ExactRange } from './exactRange.ts';
import { V2_PAGE_SIZE } from './v2Connection.ts';
import type { V2Connection, V2Walk } from './v2Connection.ts';
import { v2NoteSchema } from './v2Note.ts';
import type { V2InteractionRef, V2Note } from './v2Note.ts';

const PATH = '/v2/notes';

/** V2 takes at most this many companies, opportunities and persons each. */
const MAX_IDS = 100;

const listTarget = { method: 'GET', path: PATH } as const satisfies RequestTarget;

/** The interactions that a note can be added to. */
const notedTypes = ['meeting', 'call', 'chat-message'] as const;

type Maybe<Value> = Value | null | undefined;

export type V2NotedType = (typeof notedTypes)[number];

/** `undefined` and `null` mean absent. */
export interface V2NoteQuery {
  /** Belongs to the range. */
  readonly createdFrom?: Maybe<Moment>;
  /** Does not belong to the range. */
  readonly createdTo?: Maybe<Moment>;
  readonly creatorId?: Maybe<number>;
  /** Names of previews, such as `companiesPreview`. */
  readonly include?: Maybe<readonly string[]>;
  /** At most 100, which is the default. */
  readonly pageSize?: Maybe<number>;
}

/** Exactly one of the three ids. */
export interface V2NoteOwner {
  readonly companyId?: Maybe<number>;
  readonly personId?: Maybe<number>;
  readonly opportunityId?: Maybe<number>;
}

interface V2NoteRecords {
  readonly companyIds?: Maybe<readonly number[]>;
  readonly opportunityIds?: Maybe<readonly number[]>;
  readonly personIds?: Maybe<readonly number[]>;
}

interface V2NewNoteBase {
  /** V2 accepts `p br strong em u ol ul li span` and `a[href]`; anything else is refused. */
  readonly html: string;
  /** Defaults to now. */
  readonly createdAt?: Maybe<Moment>;
}

/** A note on an interaction that is there already, and on records if any are named. */
export interface V2NewInteractionNote extends V2NewNoteBase, V2NoteRecords {
  readonly interaction: { readonly type: V2NotedType; readonly id: number };
  readonly parentId?: null | undefined;
}

/** A note on at least one record. */
export interface V2NewEntitiesNote extends V2NewNoteBase, V2NoteRecords {
  readonly interaction?: null | undefined;
  readonly parentId?: null | undefined;
}

/** A reply to a note that is not a reply itself. */
export interface V2NewReply extends V2NewNoteBase {
  readonly parentId: number;
  readonly interaction?: null | undefined;
}

export type V2NewNote = V2NewInteractionNote | V2NewEntitiesNote | V2NewReply;

/** Lists that are given replace the whole list, also when they are empty. The rest stays as it is. */
export interface V2NoteChanges extends V2NoteRecords {
  readonly html?: Maybe<string>;
}

/** Walks throw at the call when an argument is invalid; all other methods reject with an `AffinityError`. */
export interface V2NoteService {
  /** Notes of the whole firm that are not replies, as far as the owner of the key may see them. */
  iterate(query?: V2NoteQuery, options?: CallOptions): V2Walk<V2Note>;
  /** The notes of one record. */
  of(owner: V2NoteOwner, options?: CallOptions): V2Walk<V2Note>;
  replies(id: number, options?: CallOptions): V2Walk<V2Note>;
  get(id: number, options?: CallOptions): Promise<V2Note>;
  /** Is repeated after a 429 only. The `outcome` of the error says whether the note may have been created. */
  create(data: V2NewNote, options?: CallOptions): Promise<V2Note>;
  /**
   * Is idempotent. V2 may see a note of V1 only after a second or two, so a `not-found` soon after a V1 write is worth
   * another call.
   */
  update(id: number, data: V2NoteChanges, options?: CallOptions): Promise<V2Note>;
  /** Resolves with `false` when the service says that it did not delete it. */
  delete(id: number, options?: CallOptions): Promise<boolean>;
}

export class V2NoteApi implements V2NoteService {
  readonly #connection: V2Connection;

  constructor(connection: V2Connection) {
    this.#connection = connection;
  }

  iterate(query: V2NoteQuery = {}, options: CallOptions = {}): V2Walk<V2Note> {
    const { createdFrom, createdTo, creatorId, include, pageSize } = orEmpty(query);
    const range = new ExactRange(listTarget, ['createdFrom', createdFrom], ['createdTo', createdTo]);
    const creator = isAbsent(creatorId)
      ? []
      : [`creator.id=${checkedArgument.id(listTarget, 'creatorId', creatorId)}`];
    const conditions = [...creator, ...range.conditions('createdAt')];
    const parameters = givenParameters([
      ['filter', conditions.length > 0 ? conditions.join('&') : undefined],
      ...checkedIncludes(include).map((name) => ['includes', name] as const),
      ['limit', pageSize ?? V2_PAGE_SIZE],
    ]);
    const isWanted = ({ createdAt }: V2Note) => createdAt === undefined || range.has(createdAt);
    return this.#walk(listTarget, parameters, options, isWanted);
  }

  of(owner: V2NoteOwner, options: CallOptions = {}): V2Walk<V2Note> {
    return this.#walk(ownerTarget(orEmpty(owner)), firstPage(), options);
  }

  replies(id: number, options: CallOptions = {}): V2Walk<V2Note> {
    const { method, path } = itemTarget('GET', id);
    return this.#walk({ method, path: `${path}/replies` }, firstPage(), options);
  }

  async get(id: number, options?: CallOptions): Promise<V2Note> {
    return this.#connection.get(itemTarget('GET', id).path, v2NoteSchema, options);
  }

  async create(data: V2NewNote, options?: CallOptions): Promise<V2Note> {
    const target = { method: 'POST', path: PATH } as const;
    const request = { ...target, body: newBody(target, orEmpty(data)) };
    return readResponse(await this.#connection.send(request, options), v2NoteSchema);
  }

  async update(id: number, data: V2NoteChanges, options?: CallOptions): Promise<V2Note> {
    const target = itemTarget('POST', id);
    const request = { ...target, body: changedBody(target, orEmpty(data)) };
    return readResponse(await this.#connection.send(request, options), v2NoteSchema);
  }

  async delete(id: number, options?: CallOptions): Promise<boolean> {
    return readDeleted(await this.#connection.send(itemTarget('DELETE', id), options));
  }

  #walk(
    target: RequestTarget,
    query: readonly QueryParameter[],
    options: CallOptions,
    isWanted?: (note: V2Note) => boolean,
  ): V2Walk<V2Note> {
    const list = { target, query, schema: v2NoteSchema, identityOf: idOf, isWanted };
    return this.#connection.walk(list, orEmpty(options));
  }
}

function idOf({ id }: V2Note): number {
  return id;
}

function firstPage(): readonly QueryParameter[] {
  return givenParameters([['limit', V2_PAGE_SIZE]]);
}

function itemTarget<Method extends RequestTarget['method']>(method: Method, id: number) {
  return { method, path: `${PATH}/${checkedArgument.id({ method, path: PATH }, 'id', id)}` };
}

function ownerTarget(owner: V2NoteOwner): RequestTarget {
  const kinds = [
    ['companies', 'companyId'],
    ['persons', 'personId'],
    ['opportunities', 'opportunityId'],
  ] as const;
  const [found, ...others] = kinds.filter(([, name]) => !isAbsent(owner[name]));
  if (found === undefined || others.length > 0) {
    throw invalidArgument(listTarget, 'exactly one of companyId, personId and opportunityId is required');
  }
  const [kind, name] = found;
  return { method: 'GET', path: `/v2/${kind}/${checkedArgument.id(listTarget, name, owner[name])}/notes` };
}

function checkedIncludes(include: unknown): readonly string[] {
  if (isAbsent(include)) return [];
  if (Array.isArray(include)) return include.map((name) => checkedArgument.text(listTarget, 'include', name));
  throw invalidArgument(listTarget, 'include must be a list of names');
}

function newBody(target: RequestTarget, data: V2NewNote): object {
  const { html, interaction, parentId, createdAt } = data;
  checkedArgument.given(target, 'html', html);
  const records = recordBody(target, data as V2NoteRecords);
  const content = { html: checkedArgument.filledText(target, 'html', html) };
  const created = isAbsent(createdAt)
    ? {}
    : { createdAt: new Date(checkedArgument.instant(target, 'createdAt', createdAt)).toISOString() };
  if (!isAbsent(parentId)) {
    if (!isAbsent(interaction) || Object.keys(records).length > 0) {
      throw invalidArgument(
        target,
        'parentId excludes interaction, companyIds, opportunityIds and personIds',
      );
    }
    const parent = { id: checkedArgument.id(target, 'parentId', parentId) };
    return { type: 'user-reply', content, parent, ...created };
  }
  if (!isAbsent(interaction)) {
    const checked = checkedInteraction(target, interaction);
    return { type: 'interaction', content, interaction: checked, ...records, ...created };
  }
  if (Object.values(records).every((list) => list.length === 0)) {
    const rule = 'one of interaction, parentId, companyIds, opportunityIds and personIds is required';
    throw invalidArgument(target, rule);
  }
  return { type: 'entities', content, ...records, ...created };
}

function changedBody(target: RequestTarget, data: V2NoteChanges): object {
  const { html } = data;
  const body = {
    ...(!isAbsent(html) && { content: { html: checkedArgument.filledText(target, 'html', html) } }),
    ...recordBody(target, data),
  };
  if (Object.keys(body).length > 0) return body;
  throw invalidArgument(target, 'at least one of html, companyIds, opportunityIds and personIds is required');
}

/** The lists that are given, as V2 writes them. */
function recordBody(target: RequestTarget, data: V2NoteRecords): Record<string, { id: number }[]> {
  const lists = [
    ['companies', 'companyIds'],
    ['opportunities', 'opportunityIds'],
    ['persons', 'personIds'],
  ] as const;
  const body: Record<string, { id: number }[]> = {};
  for (const [wire, name] of lists) {
    const ids = data[name];
    if (isAbsent(ids)) continue;
    const checked = checkedArgument.ids(target, name, ids);
    if (checked.length > MAX_IDS) throw invalidArgument(target, `${name} must have at most ${MAX_IDS} ids`);
    body[wire] = checked.map((id) => ({ id }));
  }
  return body;
}

/** V2 names types by words; a number of V1 would be another type or none. */
function checkedInteraction(target: RequestTarget, interaction: unknown): V2InteractionRef {
  const { type, id } = Object(interaction) as { readonly type?: unknown; readonly id?: unknown };
  const known = notedTypes.find((name) => name === type);
  if (known === undefined) {
    throw invalidArgument(target, `interaction.type must be ${notedTypes.join(', ')}`);
  }
  return { type: known, id: checkedArgument.id(target, 'interaction.id', id) };
}
