import type { InteractionType, Person } from '../store/sampleData.ts';
import { companies } from './cast.ts';
import type { CastCompany, CompanyKey } from './cast.ts';
import { encounter } from './encounter.ts';
import type { Encounter } from './encounter.ts';
import type { People } from './people.ts';
import type { Random } from './random.ts';
import { relationships } from './relationships.ts';
import type { Spell } from './relationships.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/**
 * Nine in the morning at the firm, which is in California: most things happen in the eight hours after it.
 */
const OPENING = 17 * HOUR;

/**
 * What happens between the firm and one company at a moment: who takes part and what about is left to chance.
 */
export type Meet = (type: InteractionType, date: number) => Encounter;

/**
 * That something happened; what it was is only made up once all moments are in order, which is much faster.
 */
export interface Moment {
  readonly type: InteractionType;
  readonly date: number;
  readonly meet: Meet;
}

/**
 * When there was or will be something between the firm and one company, unsorted. `monday` is the start of
 * this week: the past ends there, so that what falls on a weekday stays on one whatever day it is today.
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
    return { type: 0, date, meet: plan };
  });
  return [...past, ...future];
}

export function meetingsWith(people: People, key: CompanyKey, random: Random): Meet {
  const { name, topic }: CastCompany = companies[key];
  const [company = name] = name.split(' ');
  const writing = people.at[key].filter((person) => takesPart(person, 3));
  const meeting = people.at[key].filter((person) => takesPart(person, 0));
  return (type, date) => {
    const willing = type === 3 ? writing : meeting;
    const outside = random.some(willing, 1 + random.below(type === 2 ? 1 : 3));
    const team = teamFor(people, relationships[key].lead, random);
    const subject = { company, topic, person: outside[0]?.firstName ?? company };
    return encounter(type, { date, outside, team, subject }, random);
  };
}

function momentsOf(spell: Spell, { monday, meet }: { monday: number; meet: Meet }, random: Random): Moment[] {
  const days = spell.from - spell.to;
  return ([0, 1, 2, 3] as const).flatMap((type) =>
    Array.from({ length: Math.round((spell.perYear[type] * days) / 365) }, () => {
      const day = weekday(-spell.to - 1 - random.below(days));
      const time = type === 0 ? random.below(32) * (HOUR / 4) : random.below(9 * HOUR);
      return { type, date: monday + day * DAY + OPENING + time, meet };
    }),
  );
}

/** The same day, or the one two days before when it is a weekend. Days count from a Monday. */
function weekday(day: number): number {
  return ((day % 7) + 7) % 7 >= 5 ? day - 2 : day;
}

function teamFor({ colleagues }: People, lead: number, random: Random): readonly Person[] {
  const first = colleagues.slice(lead, lead + 1);
  if (!random.chance(0.45)) return first;
  return [...first, ...random.some(colleagues, 1 + random.below(2)).filter((one) => one !== first[0])];
}

/**
 * Three people are there to show what is rare: one writes only e-mails, one has no address, one was never in
 * touch.
 */
function takesPart({ firstName, lastName, type, emails }: Person, interaction: InteractionType): boolean {
  const name = `${firstName} ${lastName}`;
  if (name === 'Noor Haddad' || type !== 0) return false;
  return interaction === 3 ? emails.length > 0 : name !== 'Tomás Herrera';
}
