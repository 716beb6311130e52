import { readFile } from 'node:fs/promises';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { inSlices } from '../../history/inSlices.ts';
import { NoteTexts } from '../../history/noteTexts.ts';
import { RecordHistory } from '../../history/recordHistory.ts';
import type { SavedHistory, WholeHistory } from '../../history/recordHistory.ts';
import type { TypeCoverage } from '../../history/typeHistory.ts';
import { recordKey } from '../../model/recordRef.ts';
import { matchingLine } from '../../search/matchingPlace.ts';
import { searchEntry } from '../../search/searchEntry.ts';
import type { SearchEntry } from '../../search/searchEntry.ts';
import { SearchIndex } from '../../search/searchIndex.ts';
import type { Fit, KnownInteractions, SearchHit } from '../../search/searchIndex.ts';
import type { SearchQuery } from '../../search/searchQuery.ts';
import { unpackedHistory } from '../storage/packedHistory.ts';

const refuse = (): never => {
  throw new Error('An index asks for nothing.');
};
const noRequests = { interactions: { iterate: refuse }, spanOf: refuse, now: () => Date.now() };

type Ref = Pick<SearchEntry, 'type' | 'id'>;

/** A hit as far as a row shows it. */
export interface FoundInteraction extends Ref {
  readonly date: number;
  readonly records: readonly string[];
  readonly title: string;
  readonly names: string;
  /** The first line of its text that matches. */
  readonly line?: string;
  readonly fit: Fit;
}

export interface SearchAnswer {
  readonly found: readonly FoundInteraction[];
  /** Also counts those that are not among `found`. */
  readonly total: number;
  /** Interactions in the index. */
  readonly size: number;
}

/** How much of a record is read, as its kept history tells. */
export interface HistoryFacts {
  readonly coverage: ReadonlyMap<InteractionType, TypeCoverage>;
  readonly missing: number;
  readonly savedAt: number;
}

/**
 * The work on the index, which runs in a thread of its own, or in slices where there is none. The methods are those that
 * can be called from the other side; arguments and results are plain data.
 */
export class SearchTasks {
  readonly #index = new SearchIndex();

  async put(entries: readonly SearchEntry[]): Promise<void> {
    await inSlices(entries, (entry) => this.#index.put(entry));
  }

  /** Adds an entry unless it is known, with whatever is known of it. */
  async add(entry: SearchEntry): Promise<void> {
    if (this.#index.get(entry) === undefined) this.#index.put(entry);
  }

  async putText(ref: Ref, text: string | undefined): Promise<void> {
    this.#index.putText(ref, text);
  }

  /** Replaces an entry if it is known, except for the records `left`. Gives the records that it still has. */
  async replace(entry: SearchEntry, left: readonly string[]): Promise<readonly string[]> {
    const known = this.#index.get(entry);
    if (known === undefined) return [];
    const records = known.records.filter((record) => !left.includes(record));
    this.#index.remove(entry);
    if (records.length > 0) this.#index.put({ ...entry, records });
    return records;
  }

  async remove(ref: Ref): Promise<void> {
    this.#index.remove(ref);
  }

  async removeRecord(record: string): Promise<void> {
    this.#index.removeRecord(record);
  }

  async removeUnknown(known: KnownInteractions): Promise<void> {
    this.#index.removeUnknown(known);
  }

  /** Takes the file of a history; undefined when there is none that can be used. */
  async load(path: string): Promise<HistoryFacts | undefined> {
    const bytes = await readFile(path).catch(() => undefined);
    const saved = bytes && (await unpackedHistory(bytes).catch(() => undefined));
    if (saved === undefined) return undefined;
    const records = [recordKey(saved.record)];
    const texts = new NoteTexts(saved.notes);
    let missing = 0;
    await inSlices(rowsOf(saved), (row) => {
      missing += row.noteIds.filter((id) => !texts.has(id)).length;
      const text = texts.textOf(row);
      const entry = searchEntry(text === undefined ? row : { ...row, text }, records);
      if (entry !== undefined) this.#index.put(entry);
    });
    return { coverage: RecordHistory.coverageOf(saved, noRequests), missing, savedAt: saved.savedAt };
  }

  async search(query: SearchQuery, limit: number): Promise<SearchAnswer> {
    const { hits, total } = this.#index.search(query, { limit });
    return { found: hits.map((hit) => foundOf(hit, query)), total, size: this.#index.size };
  }
}

export type SearchCall = keyof SearchTasks;

/** The interactions of a history as they can be found. */
export function entriesOf({ record, interactions }: Pick<WholeHistory, 'record' | 'interactions'>) {
  const records = [recordKey(record)];
  return interactions.map((one) => searchEntry(one, records)).filter((entry) => entry !== undefined);
}

function* rowsOf({ types }: SavedHistory): Generator<Interaction, void> {
  for (const stretches of types.values()) for (const { rows } of stretches) yield* rows;
}

function foundOf({ entry, fit }: SearchHit, query: SearchQuery): FoundInteraction {
  const { type, id, date, records, title, people, text = '' } = entry;
  const line = matchingLine(text, query) ?? matchingLine(people.split('\n')[1] ?? '', query);
  const names = people.split('\n', 1)[0] ?? '';
  return { type, id, date, records, title, names, ...(line !== undefined && { line }), fit };
}
