import { expect, it } from 'vitest';
import { briefWords } from '../../../src/editor/words/briefWords.ts';
import type { TimelineState } from '../../../src/history/timelineState.ts';
import { interaction } from '../../history/interaction.ts';

const now = new Date('2026-11-30T12:00:00Z');

const words = briefWords(() => ({}) as never);

const basisOf = (...days: readonly number[]): string => {
  const items = days.map((day, id) => interaction({ id, date: new Date(now.getTime() + day * 86_400_000) }));
  const coverage = { from: new Date('2025-03-12T12:00:00Z'), to: now };
  const state = { status: 'loaded', items, coverage, allLoaded: false, restored: false };
  return words.basis({ type: 0, state: state as unknown as TimelineState }, now);
};

it('counts what was planned apart in the basis of a brief', () => {
  expect(basisOf(-3, -2, 0, 1, 9)).toMatch(/^Meetings: 3, and 2 planned · back to 12 Mar 2025$/);
  expect(basisOf(-3, -2)).toMatch(/^Meetings: 2 · back to/);
  expect(basisOf(1)).toMatch(/^Meetings: 0, and 1 planned · back to/);
  expect(basisOf()).toMatch(/^Meetings: 0 · back to/);
});
