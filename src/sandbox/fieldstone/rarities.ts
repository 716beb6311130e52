import { encounter } from './encounter.ts';
import type { Meet, Moment } from './history.ts';
import type { People } from './people.ts';
import type { Random } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Setting {
  readonly people: People;
  readonly meetAcme: Meet;
  /** The start of this week, and this very moment. */
  readonly monday: number;
  readonly now: number;
}

/** What chance would not bring about, and what readers of the API trip over. */
export function rarities(setting: Setting, random: Random): Moment[] {
  return [
    ...yearlyMeetings(setting, random),
    ...partnerMeetings(setting, random),
    ...equalMoments(setting),
    ...latest(setting),
  ];
}

/** The quiet contact: one meeting a year for sixteen years, and nothing else. */
function yearlyMeetings({ people, monday }: Setting, random: Random): Moment[] {
  const subject = { company: 'Kvist', topic: 'fund commitments', person: 'Ingrid' };
  return Array.from({ length: 16 }, (_, year) => ({
    type: 0,
    date: monday - (26 + year * 52) * 7 * DAY + 2 * DAY + 18 * HOUR,
    meet: (type, date) => {
      // The second one at the family office comes along every fifth year.
      const outside = people.at.kvist.slice(0, year % 5 === 0 ? 2 : 1);
      const meeting = encounter(type, { date, outside, team: people.colleagues.slice(-1), subject }, random);
      return { ...meeting, title: 'Annual meeting with Kvist & Bro' };
    },
  }));
}

/** Colleagues only: they exist, and no list ever shows them. */
function partnerMeetings({ people, monday }: Setting, random: Random): Moment[] {
  const subject = { company: 'Fieldstone', topic: 'the pipeline', person: 'Ann' };
  return Array.from({ length: 24 }, (_, month) => ({
    type: 0,
    date: monday - (month * 28 + 7) * DAY + 16.5 * HOUR,
    meet: (type, date) => {
      const meeting = encounter(type, { date, outside: [], team: people.colleagues, subject }, random);
      return { ...meeting, title: 'Partner meeting' };
    },
  }));
}

/** Several interactions at one moment: two meetings and a call once, and three calls another time. */
function equalMoments({ meetAcme: meet, monday }: Setting): Moment[] {
  const morning = monday - 45 * DAY + 18 * HOUR;
  const evening = monday - 87 * DAY + 23 * HOUR;
  return [
    ...([0, 0, 1] as const).map((type) => ({ type, date: morning, meet })),
    ...([1, 1, 1] as const).map((type) => ({ type, date: evening, meet })),
  ];
}

/** So that there is something of yesterday and today, whatever day it is. */
function latest({ meetAcme: meet, now }: Setting): Moment[] {
  const hour = now - (now % HOUR);
  return [
    { type: 3, date: hour - 26 * HOUR + 7 * MINUTE + 431, meet },
    { type: 1, date: hour - 22 * HOUR, meet },
    { type: 2, date: hour - 3 * HOUR, meet },
  ];
}
