import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText, instantsOf } from '../../src/dates/wallTime.ts';
import { monthsAgo, writtenSpan } from '../../src/dates/writtenSpan.ts';

const zone = 'Europe/Berlin';
const now = new Date('2026-11-23T10:15:30Z');
const context = { now, zone, dayFirst: true };

async function read(text: string, other: Partial<typeof context> = {}): Promise<string> {
  const span = await writtenSpan(text, { ...context, ...other });
  if ('problem' in span) return span.problem;
  const [from, to] = [span.from, span.to].map((end) => exactText(end, other.zone ?? zone).slice(0, 16));
  return `${from} ${to}`;
}

const days = (from: string, to: string): string => `${from} 00:00 ${to} 23:59`;

describe('a span of time in words', () => {
  it.each([
    ['4 to 9 months ago', days('2026-02-23', '2026-07-23')],
    ['9-4 months', days('2026-02-23', '2026-07-23')],
    ['between 2 and 3 weeks ago', days('2026-11-02', '2026-11-09')],
    ['1–2 years ago', days('2024-11-23', '2025-11-23')],
    ['more than 6 months ago', days('2000-01-01', '2026-05-23').replace('00:00', '01:00')],
    ['the last 10 days', '2026-11-13 00:00 2026-11-23 11:15'],
    ['2025', days('2025-01-01', '2025-12-31')],
    ['Q2 2026', days('2026-04-01', '2026-06-30')],
    ['2025-Q4', days('2025-10-01', '2025-12-31')],
    ['March 2026', days('2026-03-01', '2026-03-31')],
    ['2026-02', days('2026-02-01', '2026-02-28')],
    ['Feb 2024', days('2024-02-01', '2024-02-29')],
    ['December', days('2025-12-01', '2025-12-31')],
    ['March to June 2026', days('2026-03-01', '2026-06-30')],
    ['from November to February 2026', days('2025-11-01', '2026-02-28')],
    ['2024 – 2025', days('2024-01-01', '2025-12-31')],
    ['2026-01-15 to 2026-02-20', days('2026-01-15', '2026-02-20')],
    ['between 1 May 2026 and 3 June 2026', days('2026-05-01', '2026-06-03')],
    ['before May 2025', days('2000-01-01', '2025-04-30').replace('00:00', '01:00')],
    ['until May 2025', days('2000-01-01', '2025-05-31').replace('00:00', '01:00')],
    ['since 1 September 2026', '2026-09-01 00:00 2026-11-23 11:15'],
    ['after September 2026', '2026-10-01 00:00 2026-11-23 11:15'],
    ['2026', '2026-01-01 00:00 2026-11-23 11:15'],
    ['last March', days('2026-03-01', '2026-03-31')],
    ['last November', days('2025-11-01', '2025-11-30')],
    ['last week', days('2026-11-16', '2026-11-22')],
    ['this week', '2026-11-23 00:00 2026-11-23 11:15'],
    ['last month', days('2026-10-01', '2026-10-31')],
    ['last quarter', days('2026-07-01', '2026-09-30')],
    ['last year', days('2025-01-01', '2025-12-31')],
    ['since last month', '2026-10-01 00:00 2026-11-23 11:15'],
    ['yesterday', days('2026-11-22', '2026-11-22')],
    ['', 'missing'],
    ['   ', 'missing'],
    ['soon', 'not-understood'],
    ['March to', 'not-understood'],
    ['30 February 2026 to 5 March 2026', 'not-understood'],
    ['June 2026 to March 2026', 'reversed'],
    ['after 2026-11-23', 'reversed'],
    ['2027', 'in-the-future'],
  ])('%s', async (text, expected) => {
    expect(await read(text)).toBe(expected);
  });

  it('reads numbers in the order of the language', async () => {
    expect(await read('3/4/2026 to 5/4/2026')).toBe(days('2026-04-03', '2026-04-05'));
    expect(await read('3/4/2026 to 5/4/2026', { dayFirst: false })).toBe(days('2026-03-04', '2026-05-04'));
  });

  it('begins and ends with the days of the zone, whatever its clock does', async () => {
    expect(await read('2026-03-29', { zone: 'Asia/Beirut' })).toBe('2026-03-29 01:00 2026-03-29 23:59');
    expect(await read('2026-03-29')).toBe(days('2026-03-29', '2026-03-29'));
  });

  it('is a span of the past, or a problem, whatever is typed', async () => {
    const word = fc.constantFrom(
      '2025',
      'March',
      'to',
      '-',
      '3',
      'months',
      'ago',
      'before',
      'May 2025',
      'x',
      '31',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (words) => {
        const span = await writtenSpan(words.join(' '), context);
        if ('problem' in span) return;
        expect(span.from.getTime()).toBeLessThanOrEqual(span.to.getTime());
        expect(span.to.getTime()).toBeLessThanOrEqual(now.getTime());
      }),
    );
  });
});

describe('months ago', () => {
  it('are spans that neither overlap nor leave a gap', () => {
    const instant = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom('UTC', zone, 'America/Sao_Paulo', 'Asia/Beirut', 'Pacific/Apia');
    fc.assert(
      fc.property(instant, zones, (at, where) => {
        const [one, three, six] = [
          [1, 3],
          [3, 6],
          [6, 12],
        ].map(([least = 0, most = 0]) => monthsAgo(least, most, { now: at, zone: where }));
        expect(one && three && one.from.getTime() - three.to.getTime()).toBe(1);
        expect(three && six && three.from.getTime() - six.to.getTime()).toBe(1);
      }),
    );
  });

  it('end on the last day of a shorter month', () => {
    const at = { now: new Date('2026-03-31T12:00:00Z'), zone };
    const start = instantsOf({ year: 2026, month: 2, day: 28, hour: 0, minute: 0, second: 0 }, zone);
    expect(start).toMatchObject({ kind: 'once', instant: new Date(monthsAgo(1, 3, at).to.getTime() + 1) });
  });
});
