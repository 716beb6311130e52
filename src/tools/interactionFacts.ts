import type { Interaction, Person } from '../affinity/index.ts';
import { exactText } from '../dates/wallTime.ts';
import { directionOf, directions, interactionTypes, typeName } from '../model/interactionTypes.ts';
import { emailOf, fullName, standingOf } from '../model/namedPerson.ts';
import { participants } from '../model/participants.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { titleOf } from '../model/titleOf.ts';
import { byteLength } from './boundedAnswer.ts';
import { dataLine } from './delimitedData.ts';

/** People in the row of a list, and in the facts of one interaction. */
const MOST_IN_ROW = 8;
const MOST_IN_FACTS = 60;

/** Bytes of one list of people. */
const LONGEST_LIST = 3000;

/** The moment and the place of the reader. */
export interface Here {
  readonly now: number;
  /** An IANA name. */
  readonly zone: string;
}

/** `company 21: Acme Robotics`. */
export function recordLine({ kind, id, name }: RecordRef): string {
  return `${kind} ${id}: ${dataLine(name)}`;
}

/** `meeting 417 | 2026-11-18 14:00+01:00 | Kick-off | Jane Roe <jane@acme.example> (external, ID 11) | has a note`. */
export function interactionRow(interaction: Interaction, opening: string, here: Here): string {
  const note = opening === '' ? 'has a note' : `note begins: ${dataLine(opening)}`;
  return [
    nameOf(interaction),
    momentOf(interaction.date, here),
    dataLine(titleOf(interaction)) || 'no title',
    peopleOf(interaction, MOST_IN_ROW),
    ...(interaction.noteIds.length === 0 ? [] : [note]),
  ].join(' | ');
}

/** The facts of one interaction, a line each. */
export function interactionFacts(interaction: Interaction, here: Here): readonly string[] {
  const { date, startTime, endTime, from, to, cc } = interaction;
  const title = dataLine(titleOf(interaction));
  return [
    nameOf(interaction),
    ...(title === '' ? [] : [`Title: ${title}`]),
    `When: ${momentOf(startTime ?? date, here)}, ${(startTime ?? date).toISOString()}`,
    ...(endTime === undefined ? [] : [`Until: ${exactText(endTime, here.zone)}`]),
    `People: ${peopleOf(interaction, MOST_IN_FACTS)}`,
    ...(from === undefined ? [] : [`From: ${personText(from)}`]),
    ...(to.length === 0 ? [] : [`To: ${listed(to.map(personText), MOST_IN_ROW)}`]),
    ...(cc.length === 0 ? [] : [`Cc: ${listed(cc.map(personText), MOST_IN_ROW)}`]),
  ];
}

/** `chat 12, sent`: the type as the tools take it, and the ID. */
function nameOf({ type, id, direction }: Interaction): string {
  const name = typeName(type);
  const sent = directionOf(type, direction);
  const way = sent === undefined ? '' : sent === directions.sent ? ', sent' : ', received';
  return `${name === undefined ? `type ${type}` : interactionTypes[name].key} ${id}${way}`;
}

function momentOf(date: Date, { now, zone }: Here): string {
  return `${exactText(date, zone)}${date.getTime() > now ? ', planned' : ''}`;
}

/** External people first. Attendees that Affinity knows no person of are addresses only. */
function peopleOf(interaction: Interaction, most: number): string {
  const people = participants(interaction);
  const known = new Set(people.flatMap(({ emails }) => emails.map((one) => one.toLowerCase())));
  const others = interaction.attendees.filter((one) => !known.has(one.toLowerCase()));
  return listed([...people.map(personText), ...others.map((one) => dataLine(one, 100))], most) || 'no people';
}

/** `Jane Roe <jane@acme.example> (external, ID 11)`. */
function personText(person: Person): string {
  const [name, address] = [dataLine(fullName(person), 80), dataLine(emailOf(person), 100)];
  const shown = [name, address === '' ? '' : `<${address}>`].filter((one) => one !== '').join(' ');
  return [shown, `(${standingOf(person)}, ID ${person.id})`].filter((one) => one !== '').join(' ');
}

/** At most so many, and no more than `LONGEST_LIST` takes, so that an answer keeps room for a text. */
function listed(texts: readonly string[], most: number): string {
  let [shown, bytes] = [0, 0];
  for (const text of texts.slice(0, most)) {
    bytes += byteLength(text) + 2;
    if (bytes > LONGEST_LIST) break;
    shown += 1;
  }
  const more = texts.length - shown;
  return [...texts.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
