import type { WalkOptions } from '../affinity/index.ts';
import { CHUNK_MS, PAGE_SIZE } from '../model/span.ts';
import type { Span } from '../model/span.ts';

/** The user is asked before anything takes more requests than these. */
export const MAX_UNCONFIRMED_REQUESTS = 50;

/**
 * How a whole history is read: the years side by side, in the background. Up to `lookahead` pages may wait for a reader
 * that is busy with the first year; with fewer, ten years of 20,000 interactions take twice as long.
 */
export const wholeHistory = { lookahead: 100, priority: 'background' } as const satisfies WalkOptions;

/**
 * The lookahead before the user has agreed. It keeps the client's six places busy, and is the most that a history can
 * cost beyond the limit when its many pages lie further back than the estimate could see.
 */
const UNCONFIRMED_LOOKAHEAD = MAX_UNCONFIRMED_REQUESTS / 2 - 1;

/** Requests that the rest takes: the likely number, and the least if the pages fall well. */
export interface RequestEstimate {
  readonly about: number;
  readonly least: number;
}

/** The part of a walk that is read already, and the interactions found in it. */
export interface ReadPart {
  readonly span: Span;
  readonly count: number;
}

/** Asks the user; true when this many requests may be made. */
export type ConfirmRequests = (requests: number) => Promise<boolean>;

/**
 * Asks once before a reading makes more requests than are free: at its start, or as soon as what it finds shows that the
 * estimate was too low.
 */
export class RequestPermission {
  readonly #confirm: ConfirmRequests;
  readonly #estimate: number;
  #isGiven = false;
  #made = 0;

  constructor(confirm: ConfirmRequests, estimate: number) {
    this.#confirm = confirm;
    this.#estimate = estimate;
  }

  /** True once the user has agreed; nothing more is asked then. */
  get isGiven(): boolean {
    return this.#isGiven;
  }

  get lookahead(): number {
    return this.#isGiven ? wholeHistory.lookahead : UNCONFIRMED_LOOKAHEAD;
  }

  async mayStart(): Promise<boolean> {
    if (this.#estimate > MAX_UNCONFIRMED_REQUESTS) this.#isGiven = await this.#confirm(this.#estimate);
    return this.#isGiven || this.#estimate <= MAX_UNCONFIRMED_REQUESTS;
  }

  /** Called after each page with the estimate for the rest; true when the next page may be read. */
  async mayContinue({ about, least }: RequestEstimate): Promise<boolean> {
    this.#made += 1;
    if (this.#isGiven) return true;
    const isTooLow = this.#made + least > MAX_UNCONFIRMED_REQUESTS || this.#made >= MAX_UNCONFIRMED_REQUESTS;
    if (isTooLow) this.#isGiven = await this.#confirm(this.#made + about);
    return this.#isGiven || !isTooLow;
  }
}

/**
 * The likely number: one for each year, and more for years that hold more than a page, if the span is as dense as the
 * part that is read already. Without such a part it is the least possible number.
 */
export function requestsFor(span: Span, read?: ReadPart): number {
  return yearsOf(span) + fullPages(span, read);
}

/** The least number that a span takes, unless it is less dense than the part that is read already. */
export function leastRequestsFor(span: Span, read?: ReadPart): number {
  return Math.max(yearsOf(span), fullPages(span, read));
}

function fullPages(span: Span, read: ReadPart | undefined): number {
  const density = read && lengthOf(read.span) > 0 ? read.count / lengthOf(read.span) : 0;
  return Math.floor((density * lengthOf(span)) / PAGE_SIZE);
}

function yearsOf(span: Span): number {
  return Math.ceil(lengthOf(span) / CHUNK_MS);
}

function lengthOf({ from, to }: Span): number {
  return Math.max(0, to.getTime() - from.getTime());
}
