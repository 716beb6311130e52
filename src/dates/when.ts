import type { WallTime } from './wallTime.ts';

/** What a date was typed in: relative words mean the moment and the place in which they were typed. */
export interface WhenContext {
  readonly now: Date;
  /** A zone of the IANA list. */
  readonly zone: string;
  /** How `3/4` is meant; a number above 12 settles it by itself. */
  readonly dayFirst: boolean;
}

export type WhenReading = WhenRead | WhenProblem;

export interface WhenRead {
  readonly kind: 'read';
  readonly instant: Date;
  /** The same instant on the wall clock of the zone it was typed in. */
  readonly wall: WallTime;
  readonly zone: string;
  /** What had to be assumed, and what may surprise. In no case does it forbid anything. */
  readonly notes: readonly WhenNote[];
}

export type WhenNote =
  | { readonly code: 'future' }
  /** A clock change skips this local time: `later` is taken, what it would be by the clock before the change. */
  | { readonly code: 'skipped'; readonly earlier: Date; readonly later: Date }
  /** A clock change repeats this local time: `earlier` is taken. */
  | { readonly code: 'repeated'; readonly earlier: Date; readonly later: Date }
  /** Both numbers could be the month; `other` is the instant of the other reading. */
  | { readonly code: 'day-month-order'; readonly dayFirst: boolean; readonly other: Date }
  | { readonly code: 'time-assumed' }
  /** "2 months ago": the same day of that month, and noon. */
  | { readonly code: 'day-assumed' }
  /** The weekday that was named is not that of the date; `weekday` is, counted from Sunday as 0. */
  | { readonly code: 'other-weekday'; readonly weekday: number }
  | { readonly code: 'year-assumed'; readonly year: number }
  | { readonly code: 'start-of-range' }
  | { readonly code: 'offset-given'; readonly offsetMinutes: number }
  | { readonly code: 'zone-given'; readonly zone: string };

export type WhenProblem =
  | { readonly kind: 'problem'; readonly code: 'date-missing' }
  | { readonly kind: 'problem'; readonly code: 'date-not-understood' }
  | { readonly kind: 'problem'; readonly code: 'date-partly-understood'; readonly understood: string }
  /** Typed in a zone that this machine does not know, so that nobody knows what it means: to be typed once more. */
  | { readonly kind: 'problem'; readonly code: 'zone-unknown'; readonly zone: string }
  /** A 30th of February, 25 o'clock. */
  | { readonly kind: 'problem'; readonly code: 'date-does-not-exist' }
  /** A month or a year only. */
  | { readonly kind: 'problem'; readonly code: 'date-without-day' }
  | {
      readonly kind: 'problem';
      readonly code: 'year-too-early';
      readonly year: number;
      readonly earliest: number;
    }
  | {
      readonly kind: 'problem';
      readonly code: 'year-too-late';
      readonly year: number;
      readonly latest: number;
    };

/** What the text itself says, before a zone is applied: an instant, or what a wall clock shows. */
export type WhenParts =
  | { readonly kind: 'instant'; readonly instant: Date; readonly notes: readonly WhenNote[] }
  | {
      readonly kind: 'wall';
      readonly wall: WallTime;
      readonly offsetMinutes?: number;
      readonly notes: readonly WhenNote[];
      /** The same numbers with day and month exchanged, where both are possible. */
      readonly swapped?: Swapped;
    };

export interface Swapped {
  readonly wall: WallTime;
  /** How the text was read in the first place. */
  readonly dayFirst: boolean;
}

export function whenProblem<
  C extends 'date-missing' | 'date-not-understood' | 'date-does-not-exist' | 'date-without-day',
>(code: C): { readonly kind: 'problem'; readonly code: C } {
  return { kind: 'problem', code };
}
