import { DAY_MS } from '../model/span.ts';
import { withoutNamedZone } from './namedZone.ts';
import { plainWhen } from './plainWhen.ts';
import { instantsOf, isZone, utcOf, wallTimeAt } from './wallTime.ts';
import type { WallTime } from './wallTime.ts';
import { whenProblem } from './whenReading.ts';
import type { WhenContext, WhenNote, WhenParts, WhenProblem, WhenReading } from './whenReading.ts';

/** Interactions are logged within days, so a date without a year seldom means one that is so many days back. */
const LONG_AGO_DAYS = 300;

/** The other order of day and month is likely meant when it is a day of the last weeks. */
const RECENT_DAYS = 35;

/** An earlier year is a typing error. */
const EARLIEST_YEAR = 1970;

/** Meetings are planned at most this far ahead; a later year is a typing error. */
const MAX_YEARS_AHEAD = 10;

const MAX_TEXT_LENGTH = 200;

/**
 * Reads the date of an interaction from typed text: ISO 8601, the value of a `datetime-local` field, `now`, `-45m`, or
 * English. Never rejects because of the text. The reader of English is loaded when it is first needed.
 */
export async function readWhen(typed: string, context: WhenContext): Promise<WhenReading> {
  const text = visible(typed);
  if (text === '') return whenProblem('date-missing');
  if (text.length > MAX_TEXT_LENGTH) return whenProblem('date-not-understood');
  if (!isZone(context.zone)) return { kind: 'problem', code: 'zone-unknown', zone: context.zone };
  const named = withoutNamedZone(text);
  const parts = await partsOf(named?.text ?? text, { ...context, zone: named?.zone ?? context.zone });
  return parts.kind === 'problem' ? parts : placed(parts, context, named?.zone);
}

/**
 * Removes invisible characters, and the name of a zone behind its offset, as JavaScript writes it. Restores the hyphens of
 * ISO 8601 where a word processor put others.
 */
function visible(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/(?<=GMT[+-]\d{4}) \([\p{L} ]+\)\s*$/u, '')
    .replace(/^(\s*\d{4})[‐-―−](\d{1,2})[‐-―−](?=\d)/u, '$1-$2-')
    .trim();
}

async function partsOf(text: string, context: WhenContext): Promise<WhenParts | WhenProblem> {
  return plainWhen(text, context) ?? (await readFreeText(text, context));
}

async function readFreeText(text: string, context: WhenContext): Promise<WhenParts | WhenProblem> {
  const { freeTextWhen } = await import('./freeTextWhen.ts');
  return freeTextWhen(text, context);
}

/** Applies the zone that the text names, or else the reader's, and adds the notes that depend on it. */
function placed(parts: WhenParts, context: WhenContext, named?: string): WhenReading {
  const year = parts.kind === 'wall' ? parts.wall.year : parts.instant.getUTCFullYear();
  const problem = yearProblem(year, context);
  if (problem !== undefined) return problem;
  const notes: WhenNote[] = [...parts.notes];
  const zone = named ?? context.zone;
  const instant = parts.kind === 'instant' ? parts.instant : instantOf(parts, zone, notes);
  const wall = wallTimeAt(instant, context.zone);
  if (parts.kind === 'wall' && parts.swapped !== undefined) {
    const instants = instantsOf(parts.swapped.wall, zone);
    const other = instants.kind === 'once' ? instants.instant : instants.earlier;
    notes.push({ code: 'day-month-order', dayFirst: parts.swapped.dayFirst, other });
  }
  if (named !== undefined && parts.kind === 'wall' && parts.offsetMinutes === undefined) {
    notes.push({ code: 'zone-given', zone: named });
  }
  if (instant.getTime() > context.now.getTime()) notes.push({ code: 'future' });
  const days = daysSince(instant, context.now);
  const isLongAgo = days > LONG_AGO_DAYS && isDoubtful(parts, notes, context.now);
  return { kind: 'read', instant, wall, zone: context.zone, notes, ...(isLongAgo ? { longAgo: days } : {}) };
}

function isDoubtful(parts: WhenParts, notes: readonly WhenNote[], now: Date): boolean {
  if (parts.kind === 'wall' && parts.hasNoYear === true) return true;
  return notes.some((note) => {
    const days = note.code === 'day-month-order' ? daysSince(note.other, now) : -1;
    return days >= 0 && days <= RECENT_DAYS;
  });
}

function daysSince(instant: Date, now: Date): number {
  return Math.floor((now.getTime() - instant.getTime()) / DAY_MS);
}

function instantOf(parts: WhenParts & { kind: 'wall' }, zone: string, notes: WhenNote[]): Date {
  const { wall, offsetMinutes } = parts;
  if (offsetMinutes !== undefined) return new Date(utcOf(wall) - offsetMinutes * 60_000);
  return choose(wall, zone, notes);
}

/** Chooses as calendars do: the first of two, and for a skipped time the clock before the change. */
function choose(wall: WallTime, zone: string, notes: WhenNote[]): Date {
  const instants = instantsOf(wall, zone);
  if (instants.kind === 'once') return instants.instant;
  const { kind, earlier, later } = instants;
  notes.push({ code: kind, earlier, later });
  return kind === 'repeated' ? earlier : later;
}

function yearProblem(year: number, { now }: WhenContext): WhenProblem | undefined {
  const latest = now.getUTCFullYear() + MAX_YEARS_AHEAD;
  if (!(year >= EARLIEST_YEAR))
    return { kind: 'problem', code: 'year-too-early', year, earliest: EARLIEST_YEAR };
  if (!(year <= latest)) return { kind: 'problem', code: 'year-too-late', year, latest };
  return undefined;
}
