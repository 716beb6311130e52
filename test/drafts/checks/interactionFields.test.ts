import { describe, expect, it } from 'vitest';
import {
  differs,
  fieldsNotTaken,
  interactionFields,
  requestFields,
  sentFields,
} from '../../../src/drafts/checks/interactionFields.ts';
import type { InteractionField } from '../../../src/drafts/checks/interactionFields.ts';
import type { UpdateBase } from '../../../src/drafts/model/draft.ts';
import type { SentFields } from '../../../src/drafts/model/draftOutcome.ts';
import { ann, jane, joe } from '../support/aDraft.ts';

const before: UpdateBase = {
  date: '2025-11-19T14:00:00.000Z',
  people: [ann, jane],
  direction: 0,
  text: 'Old.',
  formatted: false,
};

/** Another value of each field, and what is stored when it is sent. */
const changes: Readonly<Record<InteractionField, readonly [Partial<UpdateBase>, SentFields]>> = {
  date: [{ date: '2025-11-19T15:00:00.000Z' }, { date: '2025-11-19T15:00:00.000Z' }],
  people: [{ people: [ann, joe] }, { personIds: [ann.id, joe.id] }],
  direction: [{ direction: 1 }, { direction: 1 }],
  text: [{ text: 'New.' }, { text: 'New.' }],
};

const person = ({ id }: typeof ann) => ({ id, emails: [] });

describe.each(interactionFields)('the %s', (field) => {
  const [change, sent] = changes[field];
  const after = { ...before, ...change };

  it('is the only field that differs when only it was changed', () => {
    expect(interactionFields.filter((one) => differs(one, before, after))).toEqual([field]);
  });

  it('is stored as it is sent', () => {
    expect(sentFields(requestFields(after, [field]))).toEqual(sent);
  });

  it('counts as not taken while an interaction has the old value, except for the text', () => {
    const interaction = {
      ...before,
      id: 1,
      type: 2,
      date: new Date(before.date),
      persons: before.people.map(person),
      attendees: [],
      to: [],
      cc: [],
      noteIds: [],
    };
    expect(fieldsNotTaken(interaction, sent)).toEqual(field === 'text' ? [] : [field]);
    expect(fieldsNotTaken(interaction, sentFields(requestFields(before, [field])))).toEqual([]);
  });
});

it('a request sets no value that a version lacks', () => {
  const { direction: _direction, text: _text, ...rest } = before;
  expect(requestFields(rest, ['direction', 'text'])).toEqual({});
});
