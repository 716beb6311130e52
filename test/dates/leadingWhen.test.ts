import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadingWhen } from '../../src/dates/leadingWhen.ts';
import { readWhen } from '../../src/dates/readWhen.ts';
import { runCount } from '../support/runCount.ts';

const context = { now: new Date('2026-11-23T10:15:30Z'), zone: 'Europe/Berlin', dayFirst: true };

const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe('the date at the beginning of a line', () => {
  it.each([
    ['yesterday 3pm: talked about pricing', 'yesterday 3pm', '2026-11-22T14:00', 'talked about pricing'],
    ['Yesterday 3pm - talked', 'Yesterday 3pm', '2026-11-22T14:00', 'talked'],
    ['last friday at 10 – they ship: in May', 'last friday at 10', '2026-11-20T09:00', 'they ship: in May'],
    ['-45m: called', '-45m', '2026-11-23T09:30', 'called'],
    ['9:30: called', '9:30', '2026-11-23T08:30', 'called'],
    ['2026-11-18 14:00: called', '2026-11-18 14:00', '2026-11-18T13:00', 'called'],
    ['2026-11-18 14:00 - 15:00 - called', '2026-11-18 14:00 - 15:00', '2026-11-18T13:00', 'called'],
    ['18 Nov 14:00:called', '18 Nov 14:00', '2026-11-18T13:00', 'called'],
    ['now: 30/2: is no day', 'now', '2026-11-23T10:15', '30/2: is no day'],
    ['Today - Friday is the deadline', 'Today', '2026-11-23T10:15', 'Friday is the deadline'],
    ['monday: 3 new hires', 'monday', '2026-11-23', '3 new hires'],
    ['yesterday 3pm:', 'yesterday 3pm', '2026-11-22T14:00', ''],
  ])('is read from “%s”', async (line, date, instant, rest) => {
    const found = await leadingWhen(line, context);
    expect(found).toMatchObject({ kind: 'date', date, rest });
    if (found?.kind === 'date') expect(found.reading.instant.toISOString()).toContain(instant);
  });

  it.each([
    'talked about pricing',
    'yesterday 3pm talked about pricing',
    'Talked yesterday about pricing: they agreed',
    'Q3: numbers are in',
    '1:1 with Jane: hiring',
    '10: the number of pilots',
    'Pricing: 10:30 is too early for them',
    'See https://acme.example/a: good',
    'Series A - they close on Friday',
    ': yesterday',
    '-5%: churn',
    'Ann - yesterday: she left',
    '',
  ])('is not there in “%s”', async (line) => {
    expect(await leadingWhen(line, context)).toBeUndefined();
  });

  it.each([
    ['2026-02-30: called', 'date-does-not-exist'],
    ['12 May 1890: founded', 'year-too-early'],
    ['March: board deck sent', 'date-without-day'],
  ])('can’t be used in “%s”, and nothing is taken from the line', async (line, code) => {
    expect(await leadingWhen(line, context)).toMatchObject({ kind: 'problem', problem: { code } });
  });

  it(`never shortens a text without a date, whatever signs are in it (seed ${seed})`, async () => {
    const words = [
      'they',
      'agreed',
      'pricing',
      'ARR',
      'pilot',
      'Jane',
      'deck',
      '50k',
      'B2B',
      'v2',
      'Q3',
      '→',
    ];
    const signs = [': ', ' - ', ' – ', ':', '-', ' ', '; ', '. ', ' — '];
    const pair = fc.tuple(fc.constantFrom(...words), fc.constantFrom(...signs)).map((two) => two.join(''));
    const text = fc.array(pair, { maxLength: 8 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (line) => {
        expect(await leadingWhen(line, context)).toBeUndefined();
      }),
      { seed, numRuns: runCount(120) },
    );
  });

  it(`takes a date that is readable alone, and leaves the rest to the letter (seed ${seed})`, async () => {
    const dates = [
      'yesterday 3pm',
      '-2h',
      'last friday',
      '3 Nov 14:00',
      '2025-11-18',
      'today',
      'xyz',
      '7',
      'a b',
    ];
    const sign = fc.constantFrom(': ', ' - ', ' – ', ':');
    const rest = fc.string({ unit: 'grapheme', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...dates), sign, rest, async (date, between, behind) => {
        const line = `${date}${between}${behind}`;
        const found = await leadingWhen(line, context);
        if (found?.kind !== 'date') return;
        expect(line.startsWith(found.date)).toBe(true);
        expect(line.endsWith(found.rest)).toBe(true);
        const gone = line.slice(found.date.length, line.length - found.rest.length);
        expect(gone).toMatch(/^\s*(?:[:：]|[-–—]+)\s*$/u);
        expect(await readWhen(found.date, context)).toEqual(found.reading);
      }),
      { seed, numRuns: runCount(120) },
    );
  });
});
