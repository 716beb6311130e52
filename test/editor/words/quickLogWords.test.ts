import { expect, it } from 'vitest';
import { quickLogWords } from '../../../src/editor/words/quickLogWords.ts';
import { ann, jane, joe } from '../../drafts/support/aDraft.ts';

it('titles a quick log with its people, where right-to-left names keep the number in its place', () => {
  const people = [ann, jane, joe, { ...joe, id: 13, name: 'דנה לוי' }, { ...joe, id: 14, name: 'Max' }].map(
    (person) => ({ state: 'known', key: `p:${person.id}`, person }) as const,
  );
  expect(quickLogWords.title({ type: 0 }, people, ann.id)).toBe(
    'Meeting · Jane Roe, Joe Doe, \u2068דנה לוי\u2069 +1',
  );
});
