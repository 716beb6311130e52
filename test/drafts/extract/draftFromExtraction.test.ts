import { expect, it } from 'vitest';
import { draftFromExtraction } from '../../../src/drafts/extract/draftFromExtraction.ts';
import type { Extraction } from '../../../src/drafts/extract/extraction.ts';

const user = { id: 1, name: 'Ann Lee', standing: 'internal' } as const;
const jane = { id: 11, name: 'Jane Roe', standing: 'external' } as const;
const about = { kind: 'person', id: 11, name: 'Jane Roe' } as const;
const start = { id: 'd', account: '7/1', user, now: new Date('2025-01-06T09:00:00Z'), zone: 'UTC' };

const mail: Extraction = {
  text: 'Hello',
  people: [{ typed: 'Joe Doe' }],
  type: 2,
  direction: 1,
  provenance: [
    { field: 'text', from: 'mail', removedControls: 0 },
    { field: 'type', from: 'mail', found: '' },
  ],
};

it('is about the record that is chosen, whose person comes before the people of the text', () => {
  const draft = draftFromExtraction(start, mail, { about, person: jane });
  expect(draft.subject).toEqual({ kind: 'create', about, selection: 'd' });
  const names = draft.people.map((one) => (one.state === 'known' ? one.person.name : one.typed));
  expect(names).toEqual(['Jane Roe', 'Ann Lee', 'Joe Doe']);
  expect(draft).toMatchObject({ type: 2, direction: 1, provenance: mail.provenance });
});

it('has the type that is chosen instead of the one of the text, and says nothing of that one', () => {
  const draft = draftFromExtraction(start, mail, { type: 0 });
  expect(draft.type).toBe(0);
  expect(draft.direction).toBeUndefined();
  expect(draft.provenance.map(({ field }) => field)).toEqual(['text']);
});

it('keeps the source of the type when the chosen one is the same', () => {
  const draft = draftFromExtraction(start, mail, { type: 2 });
  expect(draft).toMatchObject({ type: 2, direction: 1, provenance: mail.provenance });
});
