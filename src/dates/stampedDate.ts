import { isRealWallTime } from './wallTime.ts';
import type { WhenContext } from './whenReading.ts';
import type { WrittenDate, WrittenDay, WrittenTime } from './writtenDate.ts';

const YEAR = String.raw`(?<year>19[7-9]\d|20\d\d)`;

/** `202203191430`, `20220319T143000Z`. */
const COMPACT = new RegExp(
  String.raw`(?<!\d)${YEAR}(?<month>\d\d)(?<day>\d\d)(?:(?<mark>[T _-]?)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?)?(?<zone>Z\b)?(?!\d)`,
  'u',
);

/** `2022-03-19`, `2022_03_19 14-30`, `2022.03.19T1430`. */
const YEAR_FIRST = new RegExp(
  String.raw`(?<!\d)${YEAR}(?<sign>[-_. ])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?!\d)`,
  'u',
);

/** `19.03.2022`, `03-19-2022`. */
const YEAR_LAST = new RegExp(
  String.raw`(?<!\d)(?<first>\d{1,2})(?<sign>[-_. ])(?<second>\d{1,2})\k<sign>${YEAR}(?!\d)`,
  'u',
);

/** A time behind a day: ` 14-30`, `T14.30.00`, `_1430`, ` at 2.30pm`. */
const TIME_BEHIND =
  /^(?<mark>T|[ _-]{1,3}(?:at[ _-])?|, ?)(?<hour>\d{1,2})(?:(?<sign>[-._:h])(?<minute>\d\d)(?:\k<sign>(?<second>\d\d))?|(?<minuteToo>\d\d)(?<secondToo>\d\d)?)?(?: ?(?<half>[ap])\.?m\b\.?)?(?!\d)/iu;

/** Four digits behind a day are a year as well as a time: `2022-03-19-2023 budget`. */
const LIKE_A_YEAR = /^(?:19[5-9]\d|20[0-5]\d)$/u;

/**
 * The first date that is written in digits only, as names of files have it. Undefined when there is none, or when it does
 * not exist.
 */
export function stampedDate(
  name: string,
  { dayFirst }: Pick<WhenContext, 'dayFirst'>,
): WrittenDate | undefined {
  return compact(name) ?? yearFirst(name) ?? yearLast(name, dayFirst);
}

function compact(name: string): WrittenDate | undefined {
  const found = COMPACT.exec(name);
  const { year, month, day, mark = '', hour = '', minute = '', second = '', zone } = found?.groups ?? {};
  if (found === null) return undefined;
  const date = dated([dayOf(year, month, day)], found[0]);
  const isYear = mark !== '' && mark !== 'T' && second === '' && LIKE_A_YEAR.test(hour + minute);
  const time = isYear ? undefined : timeOf(hour, minute, second);
  if (hour === '' || isYear) return date && { ...date, text: found[0].slice(0, 8) };
  // Digits that are no time are part of a longer number.
  if (time === undefined || date === undefined) return undefined;
  const isUtc = zone !== undefined || /(?:GMT|UTC)$/u.test(name.slice(0, found.index));
  return { ...date, time: { ...time, ...(isUtc ? { zone: '+00:00' } : {}) } };
}

function yearFirst(name: string): WrittenDate | undefined {
  const found = YEAR_FIRST.exec(name);
  const { year, month, day } = found?.groups ?? {};
  const date = found && dated([dayOf(year, month, day)], found[0]);
  return date ? { ...date, ...timeBehind(name.slice(found.index + found[0].length)) } : undefined;
}

function yearLast(name: string, dayFirst: boolean): WrittenDate | undefined {
  const found = YEAR_LAST.exec(name);
  const { first, second, year, sign } = found?.groups ?? {};
  if (found === null) return undefined;
  const [european, american] = [dayOf(year, second, first), dayOf(year, first, second)];
  const days = sign === '.' || dayFirst ? [european, american] : [american, european];
  const date = dated(days, found[0]);
  return date && { ...date, ...timeBehind(name.slice(found.index + found[0].length)) };
}

function dated(days: readonly WrittenDay[], text: string): WrittenDate | undefined {
  const real = days.filter(({ year = 0, month, day }) =>
    isRealWallTime({ year, month, day, hour: 0, minute: 0, second: 0 }),
  );
  return real.length === 0 ? undefined : { text, days: real };
}

function timeBehind(rest: string): { readonly time?: WrittenTime } {
  const {
    mark,
    hour = '',
    sign,
    minute,
    second,
    minuteToo,
    secondToo,
    half,
  } = TIME_BEHIND.exec(rest)?.groups ?? {};
  const isBare = sign === undefined && half === undefined;
  if (isBare && (minuteToo === undefined || hour.length !== 2)) return {};
  if (isBare && mark !== 'T' && secondToo === undefined && LIKE_A_YEAR.test(`${hour}${minuteToo}`)) return {};
  const shift = half === undefined ? 0 : (half.toLowerCase() === 'p' ? 12 : 0) - (hour === '12' ? 12 : 0);
  const time = timeOf(String(Number(hour) + shift), minute ?? minuteToo ?? '00', second ?? secondToo ?? '');
  return time === undefined ? {} : { time };
}

function timeOf(hour: string, minute: string, second: string): WrittenTime | undefined {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const parts = [hour, minute, ...(Number(second) === 0 ? [] : [second])];
  return { time: parts.map((part) => part.padStart(2, '0')).join(':') };
}

function dayOf(year = '', month = '', day = ''): WrittenDay {
  return { year: Number(year), month: Number(month), day: Number(day) };
}
