import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounds } from '../../src/protocol/bounds.ts';
import { readMessageToHost } from '../../src/protocol/messageToHost.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import { runCount } from '../support/runCount.ts';

const every = [
  { kind: 'ready', timeZone: 'Europe/Berlin' },
  { kind: 'edit', revision: 3, values: { type: 2, date: '-45m', people: 'Ja', direction: 1, text: 'x' } },
  { kind: 'edit', revision: 4, values: {} },
  { kind: 'addPerson', revision: 5, id: 17 },
  { kind: 'addPeople', revision: 6, text: 'a@b.example, c@d.example' },
  { kind: 'removePerson', revision: 7, key: 'p:17' },
  { kind: 'confirmPeople', revision: 7 },
  { kind: 'confirmPeople', revision: 7, key: 'p:17' },
  { kind: 'removeProposals', revision: 7 },
  { kind: 'choosePerson', revision: 8, key: 't:2', id: 0 },
  { kind: 'lookUpPeople' },
  { kind: 'searchPeople', query: 1, text: '' },
  { kind: 'submit', submission: 1, revision: 8 },
  { kind: 'submit', submission: 2, revision: 8, despite: 'neighbours' },
  { kind: 'editNeighbour', type: 0, id: 417 },
  { kind: 'showDifference' },
  { kind: 'takeTheirs', revision: 9 },
  { kind: 'checkOutcome' },
  { kind: 'cancel' },
  { kind: 'discardDraft' },
  { kind: 'dropped', problem: 'view.people: invalid_type' },
] as const satisfies readonly MessageToHost[];

describe('readMessageToHost', () => {
  it.each(every)('reads $kind', (message) => {
    expect(readMessageToHost(structuredClone(message))).toEqual({ ok: true, message });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (data) => {
          const read = readMessageToHost(data);
          expect(read.ok ? read.message : read.problem).toBeTruthy();
        },
      ),
      { numRuns: runCount(200) },
    );
  });

  it('refuses a message with a wrong, missing or extra field', () => {
    const spoilt = fc.constantFrom(...every).chain((message) => {
      const fields = Object.keys(message).filter(
        (field) => field !== 'despite' && !(message.kind === 'confirmPeople' && field === 'key'),
      );
      const wrong = fc.oneof(
        fc.constant(null),
        fc.constant([]),
        fc.constant({ a: 1 }),
        fc.double({ max: -1 }),
      );
      return fc.oneof(
        fc.tuple(fc.constantFrom(...fields), wrong).map(([field, value]) => ({ ...message, [field]: value })),
        fc.constantFrom(...fields).map((field) => ({ ...message, [field]: undefined })),
        fc.string({ minLength: 8 }).map((field) => ({ ...message, [field]: 1 })),
      );
    });
    fc.assert(
      fc.property(spoilt, (message) => {
        // An empty object is valid here.
        fc.pre(!('values' in message && JSON.stringify(message.values) === '{}'));
        expect(readMessageToHost(message).ok).toBe(false);
      }),
      { numRuns: runCount(200) },
    );
  });

  it.each([
    ['an unknown kind', { kind: 'run', command: 'x' }],
    ['an email', { kind: 'edit', revision: 1, values: { type: 3 } }],
    ['a fractional id', { kind: 'addPerson', revision: 1, id: 1.5 }],
    ['an id beyond the safe integers', { kind: 'addPerson', revision: 1, id: 2 ** 53 }],
    ['a negative id', { kind: 'addPerson', revision: 1, id: -1 }],
    [
      'a date that is too long',
      { kind: 'edit', revision: 1, values: { date: 'x'.repeat(bounds.dateText + 1) } },
    ],
    [
      'a name that is too long',
      { kind: 'edit', revision: 1, values: { people: 'x'.repeat(bounds.query + 1) } },
    ],
    ['a text that is too long', { kind: 'edit', revision: 1, values: { text: 'x'.repeat(bounds.text + 1) } }],
    ['a paste that is too long', { kind: 'addPeople', revision: 1, text: 'x'.repeat(bounds.pasted + 1) }],
    ['an unknown question to answer', { kind: 'submit', submission: 1, revision: 1, despite: 'everything' }],
  ])('refuses %s', (_name, message) => {
    expect(readMessageToHost(message).ok).toBe(false);
  });

  it('never quotes the data in a problem, which is logged', () => {
    const read = readMessageToHost({ kind: 'edit', revision: 1, values: { text: 7, secret: 'hunter2' } });
    expect(JSON.stringify(read)).not.toContain('hunter2');
    expect(read).toMatchObject({ ok: false, problem: expect.stringContaining('values.text') as string });
  });

  it('refuses a message that throws while it is read', () => {
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
      },
    );
    expect(readMessageToHost(trap)).toEqual({ ok: false, problem: 'unreadable' });
  });

  it('accepts a text of two million characters', () => {
    expect(readMessageToHost({ kind: 'edit', revision: 1, values: { text: 'x'.repeat(2_000_000) } }).ok).toBe(
      true,
    );
  });
});
