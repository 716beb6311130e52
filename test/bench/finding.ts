import { median, ofPairs } from './statistics.ts';

export type Unit = 'ms' | 'KB' | 'requests' | 'bytes';

/** A measurement, taken once or many times. */
export interface Sample {
  readonly values: readonly number[];
  readonly unit: Unit;
}

/**
 * How ours is held against the baseline: `ratio` is ours in baselines, `speed-up` the baseline in ours, `difference`
 * what ours takes more, `value` ours alone.
 */
export type Comparison = 'ratio' | 'speed-up' | 'difference' | 'value';

export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** One line of the table. */
export interface Finding {
  readonly figure: string;
  readonly what: string;
  readonly ours: Sample;
  readonly baseline?: Sample & { readonly what: string };
  readonly comparison: Comparison;
  /** Absent where a line only tells. */
  readonly goal?: Goal;
}

/** The results of a finding, one for each pair. */
export function results({ ours, baseline, comparison }: Finding): readonly number[] {
  if (comparison === 'value' || baseline === undefined) return ours.values;
  return ofPairs(ours.values, baseline.values, comparisons[comparison]);
}

/** True if the median reaches the goal; undefined without one. */
export function isReached(finding: Finding): boolean | undefined {
  const { goal } = finding;
  if (goal === undefined) return undefined;
  const result = median(results(finding));
  return 'atMost' in goal ? result <= goal.atMost : result >= goal.atLeast;
}

const comparisons = {
  ratio: (ours: number, baseline: number) => ours / baseline,
  'speed-up': (ours: number, baseline: number) => baseline / ours,
  difference: (ours: number, baseline: number) => ours - baseline,
} as const;
