import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWhen } from '../../src/dates/readWhen.ts';
import { dateText, wallText } from '../../src/dates/wallTime.ts';
import type { WhenContext, WhenNote, WhenReading } from '../../src/dates/whenReading.ts';
import {
  daysOfMonth,
  digitsBehind,
  earlyHours,
  nextWeekdays,
  otherWords,
  otherLanguages,
  partedDates,
  twoDigits,
  typedDates,
  workdays,
} from './typedDates.ts';
import type { TypedDate } from './typedDates.ts';

const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland'] as const;
/** A Monday, 10:15:30 UTC. */
const now = new Date('2026-11-23T10:15:30Z');

const read = (text: string, context: Partial<WhenContext> = {}): Promise<WhenReading> =>
  readWhen(text, { now, zone: 'Europe/Berlin', dayFirst: false, ...context });

async function instantOf(text: string, context: Partial<WhenContext> = {}): Promise<string> {
  const reading = await read(text, context);
  return reading.kind === 'read' ? reading.instant.toISOString() : reading.code;
}

async function notesOf(
  text: string,
  context: Partial<WhenContext> = {},
): Promise<readonly WhenNote['code'][]> {
  const reading = await read(text, context);
  return reading.kind === 'read' ? reading.notes.map(({ code }) => code) : [];
}

