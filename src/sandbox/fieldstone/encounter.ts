import { directions, interactionTypes, noteTypes, typeFacts } from '../store/sampleData.ts';
import type { Interaction, InteractionType, NoteType, Person } from '../store/sampleData.ts';
import type { Random } from './random.ts';
import { filled } from './sampleNote.ts';
import type { NotePlan, Subject } from './sampleNote.ts';

const MINUTE = 60_000;

const none: readonly never[] = [];

const templates: Readonly<Partial<Record<InteractionType, Texts>>> = {
  [interactionTypes.meeting]: [
    'Kick-off with {company}',
    '{company} <> Fieldstone',
    'Weekly sync: {topic}',
    'Product demo: {topic}',
    'Coffee with {person}',
    'Lunch with {person}',
    '{company} {quarter} review',
    '{company} board meeting',
    'Pipeline and hiring',
    'Due diligence: {topic}',
    'Site visit {company}',
    'Introduction: {person} and the partners',
    'Term sheet walk-through',
    'Customer reference for {company}',
    'Roadmap session – {topic}',
  ],
  [interactionTypes.call]: [
    'Call with {person}',
    'Quick catch-up with {person}',
    'Reference call on {company}',
    '{quarter} numbers with {person}',
    'Follow-up: {topic}',
  ],
  [interactionTypes.email]: [
    'Re: {topic}',
    'Re: Next steps',
    '{company}: {quarter} update',
    'Deck and data room',
    'Intro: {person} <> Fieldstone',
    'Fwd: {company} in the news',
    'Re: Re: Cap table_v3.xlsx',
    'Thank you for today',
    'Question about {topic}',
    'Scheduling: {company} and Fieldstone',
    'Invitation – portfolio dinner',
    'Signed NDA_{company}.pdf',
  ],
};

/** An interaction without an id, and the plans of its notes. */
export interface Encounter extends Omit<Interaction, 'id' | 'noteIds' | 'createdAt'> {
  readonly notes: readonly PlannedNote[];
}

type Texts = readonly [string, ...string[]];

type PlannedNote = NotePlan & { readonly mentionedIds: readonly number[] };

export interface Scene {
  readonly date: number;
  readonly outside: readonly Person[];
  readonly team: readonly Person[];
  readonly subject: Subject;
}

export function encounter(type: InteractionType, scene: Scene, random: Random): Encounter {
  if (type === interactionTypes.email) return email(scene, random);
  const { date, outside, team, subject } = scene;
  const { isEvent, hasDirection, manualShare } = typeFacts[type];
  const isLogged = random.chance(manualShare);
  return {
    type,
    date,
    personIds: [...team, ...outside].map(({ id }) => id),
    ccIds: none,
    title: title(type, subject, random),
    endDate: isEvent ? endDate(type, date, random) : null,
    updatedAt: isEvent && random.chance(0.6) ? date + (30 + random.below(300)) * MINUTE : null,
    direction: hasDirection ? random.pick([directions.sent, directions.received]) : null,
    manualCreatorId: isLogged ? (team[0]?.id ?? null) : null,
    notes: noteTypesOf(type, isLogged, random).map((noteType) => note(noteType, scene, random)),
  };
}

/** From one side to the other; the others get a copy. */
function email({ date, outside, team, subject }: Scene, random: Random): Encounter {
  const isReceived = random.chance(0.5);
  const personIds: number[] = [];
  const [from, to] = isReceived ? [outside[0], team[0]] : [team[0], outside[0]];
  for (const person of [from, to]) if (person !== undefined) personIds.push(person.id);
  const ccIds: number[] = [];
  for (const { id } of [...team, ...outside]) if (!personIds.includes(id)) ccIds.push(id);
  return {
    type: interactionTypes.email,
    date,
    personIds: [...personIds, ...ccIds],
    ccIds: ccIds.length === 0 ? none : ccIds,
    title: title(interactionTypes.email, subject, random),
    endDate: null,
    updatedAt: null,
    direction: isReceived ? directions.received : directions.sent,
    manualCreatorId: null,
    notes: none,
  };
}

function endDate(type: InteractionType, date: number, random: Random): number | null {
  if (type === interactionTypes.meeting)
    return random.chance(0.08) ? null : date + random.pick([30, 30, 45, 60, 90]) * MINUTE;
  return random.chance(0.4) ? null : date + (5 + random.below(40)) * MINUTE;
}

function noteTypesOf(type: InteractionType, isLogged: boolean, random: Random): readonly NoteType[] {
  const { plainText, richText, notetaker } = noteTypes;
  if (!typeFacts[type].isEvent) return isLogged ? [plainText] : none;
  if (isLogged)
    return random.chance(0.03) ? [richText, plainText] : [random.pick([plainText, plainText, richText])];
  return type === interactionTypes.meeting && random.chance(0.4)
    ? [random.pick([richText, notetaker])]
    : none;
}

function note(type: NoteType, { subject, team }: Scene, random: Random): PlannedNote {
  const mentioned = type === noteTypes.richText && random.chance(0.15) ? team.slice(-1) : none;
  return {
    seed: random.below(2 ** 31),
    type,
    subject,
    mentions: mentioned.map(({ firstName, lastName }) => `${firstName} ${lastName}`),
    mentionedIds: mentioned.map(({ id }) => id),
  };
}

/** The title of a meeting or call, or the subject of an email; sometimes there is none. */
function title(type: InteractionType, subject: Subject, random: Random): string | null {
  const choices = templates[type];
  if (choices === undefined || random.chance(type === interactionTypes.call ? 0.6 : 0.04)) return null;
  const template = random.pick(choices);
  return filled(
    template.replace('{quarter}', () => `Q${1 + random.below(4)}`),
    subject,
  );
}
