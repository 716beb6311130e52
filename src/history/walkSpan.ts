import type { InteractionDates, InteractionType } from '../affinity/index.ts';
import { interactionTypes, isEvent, typeName } from '../model/interactionTypes.ts';
import { CHUNK_MS, DAY_MS, earliest } from '../model/span.ts';
import type { Span } from '../model/span.ts';

/** How far ahead planned meetings are looked for when no date is known. */
const AHEAD_MS = 90 * DAY_MS;

/** A moment in milliseconds, `none` when the service says there is none, `unknown` when its value is not plausible. */
type Hint = 'none' | 'unknown' | number;

/**
 * The span that a walk for a type covers, from `to` back to `from`. Without dates it goes from now to `earliest`. With them
 * it goes from the last known moment, if that is older than one request covers, to the first one; for planned meetings it
 * starts ahead of now. Dates that contradict each other or the calendar count as unknown.
 */
export function walkSpan(type: InteractionType, bounds: InteractionDates | undefined, now: number): Span {
  const last = bounds ? lastHint(type, bounds, now) : 'unknown';
  const first = bounds ? firstHint(bounds, now) : 'unknown';
  const isSane = typeof first !== 'number' || typeof last !== 'number' || first <= last;
  const to =
    isSane && typeof last === 'number' && last < now - CHUNK_MS ? last + DAY_MS : newest(type, bounds, now);
  const from = isSane ? oldest(type, { first, last }, to) : earliest.getTime();
  return { from: new Date(Math.max(from, earliest.getTime())), to: new Date(to) };
}

/** Now, or for meetings the next planned one. */
function newest(type: InteractionType, bounds: InteractionDates | undefined, now: number): number {
  if (type !== interactionTypes.meeting.id) return now;
  const next = bounds ? hint(bounds.nextEventDate, now + CHUNK_MS) : 'unknown';
  if (next === 'none') return now;
  return typeof next === 'number' && next > now ? next + DAY_MS : now + AHEAD_MS;
}

function oldest(type: InteractionType, { first, last }: { first: Hint; last: Hint }, to: number): number {
  const hasNone = last === 'none' || (first === 'none' && isEvent(type));
  if (hasNone) return to - CHUNK_MS;
  return typeof first === 'number' ? first - DAY_MS : earliest.getTime();
}

function firstHint(bounds: InteractionDates, now: number): Hint {
  return combined([bounds.firstEmailDate, bounds.firstEventDate], now, Math.min);
}

function lastHint(type: InteractionType, bounds: InteractionDates, now: number): Hint {
  const ahead = now + CHUNK_MS;
  const name = typeName(type);
  const last = name && interactionTypes[name].lastDate;
  if (last !== undefined && !isEvent(type)) return hint(bounds[last], ahead);
  return combined([bounds.lastEventDate, bounds.lastInteractionDate, bounds.nextEventDate], ahead, Math.max);
}

function combined(
  dates: readonly (Date | null | undefined)[],
  latest: number,
  choose: (...moments: number[]) => number,
): Hint {
  const hints = dates.map((date) => hint(date, latest));
  const moments = hints.filter((one) => typeof one === 'number');
  if (hints.includes('unknown')) return 'unknown';
  return moments.length === 0 ? 'none' : choose(...moments);
}

function hint(date: Date | null | undefined, latest: number): Hint {
  if (!date) return 'none';
  const moment = date.getTime();
  return moment >= earliest.getTime() && moment <= latest ? moment : 'unknown';
}
