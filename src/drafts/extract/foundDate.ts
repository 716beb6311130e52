import { readWhen } from '../../dates/readWhen.ts';
import type { WhenContext } from '../../dates/whenReading.ts';
import type { WrittenDate, WrittenDay, WrittenTime } from '../../dates/writtenDate.ts';
import type { DateNote, DatePlace } from '../model/provenance.ts';
import { dateCandidates } from './dateCandidates.ts';
import type { DateCandidate, DateCandidates } from './dateCandidates.ts';
import type { TextParts } from './textParts.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** The date of a text, and how it came about. */
export interface FoundDate {
  /** The text for the date field. */
  readonly text: string;
  readonly from: DatePlace;
  /** The words that were found. */
  readonly found: string;
  readonly notes: readonly DateNote[];
  /** The entries of the front matter that it was made of, and that say no more. */
  readonly keys: readonly string[];
}

type FullDay = Required<WrittenDay>;

/**
 * Finds the date of a text. The places are asked in this order: front matter, calendar, title, lines such as "Date:" near
 * the top, file name, further headings and lines, the moment at which the note was created. A place that names a whole
 * day, above all the file name, settles the year and the order of day and month for one that does not.
 */
export async function foundDate(
  text: string,
  parts: TextParts,
  fileName: string,
  context: WhenContext,
): Promise<FoundDate | undefined> {
  const candidates = await dateCandidates(text, parts, fileName, context);
  for (const words of candidates.spoken) {
    if ((await readWhen(words, context)).kind === 'read') {
      return { text: words, from: 'front-matter', found: words, notes: [], keys: ['date'] };
    }
  }
  for (const candidate of inOrder(candidates.dates)) {
    const found = await settled(candidate, candidates, context);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Asks the candidates by rank. Near the top, those with a year come first. */
function inOrder(dates: readonly DateCandidate[]): readonly DateCandidate[] {
  return dates.toSorted((one, other) => orderOf(one) - orderOf(other));
}

function orderOf({ rank, date: { days } }: DateCandidate): number {
  const isYearless = days[0]?.year === undefined;
  if (rank === 'top') return isYearless ? 2 : 1;
  if (rank === 'name') return isYearless ? 5 : 3;
  return { stated: 0, later: 4, creation: 6 }[rank];
}

async function settled(
  candidate: DateCandidate,
  candidates: DateCandidates,
  context: WhenContext,
): Promise<FoundDate | undefined> {
  const { from, rank, date } = candidate;
  const known = settledDay(candidate, candidates);
  const day = known.day ?? (await assumedDay(date, context));
  if (day === undefined) return undefined;
  const isAssumed = known.day === undefined;
  const other =
    date.time === undefined && rank !== 'creation'
      ? await timeFor(day, candidate, candidates, context)
      : undefined;
  // The words themselves say most, and keep what `readWhen` has to remark on them.
  const isPlain = from !== 'file-name' || date.days.length > 1;
  const isAsFound =
    !known.isSettled && other === undefined && isPlain && (from !== 'file-name' || date.time === undefined);
  const texts = [...(isAsFound ? [date.text] : []), ...written(day, date, date.time ?? other?.time)];
  for (const text of texts) {
    const reading = await readWhen(text, context);
    if (reading.kind !== 'read') continue;
    const saysYear = reading.notes.some(({ code }) => code === 'year-assumed');
    return {
      text,
      from,
      found: date.text,
      keys: [...(candidate.keys ?? []), ...(other?.keys ?? [])],
      notes: [
        ...(rank === 'creation' ? [{ code: 'creation' } as const] : []),
        ...known.notes,
        ...(isAssumed && !saysYear ? [{ code: 'year-assumed', year: day.year } as const] : []),
        ...(other === undefined
          ? []
          : [{ code: 'time-from', place: other.from, found: other.found } as const]),
        ...(rank === 'creation' ? [] : otherDays(day, candidate, candidates)),
      ],
    };
  }
  return undefined;
}

/** The day of a candidate, with what other places add to it. Undefined when no place tells the year. */
function settledDay(
  candidate: DateCandidate,
  { dates, year }: DateCandidates,
): { readonly day?: FullDay; readonly isSettled: boolean; readonly notes: readonly DateNote[] } {
  const [first, ...more] = candidate.date.days;
  const unsettled = { isSettled: false, notes: [] };
  if (first === undefined) return unsettled;
  if (isFull(first) && more.length === 0) return { ...unsettled, day: first };
  const references = dates
    .flatMap(
      ({
        from,
        rank,
        date: {
          days: [day, ...others],
        },
      }) =>
        day !== undefined && isFull(day) && others.length === 0 && day !== first ? [{ from, rank, day }] : [],
    )
    .toSorted((one, other) => Number(other.rank === 'name') - Number(one.rank === 'name'));
  for (const { from, day } of references) {
    const meant = candidate.date.days.find((one) => isSameDay({ year: day.year, ...one }, day));
    if (meant === undefined) continue;
    if (!isFull(first))
      return { day, isSettled: true, notes: [{ code: 'year-from', place: from, year: day.year }] };
    return { day, isSettled: true, notes: meant === first ? [] : [{ code: 'order-from', place: from }] };
  }
  if (isFull(first)) return { ...unsettled, day: first };
  const [nearest] = references;
  if (nearest === undefined && year === undefined) return unsettled;
  const day = nearest === undefined ? { ...first, year: year ?? 0 } : nearestDay(first, nearest.day);
  return {
    day,
    isSettled: true,
    notes: [{ code: 'year-from', place: nearest?.from ?? 'file-name', year: day.year }],
  };
}

/** A day without a year, in the year that brings it closest to another day. */
function nearestDay(day: WrittenDay, other: FullDay): FullDay {
  const years = [other.year, other.year - 1, other.year + 1].map((year) => ({ ...day, year }));
  const distance = (one: FullDay) => Math.abs(timeOf(one) - timeOf(other));
  return years.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

async function assumedDay(
  { text, days: [day] }: WrittenDate,
  context: WhenContext,
): Promise<FullDay | undefined> {
  const reading = await readWhen(text, context);
  return reading.kind === 'read' && day !== undefined ? { ...day, year: reading.wall.year } : undefined;
}

/** The time of a day that was found without one: from the front matter, another place with this day, or a line of its own. */
async function timeFor(
  day: FullDay,
  { from }: DateCandidate,
  { dates, times }: DateCandidates,
  context: WhenContext,
): Promise<
  | {
      readonly from: DatePlace;
      readonly time: WrittenTime;
      readonly found: string;
      readonly keys?: readonly string[];
    }
  | undefined
> {
  const same = dates.find(
    ({ rank, date }) =>
      rank !== 'creation' &&
      date.time !== undefined &&
      date.days.some((one) => isSameDay({ year: day.year, ...one }, day)),
  );
  const alone = times.toSorted((one, other) => Number(other.from === from) - Number(one.from === from));
  const { writtenTime } =
    alone.length === 0 ? { writtenTime: () => undefined } : await import('../../dates/writtenDate.ts');
  for (const { from: place, value, keys = [] } of alone.filter(
    (one) => one.from === 'front-matter' || same === undefined,
  )) {
    const time = writtenTime(value, day, context);
    if (time !== undefined) return { from: place, time, found: value, keys };
  }
  return same?.date.time && { from: same.from, time: same.date.time, found: same.date.text };
}

/** The day in a form that every reader understands; with the weekday that the text names, if it is not that of the day. */
function written(day: FullDay, { weekday }: WrittenDate, time: WrittenTime | undefined): readonly string[] {
  const date = [String(day.year), pad(day.month), pad(day.day)].join('-');
  const { time: clock = '', zone = '' } = time ?? {};
  const text = `${date} ${clock}${/^[+-]/u.test(zone) ? zone : ` ${zone}`}`.trim();
  const named =
    weekday === undefined || new Date(timeOf(day)).getUTCDay() === weekday ? undefined : weekdays[weekday];
  return named === undefined ? [text] : [`${named} ${text}`, text];
}

/** The file name, and the title or a line below it, when they name another day than the one that is taken. */
function otherDays(
  day: FullDay,
  { from, date }: DateCandidate,
  { dates }: DateCandidates,
): readonly DateNote[] {
  const places: readonly DatePlace[] =
    from === 'heading' || from === 'head-line'
      ? ['file-name', 'heading', 'head-line']
      : from === 'front-matter'
        ? ['file-name']
        : [];
  return places.flatMap((place) => {
    if (place === from) return [];
    const other = dates.find((one) => one.from === place && (one.rank === 'top' || one.rank === 'name'));
    if (other === undefined || other.date === date || coincides(day, date, other.date)) return [];
    return [{ code: 'other-day', place, found: other.date.text }];
  });
}

/** True when the other date can mean the same day, or one within the range. */
function coincides(day: FullDay, { until }: WrittenDate, other: WrittenDate): boolean {
  const last = until === undefined ? timeOf(day) : timeOf({ year: day.year, ...until });
  return other.days.some((one) => {
    const time = timeOf({ year: day.year, ...one });
    const end = other.until === undefined ? time : timeOf({ year: day.year, ...other.until });
    return time <= last && end >= timeOf(day);
  });
}

function isFull(day: WrittenDay): day is FullDay {
  return day.year !== undefined;
}

function isSameDay(one: FullDay, other: FullDay): boolean {
  return timeOf(one) === timeOf(other);
}

function timeOf({ year, month, day }: FullDay): number {
  return Date.UTC(year, month - 1, day);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
