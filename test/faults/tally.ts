/** The reported outcomes of a run, compared with the data of the service. */
export interface Tally {
  /** In neither Affinity nor the drafts, although the user wanted it. */
  lost: number;
  /** In Affinity more than once. */
  doubled: number;
  /** Said to be saved, deleted or complete when it was not, or the other way round. */
  misreported: number;
  /** Writes that took effect more than five seconds after their answer was lost: what no look of today can see. */
  late: number;
  /** Said not to be there because of one of them, and there twice because of one: outside of what is promised. */
  lateMisreported: number;
  lateDoubled: number;
  /** The outcomes that the user was told. */
  answers: number;
  /** Said to be unknown, so that the user had to look: no mistake. */
  unknown: number;
  killed: number;
  readonly notes: string[];
}

export const FIGURES = [
  'lost',
  'doubled',
  'misreported',
  'late',
  'lateMisreported',
  'lateDoubled',
  'answers',
  'unknown',
  'killed',
] as const;
export type Figure = (typeof FIGURES)[number];

export function newTally(): Tally {
  const numbers = Object.fromEntries(FIGURES.map((figure) => [figure, 0]));
  return { ...(numbers as Record<Figure, number>), notes: [] };
}

/**
 * "Unknown" is no mistake, but a way out for whoever does not look: with so much going wrong, more than this share of all
 * answers would be too much.
 */
export const MOST_UNKNOWN = 0.15;

export function isClean({ lost, doubled, misreported }: Tally): boolean {
  return lost + doubled + misreported === 0;
}
