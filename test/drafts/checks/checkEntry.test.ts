import { describe, expect, it } from 'vitest';
import { checkEntry } from '../../../src/drafts/checks/checkEntry.ts';
import type { Entry } from '../../../src/drafts/checks/entry.ts';
import type { UpdateBase } from '../../../src/drafts/model/draft.ts';
import { ann, ben, jane, joe } from '../support/aDraft.ts';

const instant = new Date('2025-11-19T14:00:00Z');
const when: Entry['when'] = {
  kind: 'read',
  instant,
  wall: { year: 2025, month: 11, day: 19, hour: 15, minute: 0, second: 0 },
  zone: 'Europe/Berlin',
  notes: [],
};
const known = (...people: (typeof ann)[]): Entry['people'] =>
  people.map((person) => ({ state: 'known', person }));
const anEntry = (changes: Partial<Entry> = {}): Entry => ({
  type: 0,
  when,
  people: known(ann, jane),
  text: 'We talked.',
  ...changes,
});
const codes = (changes: Partial<Entry>) =>
  checkEntry(anEntry(changes)).map(({ at, code }) => `${at}: ${code}`);

const crowd = (size: number) =>
  known(ann, ...Array.from({ length: size - 1 }, (_, n) => ({ ...jane, id: 100 + n })));

describe('checking a new interaction', () => {
  it('accepts a meeting, a call, and a chat message with a direction', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ type: 1 })).toEqual([]);
    expect(codes({ type: 2, direction: 0 })).toEqual([]);
    expect(codes({ type: 2, direction: 1 })).toEqual([]);
  });

  it.each<[string, Partial<Entry>, string]>([
    ['an email', { type: 3 }, 'type: email-cannot-be-logged'],
    ['no date', { when: { kind: 'problem', code: 'date-missing' } }, 'date: date-missing'],
    ['nobody', { people: [] }, 'people: nobody'],
    ['nobody from outside', { people: known(ann, ben) }, 'people: no-external'],
    ['no colleague', { people: known(jane, joe) }, 'people: no-internal'],
    [
      'somebody unknown',
      { people: [...known(ann, jane), { state: 'unknown', typed: 'x' }] },
      'people: not-found',
    ],
    [
      'somebody ambiguous',
      { people: [...known(ann), { state: 'ambiguous', typed: 'x' }] },
      'people: ambiguous',
    ],
    ['somebody not yet found', { people: [{ state: 'resolving', typed: 'x' }] }, 'people: unresolved'],
    ['a chat message without direction', { type: 2 }, 'direction: direction-missing'],
    ['a meeting with direction', { direction: 0 }, 'direction: direction-not-allowed'],
    ['no text', { text: '' }, 'text: text-missing'],
    ['blank text', { text: ' \n\t\u00A0' }, 'text: text-missing'],
    ['text of control characters only', { text: '\u0000\u001B[31m' }, 'text: text-missing'],
    ['too long a text', { text: 'x'.repeat(1_000_001) }, 'text: text-too-long'],
  ])('rejects %s', (_, changes, expected) => {
    expect(codes(changes)).toEqual([expected]);
  });

  it('counts an emoji as one character', () => {
    expect(codes({ text: '👍'.repeat(1_000_000) })).toEqual([]);
    expect(checkEntry(anEntry({ text: '👍'.repeat(1_000_001) }))).toMatchObject([
      { length: 1_000_001, most: 1_000_000 },
    ]);
  });

  it('accepts 200 people and rejects one more', () => {
    expect(codes({ people: crowd(200) })).toEqual([]);
    expect(checkEntry(anEntry({ people: crowd(300) }))).toMatchObject([
      { code: 'too-many-people', count: 300, most: 200 },
    ]);
  });

  it('leaves out proposals without a person, and asks about one that was just found', () => {
    const proposed = true;
    const unresolved: Entry['people'] = [
      { state: 'unknown', typed: 'x', proposed, reason: { code: 'not-found' } },
      { state: 'ambiguous', typed: 'y', proposed },
      { state: 'resolving', typed: 'z', proposed },
    ];
    expect(codes({ people: [...known(ann, jane), ...unresolved] })).toEqual([]);
    expect(codes({ people: [...crowd(200), ...unresolved] })).toEqual([]);
    expect(codes({ people: [...known(ann), ...unresolved] })).toEqual(['people: no-external']);
    expect(codes({ people: [...known(ann), { state: 'found', typed: 'x', proposed }] })).toEqual([
      'people: proposed-found',
    ]);
  });

  it('lists all problems in the order of the fields', () => {
    const problem = { kind: 'problem', code: 'year-too-late', year: 9999, latest: 2035 } as const;
    expect(checkEntry(anEntry({ type: 2, when: problem, people: known(ann), text: '' }))).toEqual([
      { at: 'date', code: 'year-too-late', year: 9999, latest: 2035 },
      { at: 'people', code: 'no-external' },
      { at: 'direction', code: 'direction-missing' },
      { at: 'text', code: 'text-missing' },
    ]);
  });
});

describe('checking an update', () => {
  const base: UpdateBase = {
    date: '2025-11-19T14:00:00.758Z',
    people: [ann, jane],
    text: 'We talked.',
    formatted: false,
  };

  it('rejects an update without changes', () => {
    expect(codes({ base })).toEqual(['form: nothing-changed']);
    expect(codes({ base, people: known(jane, ann), text: 'We talked.\r\n' })).toEqual([
      'form: nothing-changed',
    ]);
  });

  it('checks only the fields that were changed', () => {
    const planned: UpdateBase = { ...base, people: [ann, ben], text: '' };
    expect(codes({ base: planned, people: known(ann, ben), text: 'New.' })).toEqual([]);
    expect(codes({ base: planned, people: known(ann), text: '' })).toEqual(['people: no-external']);
    expect(codes({ base, text: '' })).toEqual(['text: text-missing']);
  });

  it.each(['mentions', 'unreadable'] as const)(
    'keeps the text locked because of %s, and accepts changes to the rest',
    (textLock) => {
      const locked: UpdateBase = { ...base, textLock };
      expect(checkEntry(anEntry({ base: locked, text: 'Other.' }))).toEqual([
        { at: 'text', code: 'text-locked', by: textLock },
      ]);
      expect(codes({ base: locked, people: known(ann, jane, joe) })).toEqual([]);
    },
  );
});
