import { idInPath } from '../http/knownRecord.ts';
import { Refusal } from '../http/refusal.ts';
import type { RouteDeps } from '../http/sandboxEnv.ts';
import type { Replica } from '../store/replica.ts';
import { allTypes, directions, interactionTypes, personTypes } from '../store/sampleData.ts';
import type { Interaction, InteractionType, Person, PersonType } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { filterExpression } from './filterExpression.ts';
import type { FilterFields } from './filterExpression.ts';
import { ListQuery, byKey, shuffledId } from './listQuery.ts';

const DAY_MS = 86_400_000;
/** A calendar event of the sample data was created this long before it takes place. */
const PLANNED_AHEAD_MS = 45 * DAY_MS;
const PREVIEW_SIZE = 100;
/** A subject that the reader may not see. */
const HIDDEN_SUBJECT = '********';
const DEFAULT_LIMIT = 100;
/** Added to the ids of interactions where those of V2 differ from those of V1. */
const SEPARATE_IDS = 500_000_000;

const personWords: Readonly<Record<PersonType, string>> = {
  [personTypes.external]: 'external',
  [personTypes.internal]: 'internal',
  [personTypes.collaborator]: 'collaborator',
};

const feeds: Readonly<Record<InteractionType, Feed>> = {
  [interactionTypes.meeting]: {
    path: 'meetings',
    word: 'meeting',
    timeName: 'startTime',
    fields: meetingFields,
  },
  [interactionTypes.call]: { path: 'calls', word: 'call', timeName: 'startTime', fields: eventFields },
  [interactionTypes.chatMessage]: {
    path: 'chat-messages',
    word: 'chat-message',
    timeName: 'sentAt',
    fields: chatFields,
  },
  [interactionTypes.email]: { path: 'emails', word: 'email', timeName: 'sentAt', fields: emailFields },
};

interface Feed {
  readonly path: string;
  /** The name of the type in a note. */
  readonly word: string;
  readonly timeName: string;
  readonly fields: (reader: Reader, interaction: Interaction) => object;
}

interface Reader {
  readonly workspace: Workspace;
  readonly userId: number;
}

/** Meetings, calls, chat messages and emails of the whole firm. */
export function feedRoutes(deps: RouteDeps): void {
  for (const type of allTypes) addFeed(deps, type);
}

export function typeWord(type: InteractionType): string {
  return feeds[type].word;
}

export function typeOfWord(word: string): InteractionType | undefined {
  return allTypes.find((type) => feeds[type].word === word);
}

/** The id of an interaction in V2. */
export function v2InteractionId(id: number, { v2InteractionIds }: RouteDeps['open']): number {
  return v2InteractionIds === 'separate' ? id + SEPARATE_IDS : id;
}

/** The interaction that V2 knows by this id. */
export function v2Interaction(
  replica: Replica,
  { type, id }: { readonly type: InteractionType; readonly id: number },
  { v2InteractionIds }: RouteDeps['open'],
): Interaction | undefined {
  return replica.interaction(type, v2InteractionIds === 'separate' ? id - SEPARATE_IDS : id);
}

export function v2Person({ id, type, firstName, lastName, emails }: Person): object {
  return {
    id,
    firstName: firstName || null,
    lastName: lastName || null,
    primaryEmailAddress: emails[0] ?? null,
    type: personWords[type],
  };
}

/** V2 writes instants as `Z`, with a fraction only where there is one. */
export function v2Time(time: number): string;
export function v2Time(time: number | null): string | null;
export function v2Time(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString().replace('.000Z', 'Z');
}

