import type { Interaction, InteractionType, WalkOptions } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { earliest, PAGE_SIZE, spanBetween } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import type { InteractionFilter } from './interactionFilter.ts';
import { applyEdits, LoadedStretches } from './loadedStretches.ts';
import type { Edits } from './loadedStretches.ts';
import { Stretch } from './stretch.ts';
import type { SavedStretch } from './stretch.ts';
import { StretchReader } from './stretchReader.ts';
import type { TimelineDeps, TimelineSubject } from './stretchReader.ts';
import { readTimelineSnapshot, timelineSnapshot } from './timelineSnapshot.ts';
import type { TimelineSnapshot } from './timelineSnapshot.ts';
import { timelineState } from './timelineState.ts';
import type { Activity, TimelineState } from './timelineState.ts';

const SNAPSHOT_ROWS = 200;

/** One click requests at most this many pages. */
export const PAGES_PER_CLICK = 3;

/** While everything is loaded, changes are reported this often at most: each draws the tree again. */
const CHANGE_INTERVAL_MS = 200;

export interface RefreshOptions {
  /** Drops rows older than the newest page, rather than keeping them unchecked. */
  readonly forgetOlder?: boolean;
}

export interface LoadAllOptions extends Pick<WalkOptions, 'lookahead' | 'priority'> {
  readonly signal: AbortSignal;
  /** Called after each page; false ends the load, which keeps what arrived. */
  readonly mayContinue: () => Promise<boolean>;
}

/** One load or refresh, and the interactions saved or deleted here since: no response under way can know of them. */
interface Run {
  readonly activity: Activity;
  readonly forgetsOlder: boolean;
  readonly controller: AbortController;
  readonly edits: Edits;
  promise: Promise<void>;
}

/** How far back a refresh reads, and whether it may keep older rows unchecked. */
interface RefreshGoal {
  readonly maxPages: number;
  readonly keepsUnread: boolean;
  isReachedBy(newest: Stretch): boolean;
}

/**
 * One type of one record under one filter, read page by page from its newest end back. Only its methods make requests, and
 * callers that ask for the same share one. No promise rejects: a failure is part of the state, and loaded rows stay.
 * After `dispose` nothing changes.
 */
export class InteractionTimeline {
  readonly record: RecordRef;
  readonly type: InteractionType;
  readonly filter: InteractionFilter;
  readonly #reader: StretchReader;
  readonly #stretches = new LoadedStretches();
  readonly #listeners = new Set<() => void>();
  #run: Run | undefined;
  #failure: { readonly error: Error; readonly run: Run } | undefined;
  #skipped: Span | undefined;
  /** Set while the rows of a snapshot are unchecked. */
  #unchecked: RefreshGoal | undefined;
  #disposed = false;
  #state: TimelineState | undefined;
  #lastChange = -Infinity;
  #runsEnded = 0;

  constructor(subject: TimelineSubject, deps: TimelineDeps) {
    this.record = subject.record;
    this.type = subject.type;
    this.filter = subject.filter;
    this.#reader = new StretchReader(subject, deps);
  }

