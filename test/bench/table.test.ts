import { describe, expect, it } from 'vitest';
import { isReached } from './finding.ts';
import type { Finding } from './finding.ts';
import { markdownTable, missedGoals } from './table.ts';

const walk: Finding = {
  figure: 'walk',
  what: 'ten years',
  ours: { values: [100, 200, 110], unit: 'ms' },
  baseline: { values: [500, 1200, 600], unit: 'ms', what: 'page after page' },
  comparison: 'speed-up',
  goal: { atLeast: 5 },
};
const size: Finding = {
  figure: 'bundles',
  what: 'extension.cjs',
  ours: { values: [48.512], unit: 'KB' },
  comparison: 'value',
  goal: { atMost: 40 },
};
const told: Finding = { figure: 'walk', what: 'told only', ours: walk.ours, comparison: 'value' };

describe('the table', () => {
  it('has medians, spread, result and verdict', () => {
    const cells = markdownTable([walk, size, told])
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    expect(cells[0]).toEqual(['', 'figure', 'what', 'ours', 'baseline', 'result', 'goal', '', '']);
    expect(cells.slice(2)).toEqual([
      [
        '',
        'walk',
        'ten years',
        '110 ms (105–155)',
        '600 ms (550–900) page after page',
        '5.45× (5.23–5.73)',
        '≥ 5×',
        'ok',
        '',
      ],
      ['', 'bundles', 'extension.cjs', '48.5 KB', '', '', '≤ 40 KB', 'MISSED', ''],
      ['', 'walk', 'told only', '110 ms (105–155)', '', '', '', '', ''],
    ]);
  });

  it('is as wide in every line', () => {
    const widths = markdownTable([walk, size])
      .split('\n')
      .map((line) => line.length);
    expect(new Set(widths).size).toBe(1);
  });
});

describe('a goal', () => {
  it.each<[Finding['comparison'], NonNullable<Finding['goal']>, boolean]>([
    ['ratio', { atMost: 0.2 }, true],
    ['ratio', { atMost: 0.1 }, false],
    ['difference', { atMost: -490 }, true],
    ['speed-up', { atLeast: 6 }, false],
    ['value', { atMost: 110 }, true],
  ])('of a %s, %j, is reached: %s', (comparison, goal, reached) => {
    expect(isReached({ ...walk, comparison, goal })).toBe(reached);
  });

  it('that is missed is named, and those that are reached or absent are not', () => {
    expect(missedGoals([walk, size, told])).toEqual([
      'bundles: extension.cjs is 48.5 KB, and is to be ≤ 40 KB.',
    ]);
  });

  it('is missed when nothing was measured', () => {
    const nothing = { ...size, ours: { values: [], unit: 'KB' } } as const;
    expect(missedGoals([nothing])).toHaveLength(1);
  });
});
