import { describe, expect, it } from 'vitest';
import type { InteractionDates } from '../../src/affinity/index.ts';
import { walkSpan } from '../../src/history/walkSpan.ts';
import { isNamedIn, withContact, withMoved } from '../../src/history/withContact.ts';
import { typeIds } from '../../src/model/interactionTypes.ts';
import { daysAgo, NOW } from './affinityWith.ts';

const day = (days: number) => new Date(daysAgo(days));
const dates: InteractionDates = {
  firstEmailDate: day(300),
  lastEmailDate: day(5),
  firstEventDate: day(200),
  lastEventDate: day(20),
  lastInteractionDate: day(5),
};

describe('dates with a saved interaction counted in', () => {
  it('move the last contact and the date of its type', () => {
    const meeting = withContact(dates, { type: 0, date: day(1) }, NOW);
    expect(meeting).toEqual({ ...dates, lastEventDate: day(1), lastInteractionDate: day(1) });
    const chat = withContact(dates, { type: 2, date: day(1) }, NOW);
    expect(chat).toEqual({ ...dates, lastChatMessageDate: day(1), lastInteractionDate: day(1) });
    const call = withContact(dates, { type: 1, date: day(1) }, NOW);
    expect(call).toEqual({ ...dates, lastInteractionDate: day(1) });
  });

  it('stay as they are for an interaction between the first and the last', () => {
    expect(withContact(dates, { type: 0, date: day(100) }, NOW)).toEqual(dates);
    expect(withContact({ ...dates, nextEventDate: day(-9) }, { type: 0, date: day(-9) }, NOW)).toEqual({
      ...dates,
      nextEventDate: day(-9),
    });
  });

  it('name a planned meeting as the next one, unless another is planned already', () => {
    const planned = { type: 0, date: day(-9) };
    expect(withContact(dates, planned, NOW)).toEqual({ ...dates, nextEventDate: day(-9) });
    expect(withContact({ ...dates, nextEventDate: day(2) }, planned, NOW)).toHaveProperty(
      'nextEventDate',
      day(-9),
    );
    expect(withContact({ ...dates, nextEventDate: day(-30) }, planned, NOW)).toBeUndefined();
  });

  it('are unknown where a walk by them would miss the interaction', () => {
    expect(withContact(dates, { type: 0, date: day(400) }, NOW)).toBeUndefined();
    expect(withContact({ lastInteractionDate: day(1) }, { type: 1, date: day(500) }, NOW)).toBeUndefined();
    expect(withContact(dates, { type: 1, date: day(-9) }, NOW)).toBeUndefined();
    expect(withContact(dates, { type: 99, date: day(1) }, NOW)).toBeUndefined();
  });

  it('always let a walk reach the interaction', () => {
    const ages = [-200, -9, -1, 0, 1, 19, 21, 199, 201, 364, 366, 800];
    const known = [dates, {}, { lastEventDate: day(800) }, { ...dates, nextEventDate: day(-30) }];
    for (const before of known)
      for (const type of typeIds)
        for (const age of ages) {
          const counted = withContact(before, { type, date: day(age) }, NOW);
          if (!counted) continue;
          const { from, to } = walkSpan(type, counted, NOW);
          expect([from <= day(age), day(age) <= to], `type ${type}, ${age} days ago`).toEqual([true, true]);
        }
  });
});

const at = (date: Date) => ({ type: 3, date });

describe('dates with an interaction that was moved', () => {
  it('move with it within a day, and are unknown after a longer way', () => {
    expect(withMoved(dates, at(day(5)), at(day(5.9)))).toEqual({
      ...dates,
      lastEmailDate: day(5.9),
      lastInteractionDate: day(5.9),
    });
    expect(withMoved(dates, at(day(5)), at(day(6)))).toBeUndefined();
    expect(withMoved(dates, at(day(6)), at(day(60)))).toBe(dates);
  });
});

describe('the dates of a record', () => {
  it('name the interaction with the last or the next contact, to the second', () => {
    expect(isNamedIn(dates, { type: 0, date: new Date(daysAgo(20) + 900) })).toBe(true);
    expect(isNamedIn(dates, { type: 0, date: day(19) })).toBe(false);
    expect(isNamedIn(dates, { type: 0, date: day(200) })).toBe(false);
  });
});
