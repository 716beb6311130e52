import { recordKey } from '../model/recordRef.ts';
import type { RecordId, RecordRef } from '../model/recordRef.ts';

const names = new Intl.Collator(undefined, { numeric: true });

/** Records by name, each once. Every function returns a new list, or the same one when nothing changed. */
export type FollowedRecords = readonly RecordRef[];

export function followRecord(list: FollowedRecords, record: RecordRef): FollowedRecords {
  return isFollowed(list, record) ? renameRecord(list, record) : sortRecords([...list, record]);
}

export function unfollowRecord(list: FollowedRecords, record: RecordId): FollowedRecords {
  return isFollowed(list, record) ? list.filter((one) => !isSame(one, record)) : list;
}

/** Takes the record's current name; a record that is not followed changes nothing. */
export function renameRecord(list: FollowedRecords, record: RecordRef): FollowedRecords {
  const known = list.find((one) => isSame(one, record));
  if (!known || known.name === record.name) return list;
  return sortRecords(list.map((one) => (one === known ? record : one)));
}

export function isFollowed(list: FollowedRecords, record: RecordId): boolean {
  return list.some((one) => isSame(one, record));
}

/** Keeps the last of several entries for one record. */
export function sortRecords(records: readonly RecordRef[]): FollowedRecords {
  const byKey = new Map(records.map((record) => [recordKey(record), record]));
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
