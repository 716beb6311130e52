import { interactionTypes } from '../store/sampleData.ts';
import type { Cast } from './cast.ts';
import { encounter } from './encounter.ts';
import type { Meet, Moment } from './history.ts';
import type { Random } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Setting {
  readonly people: Cast;
  readonly meetAcme: Meet;
  /** The start of this week. */
  readonly monday: number;
  readonly now: number;
}

/** Cases that chance does not produce, and that readers of the API trip over. */
export function rarities(setting: Setting, random: Random): Moment[] {
  return [
    ...yearlyMeetings(setting, random),
    ...partnerMeetings(setting, random),
    ...equalMoments(setting),
    ...latest(setting),
  ];
}

/** One meeting a year for sixteen years, and nothing else. */
function yearlyMeetings({ people, monday }: Setting, random: Random): Moment[] {
  const subject = { company: 'Kvist', topic: 'fund commitments', person: 'Ingrid' };
  return Array.from({ length: 16 }, (_, year) => ({
    type: interactionTypes.meeting,
    date: monday - (26 + year * 52) * 7 * DAY + 2 * DAY + 18 * HOUR,
    meet: (type, date) => {
      // The second person of the family office joins every fifth year.
      const outside = people.at.kvist.slice(0, year % 5 === 0 ? 2 : 1);
      const meeting = encounter(type, { date, outside, team: people.colleagues.slice(-1), subject }, random);
      return { ...meeting, title: 'Annual meeting with Kvist & Bro' };
    },
  }));
}

/** Meetings of colleagues only, which no list shows. */
function partnerMeetings({ people, monday }: Setting, random: Random): Moment[] {
  const subject = { company: 'Fieldstone', topic: 'the pipeline', person: 'Ann' };
  return Array.from({ length: 24 }, (_, month) => ({
    type: interactionTypes.meeting,
    date: monday - (month * 28 + 7) * DAY + 16.5 * HOUR,
    meet: (type, date) => {
      const meeting = encounter(type, { date, outside: [], team: people.colleagues, subject }, random);
      return { ...meeting, title: 'Partner meeting' };
    },
  }));
}

/** Interactions with equal times: two meetings and a call, and three calls. */
function equalMoments({ meetAcme: meet, monday }: Setting): Moment[] {
  const { meeting, call } = interactionTypes;
  const morning = monday - 45 * DAY + 18 * HOUR;
  const evening = monday - 87 * DAY + 23 * HOUR;
  return [
    ...[meeting, meeting, call].map((type) => ({ type, date: morning, meet })),
    ...[call, call, call].map((type) => ({ type, date: evening, meet })),
  ];
}

/** Interactions of yesterday and today, whatever day it is. */
function latest({ meetAcme: meet, now }: Setting): Moment[] {
  const { call, chatMessage, email } = interactionTypes;
  const hour = now - (now % HOUR);
  return [
    { type: email, date: hour - 26 * HOUR + 7 * MINUTE + 431, meet },
    { type: call, date: hour - 22 * HOUR, meet },
    { type: chatMessage, date: hour - 3 * HOUR, meet },
  ];
}
