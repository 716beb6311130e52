import type { WhenContext, WhenNote } from '../../src/dates/whenReading.ts';

/**
 * A date that people type, and its meaning: a local time in Berlin, a day, an instant, or `problem` for a sentence that
 * asks again. Now is Monday, 23 November 2026, 10:15:30 UTC.
 */
export interface TypedDate {
  readonly text: string;
  readonly means: string;
  readonly context?: Partial<WhenContext>;
  /** A remark that has to be among the notes. */
  readonly note?: WhenNote['code'];
}

/** Dates that other readers of dates were reported to read wrongly. */
export const typedDates: readonly TypedDate[] = [
  { text: 'today', means: '2026-11-23' },
  { text: '06/16/2022-05:00 PM', means: 'problem' },
  { text: 'yesterday from 9am to noon', means: '2026-11-22 09:00' },
  { text: '1993-05-21', means: '1993-05-21 12:00' },
  { text: 'Saturday at 11:30 AM', means: '2026-11-21 11:30' },
  { text: '15 July 2026 3pm ET', means: '2026-07-15T19:00:00Z' },
  { text: '15 July 2026 3pm CET', means: '2026-07-15T13:00:00Z' },
  { text: 'Fri, 16 Sep 16 00:00:00 +1000', means: '2016-09-15T14:00:00Z' },
  { text: '2022-03-13T02:30:00-05:00', means: '2022-03-13T07:30:00Z' },
  { text: '06-17 13:00', means: 'problem' },
  { text: '21-APR-16 00:00:00', means: '2016-04-21 00:00' },
  { text: '06/2005', means: 'problem' },
  { text: '05-25-2015', means: '2015-05-25' },
  { text: '5-22', means: 'problem' },
  { text: '1 day 21 hours ago', means: '2026-11-21T13:15:30Z' },
  { text: 'Yesterday, 11:50', means: '2026-11-22 11:50' },
  { text: '2 days ago at 00:30', means: '2026-11-21 00:30' },
  { text: '04/12/1993', means: '1993-12-04', context: { dayFirst: true } },
  { text: '8/1 9:45am', means: '2026-08-01 09:45' },
  { text: '7/12/11', means: '2011-07-12' },
  { text: 'today at midday', means: '2026-11-23 12:00' },
  { text: 'Sun Dec 31 11:09:29 EST 2017', means: '2017-12-31T16:09:29Z' },
  { text: '6/16/2011 12:00:00 AM', means: '2011-06-16 00:00' },
  { text: 'last friday', means: '2026-11-20', context: { now: new Date('2026-11-21T10:15:30Z') } },
  { text: 'last night at 9', means: '2026-11-22 21:00' },
  { text: 'First Monday of September 2013', means: 'problem' },
  { text: 'yesterday 08:30 CST', means: '2026-11-22T14:30:00Z' },
  { text: '1 week ago at 12:00 am', means: '2026-11-16 00:00' },
  { text: 'now - 1 hour', means: '2026-11-23T09:15:30Z' },
  { text: 'last week Monday', means: 'problem' },
  { text: 'Monday of last week', means: '2026-11-16' },
  { text: 'last tuesday', means: '2026-11-24', context: { now: new Date('2026-11-25T10:15:30Z') } },
  { text: 'Wed', means: '2026-11-18' },
];

/** A weekday that comes is the next one, even on a Monday, where chrono takes that of the following week. */
export const nextWeekdays: readonly TypedDate[] = [
  { text: 'next friday', means: '2026-11-27' },
  { text: 'next wednesday 3pm', means: '2026-11-25 15:00' },
  { text: 'next sunday', means: '2026-11-29' },
  { text: 'next monday', means: '2026-11-30' },
  { text: 'friday next week', means: '2026-12-04' },
  { text: 'next saturday', means: '2026-11-28', context: { now: new Date('2026-11-27T10:15:30Z') } },
];

/** A weekday, business day or working day leaves out the weekend. */
export const workdays: readonly TypedDate[] = [
  { text: 'last weekday', means: '2026-11-20' },
  { text: 'last weekday at 3pm', means: '2026-11-20 15:00' },
  { text: 'previous business day', means: '2026-11-20' },
  { text: 'last working day', means: '2026-11-24', context: { now: new Date('2026-11-25T10:15:30Z') } },
  { text: 'last workday', means: '2026-11-20', context: { now: new Date('2026-11-22T10:15:30Z') } },
  { text: 'next weekday', means: '2026-11-24' },
];

/** Two digits that are a year, a second day, or neither. */
export const twoDigits: readonly TypedDate[] = [
  { text: 'december-30-11 1:14 pm', means: '2011-12-30 13:14' },
  { text: 'dec-05-19', means: '2019-12-05' },
  { text: 'June-3-21', means: '2021-06-03' },
  { text: '30-dec-11', means: '2011-12-30' },
  { text: "Nov 20 '19", means: '2019-11-20' },
  { text: 'March 20/21', means: '2026-03-20', note: 'start-of-range' },
  { text: 'March 20/21, 2018', means: '2018-03-20', note: 'start-of-range' },
  { text: 'Oct 5/6 2020', means: '2020-10-05', note: 'start-of-range' },
  { text: '5/6 Oct 2020', means: '2020-10-05', note: 'start-of-range' },
  { text: 'Mar 20 & 21 2018', means: '2018-03-20', note: 'start-of-range' },
  { text: 'March 20th and 21st, 2018', means: '2018-03-20', note: 'start-of-range' },
  { text: 'March 30/1', means: 'problem' },
  { text: 'March 20/19', means: 'problem' },
];

