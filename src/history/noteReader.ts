import { AffinityError } from '../affinity/index.ts';
import type { AffinityErrorKind, Interaction, NoteQuery, NoteService } from '../affinity/index.ts';
import { isExternal } from '../model/namedPerson.ts';
import { everyoneIn } from '../model/participants.ts';
import { recordQuery } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import type { HistoryRequests } from './historyRequests.ts';
import type { MissingNote, NoteTexts } from './noteTexts.ts';
import type { RequestEstimate } from './requestPermission.ts';

/** Fewer missing notes are read one by one, as a list may take several pages. */
const MIN_FOR_LIST = 3;

/** Notes requested by id at a time; the client has six places. */
const SIDE_BY_SIDE = 6;

/** A failure that tells of one note, or of one list. All others end the reading. */
const ownFailures: ReadonlySet<AffinityErrorKind> = new Set([
  'forbidden',
  'not-found',
  'invalid-request',
  'bad-response',
]);

export interface NoteReaderDeps {
  readonly notes: Pick<NoteService, 'get' | 'iterate'>;
  readonly record: RecordRef;
  readonly texts: NoteTexts;
}

/**
 * Reads the notes of a record's interactions in as few requests as possible: the record's list has up to 500 on a page. For
 * companies and opportunities it may hold direct notes only; then the lists of the persons who took part hold them. The
 * few that are still missing are read one by one.
 */
export class NoteReader {
  readonly #deps: NoteReaderDeps;
  readonly #asked = new Set<string>();
  /** Notes that can't be read. */
  readonly #unreadable = new Set<number>();
  #left = 0;

  constructor(deps: NoteReaderDeps) {
    this.#deps = deps;
  }

  get requestsLeft(): RequestEstimate {
    return { about: this.#left, least: this.#left };
  }

  /** Reads the record's own list to its end, while it isn't known yet which notes are needed. */
  async readList(requests: HistoryRequests): Promise<void> {
    await this.#readListOf(recordQuery(this.#deps.record), requests);
  }

  /** Reads what is still missing: from the lists that hold much of it, else by id, the newest first. */
  async readMissing(interactions: readonly Interaction[], requests: HistoryRequests): Promise<void> {
    for (;;) {
      const missing = this.#missingIn(interactions);
      const query = this.#bestList(missing.filter(({ isReadable }) => isReadable));
      if (query === undefined) break;
      await this.#readListOf(query.query, requests, query.wanted);
    }
    const missing = this.#missingIn(interactions).filter(({ isReadable }) => isReadable);
    if (missing.length > 0)
      await this.#readById(
        missing.map(({ id }) => id),
        requests,
      );
  }

  #missingIn(interactions: readonly Interaction[]) {
    const missing = this.#deps.texts.missingIn(interactions);
    return missing.map((one) => ({ ...one, isReadable: !this.#unreadable.has(one.id) }));
  }

  /** The list that was not asked yet and holds the most of the missing notes. */
  #bestList(missing: readonly MissingNote[]) {
    const own = recordQuery(this.#deps.record);
    if (missing.length >= MIN_FOR_LIST && !this.#asked.has(JSON.stringify(own)))
      return { query: own, wanted: new Set(missing.map(({ id }) => id)) };
    const byPerson = new Map<number, Set<number>>();
    for (const { id, interaction } of missing)
      for (const person of everyoneIn(interaction)) {
        if (!isExternal(person) || this.#asked.has(JSON.stringify({ personId: person.id }))) continue;
        byPerson.set(person.id, (byPerson.get(person.id) ?? new Set()).add(id));
      }
    const [best] = [...byPerson].toSorted(([, one], [, other]) => other.size - one.size);
    if (best === undefined || best[1].size < MIN_FOR_LIST) return undefined;
    return { query: { personId: best[0] }, wanted: best[1] };
  }

  /** With `wanted` it ends when these are found, and before it takes more requests than they would one by one. */
  async #readListOf(query: NoteQuery, requests: HistoryRequests, wanted?: Set<number>): Promise<void> {
    this.#asked.add(JSON.stringify(query));
    let pages = 0;
    try {
      for await (const { items } of this.#deps.notes.iterate(query, requests.options).pages()) {
        for (const note of items) {
          this.#deps.texts.take(note);
          wanted?.delete(note.id);
        }
        pages += 1;
        await requests.received();
        if (wanted !== undefined && wanted.size <= pages) return;
      }
    } catch (error) {
      if (!isOwnFailure(error)) throw error;
      await requests.received();
    }
  }

  async #readById(ids: readonly number[], requests: HistoryRequests): Promise<void> {
    this.#left = ids.length;
    await requests.confirm(() => this.requestsLeft);
    const queue = ids.values();
    const failures: unknown[] = [];
    const work = async (): Promise<void> => {
      for (let next = queue.next(); next.done !== true && failures.length === 0; next = queue.next())
        await this.#readOne(next.value, requests).catch((error: unknown) => failures.push(error));
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    if (failures.length > 0) throw failures[0];
  }

  async #readOne(id: number, requests: HistoryRequests): Promise<void> {
    try {
      this.#deps.texts.take(await this.#deps.notes.get(id, requests.options));
    } catch (error) {
      if (!isOwnFailure(error)) throw error;
      if (error.kind === 'not-found') this.#deps.texts.takeDeleted(id);
      else this.#unreadable.add(id);
    }
    this.#left -= 1;
    await requests.received();
  }
}

function isOwnFailure(error: unknown): error is AffinityError {
  return error instanceof AffinityError && ownFailures.has(error.kind);
}
