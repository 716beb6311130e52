import { isoWhen } from './isoWhen.ts';
import { withoutNamedZone } from './namedZone.ts';
import { shorthandWhen } from './shorthandWhen.ts';
import { instantsOf, isZone, utcOf, wallTimeAt } from './wallTime.ts';
import type { WallTime } from './wallTime.ts';
import { whenProblem } from './when.ts';
import type { WhenContext, WhenNote, WhenParts, WhenProblem, WhenReading } from './when.ts';

/** Nothing was logged before there were computers to log it on; such a year is a slip of the finger. */
const EARLIEST_YEAR = 1970;

/** Meetings are planned ahead, but not by more than this. */
const LONGEST_AHEAD_YEARS = 10;

const LONGEST_TEXT = 200;

/**
 * Reads the date of an interaction from what was typed: ISO 8601, the value of a `datetime-local` field, `now`,
 * `-45m`, or English. Never rejects for what stands in the text; free text loads its reader when it is first met.
 */
export async function readWhen(typed: string, context: WhenContext): Promise<WhenReading> {
  const text = visible(typed);
  if (text === '') return whenProblem('date-missing');
  if (text.length > LONGEST_TEXT) return whenProblem('date-not-understood');
  if (!isZone(context.zone)) return { kind: 'problem', code: 'zone-unknown', zone: context.zone };
  const named = withoutNamedZone(text);
  const parts = await partsOf(named?.text ?? text, { ...context, zone: named?.zone ?? context.zone });
  return parts.kind === 'problem' ? parts : placed(parts, context, named?.zone);
}

/** Without what no one can see, and with the hyphens that ISO 8601 has where a word processor has put others. */
function visible(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^(\s*\d{4})[‐-―−](\d{1,2})[‐-―−](?=\d)/u, '$1-$2-')
    .trim();
}

async function partsOf(text: string, context: WhenContext): Promise<WhenParts | WhenProblem> {
  return isoWhen(text) ?? shorthandWhen(text, context) ?? (await readFreeText(text, context));
}

async function readFreeText(text: string, context: WhenContext): Promise<WhenParts | WhenProblem> {
  const { freeTextWhen } = await import('./freeTextWhen.ts');
  return freeTextWhen(text, context);
}

/** Applies the zone that is named in the text, or else the reader's, then says what a person should know of the result. */
function placed(parts: WhenParts, context: WhenContext, named?: string): WhenReading {
  const year = parts.kind === 'wall' ? parts.wall.year : parts.instant.getUTCFullYear();
  const problem = yearProblem(year, context);
  if (problem !== undefined) return problem;
  const notes: WhenNote[] = [...parts.notes];
  const zone = named ?? context.zone;
  const instant = parts.kind === 'instant' ? parts.instant : instantOf(parts, zone, notes);
  const wall = wallTimeAt(instant, context.zone);
  if (parts.kind === 'wall' && parts.swapped !== undefined) {
    const other = instantsOf(parts.swapped.wall, zone);
    notes.push({
      code: 'day-month-order',
      dayFirst: parts.swapped.dayFirst,
      other: other.kind === 'once' ? other.instant : other.earlier,
    });
  }
  if (named !== undefined && parts.kind === 'wall' && parts.offsetMinutes === undefined) {
    notes.push({ code: 'zone-given', zone: named });
  }
  if (instant.getTime() > context.now.getTime()) notes.push({ code: 'future' });
  return { kind: 'read', instant, wall, zone: context.zone, notes };
}

function instantOf(parts: WhenParts & { kind: 'wall' }, zone: string, notes: WhenNote[]): Date {
  const { wall, offsetMinutes } = parts;
  if (offsetMinutes !== undefined) return new Date(utcOf(wall) - offsetMinutes * 60_000);
  return choose(wall, zone, notes);
}

/** As calendars do: of two the first, and where there is none, what it would be by the clock before the change. */
function choose(wall: WallTime, zone: string, notes: WhenNote[]): Date {
  const instants = instantsOf(wall, zone);
  if (instants.kind === 'once') return instants.instant;
  const { kind, earlier, later } = instants;
  notes.push({ code: kind, earlier, later });
  return kind === 'repeated' ? earlier : later;
}

function yearProblem(year: number, { now }: WhenContext): WhenProblem | undefined {
  const latest = now.getUTCFullYear() + LONGEST_AHEAD_YEARS;
  if (!(year >= EARLIEST_YEAR))
    return { kind: 'problem', code: 'year-too-early', year, earliest: EARLIEST_YEAR };
  if (!(year <= latest)) return { kind: 'problem', code: 'year-too-late', year, latest };
  return undefined;
}
