import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeIds } from '../../src/model/interactionTypes.ts';
import type { SearchEntry } from '../../src/search/searchEntry.ts';
import { fits, SearchIndex } from '../../src/search/searchIndex.ts';
import { parseSearchQuery } from '../../src/search/searchQuery.ts';
import { searchWords } from '../../src/search/searchWords.ts';
import { isOneApart } from '../../src/search/vocabulary.ts';
import { runCount } from '../support/runCount.ts';

const readDay = (text: string) =>
  Promise.resolve(/^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : undefined);
const query = (typed: string) => parseSearchQuery(typed, readDay);
const found = async (index: SearchIndex, typed: string): Promise<number[]> =>
  index.search(await query(typed)).hits.map(({ entry }) => entry.id);

const keys = (hits: readonly SearchEntry[]): readonly string[] =>
  hits.map(({ type, id }) => `${String(type)}:${String(id)}`).toSorted();

const vocabulary = [
  'deck',
  'decks',
  'dexk',
  'term',
  'sheet',
  'series',
  'zoë',
  'zoe',
  'Müller',
  'muller',
  'board',
  'ＡＣＭＥ',
  '会議',
  '会議記録',
  '録',
  'データ',
  'ann@acme.example',
  "o'brien",
  'R&D',
  'x_y',
  '42',
  '🚀',
];
const text = fc.array(fc.constantFrom(...vocabulary), { maxLength: 8 }).map((words) => words.join(' '));
const entries = fc.uniqueArray(
  fc.record({
    type: fc.constantFrom(...typeIds),
    id: fc.nat(200),
    date: fc.integer({ min: 0, max: 2_000_000_000_000 }),
    records: fc.constant(['company:1']),
    title: text,
    people: text,
    text,
  }),
  { selector: ({ type, id }) => `${String(type)}:${String(id)}`, maxLength: 30 },
);

