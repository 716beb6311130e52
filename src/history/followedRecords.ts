import { parseRecordRef, recordKey } from '../model/recordRef.ts';
import type { RecordId, RecordRef } from '../model/recordRef.ts';

const names = new Intl.Collator(undefined, { numeric: true });

/**
 * Records in the order of their names, each once. Every function gives a new list, or the same if nothing
 * changed.
 */
export type FollowedRecords = readonly RecordRef[];

export function followRecord(list: FollowedRecords, record: RecordRef): FollowedRecords {
  if (isFollowed(list, record)) return renameRecord(list, record);
  return [...list, record].toSorted(byName);
}

export function unfollowRecord(list: FollowedRecords, record: RecordId): FollowedRecords {
  return isFollowed(list, record) ? list.filter((one) => !isSame(one, record)) : list;
}

/** Takes over the name that the service gives now; a record that is not followed changes nothing. */
export function renameRecord(list: FollowedRecords, record: RecordRef): FollowedRecords {
  const known = list.find((one) => isSame(one, record));
  if (!known || known.name === record.name) return list;
  return list.map((one) => (one === known ? record : one)).toSorted(byName);
}

export function isFollowed(list: FollowedRecords, record: RecordId): boolean {
  return list.some((one) => isSame(one, record));
}

/** Reads a list that was stored. An entry that is no record is left out, and never costs its neighbours. */
export function parseFollowedRecords(value: unknown): FollowedRecords {
  if (!Array.isArray(value)) return [];
  const byKey = new Map<string, RecordRef>();
  for (const entry of value) {
    const record = parseRecordRef(entry);
    if (record) byKey.set(recordKey(record), record);
  }
  return [...byKey.values()].toSorted(byName);
}

function isSame(one: RecordId, other: RecordId): boolean {
  return one.kind === other.kind && one.id === other.id;
}

function byName(one: RecordRef, other: RecordRef): number {
  const order = names.compare(one.name, other.name);
  if (order !== 0) return order;
  return one.kind === other.kind ? one.id - other.id : one.kind < other.kind ? -1 : 1;
}
