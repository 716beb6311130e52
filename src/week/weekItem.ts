import type { Interaction, V2Attendee, V2Call, V2Meeting, V2Person } from '../affinity/index.ts';
import { interactionTypes, isEvent, typeName } from '../model/interactionTypes.ts';
import type { TypeId } from '../model/interactionTypes.ts';
import { emailOf, nameOrEmail, standingOf } from '../model/namedPerson.ts';
import type { Standing } from '../model/namedPerson.ts';
import { participants } from '../model/participants.ts';
import { DAY_MS } from '../model/span.ts';
import { titleOf } from '../model/titleOf.ts';

const MINUTE_MS = 60_000;

/** A meeting or call of the firm, as V2 tells it. */
export interface WeekItem {
  readonly type: TypeId;
  /** V1 has the same id, as far as anyone knows. */
  readonly id: number;
  /** Empty without a title. */
  readonly title: string;
  readonly start: Date;
  readonly end?: Date | undefined;
  readonly allDay: boolean;
  /** External people first, the user last. V2 names at most 100. */
  readonly people: readonly WeekPerson[];
  readonly peopleTotal: number;
  /** The user takes part in it, created it or organizes it. */
  readonly isMine: boolean;
}

export interface WeekPerson {
  readonly id?: number | undefined;
  readonly name: string;
  readonly email?: string | undefined;
  readonly standing: Standing;
}

/** The user, by whom a meeting is theirs or not. */
export interface WeekUser {
  readonly id: number;
  readonly email?: string | undefined;
}

export function weekItem(event: V2Meeting | V2Call, user: WeekUser): WeekItem {
  const { id, startTime, endTime, allDay, people, peopleTotal, title, creator } = event;
  const organizer = event.type === 'meeting' ? event.organizer : undefined;
  const [self, others] = [
    people.filter((one) => isUser(one, user)),
    people.filter((one) => !isUser(one, user)),
  ];
  const known = [...others, ...self].flatMap((one) => weekPerson(one) ?? []);
  return {
    type: event.type === 'meeting' ? interactionTypes.meeting.id : interactionTypes.call.id,
    id,
    title: titleOf({ title }),
    start: startTime,
    end: endTime,
    allDay,
    people: [...known.filter(isOutside), ...known.filter((one) => !isOutside(one))],
    peopleTotal: Math.max(peopleTotal, known.length),
    isMine:
      creator?.id === user.id ||
      [...people, ...(organizer ? [organizer] : [])].some((one) => isUser(one, user)),
  };
}

/** An item after it was saved here through V1, which tells less of it than V2. Undefined for another type. */
export function savedItem(
  interaction: Interaction,
  user: WeekUser,
  before: WeekItem | undefined,
): WeekItem | undefined {
  const { id, type, manualCreatorId, startTime, date, endTime } = interaction;
  const name = typeName(type);
  if (name === undefined || !isEvent(type)) return undefined;
  const isUnmoved = before !== undefined && isSameEvent(before, interaction);
  const { people, peopleTotal } = peopleAfter(interaction, user, before);
  const takesPart = (one: Pick<WeekPerson, 'id'>): boolean => one.id === user.id;
  // Its creator or organizer stays so; someone who took part may have been removed.
  const isMineByRole = before?.isMine === true && !before.people.some(takesPart);
  return {
    type: interactionTypes[name].id,
    id,
    title: before?.title ?? titleOf(interaction),
    start: isUnmoved ? before.start : (startTime ?? date),
    end: isUnmoved ? before.end : endTime,
    allDay: isUnmoved && before.allDay,
    people,
    peopleTotal,
    isMine: isMineByRole || manualCreatorId === user.id || people.some(takesPart),
  };
}

/** V1 doesn't list meetings without external people. Where V2 doesn't name everyone, someone may be external. */
export function isInternalOnly({ people, peopleTotal }: WeekItem): boolean {
  return people.length > 0 && people.length >= peopleTotal && !people.some(isOutside);
}

/** A person from outside whom Affinity knows, so that there is something to tell about them. */
export function hasContact({ people }: Pick<WeekItem, 'people'>): boolean {
  return people.some((one) => one.id !== undefined && isOutside(one));
}

/** The same id may name another meeting in V1. One of a whole day may have another time of day there. */
export function isSameEvent(
  { start, allDay }: WeekItem,
  { startTime, date }: Pick<Interaction, 'date' | 'startTime'>,
): boolean {
  const difference = Math.abs((startTime ?? date).getTime() - start.getTime());
  return difference < (allDay ? DAY_MS : MINUTE_MS);
}

/** The people of V1 if they have changed. Attendees who are no persons of Affinity can't change. */
function peopleAfter(
  interaction: Interaction,
  user: WeekUser,
  before: WeekItem | undefined,
): Pick<WeekItem, 'people' | 'peopleTotal'> {
  const persons = participants(interaction);
  const known = new Set(before?.people.flatMap(({ id }) => id ?? []));
  if (before !== undefined && known.size === persons.length && persons.every(({ id }) => known.has(id)))
    return before;
  const named = persons.flatMap((person): readonly WeekPerson[] => {
    const name = nameOrEmail(person);
    const email = emailOf(person);
    return name === ''
      ? []
      : [{ id: person.id, name, standing: standingOf(person), ...(email === '' ? {} : { email }) }];
  });
  const others = before?.people.filter(({ id }) => id === undefined) ?? [];
  const people = inOrder([...named, ...others], (one) => one.id === user.id);
  return { people, peopleTotal: people.length };
}

/** External people first, the user last. */
function inOrder(people: readonly WeekPerson[], isSelf: (one: WeekPerson) => boolean): readonly WeekPerson[] {
  const rank = (one: WeekPerson): number => (isOutside(one) ? 0 : isSelf(one) ? 2 : 1);
  return people.toSorted((one, other) => rank(one) - rank(other));
}

function isOutside({ standing }: WeekPerson): boolean {
  return standing === 'external';
}

function isUser({ person, emailAddress }: V2Attendee, { id, email }: WeekUser): boolean {
  if (person !== undefined) return person.id === id;
  return email !== undefined && emailAddress?.toLowerCase() === email.toLowerCase();
}

function weekPerson({ person, emailAddress }: V2Attendee): WeekPerson | undefined {
  const name = nameOrEmail(named(person, emailAddress));
  if (name === '') return undefined;
  const email = person?.primaryEmailAddress ?? emailAddress;
  return { id: person?.id, name, email, standing: person?.type === 'internal' ? 'internal' : 'external' };
}

function named(person: V2Person | undefined, emailAddress: string | undefined) {
  const { firstName, lastName, primaryEmailAddress: primaryEmail } = person ?? {};
  return { firstName, lastName, primaryEmail, emails: emailAddress === undefined ? [] : [emailAddress] };
}
