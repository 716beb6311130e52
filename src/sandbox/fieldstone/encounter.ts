import type { Interaction, InteractionType, NoteType, Person } from '../store/sampleData.ts';
import type { NotePlan } from './noteText.ts';
import type { Random } from './random.ts';
import { title } from './wording.ts';
import type { Subject } from './wording.ts';

const MINUTE = 60_000;

const none: readonly never[] = [];

/** How likely somebody logged it: meetings come from calendars, and chat messages come from nowhere else. */
const loggedByHand = { 0: 0.25, 1: 0.85, 2: 0.95 } as const;

/** An interaction before it has an id, and the notes it is to have. */
export interface Encounter extends Omit<Interaction, 'id' | 'noteIds'> {
  readonly notes: readonly PlannedNote[];
}

type PlannedNote = NotePlan & { readonly mentionedIds: readonly number[] };

export interface Scene {
  readonly date: number;
  readonly outside: readonly Person[];
  readonly team: readonly Person[];
  readonly subject: Subject;
}

export function encounter(type: InteractionType, scene: Scene, random: Random): Encounter {
  if (type === 3) return email(scene, random);
  const { date, outside, team, subject } = scene;
  const isLogged = random.chance(loggedByHand[type]);
  return {
    type,
    date,
    personIds: [...team, ...outside].map(({ id }) => id),
    ccIds: none,
    title: title(type, subject, random),
    endDate: type === 2 ? null : endDate(type, date, random),
    updatedAt: type !== 2 && random.chance(0.6) ? date + (30 + random.below(300)) * MINUTE : null,
    direction: type === 2 ? random.pick([0, 1]) : null,
    manualCreatorId: isLogged ? (team[0]?.id ?? null) : null,
    notes: noteTypes(type, isLogged, random).map((noteType) => note(noteType, scene, random)),
  };
}

/** From one side to the other; whoever else is there gets a copy. */
function email({ date, outside, team, subject }: Scene, random: Random): Encounter {
  const isReceived = random.chance(0.5);
  const personIds: number[] = [];
  const [from, to] = isReceived ? [outside[0], team[0]] : [team[0], outside[0]];
  for (const person of [from, to]) if (person !== undefined) personIds.push(person.id);
  const ccIds: number[] = [];
  for (const { id } of [...team, ...outside]) if (!personIds.includes(id)) ccIds.push(id);
  return {
    type: 3,
    date,
    personIds: [...personIds, ...ccIds],
    ccIds: ccIds.length === 0 ? none : ccIds,
    title: title(3, subject, random),
    endDate: null,
    updatedAt: null,
    direction: isReceived ? 1 : 0,
    manualCreatorId: null,
    notes: none,
  };
}

function endDate(type: InteractionType, date: number, random: Random): number | null {
  if (type === 0) return random.chance(0.08) ? null : date + random.pick([30, 30, 45, 60, 90]) * MINUTE;
  return random.chance(0.4) ? null : date + (5 + random.below(40)) * MINUTE;
}

function noteTypes(type: InteractionType, isLogged: boolean, random: Random): readonly NoteType[] {
  if (type === 2) return isLogged ? [0] : none;
  if (isLogged) return random.chance(0.03) ? [2, 0] : [random.pick([0, 0, 2])];
  return type === 0 && random.chance(0.4) ? [random.pick([2, 3])] : none;
}

function note(type: NoteType, { subject, team }: Scene, random: Random): PlannedNote {
  const mentioned = type === 2 && random.chance(0.15) ? team.slice(-1) : none;
  return {
    seed: random.below(2 ** 31),
    type,
    subject,
    mentions: mentioned.map(({ firstName, lastName }) => `${firstName} ${lastName}`),
    mentionedIds: mentioned.map(({ id }) => id),
  };
}
