import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formsInWindow, page, typed, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import type { Panel } from '../support/vscodeStandIn.ts';

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
});

afterEach(() => window.end());

const posts = () => window.sandbox.requests.filter(({ method }) => method === 'POST');

/** Saves, and gives what the form says then: each sentence with its field. */
async function submit(panel: Panel, revision: number): Promise<readonly string[]> {
  panel.say({ kind: 'submit', submission: 1, revision });
  const answer = () => panel.told.find(({ kind }) => kind === 'refused' || kind === 'saved');
  await until(() => answer() !== undefined);
  return answer()?.view?.problems?.map(({ at, sentence }) => `${at}: ${sentence}`) ?? [];
}

/** The texts of all drafts on disk. */
async function kept(): Promise<string> {
  await window.writing.flush();
  const folder = path.join(window.folder, 'drafts');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return (await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')))).join('');
}

const hebrew = 'שרה לוי';
const rightToLeft = `פגישה עם ${hebrew} \u200F(מחר)`;
const family = '👩‍👩‍👧 🇩🇪';

describe('input that cannot be sent', () => {
  it.each([
    ['a text of 2 MB', { text: 'word '.repeat(400_000) }, 'text: The note has 2,000,000 characters.'],
    [
      'a text of more emoji than characters',
      { text: '🚀'.repeat(1_000_001) },
      'text: The note has 1,000,001 char',
    ],
    ['control characters only', { text: '\u0000\u0007\u001B[31m' }, 'text: Enter a note.'],
    [
      'a date in the year 0',
      { date: '0000-01-01 10:00' },
      'date: The year 0 is too far in the past. The earliest',
    ],
    [
      'a date in the year 9999',
      { date: '9999-12-31 10:00' },
      'date: The year 9999 is too far in the future.',
    ],
    [
      'a day that isn’t in the calendar',
      { date: '2026-02-31 10:00' },
      'date: This day or time doesn’t exist.',
    ],
    ['a vague date', { date: 'the other day' }, 'date: This date isn’t recognized.'],
    ['a date of control characters', { date: '\u0000\u0007' }, 'date: Enter a date'],
    ['a date in right-to-left text', { date: rightToLeft }, 'date: This date isn’t recognized.'],
    ['a date of emoji', { date: family }, 'date: This date isn’t recognized.'],
  ])('%s is reported at the field, kept and not sent', async (_name, values, sentence) => {
    await typed(window, { text: 'We talked.', ...values });
    const problems = await submit(await page(), 0);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(sentence);
    const [value = ''] = Object.values(values);
    expect(await kept()).toContain(JSON.stringify(value));
    expect(posts()).toEqual([]);
  });

  it.each([
    [
      '300 people',
      Array.from({ length: 300 }, (_, n) => `p${n}@x.com`).join(';'),
      'An interaction can’t have 302 people.',
    ],
    ['a right-to-left name', hebrew, `Couldn’t find “${hebrew}” in Affinity.`],
    ['emoji', family, `Couldn’t find “${family}” in Affinity.`],
  ])('%s in the people field are reported there, kept and not sent', async (_name, text, sentence) => {
    await typed(window, { text: 'We talked.' });
    const panel = await page();
    panel.say({ kind: 'addPeople', revision: 1, text });
    const problems = await submit(panel, 1);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`people: ${sentence}`);
    expect(await kept()).toContain(JSON.stringify(text.split(';').at(-1)));
    expect(posts()).toEqual([]);
  });

  it('a selection of 2 MB opens a form, is reported at the text and kept as a whole', async () => {
    const text = 'a word and '.repeat(200_000).trim();
    await window.forms.logText(window.session, { from: 'selection', text });
    const panel = await page();
    expect(panel.told[0]?.values?.text).toBe(text);
    panel.say({ kind: 'edit', revision: 1, values: { date: '2025-01-05 10:00' } });
    expect(await submit(panel, 1)).toContainEqual(
      'text: The note has 2,199,999 characters. Shorten it to at most 1,000,000.',
    );
    expect(await kept()).toContain(text);
    expect(posts()).toEqual([]);
  });
});

describe('input that can be sent', () => {
  it('warns about a date in the future at the field', async () => {
    await typed(window, { text: 'We will talk.', date: 'tomorrow 3pm' });
    const { told } = await page();
    const shown = told.findLast(({ view }) => view !== undefined)?.view;
    expect(shown?.problems).toEqual([]);
    expect(shown?.date?.warnings.join()).toContain('This is in the future');
  });

  it('sends a text without its control and color codes', async () => {
    const text = 'Bell \u0007 and \u001B[31mred\u001B[0m, مرحبا بالعالم, 👍🏽 zero\u0000.';
    await typed(window, { text });
    expect(await submit(await page(), 0)).toEqual([]);
    expect(posts().map(({ body }) => body)).toMatchObject([
      { content: 'Bell  and red, مرحبا بالعالم, 👍🏽 zero.' },
    ]);
  });

  it('keeps right-to-left text and emoji, and drops invisible characters', async () => {
    await typed(window, { text: `${rightToLeft} ${family}\u0000\u001B[0m!` });
    expect(await submit(await page(), 0)).toEqual([]);
    expect(posts().map(({ body }) => body)).toMatchObject([{ content: `${rightToLeft} ${family}!` }]);
  });
});
