import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UpdateBase } from '../../../src/drafts/model/draft.ts';
import type { OptionalField } from '../../../src/drafts/model/optionalFields.ts';
import { mergePeople, updatePlan, versionText } from '../../../src/drafts/writing/updatePlan.ts';
import { ann, ben, jane, joe } from '../support/aDraft.ts';

const base: UpdateBase = {
  date: '2025-11-19T14:00:00.758Z',
  people: [ann, jane],
  text: 'Old.',
  formatted: false,
};

/** The contents of the form: the base with the user's changes. */
function entry(mine: Partial<UpdateBase> = {}) {
  const { date, people, text = '', direction } = { ...base, ...mine };
  const instant = new Date(Math.floor(Date.parse(date) / 1000) * 1000);
  const wall = { year: 2025, month: 11, day: 19, hour: 14, minute: 0, second: 0 };
  return {
    type: 2,
    base,
    text,
    direction,
    when: { kind: 'read', instant, wall, zone: 'UTC', notes: [] } as const,
    people: people.map((person) => ({ state: 'known', person }) as const),
  };
}

describe('an update without changes of others', () => {
  it.each<[string, Partial<UpdateBase>, object]>([
    ['date', { date: '2025-11-19T15:00:00Z' }, { date: new Date('2025-11-19T15:00:00Z') }],
    ['people', { people: [ann, jane, joe] }, { personIds: [1, 11, 12] }],
    ['text', { text: ' New.\u0000 ' }, { content: 'New.' }],
    ['direction', { direction: 1 }, { direction: 1 }],
  ])('sends only the %s when only that was changed', (_, mine, changes) => {
    expect(updatePlan(entry(mine), base)).toEqual({ kind: 'send', changes });
  });
});

describe('an update of an interaction that others changed', () => {
  it('is a conflict, even if the user changed another field', () => {
    const theirs: UpdateBase = { ...base, text: 'Theirs.' };
    expect(updatePlan(entry({ people: [ann, jane, joe] }), theirs)).toMatchObject({
      kind: 'conflict',
      conflict: { fields: ['text'], base, theirs, mine: { text: 'Theirs.', people: [ann, jane, joe] } },
    });
  });

  it('sends the changes of the user on top of theirs once accepted', () => {
    const theirs: UpdateBase = { ...base, people: [jane, ben], date: '2025-11-20T09:00:00Z' };
    const plan = updatePlan(entry({ people: [ann, jane, joe], text: 'New.' }), theirs, theirs);
    expect(plan).toEqual({ kind: 'send', changes: { personIds: [11, 2, 12], content: 'New.' } });
  });

  it('is a conflict again when others change it after it was accepted', () => {
    const accepted: UpdateBase = { ...base, text: 'Theirs.' };
    const theirs: UpdateBase = { ...base, text: 'Theirs again.' };
    expect(updatePlan(entry({ text: 'Mine.' }), theirs, accepted)).toMatchObject({ kind: 'conflict' });
  });

  it('has nothing to send when others made the same change', () => {
    expect(updatePlan(entry({ text: 'Same.' }), { ...base, text: 'Same.' })).toEqual({
      kind: 'nothing-to-send',
    });
  });

  it('takes no value from them that the user cleared', () => {
    const opened: UpdateBase = { ...base, direction: 0 };
    const form = { ...entry(), base: opened };
    const plan = updatePlan(form, { ...base, direction: 1 });
    expect(plan).toMatchObject({ kind: 'conflict', conflict: { fields: ['direction'] } });
    expect(plan.kind === 'conflict' && plan.conflict.mine).not.toHaveProperty('direction');
  });

  it('ignores a text that could not be read again', () => {
    const { text: _, ...unread } = base;
    const theirs: UpdateBase = { ...unread, textLock: 'unreadable' };
    expect(updatePlan(entry({ people: [ann, jane, joe] }), theirs)).toMatchObject({ kind: 'send' });
  });
});

const named = (ids: readonly number[]) => ids.map((id) => ({ ...jane, id }));

describe('merging people', () => {
  it('keeps everyone except those whom either side removed', () => {
    const people = fc.uniqueArray(fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(people, people, people, (before, mine, theirs) => {
        const ids = mergePeople(named(before), named(mine), named(theirs)).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (let id = 1; id <= 8; id += 1) {
          const [was, isMine, isTheirs] = [before, mine, theirs].map((list) => list.includes(id));
          expect(ids.includes(id)).toBe(was ? isMine && isTheirs : isMine || isTheirs);
        }
      }),
    );
  });
});

it('writes a version line by line for the diff', () => {
  const words = {
    when: (instant: Date) => instant.toISOString(),
    person: ({ name }: typeof ann) => name,
    value: (field: OptionalField, version: UpdateBase) => ['Sent', 'Received'][Number(version[field])] ?? '',
  };
  expect(versionText({ ...base, people: [jane, ann], direction: 1, text: 'One\nTwo\n' }, words)).toBe(
    '2025-11-19T14:00:00.758Z\nReceived\nAnn Lee\nJane Roe\n\nOne\nTwo\n',
  );
});
