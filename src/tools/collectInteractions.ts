import { untilAborted } from '../affinity/index.ts';
import type { Interaction, InteractionService, WalkPage } from '../affinity/index.ts';
import type { TimedEdit } from '../history/historyEdits.ts';
import { PAGES_PER_CLICK } from '../history/interactionTimeline.ts';
import type { InteractionTimeline } from '../history/interactionTimeline.ts';
import { readingOrder } from '../history/readingOrder.ts';
import type { WholeHistory } from '../history/recordHistory.ts';
import { Stretch } from '../history/stretch.ts';
import type { Timelines } from '../history/timelines.ts';
import { isOutdated } from '../history/timelineState.ts';
import { withoutDeleted } from '../history/withoutDeleted.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { TypeId } from '../model/interactionTypes.ts';
import { recordQuery } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { PAGE_SIZE } from '../model/span.ts';

/** One call of a tool makes at most this many requests, and never asks for more. */
export const MAX_TOOL_REQUESTS = 12;

/** A page, and the record's dates that tell where to look for it. */
const MOST_PER_PAGE = 2;

export interface CollectDeps {
  readonly timelines: Pick<Timelines, 'of' | 'spanOf' | 'prepare'>;
  readonly interactions: Pick<InteractionService, 'iterate'>;
  /** Reads the kept history of a record, without a request. */
  readonly kept: (record: RecordRef) => Promise<WholeHistory | undefined>;
  /** Edits and deletions made here since a moment. */
  readonly edits: (since: number) => readonly TimedEdit[];
  /** Requests that were answered since the call began. */
  readonly requests: () => number;
  /** Aborted, with the reason, while no request may be made. */
  readonly reserve: () => AbortSignal;
  readonly now: () => number;
}

export interface CollectQuery {
  readonly record: RecordRef;
  readonly types: readonly TypeId[];
  /** Milliseconds since the epoch: `after` is included, `before` is not. */
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** How much of one type is known within the span. */
export interface CollectedType {
  readonly type: TypeId;
  /** Everything in the span is known from here on, in milliseconds; `Infinity` while nothing is. */
  readonly from: number;
  readonly isComplete: boolean;
}

export interface CollectedInteractions {
  /** The newest ones up to the limit, each once, newest first. */
  readonly newest: readonly Interaction[];
  /** All that are known in the span. */
  readonly total: number;
  readonly types: readonly CollectedType[];
  /** The reason why nothing more was read, the first one of all types. */
  readonly end?: { readonly kind: 'requests' } | { readonly kind: 'failed'; readonly error: unknown };
}

/**
 * The newest interactions of a record within a span: those that are loaded or kept, and the pages that are missing, as long
 * as there are requests left. Rejects on abort only.
 */
export async function collectInteractions(
  deps: CollectDeps,
  query: CollectQuery,
  signal: AbortSignal,
): Promise<CollectedInteractions> {
  const collection = new Collection(deps, query, signal);
  await collection.read();
  const { end, newest, total, types } = collection;
  return { newest, total, types, ...(end && { end }) };
}

/** The known part of one type, and the walk that reads more of it. */
interface TypeReading {
  readonly type: TypeId;
  readonly timeline: InteractionTimeline;
  /** Those within the span, newest first. A list is never changed in place: that of the tree may have 100,000. */
  items: readonly Interaction[];
  from: number;
  isKeptTaken: boolean;
  walk?: Walk;
}

interface Walk {
  readonly stretch: Stretch;
  readonly pages: AsyncGenerator<WalkPage, void>;
}

class Collection {
  readonly #deps: CollectDeps;
  readonly #query: CollectQuery;
  readonly #signal: AbortSignal;
  readonly #after: number;
  readonly #before: number;
  readonly #readings: readonly TypeReading[];
  #kept: Promise<WholeHistory | undefined> | undefined;
  #end: CollectedInteractions['end'];

  constructor(deps: CollectDeps, query: CollectQuery, signal: AbortSignal) {
    const { record, types, after = -Infinity, before = Infinity } = query;
    this.#deps = deps;
    this.#query = query;
    this.#signal = signal;
    this.#after = after;
    this.#before = before;
    this.#readings = readingOrder
      .filter((type) => types.includes(type))
      .map((type) => {
        const timeline = deps.timelines.of(record, type);
        return { type, timeline, items: [], from: Infinity, isKeptTaken: false };
      });
  }

  get end(): CollectedInteractions['end'] {
    return this.#end;
  }

  get types(): readonly CollectedType[] {
    return this.#readings.map(({ type, from }) => ({ type, from, isComplete: from <= this.#after }));
  }

  get newest(): readonly Interaction[] {
    const { limit } = this.#query;
    const first = this.#readings.flatMap(({ items }) => items.slice(0, limit));
    return first.toSorted(newestFirst).slice(0, limit);
  }

  get total(): number {
    return this.#readings.reduce((sum, { items }) => sum + items.length, 0);
  }

