import type { Interaction, InteractionType } from '../affinity/index.ts';
import { interactionTypes, typeName, typeNames } from '../model/interactionTypes.ts';
import type { TypeName } from '../model/interactionTypes.ts';
import type { RecordDates } from './recordDates.ts';
import type { TimelineState } from './timelineState.ts';
import { isNamedIn, isSameMoment } from './withContact.ts';

/** The newest past interaction of a type, as far as loaded rows prove it; undefined where they don't. */
export type NewestOf = (type: InteractionType) => Date | 'none' | undefined;

/** Without a last contact there is no first one either. */
const firstOf: Partial<Record<keyof RecordDates, keyof RecordDates>> = {
  lastEventDate: 'firstEventDate',
  lastEmailDate: 'firstEmailDate',
};

/**
 * The dates of a record without an interaction that was deleted here, without a request: the loaded rows tell which one comes
 * before it. Undefined when only the service can tell them.
 */
export function withoutContact(
  dates: RecordDates,
  { type, date }: Pick<Interaction, 'type' | 'date'>,
  newestOf: NewestOf,
): RecordDates | undefined {
  if (!isNamedIn(dates, { type, date })) return dates;
  // Planned meetings beyond the next one aren't loaded as a rule.
  if (isSameMoment(dates.nextEventDate, date) || isSameMoment(dates.soonestEventDate, date)) return undefined;
  const name = typeName(type);
  const last = name && interactionTypes[name].lastDate;
  const before = last && isSameMoment(dates[last], date) ? newestOf(type as InteractionType) : 'as before';
  if (before === undefined) return undefined;
  const first = before === 'none' && last !== undefined ? firstOf[last] : undefined;
  const left = {
    ...dates,
    ...(last && before !== 'as before' && { [last]: dateOf(before) }),
    ...(first && { [first]: undefined }),
  };
  if (!isSameMoment(dates.lastInteractionDate, date)) return left;
  const all = typeNames.map((one) => lastOf(one, left, newestOf));
  const known = all.filter((one) => one !== undefined);
  if (known.length < all.length) return undefined;
  return { ...left, lastInteractionDate: latest(known.map(dateOf)) };
}

/** The newest row at or before `now`, if nothing newer than `since` can be missing among the rows. */
export function newestIn(
  { coverage, restored, items, allLoaded }: TimelineState,
  since: Date,
  now: number,
): Date | 'none' | undefined {
  if (coverage === undefined || restored || coverage.to < since) return undefined;
  const newest = items.find(({ date }) => date.getTime() <= now);
  if (newest !== undefined) return newest.date >= coverage.from ? newest.date : undefined;
  return allLoaded ? 'none' : undefined;
}

/** The last contact of a type. The service doesn't date calls on their own. */
function lastOf(name: TypeName, dates: RecordDates, newestOf: NewestOf): Date | 'none' | undefined {
  const { id, lastDate } = interactionTypes[name];
  return lastDate === undefined ? newestOf(id) : (dates[lastDate] ?? 'none');
}

function dateOf(newest: Date | 'none'): Date | undefined {
  return newest === 'none' ? undefined : newest;
}

function latest(dates: readonly (Date | undefined)[]): Date | undefined {
  const times = dates.flatMap((date) => date?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}
