import type { Clock, Interaction, InteractionService, InteractionType } from '../affinity/index.ts';
import type { InteractionRef } from '../model/interactionRef.ts';
import { everyoneIn, involves } from '../model/participants.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordId, RecordRef } from '../model/recordRef.ts';
import type { Span } from '../model/span.ts';
import { filterKey, passesFilter } from './interactionFilter.ts';
import type { InteractionFilter } from './interactionFilter.ts';
import { InteractionTimeline } from './interactionTimeline.ts';
import type { SavedNotes } from './noteTexts.ts';
import { RecordBounds } from './recordBounds.ts';
import type { RecordSource } from './recordDates.ts';
import type { SavedStretch } from './stretch.ts';
import { snapshotSubject } from './timelineSnapshot.ts';
import type { TimelineSnapshot } from './timelineSnapshot.ts';
import { walkSpan } from './walkSpan.ts';
import { newestIn } from './withoutContact.ts';
import type { NewestOf } from './withoutContact.ts';

/** The services that timelines use; an `AffinityClient` has them all. */
export interface TimelineSource extends RecordSource {
  readonly interactions: Pick<InteractionService, 'iterate'>;
}

/** An interaction that was saved here, or without one a deletion. */
export interface HistoryEdit extends InteractionRef {
  readonly interaction?: Interaction;
  /** The texts of notes as they were saved here; the other notes stay as they were. Undefined when any may have changed. */
  readonly notes?: SavedNotes | undefined;
  /** Records that it is known to belong to, besides those of its people. */
  readonly about: readonly RecordId[];
}

/** All timelines of one account: one for each record, type and filter. */
export class Timelines {
  readonly #source: TimelineSource;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #bounds: RecordBounds;
  readonly #timelines = new Map<string, InteractionTimeline>();
  readonly #listeners = new Set<(timeline: InteractionTimeline) => void>();
  /** The loads that each timeline had ended when the dates were compared with its newest row. */
  readonly #observed = new WeakMap<InteractionTimeline, number>();
  readonly #editListeners = new Set<(edit: HistoryEdit) => void>();
  #disposed = false;

  constructor(source: TimelineSource, clock: Pick<Clock, 'now'>) {
    this.#source = source;
    this.#clock = clock;
    this.#bounds = new RecordBounds(source, clock);
  }

