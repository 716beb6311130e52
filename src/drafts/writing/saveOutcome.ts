import { AffinityError } from '../../affinity/index.ts';
import type { Interaction } from '../../affinity/index.ts';
import type { SaveProblem } from '../model/draftOutcome.ts';
import { saveProblem } from './saveProblem.ts';

/** `refused`: surely nothing was changed. `unknown`: it may have been, so it is neither repeated nor called failed. */
export type SaveOutcome<Saved = Interaction> =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'refused' | 'unknown'; readonly problem: SaveProblem };

/** What became of a write. A failure that says nothing about it counts as unknown. */
export async function saveOutcome<Saved>(write: () => Promise<Saved>): Promise<SaveOutcome<Saved>> {
  try {
    return { kind: 'saved', saved: await write() };
  } catch (error) {
    const isUnknown = !(error instanceof AffinityError) || error.outcome === 'unknown';
    return { kind: isUnknown ? 'unknown' : 'refused', problem: saveProblem(error) };
  }
}
