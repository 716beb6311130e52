import type { InteractionChanges } from '../../affinity/index.ts';
import { noteToSend } from '../../model/cleanText.ts';
import type { DirectionId } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { changesOf, knownPeople, samePeople, sameSecond, sameText } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';
import type { Draft, UpdateBase } from '../model/draft.ts';
import { valuesOfBase } from '../model/newDraft.ts';

const conflictFields: readonly ConflictField[] = ['date', 'people', 'direction', 'text'];

const fieldDiffers: Record<ConflictField, (one: UpdateBase, other: UpdateBase) => boolean> = {
  date: (one, other) => !sameSecond(new Date(one.date), new Date(other.date)),
  people: (one, other) => !samePeople(one.people, other.people),
  direction: (one, other) => one.direction !== other.direction,
  text: (one, other) => one.text !== undefined && other.text !== undefined && !sameText(one.text, other.text),
};

export type UpdatePlan =
  /** Someone else has made the same change. */
  | { readonly kind: 'nothing-to-send' }
  | { readonly kind: 'conflict'; readonly conflict: UpdateConflict }
  | { readonly kind: 'send'; readonly changes: InteractionChanges };

/** A checked entry that changes an interaction. */
export type UpdateEntry = Entry & { readonly base: UpdateBase };

/** The fields that others changed while the form was open, with the three versions involved. */
export interface UpdateConflict {
  readonly fields: readonly ConflictField[];
  readonly base: UpdateBase;
  readonly theirs: UpdateBase;
  /** The result of saving: `theirs` with the user's changes on top. */
  readonly mine: UpdateBase;
}

export type ConflictField = 'date' | 'people' | 'direction' | 'text';

export interface VersionWords {
  when(instant: Date): string;
  person(person: KnownPerson): string;
  direction(direction: DirectionId): string;
}

/**
 * Plans an update, given the interaction as it is now. People are merged; any other field is sent only if the user changed
 * it. A change of others since `base` is a conflict, unless the user has `accepted` that state.
 */
export function updatePlan(entry: UpdateEntry, theirs: UpdateBase, accepted?: UpdateBase): UpdatePlan {
  const seen = accepted ?? entry.base;
  const form = formOf(entry);
  const mine = mergeInto(entry, form, theirs);
  const fields = conflictFields.filter(
    (field) => differs(field, seen, theirs) && differs(field, form, theirs),
  );
  if (fields.length > 0) return { kind: 'conflict', conflict: { fields, base: entry.base, theirs, mine } };
  const changes = changesBetween(theirs, mine);
  return Object.keys(changes).length === 0 ? { kind: 'nothing-to-send' } : { kind: 'send', changes };
}

/** A text that could not be read does not count as different. */
export function differs(field: ConflictField, one: UpdateBase, other: UpdateBase): boolean {
  return fieldDiffers[field](one, other);
}

/** Takes the versions of others where they conflict with the form, and keeps all other changes of the user. */
export function draftTakingTheirs(
  draft: Draft,
  { fields, theirs, mine }: Pick<UpdateConflict, 'fields' | 'theirs' | 'mine'>,
  now: Date,
  zone: string,
): Draft {
  if (draft.subject.kind !== 'update') return draft;
  const keepsMine = (field: ConflictField) => !fields.includes(field) && differs(field, mine, theirs);
  const { direction, ...rest } = draft;
  return {
    ...rest,
    ...valuesOfBase(theirs, zone, now),
    ...(keepsMine('date') ? { date: draft.date } : {}),
    ...(keepsMine('people') ? { people: draft.people } : {}),
    ...(keepsMine('text') ? { text: draft.text } : {}),
    ...(keepsMine('direction') && direction !== undefined ? { direction } : {}),
    subject: { ...draft.subject, base: theirs },
    outcome: { state: 'open' },
  };
}

/** Writes a version of an interaction line by line, for the editor's diff. */
export function versionText(version: UpdateBase, words: VersionWords): string {
  const people = version.people.map((person) => words.person(person)).toSorted((a, b) => a.localeCompare(b));
  const head = [
    words.when(new Date(version.date)),
    ...(version.direction === undefined ? [] : [words.direction(version.direction)]),
    ...people,
  ];
  return `${[...head, '', version.text ?? ''].join('\n').trimEnd()}\n`;
}

/** The contents of the form, in the shape of an interaction. */
function formOf({ base, when, people, direction, text }: UpdateEntry): UpdateBase {
  const { direction: _direction, ...rest } = base;
  return {
    ...rest,
    date: when.kind === 'read' ? when.instant.toISOString() : base.date,
    people: knownPeople(people),
    ...(direction === undefined ? {} : { direction }),
    ...(base.text === undefined ? {} : { text: noteToSend(text) }),
  };
}

function mergeInto(entry: UpdateEntry, form: UpdateBase, theirs: UpdateBase): UpdateBase {
  const changes = changesOf(entry);
  const { direction, text, ...rest } = theirs;
  const mineOrTheirs = {
    direction: changes.direction ? form.direction : direction,
    text: changes.text ? form.text : text,
  };
  return {
    ...rest,
    date: changes.date ? form.date : theirs.date,
    people: mergePeople(entry.base.people, form.people, theirs.people),
    ...(mineOrTheirs.direction === undefined ? {} : { direction: mineOrTheirs.direction }),
    ...(mineOrTheirs.text === undefined ? {} : { text: mineOrTheirs.text }),
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

function changesBetween(theirs: UpdateBase, mine: UpdateBase): InteractionChanges {
  return {
    ...(fieldDiffers.date(theirs, mine) ? { date: new Date(mine.date) } : {}),
    ...(fieldDiffers.people(theirs, mine) ? { personIds: mine.people.map(({ id }) => id) } : {}),
    ...(fieldDiffers.direction(theirs, mine) && mine.direction !== undefined
      ? { direction: mine.direction }
      : {}),
    ...(fieldDiffers.text(theirs, mine) && mine.text !== undefined ? { content: mine.text } : {}),
  };
}
