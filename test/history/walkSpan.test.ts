import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InteractionDates, InteractionType } from '../../src/affinity/index.ts';
import { walkSpan } from '../../src/history/walkSpan.ts';
import { DAY, daysAgo, NOW } from './affinityWith.ts';

const [meeting, call, chat, email] = [0, 1, 2, 3] as const;
const beginning = Date.UTC(2000, 0, 1);

const span = (type: InteractionType, bounds?: InteractionDates) => {
  const { from, to } = walkSpan(type, bounds, NOW);
  return { from: from.getTime(), to: to.getTime() };
};
const on = (moment: number) => new Date(moment);

describe('the span of a walk', () => {
  it('without bounds goes from now to the beginning', () => {
    for (const type of [call, chat, email]) expect(span(type)).toEqual({ from: beginning, to: NOW });
  });

  it('without bounds begins three months ahead for meetings, so that planned ones are seen', () => {
    expect(span(meeting)).toEqual({ from: beginning, to: NOW + 90 * DAY });
  });

  it('ends a day before the first known moment of whatever type', () => {
    const bounds = {
      firstEmailDate: on(daysAgo(900)),
      firstEventDate: on(daysAgo(1200)),
      lastEmailDate: on(NOW),
    };
    expect(span(email, bounds)).toEqual({ from: daysAgo(1201), to: NOW });
  });

  it('begins a day after the last email when that is more than a year ago', () => {
    const bounds = { firstEmailDate: on(daysAgo(900)), lastEmailDate: on(daysAgo(366)) };
    expect(span(email, bounds).to).toBe(daysAgo(365));
  });

  it('begins now when the last email is within the year', () => {
    const bounds = { firstEmailDate: on(daysAgo(900)), lastEmailDate: on(daysAgo(365)) };
    expect(span(email, bounds).to).toBe(NOW);
  });

  it('begins chat messages at their own last moment, whatever emails there were', () => {
    const bounds = {
      firstEmailDate: on(daysAgo(4000)),
      lastEmailDate: on(NOW),
      lastChatMessageDate: on(daysAgo(1000)),
    };
    expect(span(chat, bounds).to).toBe(daysAgo(999));
  });

  it('begins calls at the last interaction of any kind, since nothing closer is known', () => {
    const bounds = {
      firstEventDate: on(daysAgo(4000)),
      lastEventDate: on(daysAgo(2000)),
      lastInteractionDate: on(daysAgo(1000)),
    };
    expect(span(call, bounds).to).toBe(daysAgo(999));
    expect(span(meeting, bounds).to).toBe(daysAgo(999));
  });

  it('covers the next planned meeting by a day', () => {
    const bounds = {
      firstEventDate: on(daysAgo(4000)),
      lastEventDate: on(daysAgo(2000)),
      nextEventDate: on(NOW + 30 * DAY),
    };
    expect(span(meeting, bounds).to).toBe(NOW + 31 * DAY);
    expect(span(call, bounds).to).toBe(NOW);
  });

  it('ends meetings now when none is planned', () => {
    expect(span(meeting, { firstEventDate: on(daysAgo(9)), lastEventDate: on(daysAgo(2)) }).to).toBe(NOW);
  });

  it('looks ahead blindly once the planned meeting has passed', () => {
    const bounds = { firstEventDate: on(daysAgo(9)), nextEventDate: on(daysAgo(1)) };
    expect(span(meeting, bounds).to).toBe(NOW + 90 * DAY);
  });

  it('still asks for the latest year when the service knows of none of the type', () => {
    expect(span(email, {})).toEqual({ from: daysAgo(365), to: NOW });
    expect(span(meeting, {})).toEqual({ from: daysAgo(365), to: NOW });
    const bounds = {
      firstEmailDate: on(daysAgo(3000)),
      lastEmailDate: on(NOW),
      lastInteractionDate: on(NOW),
    };
    expect(span(chat, bounds)).toEqual({ from: daysAgo(365), to: NOW });
  });

  it('goes back to the beginning when there are chat messages and nothing tells of the first', () => {
    expect(span(chat, { lastChatMessageDate: on(daysAgo(5)) })).toEqual({ from: beginning, to: NOW });
  });

  it.each([
    ['is from 1900', { firstEmailDate: on(Date.UTC(1900, 0, 1)), lastEmailDate: on(daysAgo(2)) }],
    ['is in the future', { firstEmailDate: on(NOW + DAY), lastEmailDate: on(daysAgo(2)) }],
    ['comes after the last', { firstEmailDate: on(daysAgo(500)), lastEmailDate: on(daysAgo(900)) }],
    ['is no date', { firstEmailDate: on(Number.NaN), lastEmailDate: on(daysAgo(2)) }],
  ])('trusts neither end when the first moment %s', (_, bounds) => {
    expect(span(email, bounds)).toEqual({ from: beginning, to: NOW });
  });

  it.each([Date.UTC(1900, 0, 1), Date.UTC(9999, 0, 1), Number.NaN])(
    'begins now when the last moment is nonsense (%d)',
    (last) => {
      const bounds = { firstEmailDate: on(daysAgo(700)), lastEmailDate: on(last) };
      expect(span(email, bounds)).toEqual({ from: daysAgo(701), to: NOW });
    },
  );

  it('looks ahead blindly when the planned meeting is beyond a year', () => {
    const bounds = { firstEventDate: on(daysAgo(9)), nextEventDate: on(NOW + 800 * DAY) };
    expect(span(meeting, bounds).to).toBe(NOW + 90 * DAY);
  });

  it('is a span that can be asked for, whatever the bounds say', () => {
    const date = fc.option(fc.date({ noInvalidDate: false }), { nil: undefined });
    const bounds = fc.record({
      firstEmailDate: date,
      lastEmailDate: date,
      firstEventDate: date,
      lastEventDate: date,
      nextEventDate: date,
      lastChatMessageDate: date,
      lastInteractionDate: date,
    });
    fc.assert(
      fc.property(fc.constantFrom(meeting, call, chat, email), bounds, (type, dates) => {
        const { from, to } = span(type, dates);
        expect(from).toBeLessThan(to);
        expect(from).toBeGreaterThanOrEqual(beginning);
        expect(to).toBeLessThanOrEqual(NOW + 366 * DAY);
      }),
    );
  });
});
