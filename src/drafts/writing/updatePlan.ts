import { noteToSend } from '../../model/cleanText.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { omit, pick } from '../../model/pick.ts';
import { knownPeople } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';
import { changesOf, differs, interactionFields, requestFields } from '../checks/interactionFields.ts';
import type { InteractionField, RequestFields } from '../checks/interactionFields.ts';
import type { Draft, UpdateBase } from '../model/draft.ts';
import { valuesOfBase } from '../model/newDraft.ts';
import { optionalFields, optionalValues } from '../model/optionalFields.ts';
import type { OptionalField } from '../model/optionalFields.ts';

export type UpdatePlan =
  /** Someone else has made the same change. */
  | { readonly kind: 'nothing-to-send' }
  | { readonly kind: 'conflict'; readonly conflict: UpdateConflict }
  | { readonly kind: 'send'; readonly changes: RequestFields };

/** A checked entry that changes an interaction. */
export type UpdateEntry = Entry & { readonly base: UpdateBase };

/** The fields that others changed while the form was open, with the three versions involved. */
export interface UpdateConflict {
  readonly fields: readonly InteractionField[];
  readonly base: UpdateBase;
  readonly theirs: UpdateBase;
  /** The result of saving: `theirs` with the user's changes on top. */
  readonly mine: UpdateBase;
}

export interface VersionWords {
  when(instant: Date): string;
  person(person: KnownPerson): string;
  /** Empty for a field without a value. */
  value(field: OptionalField, version: UpdateBase): string;
}

/**
 * Plans an update, given the interaction as it is now. People are merged; any other field is sent only if the user changed
 * it. A change of others since `base` is a conflict, unless the user has `accepted` that state.
 */
export function updatePlan(entry: UpdateEntry, theirs: UpdateBase, accepted?: UpdateBase): UpdatePlan {
  const seen = accepted ?? entry.base;
  const form = formOf(entry);
  const mine = mergeInto(entry, form, theirs);
  const fields = interactionFields.filter(
    (field) => differs(field, seen, theirs) && differs(field, form, theirs),
  );
  if (fields.length > 0) return { kind: 'conflict', conflict: { fields, base: entry.base, theirs, mine } };
  const changed = interactionFields.filter((field) => differs(field, theirs, mine));
  const changes = requestFields(mine, changed);
  return Object.keys(changes).length === 0 ? { kind: 'nothing-to-send' } : { kind: 'send', changes };
}

/** Takes the versions of others where they conflict with the form, and keeps all other changes of the user. */
export function draftTakingTheirs(
  draft: Draft,
  { fields, theirs, mine }: Pick<UpdateConflict, 'fields' | 'theirs' | 'mine'>,
  now: Date,
  zone: string,
): Draft {
  if (draft.subject.kind !== 'update') return draft;
  const kept = interactionFields.filter((field) => !fields.includes(field) && differs(field, mine, theirs));
  return {
    ...omit(draft, optionalFields),
    ...valuesOfBase(theirs, zone, now),
    ...pick(draft, kept),
    subject: { ...draft.subject, base: theirs },
    outcome: { state: 'open' },
  };
}

/** Writes a version of an interaction line by line, for the editor's diff. */
export function versionText(version: UpdateBase, words: VersionWords): string {
  const people = version.people.map((person) => words.person(person)).toSorted((a, b) => a.localeCompare(b));
  const head = [
    words.when(new Date(version.date)),
    ...optionalFields.map((field) => words.value(field, version)).filter((value) => value !== ''),
    ...people,
  ];
  return `${[...head, '', version.text ?? ''].join('\n').trimEnd()}\n`;
}

/** The contents of the form, in the shape of an interaction. */
function formOf(entry: UpdateEntry): UpdateBase {
  const { base, when, people, text } = entry;
  return {
    ...omit(base, optionalFields),
    date: when.kind === 'read' ? when.instant.toISOString() : base.date,
    people: knownPeople(people),
    ...optionalValues(entry),
    ...(base.text === undefined ? {} : { text: noteToSend(text) }),
  };
}

function mergeInto(entry: UpdateEntry, form: UpdateBase, theirs: UpdateBase): UpdateBase {
  const changes = changesOf(entry);
  const changed = interactionFields.filter((field) => changes[field]);
  const cleared = optionalFields.filter((field) => changes[field]);
  return {
    ...omit(theirs, cleared),
    ...pick(form, changed),
    people: mergePeople(entry.base.people, form.people, theirs.people),
  };
}

/** Applies the people that the user added and removed to `theirs`. */
export function mergePeople(
  base: readonly KnownPerson[],
  mine: readonly KnownPerson[],
  theirs: readonly KnownPerson[],
): readonly KnownPerson[] {
  const baseIds = new Set(base.map(({ id }) => id));
  const mineIds = new Set(mine.map(({ id }) => id));
  const kept = theirs.filter(({ id }) => mineIds.has(id) || !baseIds.has(id));
  const keptIds = new Set(kept.map(({ id }) => id));
  return [...kept, ...mine.filter(({ id }) => !baseIds.has(id) && !keptIds.has(id))];
}
