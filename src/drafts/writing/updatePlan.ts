import type { InteractionChanges } from '../../affinity/index.ts';
import { cleanText } from '../../model/cleanText.ts';
import { directionOf } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { changesOf, knownPeople, samePeople, sameSecond, sameText } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';
import type { UpdateBase } from '../model/draft.ts';

const conflictFields: readonly ConflictField[] = ['date', 'people', 'direction', 'text'];

const fieldDiffers: Record<ConflictField, (one: UpdateBase, other: UpdateBase) => boolean> = {
  date: (one, other) => !sameSecond(new Date(one.date), new Date(other.date)),
  people: (one, other) => !samePeople(one.people, other.people),
  direction: (one, other) => one.direction !== other.direction,
  text: (one, other) => one.text !== undefined && other.text !== undefined && !sameText(one.text, other.text),
};

export type UpdatePlan =
  /** Somebody has made the same change meanwhile. */
  | { readonly kind: 'nothing-to-send' }
  | { readonly kind: 'conflict'; readonly conflict: UpdateConflict }
  | { readonly kind: 'send'; readonly changes: InteractionChanges };

/** A checked entry of an update. */
export type Updating = Entry & { readonly base: UpdateBase };

/** The fields that somebody changed while the form was open, and what the save would make of the interaction. */
export interface UpdateConflict {
  readonly fields: readonly ConflictField[];
  readonly base: UpdateBase;
  readonly theirs: UpdateBase;
  /** What saving would leave behind: theirs, with the user's changes on top. */
  readonly mine: UpdateBase;
}

export type ConflictField = 'date' | 'people' | 'direction' | 'text';

/**
 * What to send for a checked update, given the interaction as it is now. People are merged: the fresh list, with those
 * that the user added and without those that the user removed. All other fields are the user's where the user changed
 * them, and are not sent where not. Any change of others since `base` is a conflict, unless `accepted` is that state.
 */
export function updatePlan(entry: Updating, theirs: UpdateBase, accepted?: UpdateBase): UpdatePlan {
  const seen = accepted ?? entry.base;
  const form = formOf(entry);
  const mine = rebased(entry, form, theirs);
  const fields = conflictFields.filter(
    (field) => differs(field, seen, theirs) && differs(field, form, theirs),
  );
  if (fields.length > 0) return { kind: 'conflict', conflict: { fields, base: entry.base, theirs, mine } };
  const changes = sentOf(theirs, mine);
  return Object.keys(changes).length === 0 ? { kind: 'nothing-to-send' } : { kind: 'send', changes };
}

/** A text that could not be read is not known to differ. */
export function differs(field: ConflictField, one: UpdateBase, other: UpdateBase): boolean {
  return fieldDiffers[field](one, other);
}

/** What stands in the form, as if it were an interaction. */
function formOf({ base, when, people, direction, text }: Updating): UpdateBase {
  const { direction: _direction, ...rest } = base;
  const known = directionOf(direction);
  return {
    ...rest,
    date: when.kind === 'read' ? when.instant.toISOString() : base.date,
    people: knownPeople(people),
    ...(known === undefined ? {} : { direction: known }),
    ...(base.text === undefined ? {} : { text: cleanText(text).text.trim() }),
  };
}

function rebased(entry: Updating, form: UpdateBase, theirs: UpdateBase): UpdateBase {
  const changes = changesOf(entry);
  const { direction, text, ...rest } = theirs;
  const mineOrTheirs = {
    direction: changes.direction ? form.direction : direction,
    text: changes.text ? form.text : text,
  };
  return {
    ...rest,
    date: changes.date ? form.date : theirs.date,
    people: merged(entry.base.people, form.people, theirs.people),
    ...(mineOrTheirs.direction === undefined ? {} : { direction: mineOrTheirs.direction }),
    ...(mineOrTheirs.text === undefined ? {} : { text: mineOrTheirs.text }),
  };
}

/** Whom the user added is added to theirs, whom the user removed is removed from it, and all others stay. */
export function merged(
  base: readonly KnownPerson[],
  mine: readonly KnownPerson[],
  theirs: readonly KnownPerson[],
): readonly KnownPerson[] {
  const wereThere = new Set(base.map(({ id }) => id));
  const stay = new Set(mine.map(({ id }) => id));
  const kept = theirs.filter(({ id }) => stay.has(id) || !wereThere.has(id));
  const there = new Set(kept.map(({ id }) => id));
  return [...kept, ...mine.filter(({ id }) => !wereThere.has(id) && !there.has(id))];
}

function sentOf(theirs: UpdateBase, mine: UpdateBase): InteractionChanges {
  return {
    ...(fieldDiffers.date(theirs, mine) ? { date: new Date(mine.date) } : {}),
    ...(fieldDiffers.people(theirs, mine) ? { personIds: mine.people.map(({ id }) => id) } : {}),
    ...(fieldDiffers.direction(theirs, mine) && mine.direction !== undefined
      ? { direction: mine.direction }
      : {}),
    ...(fieldDiffers.text(theirs, mine) && mine.text !== undefined ? { content: mine.text } : {}),
  };
}
