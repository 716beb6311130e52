import type { Priority } from './urgency.ts';

export interface CallOptions {
  /** An abort rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Default: interactive. What is `background` lets others go first, and waits for the next minute when fewer than a
   * tenth of the minute's requests are left.
   */
  readonly priority?: Priority | undefined;
  /** Default: true. With `false` it is sent once, and a failure that would be repeated is told at once. */
  readonly retry?: boolean | undefined;
}

export interface SearchOptions extends CallOptions {
  readonly pageSize?: number | null | undefined;
  readonly pageToken?: string | null | undefined;
}

export interface RecordOptions extends CallOptions {
  /** Adds `interactionDates`. */
  readonly withInteractionDates?: boolean | null | undefined;
}