  /** The newest page of each type first, then always more of the type that is known least far back. */
  async read(): Promise<void> {
    for (const reading of this.#readings) await this.#takeLoaded(reading);
    for (let next = this.#blocking(); next !== undefined; next = this.#blocking()) {
      if (!next.isKeptTaken) await this.#takeKept(next);
      else if (!this.#mayRequest(MOST_PER_PAGE)) return;
      else await this.#readPage(next);
    }
  }

  /** The type whose unknown part may hold some of the newest interactions; undefined when enough are known. */
  #blocking(): TypeReading | undefined {
    const open = this.#readings.filter(({ from }) => from > this.#after);
    const [first] = open.toSorted((one, other) =>
      one.from < other.from ? 1 : one.from > other.from ? -1 : 0,
    );
    if (first === undefined) return undefined;
    const { limit } = this.#query;
    const newest = this.#readings.flatMap(({ items }) => items.slice(0, limit));
    const newer = newest.filter(({ date }) => date.getTime() > first.from);
    return newer.length >= limit ? undefined : first;
  }

  async #takeLoaded(reading: TypeReading): Promise<void> {
    const { timeline } = reading;
    if (this.#wantsNewest(timeline)) await this.#loadNewest(timeline);
    const { items, coverage, allLoaded } = timeline.state;
    reading.items = this.#inSpan(items);
    if (coverage !== undefined) reading.from = allLoaded ? -Infinity : coverage.from.getTime();
  }

  /** True when the span ends after the rows were read, or when none are loaded. */
  #wantsNewest({ state }: InteractionTimeline): boolean {
    if (this.#before < (state.readAt?.getTime() ?? this.#deps.now())) return false;
    return state.status === 'not-loaded' || state.status === 'failed' || isOutdated(state, this.#deps.now());
  }

  async #loadNewest(timeline: InteractionTimeline): Promise<void> {
    if (!this.#mayRequest(PAGES_PER_CLICK)) return;
    await untilAborted(this.#deps.timelines.prepare(this.#query.record), this.#signal);
    const { status } = timeline.state;
    // A loading that the tree began is waited for, and goes on without the tool.
    const isOwn = status !== 'loading';
    try {
      await untilAborted(status === 'failed' ? timeline.retry() : loadNewest(timeline), this.#signal);
    } finally {
      if (this.#signal.aborted && isOwn) timeline.cancel();
    }
    const { failure } = timeline.state;
    if (failure !== undefined) this.#stop(failure.error);
  }

  /** A kept history reaches to the time when it was read. Later interactions are known where the rows go back so far. */
  async #takeKept(reading: TypeReading): Promise<void> {
    reading.isKeptTaken = true;
    this.#kept ??= this.#deps.kept(this.#query.record);
    const kept = await untilAborted(this.#kept, this.#signal);
    const coverage = kept?.coverage.get(reading.type);
    if (kept === undefined || coverage?.span === undefined) return;
    const { timelines, edits } = this.#deps;
    const still = withoutDeleted(kept, (type) => timelines.of(this.#query.record, type).state, edits);
    const loaded = new Set(reading.items.map((one) => interactionKey(one)));
    this.#take(
      reading,
      still.filter((one) => one.type === reading.type && !loaded.has(interactionKey(one))),
    );
    if (coverage.span.to.getTime() < Math.min(reading.from, this.#before)) return;
    const start = coverage.isComplete ? -Infinity : coverage.span.from.getTime();
    reading.from = Math.min(reading.from, start);
  }

  /** Reads the next page below what is known. It changes no rows of the tree. */
  async #readPage(reading: TypeReading): Promise<void> {
    try {
      const walk = reading.walk ?? (await this.#walkBelow(reading));
      const step = await walk?.pages.next();
      if (walk === undefined || step === undefined || step.done === true) {
        reading.from = -Infinity;
        return;
      }
      reading.walk = walk;
      walk.stretch.take(step.value);
      this.#take(reading, step.value.items);
      reading.from = walk.stretch.done ? -Infinity : Math.min(reading.from, walk.stretch.from);
    } catch (error) {
      this.#signal.throwIfAborted();
      this.#stop(error);
    }
  }

  /** Undefined when the service has nothing there. */
  async #walkBelow({ type, from }: TypeReading): Promise<Walk | undefined> {
    const { timelines, interactions, now } = this.#deps;
    const { record } = this.#query;
    const span = await timelines.spanOf(record, type, this.#signal);
    // More may have happened at the exact moment from which everything is known.
    const to = Math.min(this.#before, Number.isFinite(from) ? from + 1 : span.to.getTime());
    const start = Math.max(this.#after, span.from.getTime());
    if (start >= to) return undefined;
    const query = { type, ...recordQuery(record), startTime: new Date(start), endTime: new Date(to) };
    const options = { order: 'newest-first', signal: this.#signal } as const;
    const pages = interactions.iterate({ ...query, pageSize: PAGE_SIZE }, options).pages();
    return { stretch: new Stretch({ start, to, readAt: now() }), pages };
  }

  /** Later readings replace what is known by the same identity. */
  #take(reading: TypeReading, interactions: readonly Interaction[]): void {
    const all = [...reading.items, ...this.#inSpan(interactions)];
    const once = new Map(all.map((one) => [interactionKey(one), one] as const));
    reading.items = [...once.values()].toSorted(newestFirst);
  }

  #inSpan(interactions: readonly Interaction[]): readonly Interaction[] {
    if (this.#after === -Infinity && this.#before === Infinity) return interactions;
    return interactions.filter(({ date }) => {
      const moment = date.getTime();
      return moment >= this.#after && moment < this.#before;
    });
  }

  #mayRequest(most: number): boolean {
    if (this.#end !== undefined) return false;
    const reserve = this.#deps.reserve();
    if (reserve.aborted) this.#stop(reserve.reason);
    else if (this.#deps.requests() + most > MAX_TOOL_REQUESTS) this.#end = { kind: 'requests' };
    return this.#end === undefined;
  }

  #stop(error: unknown): void {
    this.#end ??= { kind: 'failed', error };
  }
}

function newestFirst(one: Interaction, other: Interaction): number {
  return other.date.getTime() - one.date.getTime() || one.type - other.type || other.id - one.id;
}

/** A refresh would end the loading of older rows that the user asked for. */
function loadNewest(timeline: InteractionTimeline): Promise<void> {
  return timeline.state.status === 'loaded' ? timeline.refresh() : timeline.load();
}
