import type {
  Clock,
  Interaction,
  InteractionService,
  InteractionType,
  NoteService,
} from '../affinity/index.ts';
import { typeIds } from '../model/interactionTypes.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordId, RecordRef } from '../model/recordRef.ts';
import type { TimedEdit } from './historyEdits.ts';
import { HistoryRequests, isDeclined } from './historyRequests.ts';
import { isBelowFloor } from './monthlyFloor.ts';
import type { BelowFloor } from './monthlyFloor.ts';
import { NoteReader } from './noteReader.ts';
import type { NoteTexts } from './noteTexts.ts';
import { RecordHistory } from './recordHistory.ts';
import type { SavedHistory, WholeHistory } from './recordHistory.ts';
import type { ConfirmRequests, RequestEstimate } from './requestPermission.ts';
import type { SavedStretch } from './stretch.ts';
import type { Timelines } from './timelines.ts';
import type { TypeHistory } from './typeHistory.ts';

/** Keeps what was read. Neither method rejects: without what was kept, it is read again. */
export interface HistoryArchive {
  load(record: RecordId): Promise<SavedHistory | undefined>;
  save(history: SavedHistory): Promise<void>;
  /** Edits and deletions made here since a moment, of all records. */
  edits(since: number): readonly TimedEdit[];
  /** False when older edits were dropped, so that rows from before it may be outdated. */
  knowsEditsSince(moment: number): boolean;
  /** Reads the edits that are stored. `load` does so as well. */
  readEdits(): Promise<void>;
}

export interface WholeHistoriesDeps {
  readonly interactions: Pick<InteractionService, 'iterate'>;
  readonly notes: Pick<NoteService, 'get' | 'iterate'>;
  readonly timelines: Pick<Timelines, 'loaded' | 'spanOf'>;
  readonly archive: HistoryArchive;
  readonly clock: Pick<Clock, 'now'>;
  /** Aborts with `BelowFloor` when the firm's remaining requests must be left to others. */
  readonly floor: () => AbortSignal;
}

export interface ReadHistoryOptions {
  /** Asks the user before a reading takes more than 50 requests. */
  readonly confirm: ConfirmRequests;
  /** Also reads the notes. */
  readonly withTexts?: boolean;
  /** All types when left out. */
  readonly types?: readonly InteractionType[];
  readonly signal?: AbortSignal;
  /** Called after each response. */
  readonly onProgress?: (progress: HistoryProgress) => void;
}

export interface HistoryProgress {
  readonly interactions: number;
  readonly texts: number;
  readonly requests: number;
  /** Requests that are likely still needed. */
  readonly requestsLeft: number;
}

/** The reason why a reading ended. Its results stay, and the next reading continues from there. */
export type HistoryEnd =
  | { readonly kind: 'complete' | 'stopped' | 'declined' }
  | { readonly kind: 'below-floor'; readonly reason: BelowFloor }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface HistoryResult extends WholeHistory {
  readonly end: HistoryEnd;
  /** Requests that this reading made, besides one for the record's dates. */
  readonly requests: number;
}

/** Interactions of a record whose texts were read. */
export type ReadTexts = Pick<WholeHistory, 'interactions' | 'record'>;

/** Texts of some interactions, as far as they are read. */
export interface TextsResult {
  readonly end: HistoryEnd;
  /** Undefined while it isn't read; empty for an interaction without notes. */
  readonly textOf: (interaction: Interaction) => string | undefined;
  /** Some of its notes are read, and others aren't. */
  readonly isPartial: (interaction: Interaction) => boolean;
}

/**
 * Whole histories of records with the texts of their notes. What is read is kept, so that reading it again takes a request
 * for each type, and those for new texts; the same holds for types that the tree has loaded whole. Readings of one record follow each other.
 */
export class WholeHistories {
  readonly #deps: WholeHistoriesDeps;
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #listeners = new Set<(history: WholeHistory) => void>();
  readonly #textListeners = new Set<(read: ReadTexts) => void>();
  readonly #disposed = new AbortController();

  constructor(deps: WholeHistoriesDeps) {
    this.#deps = deps;
  }

