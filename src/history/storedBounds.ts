import type { InteractionDates } from '../affinity/index.ts';
import { readStored, storedField } from './storedField.ts';

const { date, list, maybe, number, object, text } = storedField;

const names = [
  'firstEmailDate',
  'lastEmailDate',
  'firstEventDate',
  'lastEventDate',
  'nextEventDate',
  'lastChatMessageDate',
  'lastInteractionDate',
] as const satisfies readonly (keyof InteractionDates)[];

/** A record's dates and when they were read, in milliseconds since the epoch. No dates: the service cannot tell. */
export interface KnownBounds {
  readonly dates: InteractionDates | undefined;
  readonly readAt: number;
}

/** As plain JSON. */
export function storedBounds(known: Iterable<readonly [string, KnownBounds]>): unknown {
  return Array.from(known, ([record, { dates, readAt }]) => ({ record, readAt, dates }));
}

/** By record; what is none is passed over. */
export function readStoredBounds(stored: unknown): ReadonlyMap<string, KnownBounds> {
  const entries =
    readStored(
      stored,
      list((entry) => readStored(entry, bounds)),
    ) ?? [];
  return new Map(entries.filter((entry) => entry !== undefined));
}

function bounds(stored: unknown): readonly [string, KnownBounds] {
  const fields = object(stored);
  return [text(fields['record']), { readAt: number(fields['readAt']), dates: maybe(dates)(fields['dates']) }];
}

function dates(stored: unknown): InteractionDates {
  const fields = object(stored);
  const read = maybe(date);
  return Object.fromEntries(names.map((name) => [name, read(fields[name])]));
}
