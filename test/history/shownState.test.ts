import { describe, expect, it } from 'vitest';
import { shownState } from '../../src/history/shownState.ts';
import type { KeptType } from '../../src/history/shownState.ts';
import type { TimelineState } from '../../src/history/timelineState.ts';
import { interaction } from './interaction.ts';

const day = (of: number): Date => new Date(Date.UTC(2026, 10, of));

const rows = (...days: readonly number[]) => days.map((of) => interaction({ id: of, date: day(of) }));

const nothing: TimelineState = {
  status: 'not-loaded',
  items: [],
  unreadable: 0,
  allLoaded: false,
  canLookFurtherBack: false,
  restored: false,
};

const loaded = (from: number, to: number, days: readonly number[], more = {}): TimelineState => ({
  ...nothing,
  status: 'loaded',
  items: rows(...days),
  coverage: { from: day(from), to: day(to) },
  readAt: day(30),
  ...more,
});

const kept = (from: number, to: number, days: readonly number[], isComplete = true): KeptType => ({
  type: 0,
  items: rows(...days),
  coverage: {
    span: { from: day(from), to: day(to) },
    isComplete,
    unreadable: 2,
    requestsLeft: 0,
    readAt: day(20),
  },
});

describe('what is shown of a type', () => {
  it('is the loaded rows when nothing is kept, and when all of them are loaded', () => {
    expect(shownState(nothing, undefined)).toBe(nothing);
    const whole = loaded(1, 30, [25, 5], { allLoaded: true, since: day(1) });
    expect(shownState(whole, kept(1, 20, [15, 5]))).toBe(whole);
  });

  it('is what is kept when nothing is loaded, as old as it is', () => {
    expect(shownState(nothing, kept(2, 20, [15, 5]))).toEqual({
      ...nothing,
      status: 'loaded',
      items: rows(15, 5),
      coverage: { from: day(2), to: day(20) },
      unreadable: 2,
      allLoaded: true,
      since: day(2),
      restored: true,
      readAt: day(20),
    });
  });

  it('is both where they meet, each row once and newest first', () => {
    const state = shownState(loaded(10, 30, [25, 15]), kept(2, 20, [15, 5]));
    expect(state.items.map(({ id }) => id)).toEqual([25, 15, 5]);
    expect(state).toMatchObject({ coverage: { from: day(2), to: day(30) }, allLoaded: true, restored: true });
  });

  it('claims nothing about a gap between them', () => {
    const state = shownState(loaded(22, 30, [25]), kept(2, 20, [15, 5]));
    expect(state.items.map(({ id }) => id)).toEqual([25, 15, 5]);
    expect(state).toMatchObject({
      coverage: { from: day(22), to: day(30) },
      allLoaded: false,
      restored: false,
    });
  });

  it('is not complete when neither of them is', () => {
    const state = shownState(loaded(10, 30, [25, 15]), kept(5, 20, [15, 6], false));
    expect(state).toMatchObject({ coverage: { from: day(5) }, allLoaded: false });
    expect(state).not.toHaveProperty('since');
  });

  it('still tells of a load and of a failure', () => {
    const failure = { error: new Error('no'), during: 'load' } as const;
    expect(shownState({ ...nothing, status: 'failed', failure }, kept(2, 20, [15]))).toMatchObject({
      status: 'failed',
      failure,
      items: rows(15),
    });
  });
});
