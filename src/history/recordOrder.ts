import type { RecordRef } from '../model/recordRef.ts';
import { compareByName } from './followedRecords.ts';
import type { FollowedRecords } from './followedRecords.ts';
import { contactDates, hasNoPast } from './listContacts.ts';
import type { KnownContact } from './recordContact.ts';

/** The orders that the user can choose from. */
export const recordOrders = ['name', 'last-contact', 'followed'] as const;

export type RecordOrder = (typeof recordOrders)[number];

export const DEFAULT_ORDER = 'name' satisfies RecordOrder;

/**
 * The records in an order. By last contact, the longest ago comes first; then come records without contact, and those of
 * which nothing is known come last. Equal ones are in the order of their names.
 */
export function orderRecords(
  records: FollowedRecords,
  order: RecordOrder,
  { known, now }: { known: (record: RecordRef) => KnownContact | undefined; now: number },
): FollowedRecords {
  if (order === 'followed') return records;
  if (order === 'name') return records.toSorted(compareByName);
  const keyed = records.map((record) => ({ record, key: contactKey(known(record), now) }));
  return keyed
    .toSorted((one, other) => one.key - other.key || compareByName(one.record, other.record))
    .map(({ record }) => record);
}

/** A finite number for a known contact, as two infinities can't be subtracted. */
function contactKey(known: KnownContact | undefined, now: number): number {
  if (known?.dates === undefined) return Number.MAX_SAFE_INTEGER;
  const { lastContact } = contactDates(known.dates, now);
  if (lastContact !== undefined) return lastContact.getTime();
  return hasNoPast(known.dates) ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER;
}
