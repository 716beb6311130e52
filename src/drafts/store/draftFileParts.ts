import type { Clock } from '../../affinity/index.ts';
import type { DraftStorage } from './draftStorage.ts';

/** What a draft's file is made of. */
export interface DraftFileParts {
  readonly storage: DraftStorage;
  readonly clock: Pick<Clock, 'sleep'>;
  /** From the first change to the attempt to write it. */
  readonly delayMs: number;
  /** A name that nobody uses, for when another window has changed the file meanwhile. */
  readonly freeName: () => string;
  readonly onState: () => void;
  readonly onFailure: (name: string, error: unknown) => void;
}
