import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayText } from '../../src/model/displayText.ts';
import { bounds } from '../../src/protocol/bounds.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import { englishFormWords } from '../../src/protocol/formWords.ts';
import { readMessageToPage } from '../../src/protocol/messageToPage.ts';
import type { MessageToPage } from '../../src/protocol/messageToPage.ts';

const view: FormView = {
  subject: { kind: 'update', id: 417, title: 'Kick-off' },
  attribution: { user: 'Ann Lee', tenant: 'Northwind', sample: false },
  typeLocked: 'Cannot be changed.',
  date: {
    reading: { local: '18 Nov 2025 15:00', utc: '14:00', picker: '2025-11-18T15:00' },
    warnings: ['In the future.'],
  },
  people: {
    chips: [
      { state: 'known', key: 'p:1', person: { id: 1, name: 'Ann Lee', standing: 'internal' }, you: true },
      { state: 'waiting', key: 't:0', typed: 'w' },
      { state: 'resolving', key: 't:1', typed: 'x' },
      { state: 'ambiguous', key: 't:2', typed: 'Sam', candidates: [] },
      { state: 'unknown', key: 't:3', typed: 'y', problem: 'Nobody.' },
    ],
  },
  hasDirection: true,
  text: { warnAbove: 5, limit: 10, locked: 'Mentions.' },
  provenance: [{ at: 'text', sentence: 'From the selection.' }],
  problems: [
    { at: 'form', sentence: 'Said no.' },
    { at: 'people', sentence: 'Not found.', repeatsChips: true },
  ],
  summary: 'One thing',
  neighbours: {
    sentence: 'Near.',
    items: [{ type: 0, id: 1, title: 'a', when: 'b', people: 'c', sameTime: true }],
  },
  conflict: { sentence: 'Changed.', changes: [{ at: 'date', theirs: 'a', mine: 'b' }] },
  unknownOutcome: 'Maybe.',
  saving: 'Saving…',
  draft: { sentence: 'Draft kept 14:02', atRisk: false },
};
const values = { type: 0, date: 'now', people: '', text: 'x' } as const;

const every = [
  { kind: 'init', revision: 0, view, values, words: englishFormWords, draft: 'create:1' },
  { kind: 'view', revision: 1, view },
  { kind: 'view', revision: 1, view, values: { text: 'theirs' } },
  { kind: 'suggestions', query: 1, people: [], sentence: 'Nobody found.' },
  { kind: 'saved', submission: 1, sentence: 'Logged.' },
  { kind: 'refused', submission: 1, revision: 1, view },
  { kind: 'unknown', submission: 1, revision: 1, view },
] as const satisfies readonly MessageToPage[];

describe('readMessageToPage', () => {
  it.each(every)('reads $kind', (message) => {
    expect(readMessageToPage(structuredClone(message))).toEqual({ ok: true, message });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (data) => !readMessageToPage(data).ok || data !== undefined));
  });

  it('refuses a view with a part of the wrong type', () => {
    const parts = fc.constantFrom(...(Object.keys(view) as (keyof FormView)[]));
    fc.assert(
      fc.property(parts, fc.constantFrom(null, 7, [], { html: '<b>' }, true), (part, wrong) => {
        fc.pre(!(part === 'hasDirection' && wrong === true));
        fc.pre(!((part === 'provenance' || part === 'problems') && Array.isArray(wrong)));
        expect(readMessageToPage({ kind: 'view', revision: 1, view: { ...view, [part]: wrong } }).ok).toBe(
          false,
        );
      }),
    );
  });

  it('refuses words with one missing', () => {
    const { saving: _saving, ...words } = englishFormWords;
    expect(readMessageToPage({ ...every[0], words }).ok).toBe(false);
  });

  it('refuses more people than the form can hold', () => {
    const chips = Array.from({ length: bounds.people + 1 }, (_, at) => ({
      state: 'resolving',
      key: `t:${at}`,
      typed: 'x',
    }));
    expect(readMessageToPage({ kind: 'view', revision: 1, view: { ...view, people: { chips } } }).ok).toBe(
      false,
    );
  });

  it('fits text that was cut by displayText, which never cuts a character in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: bounds.displayText - 5, maxLength: bounds.displayText + 5 }),
        (text) => {
          const shown = displayText(text);
          expect(shown.length).toBeLessThanOrEqual(bounds.displayText);
          expect(shown.isWellFormed()).toBe(text.isWellFormed());
        },
      ),
      { numRuns: 30 },
    );
    expect(displayText('short')).toBe('short');
  });
});