/** Digits behind a day without a time are no offset of the noon that is assumed. */
export const digitsBehind: readonly TypedDate[] = [
  { text: '2019-11-18-0800', means: '2019-11-18 08:00' },
  { text: '2019-11-18-083015', means: '2019-11-18T07:30:15Z' },
  { text: '20191118T0800', means: '2019-11-18 08:00' },
  { text: '20191118', means: '2019-11-18 12:00', note: 'time-assumed' },
  { text: '2019-11-18 -0800', means: '2019-11-18 12:00', note: 'time-assumed' },
  { text: '2019-11-18+01:00', means: '2019-11-18 12:00', note: 'time-assumed' },
  { text: 'Nov 18 2019 -0800', means: '2019-11-18 12:00', note: 'time-assumed' },
  { text: '2019-11-18-2599', means: 'problem' },
];

/** A number behind a weekday is the day of the month where that day has the weekday. */
export const daysOfMonth: readonly TypedDate[] = [
  { text: 'Fri 20', means: '2026-11-20 12:00', note: 'day-of-month' },
  { text: 'Mon 16 3pm', means: '2026-11-16 15:00', note: 'day-of-month' },
  { text: 'Tuesday 3', means: '2026-11-03 12:00', note: 'day-of-month' },
  { text: 'Friday the 13th', means: '2026-11-13 12:00' },
  { text: 'Mon the 12th', means: '2026-10-12 12:00' },
  { text: 'Wed 15', means: '2026-11-18 15:00' },
  { text: 'Friday 10:30', means: '2026-11-20 10:30' },
  { text: 'Friday 3pm', means: '2026-11-20 15:00' },
];

/** An hour from 1 to 6 without "am" or "pm" is taken as it is written, with a remark. */
export const earlyHours: readonly TypedDate[] = [
  { text: 'yesterday at 3', means: '2026-11-22 03:00', note: 'early-hour' },
  { text: 'yesterday 3:30', means: '2026-11-22 03:30', note: 'early-hour' },
  { text: 'last monday at 2', means: '2026-11-16 02:00', note: 'early-hour' },
  { text: 'today at 5', means: '2026-11-23 05:00', note: 'early-hour' },
];

/** Signs and weekdays between a day and its time. */
export const partedDates: readonly TypedDate[] = [
  { text: '2025-10-16 Thu 14:30', means: '2025-10-16 14:30' },
  { text: 'Jan 9 2025 (Thu) 14:00', means: '2025-01-09 14:00' },
  { text: 'Apr 24, 2026 ⋅ 1:30pm – 2:30pm', means: '2026-04-24 13:30' },
  { text: '20 Nov 2026 @ 3pm', means: '2026-11-20 15:00' },
  { text: '20 Nov 2026 / 14:00', means: '2026-11-20 14:00' },
  { text: '20 November 2026, 14h30', means: '2026-11-20 14:30' },
];

/** Names of months and weekdays in the languages of mails. */
export const otherLanguages: readonly TypedDate[] = [
  { text: 'Mittwoch, 8. Januar 2025 14:00', means: '2025-01-08 14:00' },
  { text: 'Mi., 8. Jan. 2025 um 14:00 Uhr', means: '2025-01-08 14:00' },
  { text: '3. März 2025', means: '2025-03-03' },
  { text: '8 janvier 2025 à 14h30', means: '2025-01-08 14:30' },
  { text: '1er mars 2025', means: '2025-03-01' },
  {
    text: 'Fri Nov 20 2026 14:00:00 GMT+0100 (Central European Standard Time)',
    means: '2026-11-20T13:00:00Z',
  },
  { text: 'miércoles, 8 de enero de 2025 14:00', means: '2025-01-08 14:00' },
];

/** Days and hours as people in the rest of Europe write them. */
export const otherWords: readonly TypedDate[] = [
  { text: 'yesterday 15h', means: '2026-11-22 15:00' },
  { text: 'yesterday at 15h', means: '2026-11-22 15:00' },
  { text: 'today 9h', means: '2026-11-23 09:00' },
  { text: '18 Nov 15h', means: '2026-11-18 15:00' },
  { text: '15h30 yesterday', means: '2026-11-22 15:30' },
  { text: 'yesterday 2h', means: 'problem' },
  { text: 'gestern', means: '2026-11-22 12:00', note: 'time-assumed' },
  { text: 'gestern 15 Uhr', means: '2026-11-22 15:00' },
  { text: 'gestern um 15:30', means: '2026-11-22 15:30' },
  { text: 'Gestern, 14.30 Uhr', means: '2026-11-22 14:30' },
  { text: 'gestern 14 Uhr 30', means: '2026-11-22 14:30' },
  { text: 'gestern 15h', means: '2026-11-22 15:00' },
  { text: 'gestern um 3', means: '2026-11-22 03:00', note: 'early-hour' },
  { text: 'heute um 9', means: '2026-11-23 09:00' },
  { text: 'heute früh 8 Uhr', means: '2026-11-23 08:00' },
  { text: 'gestern Morgen um 9 Uhr', means: '2026-11-22 09:00' },
  { text: 'gestern Nachmittag um 3', means: '2026-11-22 15:00' },
  { text: 'vorgestern 14:00', means: '2026-11-21 14:00' },
  { text: 'vorgestern um 14 Uhr', means: '2026-11-21 14:00' },
  { text: 'morgen 9 Uhr', means: '2026-11-24 09:00', note: 'future' },
  { text: 'hier à 15h', means: '2026-11-22 15:00' },
  { text: 'aujourd’hui 9h', means: '2026-11-23 09:00' },
  { text: 'ayer a las 15:00', means: '2026-11-22 15:00' },
  { text: 'ieri alle 15:00', means: '2026-11-22 15:00' },
  { text: '12. November um 15 Uhr', means: '2026-11-12 15:00' },
];
