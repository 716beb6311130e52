import type { WallTime } from './wallTime.ts';

/** The moment and the place in which a date was typed. Relative words refer to them. */
export interface WhenContext {
  readonly now: Date;
  /** An IANA name. */
  readonly zone: string;
  /** True when `3/4` means 3 April. A number above 12 decides by itself. */
  readonly dayFirst: boolean;
}

export type WhenReading = WhenRead | WhenProblem;

export interface WhenRead {
  readonly kind: 'read';
  readonly instant: Date;
  /** The same instant as the clock of `zone` shows it. */
  readonly wall: WallTime;
  readonly zone: string;
  /** Assumptions and surprises. None of them prevents saving. */
  readonly notes: readonly WhenNote[];
  /**
   * Days back, for a date that is saved only after it was confirmed: one without a year that is long ago, or one whose other
   * order is a day of the last weeks.
   */
  readonly longAgo?: number;
}

export type WhenNote =
  | { readonly code: 'future' }
  /** A clock change skips this local time: `later` is taken, by the clock before the change. */
  | { readonly code: 'skipped'; readonly earlier: Date; readonly later: Date }
  /** A clock change repeats this local time: `earlier` is taken. */
  | { readonly code: 'repeated'; readonly earlier: Date; readonly later: Date }
  /** Both numbers can be the month; `other` is the instant of the other reading. */
  | { readonly code: 'day-month-order'; readonly dayFirst: boolean; readonly other: Date }
  | { readonly code: 'time-assumed' }
  /** "At 3" is taken as 3:00 in the morning, as it is written. */
  | { readonly code: 'early-hour'; readonly hour: number; readonly minute: number }
  /** In "Fri 20" the number is taken as the day of the month, not as the hour. */
  | { readonly code: 'day-of-month'; readonly day: number }
  /** "2 months ago" is taken as the same day of that month, at noon. */
  | { readonly code: 'day-assumed' }
  /** The text names another weekday than that of the date, which is `weekday`; Sunday is 0. */
  | { readonly code: 'other-weekday'; readonly weekday: number }
  | { readonly code: 'year-assumed'; readonly year: number }
  | { readonly code: 'long-ago'; readonly days: number }
  | { readonly code: 'start-of-range' }
  | { readonly code: 'offset-given'; readonly offsetMinutes: number }
  | { readonly code: 'zone-given'; readonly zone: string };

export type WhenProblem =
  | { readonly kind: 'problem'; readonly code: 'date-missing' }
  | { readonly kind: 'problem'; readonly code: 'date-not-understood' }
  | { readonly kind: 'problem'; readonly code: 'date-partly-understood'; readonly understood: string }
  /** This machine does not know the zone in which the date was typed, so it has to be typed again. */
  | { readonly kind: 'problem'; readonly code: 'zone-unknown'; readonly zone: string }
  /** 30 February, or 25:00. */
  | { readonly kind: 'problem'; readonly code: 'date-does-not-exist' }
  /** The text names only a month or a year. */
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

/** The content of a text before a zone is applied: an instant, or a local time. */
export type WhenParts =
  | { readonly kind: 'instant'; readonly instant: Date; readonly notes: readonly WhenNote[] }
  | {
      readonly kind: 'wall';
      readonly wall: WallTime;
      readonly offsetMinutes?: number;
      readonly notes: readonly WhenNote[];
      /** The same numbers with day and month exchanged, when both are possible. */
      readonly swapped?: Swapped;
      /** A month or day was named without a year. */
      readonly hasNoYear?: true;
    };

export interface Swapped {
  readonly wall: WallTime;
  /** The order in which the text was read first. */
  readonly dayFirst: boolean;
}

export function whenProblem<
  C extends 'date-missing' | 'date-not-understood' | 'date-does-not-exist' | 'date-without-day',
>(code: C): { readonly kind: 'problem'; readonly code: C } {
  return { kind: 'problem', code };
}

/** Everything that a reader should know about a date, also that it is long ago. */
export function remarksOn({ notes, longAgo }: WhenRead): readonly WhenNote[] {
  return longAgo === undefined ? notes : [...notes, { code: 'long-ago', days: longAgo }];
}
