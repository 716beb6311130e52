import { describe, expect, it } from 'vitest';
import { stampedDate } from '../../src/dates/stampedDate.ts';
import { writtenDate, writtenTime } from '../../src/dates/writtenDate.ts';
import type { WrittenDate } from '../../src/dates/writtenDate.ts';

const context = { now: new Date('2026-11-23T10:15:30Z'), dayFirst: false };

/** `2026-11-20 14:00 Europe/Paris`; the other readings of the day follow in brackets. */
function shown(date: WrittenDate | undefined): string | undefined {
  if (date === undefined) return undefined;
  const [day, ...others] = date.days.map((one) => [one.year ?? '?', one.month, one.day].join('-'));
  const { time = '', zone = '' } = date.time ?? {};
  return `${day} ${time} ${zone} ${others.length === 0 ? '' : `(${others.join(', ')})`}`
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

describe('a date in the value of a field', () => {
  it.each([
    ['Thursday, January 9, 2025 at 2:00 PM', '2025-1-9 14:00'],
    ['Thursday 2019/1/17 at 14:00 GMT', '2019-1-17 14:00 +00:00'],
    ['Friday Apr 24, 2026 ⋅ 1:30pm – 2:30pm (Eastern Time - New York)', '2026-4-24 13:30 America/New_York'],
    ['Thu Jan 9, 2025 2pm – 3pm (Central European Time - Berlin)', '2025-1-9 14:00 Europe/Berlin'],
    ['Nov 20, 2026 02:00 PM Paris', '2026-11-20 14:00 Europe/Paris'],
    ['Nov 20, 2026 02:00 PM Eastern Time (US and Canada)', '2026-11-20 14:00 America/New_York'],
    ['Nov 20, 2026 14:00 Amsterdam, Berlin, Rome', '2026-11-20 14:00 Europe/Amsterdam'],
    ['20 Nov 2026, 14:00 London time', '2026-11-20 14:00 Europe/London'],
    ['3/4', '?-3-4 (?-4-3)'],
    ['7/11/16', '2016-7-11 (2016-11-7, 2007-11-16)'],
    ['January 30th', '?-1-30'],
    ['soon', undefined],
  ])('%j is %s', (text, expected) => {
    expect(shown(writtenDate(text, context, true))).toBe(expected);
  });

  it('takes a city for a zone only there, since a title has names of people and places', () => {
    expect(shown(writtenDate('Call 20 Nov 2026 14:00 Paris', context))).toBe('2026-11-20 14:00');
    expect(shown(writtenDate('Call 20 Nov 2026 14:00 (Easter)', context))).toBe('2026-11-20 14:00');
  });

  it('does not read 3/4 of a running text as a day', () => {
    expect(writtenDate('3/4 of the plan', context)).toBeUndefined();
  });
});

describe('a time in the value of a field', () => {
  const day = { year: 2025, month: 7, day: 9 };

  it.each([
    ['14:00', '14:00'],
    ['2-3pm', '14:00'],
    ['14:00 CET', '14:00 +02:00'],
    ['10am PT / 1pm ET', '10:00 -07:00'],
    ['1400 hrs', '14:00'],
    ['12 noon', '12:00'],
    ['14:00 London', '14:00 Europe/London'],
    ['14h30', '14:30'],
    ['30 minutes', undefined],
    ['1.5 hours', undefined],
    ['15', undefined],
  ])('%j is %s', (text, expected) => {
    const found = writtenTime(text, day, context);
    expect(found && [found.time, found.zone].filter(Boolean).join(' ')).toBe(expected);
  });
});

describe('a date in digits', () => {
  it.each([
    ['202203191430 Call with Acme', '2022-3-19 14:30'],
    ['20220319143015', '2022-3-19 14:30:15'],
    ['20220319T143000Z', '2022-3-19 14:30 +00:00'],
    ['GMT20250109-130000_Recording', '2025-1-9 13:00 +00:00'],
    ['20220319-2023 plan', '2022-3-19'],
    ['2022-03-19 14-30 Acme', '2022-3-19 14:30'],
    ['2022_03_19_1430', '2022-3-19 14:30'],
    ['Screenshot 2022-03-19 at 2.30pm', '2022-3-19 14:30'],
    ['2022-03-19-2023 budget', '2022-3-19'],
    ['2026-11-20-10 people', '2026-11-20'],
    ['19.03.2022 Call', '2022-3-19'],
    ['03-19-2022', '2022-3-19'],
    ['03-04-2022', '2022-3-4 (2022-4-3)'],
    ['03.04.2022', '2022-4-3 (2022-3-4)'],
    ['invoice-1202611200', undefined],
    ['2026-13-45', undefined],
    ['491701234567', undefined],
  ])('%j is %s', (text, expected) => {
    expect(shown(stampedDate(text, context))).toBe(expected);
  });
});
