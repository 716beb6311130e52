import { expect, it } from 'vitest';
import type { NoteSubject } from '../../../src/drafts/model/draft.ts';
import { noteWords } from '../../../src/editor/words/noteWords.ts';

const jane = { id: 11, name: 'Jane Roe', standing: 'external' } as const;

const subject = (changes: Partial<NoteSubject>): NoteSubject => ({
  kind: 'note',
  type: 0,
  id: 1001,
  date: '2026-11-18T13:00:00.000Z',
  people: [jane],
  route: 'records',
  ...changes,
});

it.each([
  [{}, true, /^Affinity can’t add .* on its people and on the records below\.$/],
  [{}, false, /^Affinity can’t add .* on its people\.$/],
  [{ people: [] }, true, /^Affinity can’t add .* as a separate note on the records below\.$/],
  [{ people: [] }, false, /^Affinity can’t add .* as a separate note on the records below\.$/],
  [{ isGone: true }, true, /^The interaction is no longer .* on its people and on the records below\.$/],
  [{ isGone: true }, false, /^The interaction is no longer .* on its people\.$/],
  [{ isGone: true, people: [] }, true, /^The interaction is no longer .* note on the records below\.$/],
  [{ route: 'reply', parentId: 5 }, true, /as a reply to the note that is already there\.$/],
] as const)('names what a separate note will be on (%j, with records: %s)', (changes, hasRecords, words) => {
  expect(noteWords.way(subject(changes), hasRecords)).toMatch(words);
});

it('says nothing of a note that will be on its interaction', () => {
  expect(noteWords.way(subject({ route: 'interaction' }), true)).toBeUndefined();
});
