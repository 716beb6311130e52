import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftFromExtraction } from '../../../src/drafts/extract/draftFromExtraction.ts';
import { extraction } from '../../../src/drafts/extract/extraction.ts';
import { attendeeLists, foldedTexts, mentions, noLists, noPeople } from './textsWithPeople.ts';

const context = { now: new Date('2026-11-23T10:15:30Z'), zone: 'Europe/Berlin', dayFirst: false };
const extract = (text: string) => extraction({ text, from: 'document', fileName: 'note.md' }, context);

async function peopleOf(text: string): Promise<readonly string[]> {
  const { people } = await extract(text);
  return people.map(({ typed, proposed }) => (proposed ? `~${typed}` : typed));
}

describe.each([
  ['folded text', foldedTexts],
  ['text with addresses that no person has', noPeople],
  ['mentions', mentions],
  ['lists of attendees', attendeeLists],
  ['text without a list of attendees', noLists],
] as const)('the people of %s', (_, texts) => {
  it.each(texts)('%j are %j', async (text, expected) => {
    expect(await peopleOf(text)).toEqual(expected);
  });
});

describe('an address', () => {
  it('is found whole wherever a calendar folds its line', async () => {
    const line =
      'ATTENDEE;ROLE=REQ-PARTICIPANT;CN=laura.gomez@acme.example;RSVP=TRUE:mailto:laura.gomez@acme.example';
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 10, max: line.length - 1 }), { maxLength: 4 }),
        async (cuts) => {
          const ends = [...cuts.toSorted((one, other) => one - other), line.length];
          const folded = ends.map((end, at) => line.slice(ends[at - 1] ?? 0, end)).join('\n ');
          expect(await peopleOf(`BEGIN:VEVENT\n${folded}\nEND:VEVENT`)).toEqual(['laura.gomez@acme.example']);
        },
      ),
    );
  });

  it('is found whole wherever quoted-printable breaks its line', async () => {
    const line = 'Please write to laura.gomez@acme.example today.';
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: line.length - 1 }), async (cut) => {
        const text = `Content-Transfer-Encoding: quoted-printable\n\n${line.slice(0, cut)}=\n${line.slice(cut)}`;
        expect(await peopleOf(text)).toEqual(['laura.gomez@acme.example']);
      }),
    );
  });
});

describe('names of a list', () => {
  it('are found under every usual label and in every usual form', async () => {
    // No word that a list has besides names ends with x.
    const name = fc
      .tuple(fc.stringMatching(/^[A-Z][a-z]{1,7}x$/), fc.stringMatching(/^[A-Z][a-z]{2,8}x$/))
      .map((words) => words.join(' '));
    const label = fc.constantFrom('Attendees', 'Present', 'Participants');
    const form = fc.constantFrom<(label: string, names: readonly string[]) => string>(
      (word, names) => `${word}: ${names.join(', ')}`,
      (word, names) => `**${word}:** ${names.join(', ')}`,
      (word, names) => `## ${word}\n\n${names.map((one) => `- ${one} (Acme)`).join('\n')}\n\n## Notes`,
      (word, names) => `${word}:\n${names.map((one) => `* ${one}`).join('\n')}\n\nHello`,
      (word, names) => `${word}\n\n${names.map((one, at) => `${at + 1}. ${one} - Acme`).join('\n')}`,
      (word, names) =>
        `---\n${word.toLowerCase()}:\n${names.map((one) => `  - "[[${one}]]"`).join('\n')}\n---\n`,
      (word, names) => `${word.toLowerCase()}:: ${names.map((one) => `[[${one}]]`).join(', ')}`,
    );
    await fc.assert(
      fc.asyncProperty(
        label,
        fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
        form,
        async (word, names, write) => {
          expect(await peopleOf(write(word, names))).toEqual(names.map((one) => `~${one}`));
        },
      ),
    );
  });

  it('are counted separately, and marked as proposals in the draft', async () => {
    const found = await extract('Attendees: Jane Roe, Bob Ray\n\n@Cleo Poe wrote to dan@x.example');
    expect(found.provenance.at(-1)).toEqual({
      field: 'people',
      from: 'text',
      addresses: 1,
      mentions: 1,
      listed: 2,
      leftOut: 0,
    });
    const user = { id: 1, name: 'Me', standing: 'internal' } as const;
    const draft = draftFromExtraction({ ...context, id: 'd', account: 'a/1', user }, found);
    expect(draft.people.map((person) => person.proposed ?? false)).toEqual([false, false, false, true, true]);
  });
});
