import { dateText } from '../../dates/wallTime.ts';
import { toKnownPerson } from '../../directory/toKnownPerson.ts';
import { canBeLogged, interactionTypes } from '../../model/interactionTypes.ts';
import type { DirectionId, LoggableTypeId } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { knownChip, typedChips } from './chip.ts';
import type { CreateSubject, Draft, NoteSubject, UpdateBase } from './draft.ts';
import { updateBase } from './interactionReading.ts';
import type { InteractionReading } from './interactionReading.ts';
import type { KeptDeletion, UndoEntry } from './keptDeletion.ts';
import { optionalValues } from './optionalFields.ts';

/** Proposed times are whole minutes. */
const MINUTE_MS = 60_000;

/** The properties that every new draft needs. */
export interface DraftStart {
  readonly id: string;
  readonly account: string;
  /** The person who is signed in. */
  readonly user: KnownPerson;
  readonly now: Date;
  readonly zone: string;
}

/** An empty draft of a meeting that takes place now, with the user as its only participant. */
export function newDraft({ id, account, user, now, zone }: DraftStart): Draft {
  return {
    version: 1,
    id,
    account,
    subject: { kind: 'create' },
    type: interactionTypes.meeting.id,
    date: { text: dateText(now, zone, MINUTE_MS), typedAt: now.toISOString(), zone },
    people: [knownChip(user)],
    text: '',
    provenance: [],
    revision: 0,
    createdAt: now.toISOString(),
    changedAt: now.toISOString(),
    outcome: { state: 'open' },
  };
}

/** A draft about a record. When the record is a person, that person takes part. */
export function draftToLog(start: DraftStart, about?: CreateSubject['about'], person?: KnownPerson): Draft {
  const people = person === undefined || person.id === start.user.id ? [start.user] : [person, start.user];
  return {
    ...newDraft(start),
    subject: { kind: 'create', ...(about === undefined ? {} : { about }) },
    people: people.map((one) => knownChip(one)),
  };
}

/** The values of an interaction that a draft begins with. */
export interface DraftPattern {
  readonly type: LoggableTypeId;
  readonly direction?: DirectionId | undefined;
  readonly people: readonly KnownPerson[];
  /** Names and addresses without a person, which are looked up. */
  readonly typed?: readonly string[];
  readonly about?: CreateSubject['about'];
}

/** A draft without a text that begins with these values. It has a form of its own, even about the same record. */
export function draftFromPattern(start: DraftStart, pattern: DraftPattern): Draft {
  const { type, direction, people, typed = [], about } = pattern;
  return {
    ...newDraft(start),
    subject: { kind: 'create', ...(about === undefined ? {} : { about }), selection: start.id },
    type,
    ...(direction === undefined ? {} : { direction }),
    people: [
      ...people.map((person) => knownChip(person)),
      ...typedChips(
        typed.map((one) => ({ typed: one })),
        [],
      ),
    ],
  };
}

/** A draft that logs a deleted interaction again. Undefined for a type that cannot be logged. */
export function draftToRestore(
  start: DraftStart,
  { interaction: { id, persons }, record }: Pick<KeptDeletion, 'interaction' | 'record'>,
  entry: UndoEntry,
): Draft | undefined {
  const { type, content, date, alsoOn = [] } = entry;
  if (!canBeLogged(type)) return undefined;
  return {
    ...newDraft(start),
    subject: { kind: 'create', selection: start.id, restores: { type, id, record } },
    type,
    date: { text: dateText(date, start.zone), typedAt: start.now.toISOString(), zone: start.zone },
    people: persons.map((person) => knownChip(toKnownPerson(person))),
    text: content,
    ...optionalValues(entry),
    ...(alsoOn.length === 0 ? {} : { alsoOn }),
  };
}

/** A draft that changes an interaction. Undefined for a type that cannot be edited: emails and unknown types. */
export function draftToEdit(start: DraftStart, reading: InteractionReading): Draft | undefined {
  const { id, type } = reading.interaction;
  if (!canBeLogged(type)) return undefined;
  const base = updateBase(reading);
  return {
    ...newDraft(start),
    type,
    subject: { kind: 'update', type, id, base },
    ...valuesOfBase(base, start.zone, start.now),
  };
}

/** A draft of a note on an interaction. */
export function draftToNote(start: DraftStart, subject: NoteSubject, alsoOn: Draft['alsoOn'] = []): Draft {
  const { type, date } = subject;
  return {
    ...newDraft(start),
    type,
    subject,
    date: { text: dateText(new Date(date), start.zone), typedAt: start.now.toISOString(), zone: start.zone },
    people: [],
    alsoOn,
  };
}

/** The fields of a draft that changes nothing of an interaction. */
export function valuesOfBase(base: UpdateBase, zone: string, now: Date) {
  return {
    date: { text: dateText(new Date(base.date), zone), typedAt: now.toISOString(), zone },
    people: base.people.map((person) => knownChip(person)),
    text: base.text ?? '',
    ...optionalValues(base),
  };
}
