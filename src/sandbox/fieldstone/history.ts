import { allTypes, interactionTypes, personTypes } from '../store/sampleData.ts';
import type { InteractionType, Person } from '../store/sampleData.ts';
import { companies } from './cast.ts';
import type { Cast, CastCompany, CompanyKey } from './cast.ts';
import { encounter } from './encounter.ts';
import type { Encounter } from './encounter.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Nine in the morning at the firm in California; most interactions happen in the eight hours after it. */
const OPENING = 17 * HOUR;

/** The contact with each company, in every state: about 6,000 interactions in 15 years. */
const relationships: Readonly<Record<CompanyKey, Relationship>> = {
  /** Known for the whole time. */
  acme: { lead: 0, spells: [{ from: 5475, to: 0, perYear: [12, 8, 7, 24] }], planned: [9, 23] },
  /** A year of meetings takes two pages. */
  helios: {
    lead: 1,
    spells: [
      { from: 2900, to: 1095, perYear: [20, 10, 8, 30] },
      { from: 1095, to: 0, perYear: [170, 40, 35, 120] },
    ],
    planned: [8, 9, 11, 15, 30],
  },
  /** Five silent years leave at least four chunks of 365 days empty, wherever the first chunk starts. */
  tidewater: {
    lead: 2,
    spells: [
      { from: 4300, to: 2620, perYear: [14, 9, 6, 30] },
      { from: 770, to: 14, perYear: [18, 10, 8, 30] },
    ],
    planned: [],
  },
  /** One meeting a year: see `yearlyMeetings`. */
  kvist: { lead: 5, spells: [], planned: [] },
  lumen: { lead: 0, spells: [{ from: 3290, to: 0, perYear: [16, 10, 9, 40] }], planned: [10] },
  /** Quiet for three to six months, with a planned meeting. */
  brightloom: { lead: 3, spells: [{ from: 2190, to: 110, perYear: [18, 10, 10, 45] }], planned: [19] },
  /** Quiet for one to three months. */
  polar: { lead: 4, spells: [{ from: 4380, to: 45, perYear: [9, 8, 6, 25] }], planned: [] },
  /** Quiet for more than a year. */
  verdigris: { lead: 2, spells: [{ from: 1860, to: 400, perYear: [14, 8, 8, 30] }], planned: [] },
  monocle: { lead: 0, spells: [{ from: 1095, to: 0, perYear: [24, 14, 14, 60] }], planned: [14, 18] },
  /** Known since this year. */
  quillstone: { lead: 5, spells: [{ from: 290, to: 0, perYear: [30, 12, 30, 40] }], planned: [16] },
  /** Quiet for six to twelve months. */
  saltbox: { lead: 3, spells: [{ from: 2555, to: 220, perYear: [12, 8, 8, 35] }], planned: [] },
  orchard: { lead: 4, spells: [{ from: 5110, to: 0, perYear: [6, 10, 5, 35] }], planned: [17] },
  /** Nothing but a planned meeting. */
  wrenfield: { lead: 1, spells: [], planned: [12] },
  /** No contact at all. */
  ember: { lead: 2, spells: [], planned: [] },
};

/** A period with this many interactions a year. Days count back from now. */
interface Spell {
  readonly from: number;
  readonly to: number;
  readonly perYear: readonly [meetings: number, calls: number, chats: number, emails: number];
}

interface Relationship {
  /** The colleague who looks after the company, counted from the user at 0. */
  readonly lead: number;
  readonly spells: readonly Spell[];
  /** Planned meetings, in days from the Monday of this week; 8 and more are in the future on any day. */
  readonly planned: readonly number[];
}

/** Makes an interaction between the firm and one company, with random people and a random subject. */
export type Meet = (type: InteractionType, date: number) => Encounter;

/** The date of an interaction. The rest is made up once all moments are sorted, which is much faster. */
export interface Moment {
  readonly type: InteractionType;
  readonly date: number;
  readonly meet: Meet;
}

/**
 * The past and planned moments of one company, unsorted. The past ends at `monday`, the start of this week, so
 * that an interaction on a weekday stays on one, whatever day is today.
 */
export function history(
  key: CompanyKey,
  monday: number,
  { meet, random }: { meet: Meet; random: Random },
): Moment[] {
  const { spells, planned } = relationships[key];
  const past = spells.flatMap((spell) => momentsOf(spell, { monday, meet }, random));
  const plan: Meet = (type, date) => ({ ...meet(type, date), updatedAt: null, notes: [] });
  const future = planned.map((day): Moment => {
    const date = monday + day * DAY + OPENING + random.below(14) * (HOUR / 2);
    return { type: interactionTypes.meeting, date, meet: plan };
  });
  return [...past, ...future];
}

export function meetingsWith(people: Cast, key: CompanyKey, random: Random): Meet {
  const { name, topic }: CastCompany = companies[key];
  const [company = name] = name.split(' ');
  const { meeting, chatMessage, email } = interactionTypes;
  const writers = people.at[key].filter((person) => takesPart(person, email));
  const attendees = people.at[key].filter((person) => takesPart(person, meeting));
  return (type, date) => {
    const willing = type === email ? writers : attendees;
    const outside = random.some(willing, 1 + random.below(type === chatMessage ? 1 : 3));
    const team = teamFor(people, relationships[key].lead, random);
    const subject = { company, topic, person: outside[0]?.firstName ?? company };
    return encounter(type, { date, outside, team, subject }, random);
  };
}

function momentsOf(spell: Spell, { monday, meet }: { monday: number; meet: Meet }, random: Random): Moment[] {
  const days = spell.from - spell.to;
  return allTypes.flatMap((type) =>
    Array.from({ length: Math.round((spell.perYear[type] * days) / 365) }, () => {
      const day = weekday(-spell.to - 1 - random.below(days));
      const time = type === interactionTypes.meeting ? random.below(32) * (HOUR / 4) : random.below(9 * HOUR);
      return { type, date: monday + day * DAY + OPENING + time, meet };
    }),
  );
}

/** Moves a weekend by two days. Days count from a Monday. */
function weekday(day: number): number {
  return ((day % 7) + 7) % 7 >= 5 ? day - 2 : day;
}

function teamFor({ colleagues }: Cast, lead: number, random: Random): readonly Person[] {
  const first = colleagues.slice(lead, lead + 1);
  if (!random.chance(0.45)) return first;
  return [...first, ...random.some(colleagues, 1 + random.below(2)).filter((one) => one !== first[0])];
}

/** Three people are rare cases: one writes emails only, one has no address, one was never in touch. */
function takesPart({ firstName, lastName, type, emails }: Person, interaction: InteractionType): boolean {
  const name = `${firstName} ${lastName}`;
  if (name === 'Noor Haddad' || type !== personTypes.external) return false;
  return interaction === interactionTypes.email ? emails.length > 0 : name !== 'Tomás Herrera';
}
