import { median } from '../bench/statistics.ts';
import type { HostState } from './hostState.ts';

/** The state at the end of a round, after everything that it opened was closed. */
export interface Round extends HostState {
  readonly round: number;
  /** Done since the beginning. */
  readonly acts: number;
  readonly tabs: number;
  /** Frames of webviews in the window. */
  readonly webviews: number;
}

/** The counts that must not grow after the first fifth. */
const counted = [
  'emitters',
  'listeners',
  'disposables',
  'signals',
  'timers',
  'handles',
  'documents',
  'tabs',
  'webviews',
] as const satisfies readonly (keyof Round)[];

/** How many rounds stand for a moment, so that no single one decides. */
const few = 3;

export const fewestRounds = 10;

export interface Span {
  /** The round that ends the first fifth, and the next ones: what is there once is loaded by then. */
  readonly first: readonly Round[];
  readonly last: readonly Round[];
}

/** The two moments that are compared. */
export function span(rounds: readonly Round[]): Span {
  const begin = Math.round(rounds.length / 5) - 1;
  return { first: rounds.slice(begin, begin + few), last: rounds.slice(-few) };
}

/** How many times as much of it there is at the end as after the first fifth. */
export function growth({ first, last }: Span, what: 'heap' | 'external'): number {
  return median(last.map((one) => one[what])) / median(first.map((one) => one[what]));
}

/**
 * The sentences about what is not held. Of what is counted the least of the last rounds is held against the
 * most of the first ones, and one too many is told: a timer or a socket that happens to be there does not
 * count, and what grows from round to round does.
 */
export function breaches(rounds: readonly Round[]): readonly string[] {
  const both = span(rounds);
  const memory = (['heap', 'external'] as const).flatMap((what) => {
    const percent = 100 * growth(both, what);
    return percent <= 110 ? [] : [`${what}: ${percent.toFixed(1)} % of that after the first fifth`];
  });
  const counts = counted.flatMap((what) => {
    const most = Math.max(...both.first.map((one) => one[what]));
    const least = Math.min(...both.last.map((one) => one[what]));
    return least <= most
      ? []
      : [`${what}: ${String(least)} at the end, ${String(most)} after the first fifth`];
  });
  return [...memory, ...counts];
}
