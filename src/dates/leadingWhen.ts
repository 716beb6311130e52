import { readWhen } from './readWhen.ts';
import type { WhenContext, WhenProblem, WhenRead } from './whenReading.ts';

/** A longer beginning is a sentence, not a date. */
const MAX_DATE_LENGTH = 60;

/** Dates have few signs in them, so only the first places are tried. */
const MAX_PLACES = 4;

/** A colon that is not part of a time, or a dash between blanks. */
const PLACE = /\s*(?:(?<!\d)[:：]|[:：](?!\d))\s*|\s+[-–—]+\s+/gu;

/** The end of a span of time, such as "15:00" behind "14:00 - ". */
const TIME = /^\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|h|uhr)?$/iu;

/** The beginning is a date in form, but it can't be used, so nothing is taken from the line. */
export interface LeadingProblem {
  readonly kind: 'problem';
  readonly date: string;
  readonly problem: WhenProblem;
}

export interface LeadingDate {
  readonly kind: 'date';
  /** As it was typed. */
  readonly date: string;
  readonly reading: WhenRead;
  /** The line behind the date and the sign. */
  readonly rest: string;
}

interface Place {
  readonly date: string;
  readonly rest: string;
}

/**
 * Reads the date at the beginning of a line, before a colon or a dash: "yesterday 3pm: talked about pricing". Undefined
 * for a line without one, which stays whole.
 */
export async function leadingWhen(
  line: string,
  context: WhenContext,
): Promise<LeadingDate | LeadingProblem | undefined> {
  const places = placesIn(line);
  for (const [index, place] of places.entries()) {
    const reading = await readWhen(place.date, context);
    if (reading.kind === 'read')
      return await throughTimes({ kind: 'date', ...place, reading }, places.slice(index + 1), context);
    if (index === 0 && isUnusable(reading)) return { kind: 'problem', date: place.date, problem: reading };
  }
  return undefined;
}

function placesIn(line: string): readonly Place[] {
  return [...line.matchAll(PLACE)]
    .slice(0, MAX_PLACES)
    .map(({ 0: sign, index }) => ({
      date: line.slice(0, index).trim(),
      rest: line.slice(index + sign.length),
    }))
    .filter(({ date }) => date !== '' && date.length <= MAX_DATE_LENGTH);
}

/** "14:00 - 15:00: kick-off" has the dash of its span first. */
async function throughTimes(
  found: LeadingDate,
  places: readonly Place[],
  context: WhenContext,
): Promise<LeadingDate> {
  const [next, ...others] = places;
  if (next === undefined) return found;
  const between = found.rest.slice(0, found.rest.length - next.rest.length).replace(/[\s:：–—-]+$/u, '');
  if (!TIME.test(between)) return found;
  const reading = await readWhen(next.date, context);
  return reading.kind === 'read' ? throughTimes({ kind: 'date', ...next, reading }, others, context) : found;
}

/** Other problems only mean that the beginning is no date. */
function isUnusable({ code }: WhenProblem): boolean {
  return ['date-does-not-exist', 'date-without-day', 'year-too-early', 'year-too-late'].includes(code);
}
