import { inEnglish } from '../../dates/inEnglish.ts';
import { withHours } from '../../dates/spokenDay.ts';
import { stampedDate } from '../../dates/stampedDate.ts';
import { isZone } from '../../dates/wallTime.ts';
import type { WhenContext } from '../../dates/whenReading.ts';
import type { WrittenDate } from '../../dates/writtenDate.ts';
import { zoneOfCalendar } from '../../dates/zoneOfCalendar.ts';
import type { DatePlace } from '../model/provenance.ts';
import type { FrontMatter } from './frontMatter.ts';
import { otherLabel } from './otherLabel.ts';
import { withoutMarks } from './textParts.ts';
import type { HeadLine, TextParts } from './textParts.ts';

const MAX_LENGTH = 500;

const MAX_HEADINGS = 12;

const DATE_KEY =
  /^(?:(?:meeting|call|event)[ _-]?)?(?:dates?|datetime|date[ _-]time|when|day|start(?:s|ed)?(?:[ _-]?(?:at|on|date|time))?|scheduled|timestamp)$/u;

const TIME_KEY = /^(?:(?:meeting|call|event|start)[ _-]?)?time$|^start(?:s|[ _-]?time)?$/u;

const CREATION_KEY =
  /^(?:created(?:[ _-]?(?:at|on|date|time))?|(?:date|time)[ _-]?created|creation[ _-]?(?:date|time))$/u;

const ZONE_KEY = /^(?:time[ _-]?zone|tz|tzid)$/u;

/** A time that is no span. */
const ONE_TIME = /^\d{1,2}(?:[:.]?\d\d){0,2}\s*(?:[ap]\.?m\.?)?$/iu;

/** Most of these names have a month in words. Numbers are read without chrono. */
const MONTH = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/iu;

/** A date that was found, before it is known whether it is that of the text. */
export interface DateCandidate {
  readonly from: DatePlace;
  readonly rank: Rank;
  readonly date: WrittenDate;
  /** The entries of the front matter that say no more than this. */
  readonly keys?: readonly string[];
}

/** `top` is the title and the lines below it; `later` are further headings and lines. */
export type Rank = 'stated' | 'top' | 'name' | 'later' | 'creation';

/** A time without a day, for the day that is chosen. */
export interface TimeCandidate {
  readonly from: DatePlace;
  readonly value: string;
  readonly keys?: readonly string[];
}

export interface DateCandidates {
  readonly dates: readonly DateCandidate[];
  readonly times: readonly TimeCandidate[];
  /** The year that the file name has without a day. */
  readonly year?: number;
  /** Readable, but nothing that is written out: `date: yesterday 3pm` in the front matter. */
  readonly spoken: readonly string[];
}

type Find = (text: string, isValue?: boolean) => WrittenDate | undefined;

/** All dates and times of a text that may be its own. `text` is the whole one, for calendars. */
export async function dateCandidates(
  text: string,
  parts: TextParts,
  fileName: string,
  context: WhenContext,
): Promise<DateCandidates> {
  const find = await finder(parts, fileName, context);
  const matter = inFrontMatter(parts.frontMatter, find);
  const lines = inHeadLines(parts, find);
  const start = calendarStart(text, context);
  const name = fileName.replace(/\.[^.]{1,10}$/u, '');
  const named = stampedDate(name, context) ?? find(name.replaceAll(/[_-]+/gu, ' '), true);
  const years = new Set(name.match(/(?<!\d)(?:19[7-9]\d|20\d\d)(?!\d)/gu));
  const [year] = named === undefined && years.size === 1 ? years : [];
  const [title, ...others] = parts.headings.map((heading) => find(heading));
  return {
    dates: [
      ...matter.dates,
      ...(start === undefined ? [] : [{ from: 'head-line', rank: 'stated', date: start } as const]),
      ...(title === undefined ? [] : [{ from: 'heading', rank: 'top', date: title } as const]),
      ...lines.dates,
      ...(named === undefined ? [] : [{ from: 'file-name', rank: 'name', date: named } as const]),
      ...others.flatMap((date) =>
        date === undefined ? [] : [{ from: 'heading', rank: 'later', date } as const],
      ),
      ...matter.creation,
    ],
    times: [...matter.times, ...lines.times],
    spoken: matter.spoken,
    ...(year === undefined ? {} : { year: Number(year) }),
  };
}

/** chrono is not small, so it is loaded only for a text that has numbers in the places that it is asked about. */
async function finder(
  { frontMatter, headings, headLines }: TextParts,
  fileName: string,
  context: WhenContext,
): Promise<Find> {
  const places = [...frontMatter.values(), ...headings, ...headLines.map(({ value }) => value)];
  const isNeeded =
    places.some((place) => /\p{Nd}/u.test(place)) || (/\d/u.test(fileName) && MONTH.test(fileName));
  if (!isNeeded) return () => undefined;
  const { writtenDate } = await import('../../dates/writtenDate.ts');
  let asked = 0;
  return (place, isValue = false) => {
    if (!/\d/u.test(place) || (!isValue && asked > MAX_HEADINGS)) return undefined;
    asked += isValue ? 0 : 1;
    return writtenDate(inEnglish(place.slice(0, MAX_LENGTH)), context, isValue);
  };
}

