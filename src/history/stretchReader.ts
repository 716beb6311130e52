import { AffinityError } from '../affinity/index.ts';
import type {
  AffinityErrorKind,
  Clock,
  InteractionService,
  InteractionType,
  WalkOptions,
  WalkPage,
  WalkQuery,
} from '../affinity/index.ts';
import { recordQuery } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { DAY_MS, PAGE_SIZE } from '../model/span.ts';
import { filterQuery } from './interactionFilter.ts';
import type { InteractionFilter } from './interactionFilter.ts';
import type { RecordBounds } from './recordBounds.ts';
import { Stretch } from './stretch.ts';
import { walkSpan } from './walkSpan.ts';

/** After such a failure of the request for dates, the request for the page would fail as well. */
const fatalKinds: ReadonlySet<AffinityErrorKind> = new Set(['unauthorized', 'rate-limited', 'network']);

export interface TimelineSubject {
  readonly record: RecordRef;
  readonly type: InteractionType;
  readonly filter: InteractionFilter;
}

export interface TimelineDeps {
  readonly interactions: Pick<InteractionService, 'iterate'>;
  readonly bounds: Pick<RecordBounds, 'get' | 'span'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Creates stretches over the span that can hold interactions, and requests their pages one at a time. */
export class StretchReader {
  readonly #subject: TimelineSubject;
  readonly #deps: TimelineDeps;

  constructor(subject: TimelineSubject, deps: TimelineDeps) {
    this.#subject = subject;
    this.#deps = deps;
  }

  /** An unread stretch over the record's whole known span. */
  async first(signal: AbortSignal): Promise<Stretch> {
    const { record, type } = this.#subject;
    const span = await this.#unlessFatal(this.#deps.bounds.span(record, type, { signal }));
    const now = this.#deps.clock.now();
    const { from, to } = span ?? walkSpan(type, undefined, now);
    return new Stretch({ start: from.getTime(), to: to.getTime(), readAt: now });
  }

  /**
   * An unread stretch for everything newer than this one. The dates are requested again only when the stretch started at
   * a last known moment long ago, since newer rows lie outside of it. Planned meetings that are known stay within the walk.
   */
  async newest(known: Stretch, signal: AbortSignal): Promise<Stretch> {
    const beganLongAgo = known.to < known.readAt - DAY_MS;
    const request = beganLongAgo && this.#deps.bounds.get(this.#subject.record, { signal, fresh: true });
    const bounds = request ? await this.#unlessFatal(request) : undefined;
    const now = this.#deps.clock.now();
    const { to } = walkSpan(this.#subject.type, bounds, now);
    return new Stretch({ start: known.start, to: Math.max(to.getTime(), known.to), readAt: now });
  }

  /**
   * One request for the next page. When the service refuses the cursor, whose page token may have expired, the stretch
   * restarts its walk and there is no page this time.
   */
  async next(stretch: Stretch, signal: AbortSignal): Promise<WalkPage | undefined> {
    const { cursor } = stretch;
    try {
      return await this.#page(stretch, signal);
    } catch (error) {
      if (cursor === undefined || !isRefusal(error)) throw error;
      stretch.restartWalk();
      return undefined;
    }
  }

  /**
   * The pages that are left, several of them requested at a time. Ends early where the service refuses the cursor: the
   * stretch then restarts its walk, and the rest must be requested again.
   */
  async *rest(stretch: Stretch, options: WalkOptions): AsyncGenerator<WalkPage, void> {
    try {
      yield* this.#pages(stretch, options);
    } catch (error) {
      if (stretch.cursor === undefined || !isRefusal(error)) throw error;
      stretch.restartWalk();
    }
  }

  async #page(stretch: Stretch, signal: AbortSignal): Promise<WalkPage> {
    const pages = this.#pages(stretch, { lookahead: 0, signal });
    try {
      const step = await pages.next();
      if (step.done !== true) return step.value;
      throw new Error('The walk ended before its last page');
    } finally {
      await pages.return();
    }
  }

  #pages(stretch: Stretch, options: WalkOptions): AsyncGenerator<WalkPage, void> {
    const order = 'newest-first';
    const walk = { ...options, order, resumeFrom: stretch.cursor } as const;
    return this.#deps.interactions.iterate(this.#query(stretch), walk).pages();
  }

  #query({ walk }: Stretch): WalkQuery {
    const { record, type, filter } = this.#subject;
    return {
      type,
      ...recordQuery(record),
      ...filterQuery(filter, type),
      startTime: walk.from,
      endTime: walk.to,
      pageSize: PAGE_SIZE,
    };
  }

  /** Dates only save requests, so a failure must not cost the page, unless the page would fail as well. */
  async #unlessFatal<Result>(dates: Promise<Result>): Promise<Result | undefined> {
    try {
      return await dates;
    } catch (error) {
      if (!(error instanceof AffinityError) || fatalKinds.has(error.kind)) throw error;
      return undefined;
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof AffinityError && ['invalid-argument', 'invalid-request'].includes(error.kind);
}
