/** What a run found out, against what the service really has. */
export interface Tally {
  /** In neither Affinity nor the drafts, although the user wanted it. */
  lost: number;
  /** In Affinity more than once. */
  doubled: number;
  /** Said to be saved, deleted or complete when it was not, or the other way round. */
  misreported: number;
  /** Said to be unknown, so that the user had to look: no mistake. */
  unknown: number;
  killed: number;
  readonly notes: string[];
}

export function newTally(): Tally {
  return { lost: 0, doubled: 0, misreported: 0, unknown: 0, killed: 0, notes: [] };
}

export function isClean({ lost, doubled, misreported }: Tally): boolean {
  return lost + doubled + misreported === 0;
}
