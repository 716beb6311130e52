import { expect, it } from 'vitest';
import type { Provenance } from '../../../src/drafts/model/provenance.ts';
import { provenanceWords } from '../../../src/editor/words/provenanceWords.ts';

const people = (changes: Partial<Extract<Provenance, { field: 'people' }>>): Provenance => ({
  field: 'people',
  from: 'text',
  addresses: 0,
  mentions: 0,
  leftOut: 0,
  ...changes,
});

it('says that a text of an email was left out', () => {
  const provenance = { field: 'text', from: 'mail', removedControls: 0, undecoded: true } as const;
  expect(provenanceWords(provenance)).toBe(
    'Subject and text of the email. Text that can’t be decoded was left out.',
  );
});

it.each([
  [{ from: 'calendar', addresses: 1 }, 'From the invitation: 1 address. Check that it’s right.'],
  [{ from: 'mail', addresses: 2 }, 'From the email: 2 addresses. Check that they are right.'],
  [{ listed: 1 }, 'Found in the text: 1 name from the list of attendees. Check that it’s right.'],
  [{ addresses: 1, mentions: 1 }, 'Found in the text: 1 address, 1 @name. Check that they are right.'],
  [{ from: 'calendar', rooms: 1 }, 'Left out: 1 room.'],
] as const)('asks to check what was found, in the singular for one (%j)', (changes, words) => {
  expect(provenanceWords(people(changes))).toBe(words);
});
