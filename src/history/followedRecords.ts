import { recordKey } from '../model/recordRef.ts';
import type { RecordId, RecordRef } from '../model/recordRef.ts';

/** Made at the first comparison, as it takes longer than loading the extension. */
let names: Intl.Collator | undefined;

/** Records as they were followed, each once. Every function returns a new list, or the same one when nothing changed. */
export type FollowedRecords = readonly RecordRef[];

export function followRecord(list: FollowedRecords, record: RecordRef): FollowedRecords {
  return isFollowed(list, record) ? renameRecord(list, record) : [...list, record];
}

export function unfollowRecord(list: FollowedRecords, record: RecordId): FollowedRecords {
  return isFollowed(list, record) ? list.filter((one) => !isSame(one, record)) : list;
}

/** Takes the record's current name; a record that is not followed changes nothing. */
export function renameRecord(list: FollowedRecords, record: RecordRef): FollowedRecords {
  const known = list.find((one) => isSame(one, record));
  if (!known || known.name === record.name) return list;
  return list.map((one) => (one === known ? record : one));
}

export function isFollowed(list: FollowedRecords, record: RecordId): boolean {
  return list.some((one) => isSame(one, record));
}

/** Keeps the last of several entries for one record, at the place of the first. */
export function uniqueRecords(records: readonly RecordRef[]): FollowedRecords {
  return [...new Map(records.map((record) => [recordKey(record), record])).values()];
}

/** Compares in the order of the user's language, and numbers as numbers. */
export function compareByName(one: RecordRef, other: RecordRef): number {
  names ??= new Intl.Collator(undefined, { numeric: true });
  const order = names.compare(one.name, other.name);
  if (order !== 0) return order;
  return one.kind === other.kind ? one.id - other.id : one.kind < other.kind ? -1 : 1;
}

function isSame(one: RecordId, other: RecordId): boolean {
  return one.kind === other.kind && one.id === other.id;
}
