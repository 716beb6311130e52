import type { Person } from '../affinity/index.ts';
import { directions, interactionTypes, typeName } from '../model/interactionTypes.ts';
import { isLoggedManually } from '../model/isLoggedManually.ts';
import { emailOf, nameOrEmail, personTypes } from '../model/namedPerson.ts';
import { participants } from '../model/participants.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { ownTitle } from '../model/titleOf.ts';
import type { ExportContext, ExportItem } from './exportSource.ts';
import { localTime } from './localTime.ts';

const sides: ReadonlyMap<number | undefined, string> = new Map([
  [personTypes.external, 'external'],
  [personTypes.internal, 'internal'],
  [personTypes.collaborator, 'collaborator'],
]);

const MOST_PERSONS = 1000;

const madePersons = new Map<number, { readonly of: Person; readonly made: ExportedPerson }>();

/** A moment by the clock of the machine that made the export, and in UTC. */
export interface ExportedTime {
  readonly local: string;
  readonly utc: string;
}

export interface ExportedPerson {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly emails: readonly string[];
  /** `null` where Affinity doesn't tell. */
  readonly side: string | null;
}

export interface ExportedRecord extends RecordRef {
  /** Its page in Affinity. */
  readonly page: string | null;
}

/** An interaction as exports hold it. The names are part of the documented shape, so they never change. */
export interface ExportedInteraction {
  readonly type: string;
  readonly id: number;
  readonly record: ExportedRecord;
  /** `null` too where the service made one up. */
  readonly title: string | null;
  readonly date: ExportedTime;
  readonly start: ExportedTime | null;
  readonly end: ExportedTime | null;
  readonly updated: ExportedTime | null;
  readonly direction: 'sent' | 'received' | null;
  readonly manual: boolean;
  readonly creator_id: number | null;
  /** Everyone who took part, each once, external people first. */
  readonly people: readonly ExportedPerson[];
  readonly from: ExportedPerson | null;
  readonly to: readonly ExportedPerson[];
  readonly cc: readonly ExportedPerson[];
  readonly attendees: readonly string[];
  /** `null` while it isn't read; empty for an interaction without notes. */
  readonly text: string | null;
  readonly note_ids: readonly number[];
  /** Opens it in the editor. */
  readonly link: string | null;
}

export function exportedInteraction(
  { interaction, record, text }: ExportItem,
  { linkOf, pageOf }: ExportContext,
): ExportedInteraction {
  const { id, type, date, title, subject, from, to, cc, direction } = interaction;
  return {
    type: exportedType(type),
    id,
    record: exportedRecord(record, pageOf),
    title: ownTitle(title) ?? subject ?? null,
    date: exportedTime(date),
    start: maybeTime(interaction.startTime),
    end: maybeTime(interaction.endTime),
    updated: maybeTime(interaction.updatedAt),
    direction: direction === directions.sent ? 'sent' : direction === directions.received ? 'received' : null,
    manual: isLoggedManually(interaction),
    creator_id: interaction.manualCreatorId ?? null,
    people: participants(interaction).map(exportedPerson),
    from: from ? exportedPerson(from) : null,
    to: to.map(exportedPerson),
    cc: cc.map(exportedPerson),
    attendees: interaction.attendees,
    text: text ?? null,
    note_ids: interaction.noteIds,
    link: linkOf(interaction) ?? null,
  };
}

/** A number that this version doesn't know is kept: `type-7`. */
export function exportedType(type: number): string {
  const name = typeName(type);
  return name === undefined ? `type-${type}` : interactionTypes[name].v2;
}

export function exportedTime(date: Date): ExportedTime {
  return { local: localTime(date), utc: date.toISOString() };
}

export function exportedRecord(
  { kind, id, name }: RecordRef,
  pageOf: ExportContext['pageOf'],
): ExportedRecord {
  return { kind, id, name, page: pageOf({ kind, id, name }) ?? null };
}

function maybeTime(date: Date | undefined): ExportedTime | null {
  return date ? exportedTime(date) : null;
}

/** The people of a history are few, so each is made once as long as the service tells the same about it. */
function exportedPerson(person: Person): ExportedPerson {
  const { id, type, emails } = person;
  const before = madePersons.get(id);
  if (before !== undefined && isSamePerson(before.of, person)) return before.made;
  const email = emailOf(person);
  const side = sides.get(type) ?? null;
  const made = { id, name: nameOrEmail(person), email: email === '' ? null : email, emails, side };
  if (madePersons.size >= MOST_PERSONS) madePersons.clear();
  madePersons.set(id, { of: person, made });
  return made;
}

function isSamePerson(one: Person, other: Person): boolean {
  return (
    one.type === other.type &&
    one.firstName === other.firstName &&
    one.lastName === other.lastName &&
    one.primaryEmail === other.primaryEmail &&
    one.emails.length === other.emails.length &&
    one.emails.every((email, index) => email === other.emails[index])
  );
}