function inFrontMatter(frontMatter: FrontMatter, find: Find) {
  const [zoneKey = '', zone] = [...frontMatter].find(([key]) => ZONE_KEY.test(key)) ?? [];
  const dates: DateCandidate[] = [];
  const creation: DateCandidate[] = [];
  const times: TimeCandidate[] = [];
  const spoken: string[] = [];
  // "date" counts before "start" and the like, wherever it is.
  for (const [key, value] of [...frontMatter].toSorted(
    ([one], [other]) => Number(other === 'date') - Number(one === 'date'),
  )) {
    const typed = withoutMarks(value.split('\n', 1)[0] ?? '')
      .replaceAll(/[[\]<>]/gu, ' ')
      .trim();
    const other = otherLabel(key, typed);
    const words = other?.value ?? typed;
    const isDate = CREATION_KEY.test(key) || DATE_KEY.test(key) || other?.kind === 'date';
    const date = isDate ? dateOfValue(words, find, zone) : undefined;
    if (date !== undefined && CREATION_KEY.test(key))
      creation.push({ from: 'front-matter', rank: 'creation', date });
    else if (date !== undefined)
      dates.push({ from: 'front-matter', rank: 'stated', date, keys: keysOf(key, value, date, zoneKey) });
    else if (TIME_KEY.test(key) || other?.kind === 'time')
      times.push({
        from: 'front-matter',
        value: isZone(zone) ? `${words} ${zone}` : words,
        keys: ONE_TIME.test(words) ? [key, ...(isZone(zone) ? [zoneKey] : [])] : [],
      });
    else if (key === 'date') spoken.push(words);
  }
  return { dates, creation, times, spoken };
}

function bare(words: string): string {
  return words.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** None for a value that has more than the date, such as a remark. */
function keysOf(key: string, value: string, { text, time }: WrittenDate, zoneKey: string): readonly string[] {
  if (!bare(text).startsWith(bare(value))) return [];
  return time?.zone !== undefined && zoneKey !== '' ? [key, zoneKey] : [key];
}

function dateOfValue(words: string, find: Find, zone: string | undefined): WrittenDate | undefined {
  const date = stampedOnly(words) ?? find(withHours(words), true);
  if (date?.time === undefined || date.time.zone !== undefined || !isZone(zone)) return date;
  return { ...date, time: { ...date.time, zone }, text: `${date.text} ${zone}` };
}

/** `20231102` and `20231102T1430` are no text that chrono reads. */
function stampedOnly(words: string): WrittenDate | undefined {
  return /^\d{8}(?:\D?\d{4,6}Z?)?$/u.test(words) ? stampedDate(words, { dayFirst: false }) : undefined;
}

function inHeadLines({ headLines }: TextParts, find: Find) {
  const dates: DateCandidate[] = [];
  const times: TimeCandidate[] = [];
  for (const { value: written, isTop, lone } of headLines) {
    const value = inEnglish(written.slice(0, MAX_LENGTH));
    const date = dateOfValue(value, find, undefined);
    if (lone !== undefined && (date === undefined || !isLoneDate(date, value, lone))) continue;
    if (date !== undefined) dates.push({ from: 'head-line', rank: isTop ? 'top' : 'later', date });
    else if (isTop) times.push({ from: 'head-line', value });
  }
  return { dates, times };
}

/** True when a line without a label begins with a whole date, and no sentence follows. */
function isLoneDate(
  { text, days: [day] }: WrittenDate,
  written: string,
  lone: NonNullable<HeadLine['lone']>,
): boolean {
  const value = withHours(written);
  const [before = '', behind = ''] = value.split(text, 2);
  if (day?.year === undefined || before.length > 12 || /\d/u.test(before)) return false;
  return lone !== 'line' || /^\s*(?:$|[•·|–—,\]]|[*_):;.-]+\s*$|[Uu]hr\b)/u.test(behind);
}

/** The first DTSTART of a calendar that is not one of its clock changes. */
function calendarStart(text: string, context: WhenContext): WrittenDate | undefined {
  let at = text.indexOf('DTSTART');
  if (at === -1) return undefined;
  const event = text.indexOf('BEGIN:VEVENT');
  if (event !== -1) at = text.indexOf('DTSTART', event);
  const found = /^DTSTART(?<parameters>[^:\n]{0,300}):(?<stamp>\d{8}(?:T\d{4,6}Z?)?)/u.exec(
    text.slice(at, at + 500),
  );
  const { parameters = '', stamp = '' } = found?.groups ?? {};
  const date = stampedDate(stamp, context);
  if (date?.time === undefined || date.time.zone !== undefined) return date;
  const named = /TZID="?([^":;]+)/u.exec(parameters)?.[1] ?? /^X-WR-TIMEZONE:(.*)$/mu.exec(text)?.[1]?.trim();
  const zone = named === undefined ? undefined : zoneOfCalendar(named);
  return zone === undefined ? date : { ...date, time: { ...date.time, zone }, text: `${date.text} ${zone}` };
}
