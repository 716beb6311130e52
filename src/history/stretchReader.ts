import { AffinityError } from '../affinity/index.ts';
import type {
  AffinityErrorKind,
  Clock,
  InteractionService,
  InteractionType,
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

/** Whether the request for interactions would hardly fare better than the one for the record's dates did. */
const failsThePageToo = {
  unauthorized: true,
  'rate-limited': true,
  network: true,
  forbidden: false,
  'not-found': false,
  conflict: false,
  'invalid-argument': false,
  'invalid-request': false,
  server: false,
  timeout: false,
  'bad-response': false,
} as const satisfies Record<AffinityErrorKind, boolean>;

/** What a timeline is of: one record, one type, one filter. */
export interface TimelineSubject {
  readonly record: RecordRef;
  readonly type: InteractionType;
  readonly filter: InteractionFilter;
}

/** What a timeline asks with. */
export interface TimelineParts {
  readonly interactions: Pick<InteractionService, 'iterate'>;
  readonly bounds: Pick<RecordBounds, 'get' | 'span'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Begins stretches where something can be, and asks for their pages, one request at a time. */
export class StretchReader {
  readonly #subject: TimelineSubject;
  readonly #parts: TimelineParts;

  constructor(subject: TimelineSubject, parts: TimelineParts) {
    this.#subject = subject;
    this.#parts = parts;
  }

  /** An unread stretch over all that the record's bounds allow for. */
  async first(signal: AbortSignal): Promise<Stretch> {
    const { record, type } = this.#subject;
    const span = await this.#unlessNeedless(this.#parts.bounds.span(record, type, { signal }));
    const now = this.#parts.clock.now();
    const { from, to } = span ?? walkSpan(type, undefined, now);
    return new Stretch({ start: from.getTime(), to: to.getTime(), readAt: now });
  }

  /**
   * An unread stretch for what is new since this one. Bounds are asked again only where they alone would hide
   * it: when the stretch began at a last known moment long ago. Planned meetings already seen stay within the
   * walk.
   */
  async newest(known: Stretch, signal: AbortSignal): Promise<Stretch> {
    const beganLongAgo = known.to < known.readAt - DAY_MS;
    const asking = beganLongAgo && this.#parts.bounds.get(this.#subject.record, { signal, fresh: true });
    const bounds = asking ? await this.#unlessNeedless(asking) : undefined;
    const now = this.#parts.clock.now();
    const { to } = walkSpan(this.#subject.type, bounds, now);
    return new Stretch({ start: known.start, to: Math.max(to.getTime(), known.to), readAt: now });
  }

  /**
   * One request for the next page. When the service no longer takes the cursor (its tokens are opaque and may
   * expire) the stretch starts again from the end of what is known, and there is no page this time.
   */
  async next(stretch: Stretch, signal: AbortSignal): Promise<WalkPage | undefined> {
    const { cursor } = stretch;
    try {
      return await this.#page(stretch, signal);
    } catch (error) {
      if (cursor === undefined || !isRefusal(error)) throw error;
      stretch.startAgain();
      return undefined;
    }
  }

  async #page(stretch: Stretch, signal: AbortSignal): Promise<WalkPage> {
    const walk = this.#parts.interactions.iterate(this.#query(stretch), {
      order: 'newest-first',
      lookahead: 0,
      resumeFrom: stretch.cursor,
      signal,
    });
    const pages = walk.pages();
    try {
      const step = await pages.next();
      if (step.done !== true) return step.value;
      throw new Error('The walk ended before its last page');
    } finally {
      await pages.return();
    }
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

  /**
   * Bounds save requests; that they cannot be had must not cost the page, unless the page would fail as well.
   */
  async #unlessNeedless<Told>(asking: Promise<Told>): Promise<Told | undefined> {
    try {
      return await asking;
    } catch (error) {
      if (!(error instanceof AffinityError) || failsThePageToo[error.kind]) throw error;
      return undefined;
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof AffinityError && ['invalid-argument', 'invalid-request'].includes(error.kind);
}
