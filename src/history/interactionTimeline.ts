import type { Interaction, InteractionType } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { earliest, spanBetween } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import type { InteractionFilter } from './interactionFilter.ts';
import { applyEdits, LoadedStretches } from './loadedStretches.ts';
import { Stretch } from './stretch.ts';
import { StretchReader } from './stretchReader.ts';
import type { TimelineParts, TimelineSubject } from './stretchReader.ts';
import { checking, meeting, PAGES_PER_CLICK } from './timelineRun.ts';
import type { RefreshGoal, Run } from './timelineRun.ts';
import { readTimelineSnapshot, timelineSnapshot } from './timelineSnapshot.ts';
import type { TimelineSnapshot } from './timelineSnapshot.ts';
import { timelineState } from './timelineState.ts';
import type { Activity, TimelineState } from './timelineState.ts';

const SNAPSHOT_ROWS = 200;

export interface RefreshOptions {
  /** Leaves what is older than the newest page to the next clicks, rather than keeping it unchecked. */
  readonly forgetOlder?: boolean;
}

/**
 * One type of one record under one filter, read page by page from its newest end back. Nothing is asked for
 * but by its methods; whoever asks for the same meanwhile shares the request. No promise rejects: a failure
 * is state, and what was loaded stays. After `dispose` nothing changes any more.
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
  /** As long as the rows of a snapshot are not checked. */
  #unchecked: RefreshGoal | undefined;
  #disposed = false;
  #state: TimelineState | undefined;

  constructor(subject: TimelineSubject, parts: TimelineParts) {
    this.record = subject.record;
    this.type = subject.type;
    this.filter = subject.filter;
    this.#reader = new StretchReader(subject, parts);
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

  /** Called after every change of `state`, until the function that it gives back is called. */
  onDidChange(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** The first page, unless something is loaded, restored or failed already. */
  load(): Promise<void> {
    if (this.#run) return this.#run.promise;
    return this.#stretches.shown || this.#failure ? Promise.resolve() : this.loadOlder();
  }

  /** The next page, over at most three empty chunks; the first one when nothing is loaded. */
  loadOlder(): Promise<void> {
    if (this.#run) return this.#after(this.#run, () => this.loadOlder());
    const { shown } = this.#stretches;
    if (shown?.done === true) return Promise.resolve();
    return this.#start(shown ? 'older' : 'load', (run) => this.#readOlder(run));
  }

  /** When all is loaded down to the record's first known moment: what may lie before it. */
  lookFurtherBack(): Promise<void> {
    if (this.#run) return this.#after(this.#run, () => this.lookFurtherBack());
    if (this.#disposed || !this.state.canLookFurtherBack) return Promise.resolve();
    this.#stretches.shown?.extend(earliest.getTime());
    return this.loadOlder();
  }

  /**
   * Reads the newest page again; the rows stay meanwhile. In the span read again, what was changed or deleted
   * elsewhere is so here; what is loaded deeper stays, and `oldestReadAt` tells since when. When more is new
   * than three pages hold, the rows from before are set aside until `loadOlder` reaches them. The rows of a
   * snapshot are all read again. A load of older rows that is under way is given up.
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

  /** Repeats what failed, from where it failed. */
  retry(): Promise<void> {
    if (this.#run) return this.#run.promise;
    const failed = this.#failure?.run;
    if (!failed) return Promise.resolve();
    return failed.activity === 'refresh'
      ? this.refresh({ forgetOlder: failed.forgetsOlder })
      : this.loadOlder();
  }

  /** Stops what is under way; what it has brought so far stays. */
  cancel(): void {
    if (!this.#run) return;
    this.#run.controller.abort();
    this.#run = undefined;
    this.#changed();
  }

  has(type: number, id: number): boolean {
    return this.#stretches.has(type, id);
  }

  /**
   * Shows what was saved here, where it belongs, without asking. Where its neighbours are unknown, nothing.
   */
  put(interaction: Interaction): void {
    if (interaction.type === this.type) this.#edit(interaction.type, interaction.id, interaction);
  }

  remove(type: number, id: number): void {
    if (type === this.type) this.#edit(type, id, undefined);
  }

  /** The newest rows as plain JSON; undefined when nothing can be claimed. */
  snapshot(maxRows = SNAPSHOT_ROWS): TimelineSnapshot | undefined {
    const saved = this.#stretches.shown?.save(maxRows);
    return saved && timelineSnapshot(this, saved);
  }

  /**
   * Shows a snapshot without asking; false when it is not one of this timeline, or something is here already.
   */
  restore(snapshot: unknown): boolean {
    if (this.#disposed || this.#stretches.shown || this.#run) return false;
    const saved = readTimelineSnapshot(snapshot, this);
    if (!saved) return false;
    this.#stretches.replace(new Stretch(saved));
    this.#unchecked = checking(saved);
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

  /** An answer to a run that is no longer the current one changes nothing. */
  async #perform(run: Run, work: (run: Run) => Promise<void>): Promise<void> {
    try {
      await work(run);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error('Unknown failure', { cause: thrown });
      if (this.#run === run) this.#failure = { error, run };
    }
    if (this.#run !== run) return;
    this.#run = undefined;
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

  async #readNewest(run: Run, known: Stretch): Promise<void> {
    const goal = this.#unchecked ?? meeting(known);
    const newest = await this.#reader.newest(known, run.controller.signal);
    let found = 0;
    for (let pages = 0; pages < goal.mostPages && !newest.done; pages += 1) {
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

  /** Older rows are asked for where a refresh has left off; all other work is shared. */
  async #after(run: Run, next: () => Promise<void>): Promise<void> {
    await run.promise;
    if (run.activity === 'refresh' && !this.#failure && !run.controller.signal.aborted) await next();
  }

  #changed(): void {
    this.#state = undefined;
    for (const listener of this.#listeners) listener();
  }
}