  /** Never rejects: a failure or a stop is told by `end`. */
  read(record: RecordRef, options: ReadHistoryOptions): Promise<HistoryResult> {
    return this.#inOrder(record, async () => {
      const begin = this.#deps.clock.now();
      const history = await this.#open(record);
      await this.#takeLoaded(history);
      const { end, requests } = await new Reading(history, this.#deps, options).read(this.#disposed.signal);
      await this.#deps.archive.save(await history.save(begin));
      const result = { ...(await history.toWholeHistory()), end, requests };
      for (const listener of this.#listeners) listener(result);
      return result;
    });
  }

  /** The stored history, without a request and without waiting for a reading; undefined when there is none. */
  async kept(record: RecordRef): Promise<WholeHistory | undefined> {
    const saved = await this.#deps.archive.load(record);
    return saved && (await this.#historyOf(record, saved)).toWholeHistory();
  }

  /** Edits and deletions made here since a moment, of all records. */
  edits(since: number): readonly TimedEdit[] {
    return this.#deps.archive.edits(since);
  }

  /** Afterwards `edits` has those that are stored, also of an earlier session or another window. Never rejects. */
  readEdits(): Promise<void> {
    return this.#deps.archive.readEdits();
  }

  /** The texts of some interactions of a record: those that are kept, and the rest from lists or by id. Never rejects. */
  readTexts(
    record: RecordRef,
    interactions: readonly Interaction[],
    { confirm, signal }: Pick<ReadHistoryOptions, 'confirm' | 'signal'>,
  ): Promise<TextsResult> {
    return this.#inOrder(record, async () => {
      const { texts } = await this.#open(record);
      const { notes, floor } = this.#deps;
      const stopped = AbortSignal.any([this.#disposed.signal, floor(), ...(signal ? [signal] : [])]);
      const reader = new NoteReader({ notes, record, texts });
      const counting = { left: () => reader.requestsLeft, onResponse: () => undefined };
      let end: HistoryEnd = { kind: 'complete' };
      try {
        const requests = new HistoryRequests({ confirm, ...counting, stopped });
        await requests.begin();
        await reader.readMissing(interactions, requests);
      } catch (error) {
        end = endOf(error, stopped);
      }
      this.#tellTexts(record, interactions, texts);
      return {
        end,
        textOf: (interaction) => texts.textOf(interaction),
        isPartial: (interaction) => texts.isPartial(interaction),
      };
    });
  }

  /** Calls back with each history that was read; the returned function unsubscribes. */
  onDidRead(listener: (history: WholeHistory) => void): () => void {
    const own = (history: WholeHistory): void => listener(history);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** Calls back with the texts that were read of some interactions; the returned function unsubscribes. */
  onDidReadTexts(listener: (read: ReadTexts) => void): () => void {
    const own = (read: ReadTexts): void => listener(read);
    this.#textListeners.add(own);
    return () => {
      this.#textListeners.delete(own);
    };
  }

  /** Stops all readings, on sign-out. */
  dispose(): void {
    this.#listeners.clear();
    this.#textListeners.clear();
    this.#disposed.abort();
  }

  #takeLoaded(history: RecordHistory): Promise<void> {
    const { timelines, archive } = this.#deps;
    const loaded = (type: InteractionType): SavedStretch | undefined => {
      const rows = timelines.loaded(history.record, type);
      return rows && archive.knowsEditsSince(rows.oldestReadAt) ? rows : undefined;
    };
    return history.takeLoaded(loaded, (since) => archive.edits(since));
  }

  #tellTexts(record: RecordRef, some: readonly Interaction[], texts: NoteTexts): void {
    if (this.#textListeners.size === 0) return;
    const whole = some.filter((one) => texts.missingOf(one) === 0);
    const interactions = whole.map((one) => ({ ...one, text: texts.textOf(one) ?? '' }));
    for (const listener of this.#textListeners) listener({ record, interactions });
  }

  async #open(record: RecordRef): Promise<RecordHistory> {
    return this.#historyOf(record, await this.#deps.archive.load(record));
  }

  async #historyOf(record: RecordRef, saved: SavedHistory | undefined): Promise<RecordHistory> {
    const { interactions, timelines, archive, clock } = this.#deps;
    const spanOf: Timelines['spanOf'] = (...question) => timelines.spanOf(...question);
    const deps = { interactions, spanOf, now: () => clock.now() };
    const history = await RecordHistory.restored(record, deps, saved);
    for (const edit of saved ? archive.edits(saved.savedAt) : []) history.edit(edit);
    return history;
  }

