import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import { sameNote } from '../../../src/drafts/checks/entry.ts';
import { noteToSend } from '../../../src/model/cleanText.ts';
import { hasMarkdownEscapes, noteFormat, noteText } from '../../../src/model/noteText.ts';
import { noteTree } from '../../../src/notes/noteTree.ts';
import { writeMarkdown } from '../../../src/notes/writeMarkdown.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { NOW, ids, smallFirm } from '../../sandbox/smallFirm.ts';
import { runCount } from '../../support/runCount.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { aDraft } from '../support/aDraft.ts';
import { FormOnSandbox } from '../support/formOnSandbox.ts';

/** Pieces of notes that mean something in Markdown, in HTML or in a path. */
const piece = fc.oneof(
  fc.constantFrom(
    ...String.raw`\ \\ \* \_ C:\*.csv \\server\share C:\Users\ann_lee \d+\. * _ # [ ] [x] ( ) ! 1. 12) - + > | ~ $5M R&D &amp; < >
    a<b Map<String> <ann@acme.example> deck_v2 _x_ **b** "no" https://acme.example/a_b?x=1&y=_2 jane_roe@acme.example naïve 「重要」 😀
    Ann met Jane`.split(/\s+/),
    '`a_b`',
    '`\\*`',
    '\u00a0',
  ),
  fc.string({ unit: fc.constantFrom(...'\\*_#[]`.1-a &<>:'.split('')), maxLength: 6 }),
);

const typedText = fc
  .array(fc.tuple(piece, fc.constantFrom(' ', '', '\n', '\n\n', '\n  ', '\t')), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.flat().join(''))
  .filter((text) => noteToSend(text) !== '');

/** Content with tags is read as HTML, and lines such as `1\\.` as Markdown, so such texts come back as what they mean. */
const isAmbiguous = (content: string): boolean =>
  noteFormat({ content }) !== 'markdown' ||
  hasMarkdownEscapes({ content: content.replaceAll('_', String.raw`\_`) });

const PEOPLE = [ids.ann, ids.jane];

let client: AffinityClient;
let sandbox: TestSandbox;

beforeAll(() => {
  // The clock stands still, so a limit per minute would never be lifted.
  const limits = { perMinute: 1_000_000 };
  sandbox = new TestSandbox({ data: smallFirm(), clock: new VirtualClock(NOW), limits });
  client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch });
});

describe('a note that was typed', () => {
  it(
    'is read back as it was typed, and recognized as what was sent',
    { timeout: runCount(60_000) },
    async () => {
      await fc.assert(
        fc.asyncProperty(typedText, async (typed) => {
          const sent = noteToSend(typed);
          const date = new Date(NOW);
          const logged = await client.interactions.create({
            type: 0,
            personIds: PEOPLE,
            content: sent,
            date,
          });
          const note = await client.notes.get(logged.noteIds[0] ?? 0);
          expect(sameNote(note, sent)).toBe(true);
          if (!isAmbiguous(sent)) expect(noteText(note).text).toBe(sent);
        }),
        { numRuns: runCount(60) },
      );
    },
  );

  it.each([
    'C:\\*.csv',
    '\\\\server\\share',
    'snake_case and 5 * 3',
    '  indented',
    '[x] done',
    'R&D < 5',
    '1. one\n2. two',
    '<b>bold</b>',
  ])('is found again when the response is lost: %j', async (text) => {
    const form = new FormOnSandbox();
    await form.open(aDraft({ text }));
    form.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST' } });
    expect(await form.submit()).toMatchObject({ kind: 'saved' });
    expect(form.saved).toHaveLength(1);
  });

  it.each([
    [String.raw`C:\*.csv`, String.raw`C:\\\*.csv`],
    [String.raw`\\server\share`, String.raw`\\\server\share`],
    ['deck\\_v2', 'deck_v2'],
  ])('is shown in a document with its backslashes: %j', (content, expected) => {
    expect(writeMarkdown(noteTree({ content, type: 0 }) ?? [])).toBe(`${expected}\n`);
  });
});
