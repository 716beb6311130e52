import { describe, expect, it } from 'vitest';
import { breaches, fewestRounds, growth, span } from './verdict.ts';
import type { Round } from './verdict.ts';

describe('the verdict of the soak', () => {
  it('holds what goes up and down, and what is loaded in the beginning', () => {
    const timers = [9, 5, 7, 6, 8, 7, 9, 8, 7, 6];
    const rounds = aSoak((nth) => ({ timers: timers[nth] ?? 0, heap: nth === 0 ? 40e6 : 70e6 }));
    expect(breaches(rounds)).toEqual([]);
  });

  it.each(['emitters', 'listeners', 'disposables', 'timers', 'tabs', 'webviews'] as const)(
    'tells of %s that stay behind in each round, and of those that do in every third',
    (what) => {
      expect(breaches(aSoak((nth) => ({ [what]: nth })))).toEqual([expect.stringContaining(`${what}: `)]);
      expect(breaches(aSoak((nth) => ({ [what]: Math.floor((nth + 1) / 3) })))).toHaveLength(1);
    },
  );

  it('tells of memory that grew by more than a tenth, whatever a single round says', () => {
    const grown = aSoak((nth) => ({ heap: 70e6 + nth * 1.3e6 }));
    expect(growth(span(grown), 'heap')).toBeCloseTo(1.107, 2);
    expect(breaches(grown)).toEqual(['heap: 110.7 % of that after the first fifth']);
    expect(breaches(aSoak((nth) => ({ heap: nth === fewestRounds - 1 ? 200e6 : 70e6 })))).toEqual([]);
  });

  it('compares the end of the first fifth with the end', () => {
    const { first, last } = span(aSoak(() => ({})));
    expect(first.map(({ round }) => round)).toEqual([2, 3, 4]);
    expect(last.map(({ round }) => round)).toEqual([8, 9, 10]);
  });
});

/** The fewest rounds, all equal except for the given changes. */
function aSoak(differing: (nth: number) => Partial<Round>): readonly Round[] {
  const same = { heap: 70e6, external: 7e6, emitters: 336, listeners: 255, disposables: 353, signals: 0 };
  const rest = { documents: 4, timers: 7, handles: 17, sets: 18_000, tabs: 0, webviews: 0 };
  return Array.from({ length: fewestRounds }, (_, nth) => ({
    round: nth + 1,
    acts: 43 * (nth + 1),
    ...same,
    ...rest,
    ...differing(nth),
  }));
}