  get state(): TimelineState {
    this.#state ??= timelineState({
      stretch: this.#stretches.shown,
      activity: this.#run?.activity,
      failure: this.#failure && { error: this.#failure.error, during: this.#failure.run.activity },
      skipped: this.#skipped,
      restored: this.#unchecked !== undefined,
    });
    return this.#state;
  }

  /** How many loads and refreshes have ended. */
  get runsEnded(): number {
    return this.#runsEnded;
  }

  /** Calls back after every change of `state`; the returned function unsubscribes. */
  onDidChange(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** Loads the first page, unless something is loaded, restored or failed already. */
  load(): Promise<void> {
    if (this.#run) return this.#run.promise;
    return this.#stretches.shown || this.#failure ? Promise.resolve() : this.loadOlder();
  }

  /** Loads the next page, crossing at most three empty chunks; the first page when nothing is loaded. */
  loadOlder(): Promise<void> {
    if (this.#run) return this.#after(this.#run, () => this.loadOlder());
    const { shown } = this.#stretches;
    if (shown?.done === true) return Promise.resolve();
    return this.#start(shown ? 'older' : 'load', (run) => this.#readOlder(run));
  }

  /** Loads everything that is left, with the years side by side, until its signal aborts. Pages that arrived stay. */
  loadAll(options: LoadAllOptions): Promise<void> {
    if (this.#run) return this.#run.promise.then(() => this.loadAll(options));
    const isDone = this.#disposed || options.signal.aborted || this.#stretches.shown?.done === true;
    return isDone ? Promise.resolve() : this.#start('older', (run) => this.#readAll(run, options));
  }

  /** When everything back to the record's first known moment is loaded: looks for rows before it. */
  lookFurtherBack(): Promise<void> {
    if (this.#run) return this.#after(this.#run, () => this.lookFurtherBack());
    if (this.#disposed || !this.state.canLookFurtherBack) return Promise.resolve();
    this.#stretches.shown?.extend(earliest.getTime());
    return this.loadOlder();
  }

  /**
   * Reads the newest page again. Rows stay visible meanwhile; changes and deletions from elsewhere appear in the span that
   * is read again, and older rows stay, with their age in `oldestReadAt`. When more is new than three pages hold, the known
   * rows are set aside until `loadOlder` reaches them. All rows of a snapshot are read again. A running load of older
   * rows is aborted.
   */
  refresh({ forgetOlder = false }: RefreshOptions = {}): Promise<void> {
    const run = this.#run;
    if (run?.activity === 'load' || (run?.activity === 'refresh' && run.forgetsOlder === forgetOlder)) {
      return run.promise;
    }
    const known = this.#stretches.shown;
    if (!known) return this.loadOlder();
    return this.#start('refresh', (next) => this.#readNewest(next, known), forgetOlder);
  }

  /** Repeats the failed load or refresh from where it failed. */
  retry(): Promise<void> {
    if (this.#run) return this.#run.promise;
    const failed = this.#failure?.run;
    if (!failed) return Promise.resolve();
    return failed.activity === 'refresh'
      ? this.refresh({ forgetOlder: failed.forgetsOlder })
      : this.loadOlder();
  }

  /** Aborts the current load; pages that arrived stay. */
  cancel(): void {
    if (!this.#run) return;
    this.#run.controller.abort();
    this.#run = undefined;
    this.#changed();
  }

  has(type: number, id: number): boolean {
    return this.get(type, id) !== undefined;
  }

  get(type: number, id: number): Interaction | undefined {
    return this.#stretches.get(type, id);
  }

  /** Shows an interaction that was saved here, without a request. Where its neighbours are unknown, no row appears. */
  put(interaction: Interaction): void {
    if (interaction.type === this.type) this.#edit(interaction.type, interaction.id, interaction);
  }

  remove(type: number, id: number): void {
    if (type === this.type) this.#edit(type, id, undefined);
  }

  /** All rows of the span that is completely known, for a reading that continues from them. */
  save(): SavedStretch | undefined {
    return this.#stretches.shown?.save(Infinity);
  }

  /** The newest rows as JSON; undefined when no span is completely known. */
  snapshot(maxRows = SNAPSHOT_ROWS): TimelineSnapshot | undefined {
    const saved = this.#stretches.shown?.save(maxRows);
    return saved && timelineSnapshot(this, saved);
  }

  /** Shows a snapshot without a request; false when it belongs to another timeline, or something is loaded already. */
  restore(snapshot: unknown): boolean {
    if (this.#disposed || this.#stretches.shown || this.#run) return false;
    const saved = readTimelineSnapshot(snapshot, this);
    if (!saved) return false;
    this.#stretches.replace(new Stretch(saved));
    this.#unchecked = untilSnapshotEnd(saved);
    this.#failure = undefined;
    this.#changed();
    return true;
  }

  dispose(): void {
    this.#disposed = true;
    this.#listeners.clear();
    this.cancel();
  }

  #start(activity: Activity, work: (run: Run) => Promise<void>, forgetsOlder = false): Promise<void> {
    if (this.#disposed) return Promise.resolve();
    this.#run?.controller.abort();
    const promise = Promise.resolve();
    const run: Run = { activity, forgetsOlder, controller: new AbortController(), edits: new Map(), promise };
    this.#run = run;
    this.#failure = undefined;
    run.promise = this.#perform(run, work);
    this.#changed();
    return run.promise;
  }

  /** A response to a run that is no longer current changes nothing. */
  async #perform(run: Run, work: (run: Run) => Promise<void>): Promise<void> {
    try {
      await work(run);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error('Unknown failure', { cause: thrown });
      if (this.#run === run) this.#failure = { error, run };
    }
    if (this.#run !== run) return;
    this.#run = undefined;
    this.#runsEnded += 1;
    this.#changed();
  }

  async #readOlder(run: Run): Promise<void> {
    this.#skipped = undefined;
    let stretch = this.#stretches.shown ?? (await this.#reader.first(run.controller.signal));
    const begin = stretch.from;
    let found = 0;
    for (let pages = 0; pages < PAGES_PER_CLICK && found === 0 && !stretch.done; pages += 1) {
      const page = await this.#reader.next(stretch, run.controller.signal);
      if (this.#run !== run) return;
      found = page ? this.#stretches.take(stretch, page) : 0;
      this.#stretches.edit(run.edits);
      stretch = this.#stretches.shown ?? stretch;
    }
    if (found === 0) this.#skipped = spanBetween(stretch.from, begin);
  }

  async #readAll(run: Run, options: LoadAllOptions): Promise<void> {
    const stop = (): void => {
      if (this.#run === run) this.cancel();
    };
    options.signal.addEventListener('abort', stop, { once: true });
    try {
      await this.#readRest(run, options);
    } finally {
      options.signal.removeEventListener('abort', stop);
    }
  }

  async #readRest(run: Run, { lookahead, priority, mayContinue }: LoadAllOptions): Promise<void> {
    this.#skipped = undefined;
    const walk = { lookahead, priority, signal: run.controller.signal };
    let stretch = this.#stretches.shown ?? (await this.#reader.first(run.controller.signal));
    while (!stretch.done && this.#run === run) {
      for await (const page of this.#reader.rest(stretch, walk)) {
        if (this.#run !== run) return;
        this.#stretches.take(stretch, page);
        this.#stretches.edit(run.edits);
        this.#changedSoon();
        if (!stretch.done && !(await mayContinue())) return;
        // The next page may lie in rows that were known before, which are merged now.
        if (this.#stretches.shown !== stretch) break;
      }
      stretch = this.#stretches.shown ?? stretch;
    }
  }

  async #readNewest(run: Run, known: Stretch): Promise<void> {
    const goal = this.#unchecked ?? untilKnownRows(known);
    const newest = await this.#reader.newest(known, run.controller.signal);
    let found = 0;
    for (let pages = 0; pages < goal.maxPages && !newest.done; pages += 1) {
      const page = await this.#reader.next(newest, run.controller.signal);
      if (this.#run !== run) return;
      found += page ? newest.take(page) : 0;
      if (run.forgetsOlder ? found > 0 : goal.isReachedBy(newest)) break;
    }
    applyEdits(newest, run.edits);
    const keepsOlder = !run.forgetsOlder && (goal.keepsUnread || goal.isReachedBy(newest));
    if (keepsOlder) this.#stretches.prepend(newest);
    else this.#stretches.replace(newest);
    this.#unchecked = undefined;
    const shown = this.#stretches.shown ?? newest;
    this.#skipped = shown.rows.size === 0 ? spanBetween(shown.from, shown.to) : undefined;
  }

  #edit(type: number, id: number, interaction: Interaction | undefined): void {
    const key = interactionKey({ type, id });
    this.#run?.edits.set(key, interaction);
    if (this.#disposed || !this.#stretches.shown) return;
    this.#stretches.edit(new Map([[key, interaction]]));
    this.#changed();
  }

  /** After a refresh the older rows are still to be loaded; any other run is shared. */
  async #after(run: Run, next: () => Promise<void>): Promise<void> {
    await run.promise;
    if (run.activity === 'refresh' && !this.#failure && !run.controller.signal.aborted) await next();
  }

  #changedSoon(): void {
    this.#state = undefined;
    if (performance.now() - this.#lastChange >= CHANGE_INTERVAL_MS) this.#changed();
  }

  #changed(): void {
    this.#state = undefined;
    this.#lastChange = performance.now();
    for (const listener of this.#listeners) listener();
  }
}

/** The refresh is done where it meets the rows that are known already. */
function untilKnownRows(known: Stretch): RefreshGoal {
  return { maxPages: PAGES_PER_CLICK, keepsUnread: true, isReachedBy: (newest) => newest.meets(known) };
}

/**
 * The refresh is done where the rows of a snapshot end, none of which was checked: as many pages as they take, and one for
 * new rows. Rows deeper than that are dropped, as no refresh would ever check them.
 */
function untilSnapshotEnd({ from, rows }: SavedStretch): RefreshGoal {
  const maxPages = Math.max(PAGES_PER_CLICK, Math.ceil(rows.length / PAGE_SIZE) + 1);
  return { maxPages, keepsUnread: false, isReachedBy: (newest) => newest.from <= from };
}