  #inOrder<Result>(record: RecordId, work: () => Promise<Result>): Promise<Result> {
    const key = recordKey(record);
    const before = this.#last.get(key) ?? Promise.resolve();
    const next = before.catch(() => undefined).then(work);
    this.#last.set(key, next);
    const settle = (): void => {
      if (this.#last.get(key) === next) this.#last.delete(key);
    };
    next.then(settle, settle);
    return next;
  }
}

/** One reading of a history, from its question to its end. */
class Reading {
  readonly #history: RecordHistory;
  readonly #options: ReadHistoryOptions;
  readonly #notes: NoteReader;
  readonly #types: readonly TypeHistory[];
  readonly #floor: () => AbortSignal;
  #requests: HistoryRequests | undefined;

  constructor(
    history: RecordHistory,
    { notes, floor }: Pick<WholeHistoriesDeps, 'notes' | 'floor'>,
    options: ReadHistoryOptions,
  ) {
    const { types = typeIds } = options;
    this.#history = history;
    this.#options = options;
    this.#notes = new NoteReader({ notes, record: history.record, texts: history.texts });
    this.#types = history.types.filter(({ type }) => types.includes(type));
    this.#floor = floor;
  }

  async read(disposed: AbortSignal): Promise<Pick<HistoryResult, 'end' | 'requests'>> {
    const { signal } = this.#options;
    const stopped = AbortSignal.any([disposed, this.#floor(), ...(signal ? [signal] : [])]);
    let end: HistoryEnd = { kind: 'complete' };
    try {
      stopped.throwIfAborted();
      await this.#readAll(stopped);
    } catch (error) {
      end = endOf(error, stopped);
    }
    return { end, requests: this.#requests?.made ?? 0 };
  }

  async #readAll(stopped: AbortSignal): Promise<void> {
    await Promise.all(this.#types.map((type) => type.prepare(stopped)));
    const { confirm, withTexts = false } = this.#options;
    const onResponse = (): void => this.#tell();
    const requests = new HistoryRequests({ confirm, left: () => this.#left, onResponse, stopped });
    this.#requests = requests;
    await requests.begin();
    const walks = this.#types.map((type) => type.read(requests, this.#types.length));
    // With no text known, nearly all are needed, and the list needs not wait for the interactions.
    if (withTexts && this.#history.texts.size === 0) walks.push(this.#notes.readList(requests));
    await allOf(walks);
    if (withTexts)
      await this.#notes.readMissing(
        this.#types.flatMap((one) => one.interactions),
        requests,
      );
  }

  get #left(): RequestEstimate {
    const parts = [...this.#types, this.#notes].map(({ requestsLeft }) => requestsLeft);
    return {
      about: parts.reduce((sum, part) => sum + (part?.about ?? 0), 0),
      least: parts.reduce((sum, part) => sum + (part?.least ?? 0), 0),
    };
  }

  #tell(): void {
    this.#options.onProgress?.({
      interactions: this.#history.count,
      texts: this.#history.texts.size,
      requests: this.#requests?.made ?? 0,
      requestsLeft: this.#left.about,
    });
  }
}

/** Waits for all, so that one that fails costs nothing of the others; rejects with the first failure. */
async function allOf(walks: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(walks);
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

function endOf(error: unknown, stopped: AbortSignal): HistoryEnd {
  if (isDeclined(error)) return { kind: 'declined' };
  if (isBelowFloor(error)) return { kind: 'below-floor', reason: error };
  return stopped.aborted ? { kind: 'stopped' } : { kind: 'failed', error };
}
