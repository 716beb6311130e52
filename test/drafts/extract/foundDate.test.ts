import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWhen } from '../../../src/dates/readWhen.ts';
import { wallText } from '../../../src/dates/wallTime.ts';
import { extraction } from '../../../src/drafts/extract/extraction.ts';
import {
  fileNames,
  frontMatters,
  furtherHeadings,
  headLines,
  loneLines,
  otherLanguages,
  otherScripts,
  titlesAndFileNames,
} from './datedTexts.ts';
import type { DatedText } from './datedTexts.ts';

const context = { now: new Date('2026-11-23T10:15:30Z'), zone: 'Europe/Berlin', dayFirst: false };

const months = [
  'Jan',
  'February',
  'March',
  'Apr',
  'May',
  'June',
  'July',
  'Aug',
  'Sept',
  'October',
  'Nov',
  'December',
];

async function dateOf(text: string, fileName = 'note.md') {
  const { dateText, provenance } = await extraction({ text, from: 'document', fileName }, context);
  const said = provenance.find((one) => one.field === 'date');
  const reading = dateText === undefined ? undefined : await readWhen(dateText, context);
  return { dateText, said, reading };
}

/** Cut to what the expectation tells. */
async function found({ text, fileName, date }: DatedText): Promise<string | null> {
  const { reading } = await dateOf(text, fileName);
  if (reading?.kind !== 'read') return null;
  if (date?.endsWith('Z') === true) return `${reading.instant.toISOString().slice(0, 19)}Z`;
  return wallText(reading.wall).slice(0, date?.length);
}

describe.each([
  ['the title and the file name', titlesAndFileNames],
  ['lines near the top', headLines],
  ['lines without a label', loneLines],
  ['other languages', otherLanguages],
  ['labels in other scripts', otherScripts],
  ['further headings', furtherHeadings],
  ['the front matter', frontMatters],
  ['the file name', fileNames],
] as const)('the date of %s', (_, texts) => {
  it.each(texts)('$says: $fileName $text', async (dated) => {
    expect(await found(dated)).toBe(dated.date);
    if (dated.notes === undefined) return;
    const { said } = await dateOf(dated.text, dated.fileName);
    expect(said?.notes?.map(({ code }) => code) ?? []).toEqual(dated.notes);
  });
});

describe('the date', () => {
  it('is reported as missing when no place has one', async () => {
    expect((await dateOf('Hello')).said).toEqual({ field: 'date' });
  });

  it('mentions an assumed year once, either as it is read or as it was found', async () => {
    for (const heading of ['# Kick-off 22 Dec', '# Kick-off 20 Nov']) {
      const { said, reading } = await dateOf(heading);
      const notes = [...(said?.notes ?? []), ...(reading?.kind === 'read' ? reading.notes : [])];
      expect(notes.filter(({ code }) => code === 'year-assumed')).toHaveLength(1);
    }
  });

  it('says which other day is named, and where', async () => {
    const { said } = await dateOf('# Call 2018-12-27', '2019-01-03.md');
    expect(said?.notes).toEqual([{ code: 'other-day', place: 'file-name', found: '2019-01-03' }]);
  });

  it('keeps a weekday that contradicts the date, so that the form can point it out', async () => {
    const { dateText, reading } = await dateOf('# Call Friday, March 3', '2025-03-03.md');
    expect(dateText).toBe('Fri 2025-03-03');
    expect(reading?.kind === 'read' && reading.notes).toContainEqual({ code: 'other-weekday', weekday: 1 });
  });

  it('is found behind any usual label', async () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2026-01-01'), noInvalidDate: true });
    const written = fc.constantFrom<(date: Date) => string>(
      (date) => date.toISOString().slice(0, 10),
      (date) => `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`,
      (date) => `${months[date.getUTCMonth()] ?? ''} ${date.getUTCDate()}, ${date.getUTCFullYear()}`,
      (date) => `[[${date.toISOString().slice(0, 10)}]]`,
    );
    const labelled = fc.constantFrom<(value: string) => string>(
      (value) => `Date: ${value}`,
      (value) => `**When:** ${value}`,
      (value) => `- __Start__: ${value}`,
      (value) => `# Sync\n\nHeld on: ${value}\n`,
      (value) => `date:: ${value}`,
      (value) => `Date\n${value}`,
      (value) => `> Sent: ${value}`,
      (value) => `---\ndate: "${value}"\n---`,
      (value) => `# Notes\n\n## ${value}`,
    );
    await fc.assert(
      fc.asyncProperty(day, written, labelled, async (date, write, label) => {
        const { reading } = await dateOf(label(write(date)));
        expect(reading?.kind === 'read' && wallText(reading.wall).slice(0, 10)).toBe(
          date.toISOString().slice(0, 10),
        );
      }),
    );
  });
});
