import type { Interaction, InteractionChanges } from '../../affinity/index.ts';
import { pick } from '../../model/pick.ts';
import type { UpdateBase } from '../model/draft.ts';
import type { SentFields } from '../model/draftOutcome.ts';
import { isSameValue, optionalFields, optionalValues } from '../model/optionalFields.ts';
import type { OptionalField, OptionalValues } from '../model/optionalFields.ts';
import { knownPeople, sameIds, samePeople, sameSecond, sameText } from './entry.ts';
import type { Entry } from './entry.ts';

/** The fields that the response of a write contains. The text is not among them. */
const answeredFields = ['date', 'people', ...optionalFields] as const;

/** The fields of an interaction that can be changed, in the order of the form. */
export const interactionFields = [...answeredFields, 'text'] as const;

export type AnsweredField = (typeof answeredFields)[number];

export type InteractionField = (typeof interactionFields)[number];

/** The fields of a create or an update, under the names of the client. A field that the client lacks does not compile. */
export type RequestFields = OptionalValues &
  Pick<InteractionChanges, OptionalField> & {
    readonly personIds?: readonly number[];
    readonly date?: Date;
    readonly content?: string;
  };

interface FieldRule {
  /** Two versions of an interaction have the same value. */
  readonly isSame: (one: UpdateBase, other: UpdateBase) => boolean;
  readonly request: (version: UpdateBase) => RequestFields;
}

const rules: Readonly<Record<InteractionField, FieldRule>> = {
  date: {
    isSame: (one, other) => sameSecond(new Date(one.date), new Date(other.date)),
    request: ({ date }) => ({ date: new Date(date) }),
  },
  people: {
    isSame: (one, other) => samePeople(one.people, other.people),
    request: ({ people }) => ({ personIds: people.map(({ id }) => id) }),
  },
  ...each(optionalFields, (field) => ({
    isSame: (one, other) => isSameValue(field, one, other),
    request: (version) => pick(version, [field]),
  })),
  text: {
    // A text that could not be read does not count as different.
    isSame: ({ text: one }, { text: other }) =>
      one === undefined || other === undefined || sameText(one, other),
    request: ({ text }) => (text === undefined ? {} : { content: text }),
  },
};

/** An interaction has the value that was sent. */
const isTaken: Readonly<Record<AnsweredField, (interaction: Interaction, sent: SentFields) => boolean>> = {
  date: (interaction, { date }) => date === undefined || sameSecond(interaction.date, new Date(date)),
  people: ({ persons }, { personIds }) => {
    const ids = persons.map(({ id }) => id);
    return personIds === undefined || sameIds(ids, personIds);
  },
  ...each(
    optionalFields,
    (field) => (interaction, sent) => sent[field] === undefined || isSameValue(field, interaction, sent),
  ),
};

export function differs(field: InteractionField, one: UpdateBase, other: UpdateBase): boolean {
  return !rules[field].isSame(one, other);
}

/** The fields that an update changes. A create sets all of them. */
export function changesOf(entry: Entry): Readonly<Record<InteractionField, boolean>> {
  const { base, isNote, when, people, text } = entry;
  if (isNote === true || base === undefined) {
    return { ...each(answeredFields, () => isNote !== true), text: true };
  }
  return {
    date: when.kind !== 'read' || !sameSecond(when.instant, new Date(base.date)),
    people: people.some(({ state }) => state !== 'known') || !samePeople(knownPeople(people), base.people),
    ...each(optionalFields, (field) => !isSameValue(field, entry, base)),
    text: !sameText(text, base.text ?? ''),
  };
}

/** The part of a request that sets these fields to their values in a version. */
export function requestFields(version: UpdateBase, fields: readonly InteractionField[]): RequestFields {
  return Object.assign({}, ...fields.map((field) => rules[field].request(version))) as RequestFields;
}

/** The fields of a request as they are stored with the draft. */
export function sentFields(request: RequestFields): SentFields {
  const { personIds, date, content } = request;
  return {
    ...(personIds === undefined ? {} : { personIds }),
    ...(date === undefined ? {} : { date: date.toISOString() }),
    ...optionalValues(request),
    ...(content === undefined ? {} : { text: content }),
  };
}

/** Compares an interaction with what was sent, because the service may ignore a field without an error. */
export function fieldsNotTaken(interaction: Interaction, sent: SentFields): readonly AnsweredField[] {
  return answeredFields.filter((field) => !isTaken[field](interaction, sent));
}

function each<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;
}
