/** The middle one, or halfway between the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies, between two of them in proportion. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * The ratios of two things that are measured in turns, pair by pair: a machine that slows down for a while slows
 * both of a pair. A single value stands beside every value of the other.
 */
export function ofPairs(
  ones: readonly number[],
  others: readonly number[],
  compare: (one: number, other: number) => number,
): readonly number[] {
  const pairs = Math.max(ones.length, others.length);
  if (![1, pairs].includes(ones.length) || ![1, pairs].includes(others.length))
    throw new RangeError(`${ones.length} and ${others.length} values make no pairs.`);
  return Array.from({ length: pairs }, (_, pair) => compare(at(ones, pair), at(others, pair)));
}

function at(values: readonly number[], pair: number): number {
  return values[values.length === 1 ? 0 : pair] ?? Number.NaN;
}