describe('the date of an interaction', () => {
  it.each([
    ['Europe/Berlin', '2026-11-22T14:00:00.000Z', '2026-11-20T08:30:00.000Z'],
    ['America/Los_Angeles', '2026-11-22T23:00:00.000Z', '2026-11-20T17:30:00.000Z'],
    ['Asia/Kolkata', '2026-11-22T09:30:00.000Z', '2026-11-20T04:00:00.000Z'],
    ['Pacific/Auckland', '2026-11-22T02:00:00.000Z', '2026-11-19T20:30:00.000Z'],
  ])('is read on the wall clock of %s', async (zone, yesterday, written) => {
    expect(await instantOf('yesterday 3pm', { zone })).toBe(yesterday);
    expect(await instantOf('20 Nov 2026 at 9:30', { zone })).toBe(written);
    expect(await instantOf('2026-11-20 09:30', { zone })).toBe(written);
    expect(await instantOf('2026-11-20T09:30', { zone })).toBe(written);
  });

  it('is yesterday by the calendar of the zone, also where it is already tomorrow', async () => {
    const late = new Date('2026-11-23T22:30:00Z');
    expect(await instantOf('today 9am', { now: late, zone: 'Pacific/Auckland' })).toBe(
      '2026-11-23T20:00:00.000Z',
    );
    expect(await instantOf('today 9am', { now: late, zone: 'America/Los_Angeles' })).toBe(
      '2026-11-23T17:00:00.000Z',
    );
  });

  it.each([
    ['now', '2026-11-23T10:15:30.000Z'],
    ['-45m', '2026-11-23T09:30:30.000Z'],
    ['-2h', '2026-11-23T08:15:30.000Z'],
    ['- 1h 30min', '2026-11-23T08:45:30.000Z'],
    ['−90 minutes', '2026-11-23T08:45:30.000Z'],
    ['2 hours ago', '2026-11-23T08:15:30.000Z'],
    ['half an hour ago', '2026-11-23T09:45:30.000Z'],
    ['2026-11-20T15:00:00+05:30', '2026-11-20T09:30:00.000Z'],
    ['2026-11-20T15:00:00.123Z', '2026-11-20T15:00:00.000Z'],
    ['２０２６-11-20　15:00Z', '2026-11-20T15:00:00.000Z'],
  ])('reads %s as the same instant everywhere', async (text, instant) => {
    for (const zone of zones) expect(await instantOf(text, { zone })).toBe(instant);
  });

  it.each([
    ['2026-03-04 14:00 Europe/Berlin', '2026-03-04T13:00:00.000Z', ['zone-given']],
    ['2026-07-04 14:00, europe/berlin', '2026-07-04T12:00:00.000Z', ['zone-given']],
    ['4 Mar 2026, 2pm (America/Argentina/Buenos_Aires)', '2026-03-04T17:00:00.000Z', ['zone-given']],
    ['2026-03-04T14:00+01:00[Europe/Berlin]', '2026-03-04T13:00:00.000Z', ['offset-given']],
    ['2026-03-04 14:00 Etc/GMT+5', '2026-03-04T19:00:00.000Z', ['zone-given']],
    ['2026-10-25 02:30 Europe/Berlin', '2026-10-25T00:30:00.000Z', ['repeated', 'zone-given']],
    ['yesterday 3pm Asia/Tokyo', '2026-11-22T06:00:00.000Z', ['zone-given']],
    ['2026-03-04 14:00 UTC', '2026-03-04T14:00:00.000Z', ['offset-given']],
    ['2026-03-04 14:00 Z', '2026-03-04T14:00:00.000Z', ['offset-given']],
    ['2026-03-04T14:00:00+02:00', '2026-03-04T12:00:00.000Z', ['offset-given']],
    ['2026-03-04 14:00:00 -0500', '2026-03-04T19:00:00.000Z', ['offset-given']],
    ['2026-03-04 14:00:00.1 -5', '2026-03-04T19:00:00.000Z', ['offset-given']],
    ['2026-03-04 14:00 Mars/Olympus', 'date-partly-understood', []],
  ])('reads %s in the zone that it names, wherever it is read', async (text, instant, notes) => {
    for (const zone of zones) {
      expect(await instantOf(text, { zone })).toBe(instant);
      expect(await notesOf(text, { zone })).toEqual(notes);
    }
  });

  it('is shown on the reader’s clock also when another zone is named', async () => {
    expect(await read('2026-03-04 14:00 Asia/Tokyo')).toMatchObject({
      zone: 'Europe/Berlin',
      wall: { hour: 6 },
    });
  });

  it.each(['yesterday', '2026-11-20T15:00Z', '-45m', '2026-11-20 15:00 Europe/Berlin'])(
    'is not guessed when %s was typed in a zone that is not known here',
    async (text) => {
      for (const zone of ['Mars/Olympus', '', '\u0000']) {
        expect(await read(text, { zone })).toEqual({ kind: 'problem', code: 'zone-unknown', zone });
      }
      expect(await read(' ', { zone: 'Mars/Olympus' })).toMatchObject({ code: 'date-missing' });
    },
  );

  it.each([
    ['2026-11-20 14:00-15:00', '2026-11-20T13:00:00.000Z'],
    ['2026-11-20 9:00-10:00', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20 14:00-15', '2026-11-20T13:00:00.000Z'],
  ])('takes the beginning of %s, which is a span and no offset', async (text, instant) => {
    expect(await instantOf(text)).toBe(instant);
    expect(await notesOf(text)).toContain('start-of-range');
    expect(await instantOf('2026-11-20T09:00-10:00')).toBe('2026-11-20T19:00:00.000Z');
    expect(await instantOf('2026-11-20 09:00:00-10:00')).toBe('2026-11-20T19:00:00.000Z');
  });

  it.each([
    '\u202E2026-11-20 15:00\u202C',
    '2026‑11‑20 15:00',
    '2026–11–20\u200B 15:00\u0007',
    '\u{FEFF}2026-11-20\t15:00',
  ])('reads %j, whatever no one can see in it', async (text) =>
    expect(await instantOf(text)).toBe('2026-11-20T14:00:00.000Z'),
  );

  it('takes a weekday for the last one, since what is logged has happened', async () => {
    expect(await instantOf('friday 3pm')).toBe('2026-11-20T14:00:00.000Z');
    expect(await instantOf('wednesday 3pm')).toBe('2026-11-18T14:00:00.000Z');
    expect(await instantOf('this friday 3pm')).toBe('2026-11-27T14:00:00.000Z');
    expect(await instantOf('monday 9am')).toBe('2026-11-23T08:00:00.000Z');
  });

  it('takes a day without a year for the last one, and says which year it took', async () => {
    expect(await instantOf('22 Dec 3pm')).toBe('2025-12-22T14:00:00.000Z');
    expect(await notesOf('22 Dec 3pm')).toEqual(['year-assumed']);
    expect(await notesOf('20 Nov 3pm')).toEqual([]);
  });

  it('says that a time was assumed when none was given, and assumes noon', async () => {
    expect(await instantOf('yesterday')).toBe('2026-11-22T11:00:00.000Z');
    expect(await instantOf('2026-11-20')).toBe('2026-11-20T11:00:00.000Z');
    expect(await notesOf('yesterday')).toEqual(['time-assumed']);
    expect(await instantOf('yesterday morning')).toBe('2026-11-22T08:00:00.000Z');
    expect(await instantOf('last night')).toBe('2026-11-22T19:00:00.000Z');
    expect(await instantOf('midnight')).toBe('2026-11-22T23:00:00.000Z');
  });

  it('is not in the future for "today" before noon', async () => {
    const morning = new Date('2026-11-23T07:20:00Z');
    expect(await instantOf('today', { now: morning })).toBe('2026-11-23T07:20:00.000Z');
    expect(await notesOf('today', { now: morning })).toEqual(['time-assumed']);
  });

  it('warns of the future and forbids it not', async () => {
    expect(await notesOf('tomorrow 3pm')).toEqual(['future']);
    expect(await notesOf('2026-11-23 11:15')).toEqual([]);
    expect(await notesOf('2026-11-23 11:16')).toEqual(['future']);
  });

  it('says how it read two numbers that could both be the month, and what the other reading would be', async () => {
    const monthFirst = await read('3/4/2026 3pm');
    expect(monthFirst).toMatchObject({
      instant: new Date('2026-03-04T14:00:00Z'),
      notes: [{ code: 'day-month-order', dayFirst: false, other: new Date('2026-04-03T13:00:00Z') }],
    });
    const dayFirst = await read('3/4/2026 3pm', { dayFirst: true });
    expect(dayFirst).toMatchObject({
      instant: new Date('2026-04-03T13:00:00Z'),
      notes: [{ code: 'day-month-order', dayFirst: true, other: new Date('2026-03-04T14:00:00Z') }],
    });
    expect(await instantOf('03.04.2026 3pm')).toBe('2026-04-03T13:00:00.000Z');
    expect(await notesOf('20/11/2026 3pm')).toEqual([]);
    expect(await notesOf('4/4/2026 3pm')).toEqual([]);
  });

  it.each([
    ['12/11', false, 346],
    ['12/11 3pm', false, 346],
    ['1 Jan 3pm', false, 325],
    ['Dec 24 3pm', true, 333],
    ['on 11/24 at 3pm', false, 363],
    ['1/11/2026 3pm', false, 315],
    ['29 Feb', true, 997],
    ['12/11 3pm', true, undefined],
    ['1/11/2025 3pm', false, undefined],
    ['Dec 24 2025 3pm', false, undefined],
    ['24 Feb 3pm', false, undefined],
    ['11 months ago', false, undefined],
    ['2025-12-11 15:00', false, undefined],
  ])(
    'counts the days of %j (day first: %s) where it may mean another day: %s',
    async (text, dayFirst, days) => {
      const reading = await read(text, { dayFirst });
      expect(reading).toMatchObject({ kind: 'read' });
      expect('longAgo' in reading ? reading.longAgo : undefined).toBe(days);
    },
  );

  it('names the other order of a date that is long ago', async () => {
    expect(await read('12/11')).toMatchObject({
      instant: new Date('2025-12-11T11:00:00Z'),
      notes: [
        { code: 'time-assumed' },
        { code: 'year-assumed', year: 2025 },
        { code: 'day-month-order', dayFirst: false, other: new Date('2026-11-12T11:00:00Z') },
      ],
    });
  });

  it.each([true, false])('reads a month by its name, day first or not (%s)', async (dayFirst) => {
    for (const text of ['Nov 20 3pm', '20 Nov 3pm', '20. November 3pm', 'the 20th of November 3pm']) {
      expect(await instantOf(text, { dayFirst }), text).toBe('2026-11-20T14:00:00.000Z');
    }
  });

  it('counts months and years to the same day or to the last of the month, and says that no day was named', async () => {
    expect(await instantOf('1 month ago', { now: new Date('2026-03-31T10:00:00Z') })).toBe(
      '2026-02-28T11:00:00.000Z',
    );
    expect(await instantOf('1 month ago', { now: new Date('2026-03-15T10:00:00Z') })).toBe(
      '2026-02-15T11:00:00.000Z',
    );
    expect(await instantOf('a year ago', { now: new Date('2028-02-29T10:00:00Z') })).toBe(
      '2027-02-28T11:00:00.000Z',
    );
    expect(await notesOf('2 months ago')).toEqual(['day-assumed']);
    expect(await notesOf('2 weeks ago')).toEqual(['time-assumed']);
  });

  it('finds the last 29th of February', async () => {
    expect(await instantOf('29 Feb 3pm')).toBe('2024-02-29T14:00:00.000Z');
    expect(await notesOf('Feb 29 3pm')).toEqual(['year-assumed']);
    expect(await instantOf('28 Feb 3pm')).toBe('2026-02-28T14:00:00.000Z');
  });

  it('warns of a weekday that is not that of the date', async () => {
    expect(await read('Mon 17 Nov 3pm')).toMatchObject({ notes: [{ code: 'other-weekday', weekday: 2 }] });
    expect(await notesOf('Tue 17 Nov 3pm')).toEqual([]);
  });

  it('says that of a span the start is taken, and which offset was given', async () => {
    expect(await notesOf('yesterday 3pm-4pm')).toEqual(['start-of-range']);
    expect(await read('yesterday 3pm EST')).toMatchObject({
      instant: new Date('2026-11-22T20:00:00Z'),
      notes: [{ code: 'offset-given', offsetMinutes: -300 }],
    });
  });
});

/** Cut to what the expectation tells: a local time, a day, an instant, or `problem`. */
async function meaningOf({ text, means, context }: TypedDate): Promise<string> {
  const reading = await read(text, context);
  if (reading.kind !== 'read') return 'problem';
  if (means.endsWith('Z')) return `${reading.instant.toISOString().slice(0, 19)}Z`;
  return wallText(reading.wall).slice(0, means.length);
}

describe('a date as people type it', () => {
  it.each([
    ...typedDates,
    ...nextWeekdays,
    ...otherWords,
    ...workdays,
    ...twoDigits,
    ...digitsBehind,
    ...daysOfMonth,
    ...earlyHours,
    ...partedDates,
    ...otherLanguages,
  ])('$text means $means', async (typed) => {
    expect(await meaningOf(typed)).toBe(typed.means);
    if (typed.note !== undefined) expect(await notesOf(typed.text, typed.context)).toContain(typed.note);
  });

  it.each(['yesterday at 3am', 'yesterday at 03:30', 'yesterday 9:30', 'yesterday at 3pm'])(
    '%s gets no remark about the morning',
    async (text) => {
      expect(await notesOf(text)).not.toContain('early-hour');
    },
  );

  it('reads two days of any month as its first one, whatever is between them', async () => {
    const days = fc.tuple(
      fc.constantFrom('Jan', 'March', 'jul', 'October', 'Dec'),
      fc.integer({ min: 1, max: 27 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('/', ' & ', '-', ' and '),
    );
    await fc.assert(
      fc.asyncProperty(days, async ([month, day, more, sign]) => {
        const range = await instantOf(`${month} ${day}${sign}${day + more}, 2019`);
        expect(range).toBe(await instantOf(`${month} ${day}, 2019`));
      }),
    );
  });
});

describe('over a clock change', () => {
  const changes = [
    { zone: 'Europe/Berlin', skipped: '2026-03-29 02:30', repeated: '2026-10-25 02:30' },
    { zone: 'America/Los_Angeles', skipped: '2026-03-08 02:30', repeated: '2026-11-01 01:30' },
    { zone: 'Pacific/Auckland', skipped: '2026-09-27 02:30', repeated: '2026-04-05 02:30' },
  ] as const;

  it.each(changes)('offers both instants of a time that is skipped in $zone', async ({ zone, skipped }) => {
    const reading = await read(skipped, { zone });
    expect(reading).toMatchObject({ kind: 'read', notes: [{ code: 'skipped' }] });
    const [note] = reading.kind === 'read' ? reading.notes : [];
    if (reading.kind !== 'read' || note?.code !== 'skipped') throw new Error('not reached');
    expect(note.later.getTime() - note.earlier.getTime()).toBe(3_600_000);
    expect(reading.instant).toEqual(note.later);
    expect(reading.wall).toMatchObject({ hour: 3, minute: 30 });
  });

  it.each(changes)('offers both instants of a time that is repeated in $zone', async ({ zone, repeated }) => {
    const reading = await read(repeated, { zone });
    const [note] = reading.kind === 'read' ? reading.notes : [];
    if (reading.kind !== 'read' || note?.code !== 'repeated') throw new Error('not repeated');
    expect(note.later.getTime() - note.earlier.getTime()).toBe(3_600_000);
    expect(reading.instant).toEqual(note.earlier);
    for (const instant of [note.earlier, note.later]) {
      expect(await instantOf(dateText(instant, zone), { zone })).toBe(instant.toISOString());
    }
  });

  it('has no such day where clocks do not change', async () => {
    expect(await notesOf('2026-03-29 02:30', { zone: 'Asia/Kolkata' })).toEqual([]);
  });

  it('finds a whole day that a country has skipped', async () => {
    expect(await notesOf('2011-12-30 12:00', { zone: 'Pacific/Apia' })).toEqual(['skipped']);
  });

  it('counts hours in time that passes and days by the calendar', async () => {
    const afterChange = { now: new Date('2026-03-29T02:30:00Z'), zone: 'Europe/Berlin' };
    expect(await instantOf('-2h', afterChange)).toBe('2026-03-29T00:30:00.000Z');
    expect(await instantOf('2 hours ago', afterChange)).toBe('2026-03-29T00:30:00.000Z');
    expect(await instantOf('-1d', afterChange)).toBe('2026-03-28T03:30:00.000Z');
  });
});

describe('what is no date', () => {
  it.each([
    ['', 'date-missing'],
    ['   ', 'date-missing'],
    ['blah', 'date-not-understood'],
    ['call with Ann yesterday', 'date-partly-understood'],
    ['friday or monday', 'date-partly-understood'],
    ['2026-02-30', 'date-does-not-exist'],
    ['2026-11-20 25:00', 'date-does-not-exist'],
    ['2026-11-20 12:00+99:00', 'date-does-not-exist'],
    ['November', 'date-without-day'],
    ['last year', 'date-without-day'],
    ['last month', 'date-without-day'],
    ['this week 3pm', 'date-without-day'],
    ['last weekend', 'date-without-day'],
    ['last 2 months', 'date-without-day'],
    ['29 Feb 2025', 'date-not-understood'],
    ['0000-01-01', 'year-too-early'],
    ['0000-01-01T00:00:00Z', 'year-too-early'],
    ['1969-12-31', 'year-too-early'],
    ['-99999d', 'year-too-early'],
    ['9999-12-31', 'year-too-late'],
    ['1 Jan 9999', 'year-too-late'],
    ['2037-01-01', 'year-too-late'],
    ['9'.repeat(199), 'date-not-understood'],
    ['yesterday '.repeat(100), 'date-not-understood'],
  ])('%j is answered with %s', async (text, code) => {
    expect(await read(text)).toMatchObject({ kind: 'problem', code });
  });

  it('names the part that it understood', async () => {
    expect(await read('call yesterday 3pm')).toMatchObject({ understood: 'yesterday 3pm' });
  });

  it('never rejects, whatever is typed', async () => {
    const words = fc.constantFrom(
      'yesterday',
      'at',
      '3pm',
      '-',
      '/',
      '20',
      'nov',
      '2026',
      ':',
      'ago',
      'last',
      '+',
      'h',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 8 }).map((all) => all.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(...zones), async (text, zone) => {
        expect(['read', 'problem']).toContain((await read(text, { zone })).kind);
      }),
    );
  });
});

it('reads back the text that it writes for any instant of any zone', async () => {
  const instants = fc.integer({ min: Date.UTC(1971, 0, 1) / 1000, max: Date.UTC(2036, 0, 1) / 1000 });
  const somewhere = fc.constantFrom(...zones, 'Pacific/Apia', 'America/St_Johns', 'Africa/Casablanca', 'UTC');
  await fc.assert(
    fc.asyncProperty(instants, somewhere, async (seconds, zone) => {
      const instant = new Date(seconds * 1000);
      expect(await instantOf(dateText(instant, zone), { zone })).toBe(instant.toISOString());
    }),
    {
      examples: [
        [Date.UTC(2026, 9, 25, 0, 30) / 1000, 'Europe/Berlin'],
        [Date.UTC(2026, 9, 25, 1, 30) / 1000, 'Europe/Berlin'],
      ],
    },
  );
});

it('counts on UTC where the system names a time zone that there is not', () => {
  const module = new URL('../../src/dates/wallTime.ts', import.meta.url).href;
  const script = 'const { hostZone } = await import(process.argv[1]); console.log(hostZone());';
  const zoneIn = (TZ: string): string =>
    execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script, module], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    }).trim();
  expect(['Mars/Olympus', '', 'Asia/Tokyo'].map(zoneIn)).toEqual(['UTC', 'UTC', 'Asia/Tokyo']);
}, 30_000);

it('means the same on a machine in any of four zones', () => {
  const script = `
    const { readWhen } = await import(process.argv[1]);
    const texts = ['yesterday 3pm', 'friday', '2 hours ago', 'half an hour ago', '3/4 3pm', 'last night', '2 days ago 10am'];
    const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland'];
    const moments = ['2026-11-23T10:15:30Z', '2026-03-29T00:59:59Z', '2026-03-08T10:30:00Z', '2026-10-25T01:30:00Z'];
    const all = moments.flatMap((now) => zones.flatMap((zone) => texts.map((text) => [text, { now: new Date(now), zone, dayFirst: false }])));
    console.log(JSON.stringify(await Promise.all(all.map(([text, context]) => readWhen(text, context)))));
  `;
  const module = new URL('../../src/dates/readWhen.ts', import.meta.url).href;
  const answers = zones.map((TZ) =>
    execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script, module], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    }),
  );
  expect(JSON.parse(answers[0] ?? '')).toHaveLength(112);
  expect(new Set(answers).size).toBe(1);
}, 30_000);
