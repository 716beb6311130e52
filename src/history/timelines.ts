import type { Clock, Interaction, InteractionService, InteractionType } from '../affinity/index.ts';
import { everyoneIn, involves } from '../model/participants.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordId, RecordRef } from '../model/recordRef.ts';
import type { Span } from '../model/span.ts';
import { filterKey, passesFilter } from './interactionFilter.ts';
import type { InteractionFilter } from './interactionFilter.ts';
import { InteractionTimeline } from './interactionTimeline.ts';
import { RecordBounds } from './recordBounds.ts';
import type { BoundsSource } from './recordBounds.ts';
import { snapshotSubject } from './timelineSnapshot.ts';
import type { TimelineSnapshot } from './timelineSnapshot.ts';
import { walkSpan } from './walkSpan.ts';

/** The services that the read side uses; an `AffinityClient` is one. */
export interface TimelineSource extends BoundsSource {
  readonly interactions: Pick<InteractionService, 'iterate'>;
}

/** All timelines of one account. There is one for each record, type and filter, whoever asks for it. */
export class Timelines {
  readonly #source: TimelineSource;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #bounds: RecordBounds;
  readonly #timelines = new Map<string, InteractionTimeline>();
  readonly #listeners = new Set<(timeline: InteractionTimeline) => void>();
  #disposed = false;

  constructor(source: TimelineSource, clock: Pick<Clock, 'now'>) {
    this.#source = source;
    this.#clock = clock;
    this.#bounds = new RecordBounds(source, clock);
  }

  /**
   * Made when it is first asked for, without a request. A filter that means nothing to the type makes no
   * other one.
   */
  of(record: RecordRef, type: InteractionType, filter: InteractionFilter = {}): InteractionTimeline {
    const key = `${recordKey(record)}/${type}/${filterKey(filter, type)}`;
    const known = this.#timelines.get(key);
    if (known) return known;
    const parts = { interactions: this.#source.interactions, bounds: this.#bounds, clock: this.#clock };
    const timeline = new InteractionTimeline({ record, type, filter }, parts);
    timeline.onDidChange(() => this.#changed(timeline));
    if (this.#disposed) timeline.dispose();
    this.#timelines.set(key, timeline);
    return timeline;
  }

  /**
   * Asks for a record's first and last moments ahead of its timelines, so that the first one needs no more
   * than its page. Never rejects: a timeline that finds nothing asks itself.
   */
  async prepare(record: RecordId): Promise<void> {
    await this.#bounds.get(record).catch(() => undefined);
  }

  /**
   * Where all of a type can be, as far as the record's dates tell; from `EARLIEST` on when they cannot be had. Rejects
   * with the signal's reason only.
   */
  async spanOf(record: RecordId, type: InteractionType, signal?: AbortSignal): Promise<Span> {
    const span = await this.#bounds.span(record, type, signal && { signal }).catch(() => undefined);
    signal?.throwIfAborted();
    return span ?? walkSpan(type, undefined, this.#clock.now());
  }

  /** The records' dates, which are kept for the next start. */
  get bounds(): Pick<RecordBounds, 'save' | 'restore' | 'onDidChange'> {
    return this.#bounds;
  }

  /** Called with every timeline that changes, until the function that it gives back is called. */
  onDidChange(listener: (timeline: InteractionTimeline) => void): () => void {
    const own = (timeline: InteractionTimeline) => listener(timeline);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /**
   * Shows what was saved here wherever it belongs. A person's timeline sees that in the interaction; those of
   * companies and opportunities show it when they had it before, or are among the records that it is `about`.
   * What was known of their first and last moments may be overtaken, and would hide it from the next walk.
   */
  put(interaction: Interaction, about: readonly RecordId[] = []): void {
    const keys = new Set(about.map((record) => recordKey(record)));
    for (const timeline of this.#timelines.values()) {
      if (timeline.type !== interaction.type) continue;
      if (belongs(interaction, timeline, keys)) timeline.put(interaction);
      else if (timeline.has(interaction.type, interaction.id))
        timeline.remove(interaction.type, interaction.id);
    }
    for (const record of about) this.#bounds.forget(record);
    for (const { id } of everyoneIn(interaction)) this.#bounds.forget({ kind: 'person', id });
  }

  remove(type: number, id: number): void {
    for (const timeline of this.#timelines.values()) timeline.remove(type, id);
  }

  /** Stops and drops all that belongs to a record. */
  forget(record: RecordId): void {
    for (const [key, timeline] of this.#timelines) {
      if (recordKey(timeline.record) !== recordKey(record)) continue;
      timeline.dispose();
      this.#timelines.delete(key);
    }
    this.#bounds.forget(record);
  }

  /** Of each timeline its newest rows, as plain JSON. */
  snapshot(maxRows?: number): TimelineSnapshot[] {
    const snapshots = [...this.#timelines.values()].map((timeline) => timeline.snapshot(maxRows));
    return snapshots.filter((snapshot) => snapshot !== undefined);
  }

  /** Restores what is a snapshot and passes over what is none; tells how many timelines came back. */
  restore(snapshots: unknown): number {
    let restored = 0;
    for (const snapshot of Array.isArray(snapshots) ? (snapshots as unknown[]) : []) {
      const subject = snapshotSubject(snapshot);
      if (subject && this.of(subject.record, subject.type, subject.filter).restore(snapshot)) restored += 1;
    }
    return restored;
  }

  /**
   * On sign-out: stops and drops everything. Who still asks for a timeline gets one that never asks for
   * anything.
   */
  dispose(): void {
    this.#disposed = true;
    this.#listeners.clear();
    for (const timeline of this.#timelines.values()) timeline.dispose();
    this.#timelines.clear();
  }

  #changed(timeline: InteractionTimeline): void {
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
