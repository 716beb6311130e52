import type { Interaction } from '../affinity/index.ts';

/** A stretch as it is kept over a restart. Moments are milliseconds since the epoch. */
export interface SavedStretch {
  /** Where its walk ends, at the latest. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly done: boolean;
  readonly readAt: number;
  readonly oldestReadAt: number;
  /** Names of items that could not be read, each with the lower end of its page. */
  readonly unreadable: readonly (readonly [string, number])[];
  /** Newest first. */
  readonly rows: readonly Interaction[];
}
