import { expect, it } from 'vitest';
import { draftAnswer } from '../../src/tools/draftAnswer.ts';

const answer = {
  at: new Date('2026-11-29T11:00:00Z'),
  zone: 'Europe/Berlin',
  names: 0,
  isAgain: false,
};

it('tells the model when the time of a date is assumed', () => {
  const assumed = 'It had no time, so this one is assumed. Ask the user to check it.';
  expect(
    draftAnswer({ ...answer, isTimeAssumed: true })
      .split('\n')
      .slice(2),
  ).toEqual(['The date is read as 2026-11-29 12:00+01:00 (Europe/Berlin).', assumed]);
  expect(draftAnswer({ ...answer, isTimeAssumed: false })).not.toContain(assumed);
});