  /** Created on first use, without a request. A filter that does not apply to the type gives the unfiltered timeline. */
  of(record: RecordRef, type: InteractionType, filter: InteractionFilter = {}): InteractionTimeline {
    const key = `${recordKey(record)}/${type}/${filterKey(filter, type)}`;
    const known = this.#timelines.get(key);
    if (known) return known;
    const deps = { interactions: this.#source.interactions, bounds: this.#bounds, clock: this.#clock };
    const timeline = new InteractionTimeline({ record, type, filter }, deps);
    timeline.onDidChange(() => this.#changed(timeline));
    if (this.#disposed) timeline.dispose();
    this.#timelines.set(key, timeline);
    return timeline;
  }

  /** The rows that are loaded of a type without a filter; undefined when there are none. */
  loaded(record: RecordId, type: InteractionType): SavedStretch | undefined {
    return this.#timelines.get(`${recordKey(record)}/${type}/${filterKey({}, type)}`)?.save();
  }

  /** All that were created, with and without rows. */
  get all(): Iterable<InteractionTimeline> {
    return this.#timelines.values();
  }

  /**
   * Requests a record's dates ahead of its timelines, so that the first one needs no more than its page. Never rejects: a
   * timeline without dates requests them itself.
   */
  async prepare(record: RecordId): Promise<void> {
    await this.#bounds.get(record).catch(() => undefined);
  }

  /** The span that can hold a type, by the record's dates, or from `earliest` without them. Rejects on abort only. */
  async spanOf(record: RecordId, type: InteractionType, signal?: AbortSignal): Promise<Span> {
    const span = await this.#bounds.span(record, type, signal && { signal }).catch(() => undefined);
    signal?.throwIfAborted();
    return span ?? walkSpan(type, undefined, this.#clock.now());
  }

  /** The dates of records. */
  get bounds(): Pick<
    RecordBounds,
    'get' | 'known' | 'hasLost' | 'learn' | 'save' | 'restore' | 'onDidChange'
  > {
    return this.#bounds;
  }

  /** Calls back with every timeline that changed; the returned function unsubscribes. */
  onDidChange(listener: (timeline: InteractionTimeline) => void): () => void {
    const own = (timeline: InteractionTimeline) => listener(timeline);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** Calls back when an interaction was saved or deleted here; the returned function unsubscribes. */
  onDidEdit(listener: (edit: HistoryEdit) => void): () => void {
    const own = (edit: HistoryEdit): void => listener(edit);
    this.#editListeners.add(own);
    return () => {
      this.#editListeners.delete(own);
    };
  }

  /** The span that can hold a type, when the record's dates are known; makes no request. */
  knownSpan(record: RecordId, type: InteractionType): Span | undefined {
    return this.#bounds.knownSpan(record, type);
  }

  /**
   * Shows an interaction that was saved here in every timeline it belongs to. A person's timeline finds out from its people;
   * those of companies and opportunities show it when they had it before or are in `about`. The known dates of these
   * records move along, as they could else hide it from the next walk.
   */
  put(interaction: Interaction, about: readonly RecordId[] = [], notes?: SavedNotes): void {
    const keys = new Set(about.map((record) => recordKey(record)));
    this.#moveDates(interaction, about);
    for (const timeline of this.#timelines.values()) {
      if (timeline.type !== interaction.type) continue;
      if (belongs(interaction, timeline, keys)) timeline.put(interaction);
      else if (timeline.has(interaction.type, interaction.id))
        timeline.remove(interaction.type, interaction.id);
    }
    const { type, id } = interaction;
    for (const listener of this.#editListeners) listener({ type, id, interaction, notes, about });
  }

  remove(type: number, id: number): void {
    const showing = this.#showing(type, id);
    for (const timeline of this.#timelines.values()) timeline.remove(type, id);
    for (const [record, shown] of showing) {
      const newestOf: NewestOf = (of) => this.#newestOf(record, of, shown.date);
      this.#bounds.remove(record, shown, newestOf);
    }
    for (const listener of this.#editListeners) listener({ type, id, about: [] });
  }

  /**
   * Requests the dates that were dropped because of a save or a deletion here, one request for each of these records. An
   * opportunity would take several, so its dates are left out. Never rejects.
   */
  async readLostDates(records: readonly RecordId[]): Promise<void> {
    const lost = records.filter((record) => record.kind !== 'opportunity' && this.#bounds.hasLost(record));
    await Promise.all(lost.map((record) => this.prepare(record)));
  }

  /** Aborts and drops everything of a record. */
  forget(record: RecordId): void {
    for (const [key, timeline] of this.#timelines) {
      if (recordKey(timeline.record) !== recordKey(record)) continue;
      timeline.dispose();
      this.#timelines.delete(key);
    }
    this.#bounds.forget(record);
  }

  /** The newest rows of each timeline, as JSON. */
  snapshot(maxRows?: number): TimelineSnapshot[] {
    const snapshots = [...this.#timelines.values()].map((timeline) => timeline.snapshot(maxRows));
    return snapshots.filter((snapshot) => snapshot !== undefined);
  }

  /** Restores valid snapshots and skips the rest; returns the number of restored timelines. */
  restore(snapshots: unknown): number {
    let restored = 0;
    for (const snapshot of Array.isArray(snapshots) ? (snapshots as unknown[]) : []) {
      const subject = snapshotSubject(snapshot);
      if (subject && this.of(subject.record, subject.type, subject.filter).restore(snapshot)) restored += 1;
    }
    return restored;
  }

  /** Aborts and drops everything, on sign-out. Timelines requested later never make a request. */
  dispose(): void {
    this.#disposed = true;
    this.#listeners.clear();
    this.#editListeners.clear();
    for (const timeline of this.#timelines.values()) timeline.dispose();
    this.#timelines.clear();
  }

  /**
   * The newest interaction that is left, if nothing newer than the deleted one can be missing. `moved` is one that has another
   * date now, and that the rows still have at its old one.
   */
  #newestOf(record: RecordId, type: InteractionType, since: Date, moved?: Interaction): ReturnType<NewestOf> {
    // The dates of an opportunity come from records that may have more than it shows.
    if (record.kind === 'opportunity') return undefined;
    const timeline = this.#timelines.get(`${recordKey(record)}/${type}/${filterKey({}, type)}`);
    if (timeline === undefined) return undefined;
    const { state } = timeline;
    const items = moved?.type === type ? withMovedRow(state.items, moved) : state.items;
    return newestIn({ ...state, items }, since, this.#clock.now());
  }

  #moveDates(interaction: Interaction, about: readonly RecordId[]): void {
    const { type, id, date } = interaction;
    const records = keyed([...about, ...peopleOf(interaction)]);
    for (const [record, shown] of this.#showing(type, id)) {
      const isStillIn = record.kind !== 'person' || records.has(recordKey(record));
      if (isStillIn) records.set(recordKey(record), record);
      if (!isStillIn) this.#bounds.discount(record, shown);
      else if (date < shown.date) {
        const newestOf: NewestOf = (of) => this.#newestOf(record, of, shown.date, interaction);
        this.#bounds.move(record, shown, interaction, newestOf);
      }
    }
    for (const record of records.values()) this.#bounds.count(record, interaction);
  }

  /**
   * The dates may have been read before the newest row. Rows of a snapshot are not checked, so they prove nothing. The rows
   * of a load count once: after each change made here they would be sorted again.
   */
  #observe(timeline: InteractionTimeline): void {
    if (this.#observed.get(timeline) === timeline.runsEnded) return;
    const { record, state } = timeline;
    if (state.status !== 'loaded' || state.restored) return;
    this.#observed.set(timeline, timeline.runsEnded);
    const newest = state.items.find(({ date }) => date.getTime() <= this.#clock.now());
    if (newest) this.#bounds.observe(record, newest);
  }

  /** The records of an interaction, as far as the timelines tell, each with the interaction as it is shown. */
  #showing(type: number, id: number): readonly (readonly [RecordId, Interaction])[] {
    const found = [...this.#timelines.values()].flatMap((timeline) => {
      const shown = timeline.get(type, id);
      return shown
        ? [...peopleOf(shown), timeline.record].map((record) => [recordKey(record), [record, shown]] as const)
        : [];
    });
    return [...new Map(found).values()];
  }

  #changed(timeline: InteractionTimeline): void {
    this.#observe(timeline);
    for (const listener of this.#listeners) listener(timeline);
  }
}

function belongs(
  interaction: Interaction,
  timeline: InteractionTimeline,
  about: ReadonlySet<string>,
): boolean {
  const { record, filter } = timeline;
  if (!passesFilter(interaction, filter)) return false;
  if (about.has(recordKey(record))) return true;
  return record.kind === 'person'
    ? involves(interaction, record.id)
    : timeline.has(interaction.type, interaction.id);
}

/** Newest first. */
function withMovedRow(items: readonly Interaction[], moved: Interaction): readonly Interaction[] {
  return items
    .map((one) => (one.id === moved.id ? moved : one))
    .toSorted((one, other) => other.date.getTime() - one.date.getTime());
}

function peopleOf(interaction: Interaction): readonly RecordId[] {
  return everyoneIn(interaction).map(({ id }) => ({ kind: 'person', id }));
}

function keyed(records: readonly RecordId[]): Map<string, RecordId> {
  return new Map(records.map((record) => [recordKey(record), record]));
}