function addFeed({ app, workspace, replica, open }: RouteDeps, type: InteractionType): void {
  const { path, timeName, fields } = feeds[type];
  const json = (reader: Reader, one: Interaction): object => {
    const createdAt = v2Time(createdAtOf(one));
    const updatedAt = v2Time(one.updatedAt);
    const id = v2InteractionId(one.id, open);
    return { id, [timeName]: v2Time(one.date), ...fields(reader, one), createdAt, updatedAt };
  };

  app.get(`/v2/${path}`, (c) => {
    const query = new ListQuery(c.req.url);
    const reader = { workspace: workspace(), userId: c.get('user').id };
    const filter = query.values.get('filter') ?? undefined;
    const isWanted = filterExpression(filter, filterFields(timeName, open));
    const isHidden = (one: Interaction): boolean =>
      open.internalMeetings === 'hidden' && workspace().outsiders(one.personIds).length === 0;
    const found = replica()
      .interactions(type)
      .filter((one) => isWanted(one) && !isHidden(one))
      .toSorted(byKey(shuffledId));
    const { rows, pagination } = query.page(found, { defaultLimit: DEFAULT_LIMIT, keyOf: shuffledId });
    return c.json({ data: rows.map((one) => json(reader, one)), pagination });
  });

  app.get(`/v2/${path}/:id`, (c) => {
    const one = v2Interaction(replica(), { type, id: idInPath(c.req.param('id')) }, open);
    if (one === undefined) throw new Refusal(404, `There is nothing at ${c.req.path}`);
    return c.json(json({ workspace: workspace(), userId: c.get('user').id }, one));
  });
}

function filterFields(timeName: string, open: RouteDeps['open']): FilterFields<Interaction> {
  return {
    id: { type: 'id', valueOf: ({ id }) => v2InteractionId(id, open) },
    [timeName]: { type: 'time', valueOf: ({ date }) => date },
    createdAt: { type: 'time', valueOf: createdAtOf },
    updatedAt: { type: 'time', valueOf: ({ updatedAt }) => updatedAt },
  };
}

function createdAtOf({ type, date, createdAt, manualCreatorId }: Interaction): number {
  if (createdAt !== null) return createdAt;
  return type === interactionTypes.meeting && manualCreatorId === null ? date - PLANNED_AHEAD_MS : date;
}

function meetingFields(reader: Reader, meeting: Interaction): object {
  const colleague = firstColleague(reader, meeting);
  return { ...eventFields(reader, meeting), organizer: colleague && attendee(colleague) };
}

function eventFields(reader: Reader, event: Interaction): object {
  const { title, date, endDate, manualCreatorId } = event;
  const creator = reader.workspace.persons.get(manualCreatorId ?? -1) ?? firstColleague(reader, event);
  return {
    title,
    endTime: v2Time(endDate),
    allDay: endDate !== null && endDate > date && (endDate - date) % DAY_MS === 0,
    loggingType: loggingWord(event),
    creator: creator && attendee(creator),
    attendeesPreview: preview(persons(reader, event.personIds).map(attendee)),
  };
}

function chatFields(reader: Reader, chat: Interaction): object {
  const creator = reader.workspace.persons.get(chat.manualCreatorId ?? -1) ?? firstColleague(reader, chat);
  return {
    direction: directionWord(chat),
    loggingType: loggingWord(chat),
    creator: creator && v2Person(creator),
    participantsPreview: preview(persons(reader, chat.personIds).map(v2Person)),
  };
}

/** Users see the subjects of their own emails only. */
function emailFields(reader: Reader, email: Interaction): object {
  const { personIds, ccIds, title } = email;
  const [from, ...receivers] = persons(reader, personIds);
  const isCopy = ({ id }: Person): boolean => ccIds.includes(id);
  return {
    direction: directionWord(email),
    loggingType: loggingWord(email),
    subject: personIds.includes(reader.userId) ? title : HIDDEN_SUBJECT,
    from: from === undefined ? { emailAddress: null, person: null } : attendee(from),
    toParticipantsPreview: preview(receivers.filter((one) => !isCopy(one)).map(attendee)),
    ccParticipantsPreview: preview(receivers.filter(isCopy).map(attendee)),
  };
}

function directionWord({ direction }: Interaction): string {
  return direction === directions.received ? 'received' : 'sent';
}

function loggingWord({ manualCreatorId }: Interaction): string {
  return manualCreatorId === null ? 'automated' : 'manual';
}

function attendee(person: Person): object {
  return { emailAddress: person.emails[0] ?? null, person: v2Person(person) };
}

/** At most 100 of the rows, and how many there are. */
export function preview(rows: readonly object[]): object {
  return { data: rows.slice(0, PREVIEW_SIZE), totalCount: rows.length };
}

function persons({ workspace }: Reader, ids: readonly number[]): readonly Person[] {
  return ids.flatMap((id) => workspace.persons.get(id) ?? []);
}

function firstColleague(reader: Reader, { personIds }: Interaction): Person | null {
  return persons(reader, personIds).find(({ type }) => type === personTypes.internal) ?? null;
}
