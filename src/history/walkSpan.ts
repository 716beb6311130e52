import type { InteractionDates, InteractionType } from '../affinity/index.ts';
import { interactionTypes, isEvent } from '../model/interactionTypes.ts';
import { CHUNK_MS, DAY_MS } from '../model/span.ts';
import { earliest } from '../model/span.ts';
import type { Span } from '../model/span.ts';

const AHEAD_MS = 90 * DAY_MS;

const MEETING = 0;

/**
 * What a record's dates say about one moment: the service knows of none, it says nothing sane, or
 * milliseconds.
 */
type Hint = 'none' | 'unknown' | number;

/**
 * Where the walk for a type begins (`to`) and ends (`from`). Without bounds it goes from now to `EARLIEST`;
 * with them, from the last known moment, when that is older than one request covers, to the first one. For
 * planned meetings it begins ahead of now. Bounds are hints: what contradicts itself or the calendar counts
 * as unknown.
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

/** The end of the span in which something new can be: now, or for meetings the next planned one. */
function newest(type: InteractionType, bounds: InteractionDates | undefined, now: number): number {
  if (type !== MEETING) return now;
  const next = bounds ? hint(bounds.nextEventDate, now + CHUNK_MS) : 'unknown';
  if (next === 'none') return now;
  return typeof next === 'number' && next > now ? next + DAY_MS : now + AHEAD_MS;
}

function oldest(type: InteractionType, { first, last }: { first: Hint; last: Hint }, to: number): number {
  const isUnheardOf = last === 'none' || (first === 'none' && isEvent(type));
  if (isUnheardOf) return to - CHUNK_MS;
  return typeof first === 'number' ? first - DAY_MS : earliest.getTime();
}

function firstHint(bounds: InteractionDates, now: number): Hint {
  return combined([bounds.firstEmailDate, bounds.firstEventDate], now, Math.min);
}

function lastHint(type: InteractionType, bounds: InteractionDates, now: number): Hint {
  const ahead = now + CHUNK_MS;
  if (type === interactionTypes.email.id) return hint(bounds.lastEmailDate, ahead);
  if (type === interactionTypes.chatMessage.id) return hint(bounds.lastChatMessageDate, ahead);
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
