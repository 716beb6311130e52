import { expect, it } from 'vitest';
import { readQuery } from '../../../src/editor/search/readQuery.ts';
import { SearchTasks } from '../../../src/editor/search/searchTasks.ts';
import type { SearchEntry } from '../../../src/search/searchEntry.ts';

const entry: SearchEntry = {
  type: 1,
  id: 7,
  date: Date.UTC(2026, 10, 18),
  records: ['company:1', 'person:2'],
  title: 'Kick-off',
  people: 'Jane Roe\njane@acme.example',
  text: 'About the pilot.',
};

it('replaces an interaction that is known, and forgets it with its last record', async () => {
  const tasks = new SearchTasks();
  const found = async (typed: string) => (await tasks.search(await readQuery(typed, new Date()), 10)).found;
  await tasks.put([entry]);
  const changed = { ...entry, records: [], title: 'Review', text: undefined };
  expect(await tasks.replace(changed, ['person:2'])).toEqual(['company:1']);
  expect(await found('review')).toMatchObject([{ id: 7, records: ['company:1'] }]);
  expect(await found('kick-off')).toEqual([]);
  expect(await found('pilot')).toEqual([]);
  expect(await tasks.replace(changed, ['company:1'])).toEqual([]);
  expect(await tasks.replace(changed, [])).toEqual([]);
  expect(await found('review')).toEqual([]);
});
