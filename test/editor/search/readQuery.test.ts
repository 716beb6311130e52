import { expect, it } from 'vitest';
import { readQuery } from '../../../src/editor/search/readQuery.ts';

const now = new Date(2026, 10, 30, 12);

it.each([
  ['last March', new Date(2026, 2, 1)],
  ['last week', new Date(2026, 10, 23)],
  ['Q1 2025', new Date(2025, 0, 1)],
  ['yesterday', new Date(2026, 10, 29)],
])('reads the beginning of “%s”', async (words, day) => {
  const query = await readQuery(`after:"${words}"`, now);
  expect(query.problems).toEqual([]);
  expect(query.from).toBe(day.getTime());
});

it('says which date it can’t read', async () => {
  const { problems } = await readQuery('before:"the summer"', now);
  expect(problems).toEqual([{ code: 'unreadable-date', value: 'the summer' }]);
});

it('reads a value after a blank, and waits for one that isn’t typed yet', async () => {
  const spaced = await readQuery('type: call deck', now);
  expect([spaced.types, spaced.words]).toEqual([[1], ['deck']]);
  const unfinished = await readQuery('deck with:', now);
  expect([unfinished.words, unfinished.phrases, unfinished.people]).toEqual([['deck'], [], []]);
});