describe('search', () => {
  it('finds exactly what a scan of all texts finds, and loosely at least that', async () => {
    await fc.assert(
      fc.asyncProperty(
        entries,
        fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 3 }),
        async (all, words) => {
          const index = indexOf(all);
          const wanted = await query(words.join(' '));
          const exact = index.search(wanted, { worst: fits.exact }).hits.map(({ entry }) => entry);
          expect(keys(exact)).toEqual(keys(all.filter((entry) => words.every((word) => isIn(entry, word)))));
          const loose = index.search(wanted).hits.map(({ entry }) => entry);
          expect(keys(loose)).toEqual(expect.arrayContaining([...keys(exact)]));
        },
      ),
      { numRuns: runCount(400) },
    );
  });

  it.each([
    ['zoe', [1]],
    ['ZOË', [1]],
    ['deck', [1, 2]],
    ['dekc', [1]],
    ['dec', [1, 2]],
    ['"send deck"', [1]],
    ['"deck send"', []],
    ['议记', [3]],
    ['会', [3]],
    ['录', [3]],
    ['会议记录', [3]],
    ['"记录"', [3]],
    ['会录', []],
    ['type:call', [2]],
    ['type:calls deck', [2]],
    ['type:chat', [3]],
    ['with:ann', [1, 2]],
    ['with:"ann lee"', [1]],
    ['after:2026-02-01', [2, 3]],
    ['before:2026-02-01', [1]],
    ['before:2026-02', [1]],
    ['after:2026 deck', [1, 2]],
    ['ann.lee@acme.example', [1]],
    ['acme.example', [1]],
    ['nothing', []],
    ['strasse', [2]],
    ['straße', [2]],
  ])('%j finds %j', async (typed, expected) => {
    const index = indexOf([
      entryOf({
        id: 1,
        date: '2026-01-15',
        title: 'Zoë',
        text: 'We will send deck v2',
        people: 'Ann Lee ann.lee@acme.example',
      }),
      entryOf({ id: 2, date: '2026-02-01', type: 1, text: 'decks, Straße 5', people: 'Anna Ray' }),
      entryOf({ id: 3, date: '2026-03-01', type: 2, text: '今天的会议记录' }),
    ]);
    expect((await found(index, typed)).toSorted((one, other) => one - other)).toEqual(expected);
  });

  it('puts words with another letter last, and the newest first otherwise', async () => {
    const index = indexOf([
      entryOf({ id: 1, date: '2026-01-01', text: 'deck' }),
      entryOf({ id: 2, date: '2026-02-01', text: 'deck' }),
      entryOf({ id: 3, date: '2026-03-01', text: 'decks' }),
      entryOf({ id: 4, date: '2026-04-01', text: 'desk' }),
    ]);
    expect(await found(index, 'deck')).toEqual([3, 2, 1, 4]);
    const one = index.search(await query('deck'), { limit: 1 });
    expect(one).toMatchObject({ hits: [{ entry: { id: 3 }, fit: fits.prefix }], total: 4 });
  });

  it('forgets what was replaced, removed, or read for a record that is not followed any more', async () => {
    const index = indexOf([
      entryOf({ id: 1, text: 'old' }),
      entryOf({ id: 2, text: 'two' }),
      entryOf({ id: 3, text: 'three' }),
    ]);
    index.put(entryOf({ id: 1, text: 'new', records: ['person:7'] }));
    index.remove({ type: 0, id: 2 });
    expect(await found(index, 'old')).toEqual([]);
    expect(await found(index, 'two')).toEqual([]);
    expect(index.get({ type: 0, id: 1 })?.records).toEqual(['company:1', 'person:7']);
    index.removeRecord('company:1');
    expect(await found(index, 'new')).toEqual([1]);
    expect(await found(index, 'three')).toEqual([]);
    expect(index.size).toBe(1);
  });

  it('says which terms mean nothing', async () => {
    expect((await query('type:fax before:someday deck')).problems).toEqual([
      { code: 'unknown-type', value: 'fax' },
      { code: 'unreadable-date', value: 'someday' },
    ]);
  });

  it.each([
    ['deck', 'deck', false],
    ['deck', 'decks', true],
    ['deck', 'eck', true],
    ['deck', 'dexk', true],
    ['deck', 'dcek', true],
    ['deck', 'dekc', true],
    ['deck', 'kced', false],
    ['deck', 'dexx', false],
    ['deck', 'd', false],
    ['ab', 'ba', true],
    ['', 'a', true],
  ])('takes %j and %j for one letter apart: %j', (one, other, expected) => {
    expect(isOneApart(one, other)).toBe(expected);
    expect(isOneApart(other, one)).toBe(expected);
  });

  it('survives whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (typed) => {
        const index = indexOf([entryOf({ id: 1, text: typed })]);
        index.search(await query(typed));
      }),
    );
  });
});

function indexOf(all: readonly SearchEntry[]): SearchIndex {
  const index = new SearchIndex();
  for (const entry of all) index.put(entry);
  return index;
}

function entryOf({
  date = '2026-01-01',
  ...some
}: Partial<Omit<SearchEntry, 'date'>> & { date?: string }): SearchEntry {
  const empty = { type: 0, id: 1, records: ['company:1'], title: '', people: '', text: '' } as const;
  return { ...empty, date: Date.parse(`${date}T00:00:00Z`), ...some };
}

/** The words of a query word follow one another in one of the texts. */
function isIn(entry: SearchEntry, word: string): boolean {
  const wanted = searchWords(word);
  const texts = [entry.title, entry.people, entry.text ?? ''];
  if (/[\p{Script=Han}\p{Script=Katakana}]/u.test(word)) return texts.some((one) => one.includes(word));
  return (
    wanted.length === 0 ||
    texts.some((one) => ` ${searchWords(one).join(' ')} `.includes(` ${wanted.join(' ')} `))
  );
}
