import type { InteractionType } from '../affinity/index.ts';
import { parseRecordRef, recordKey } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { filterKey, parseFilter } from './interactionFilter.ts';
import type { InteractionFilter } from './interactionFilter.ts';
import type { SavedStretch } from './savedStretch.ts';
import { NotStored, readStored, storedField } from './storedField.ts';
import type { Fields } from './storedField.ts';
import { readStoredInteraction, storedInteraction } from './storedInteraction.ts';
import type { TimelineSubject } from './stretchReader.ts';

const { date, flag, list, object, text } = storedField;

/**
 * The newest rows of a timeline as plain JSON. It holds no cursor: the tokens in one may have expired when it
 * is read again, and where the rows end tells as well where to go on.
 */
export interface TimelineSnapshot {
  readonly version: 1;
  readonly record: RecordRef;
  readonly type: InteractionType;
  readonly filter: InteractionFilter;
  /** ISO 8601, as all instants here. */
  readonly start: string;
  readonly from: string;
  readonly to: string;
  readonly done: boolean;
  readonly readAt: string;
  readonly oldestReadAt: string;
  readonly unreadable: readonly { readonly name: string; readonly pageEnd: string }[];
  readonly rows: readonly Fields[];
}

export function timelineSnapshot(subject: TimelineSubject, saved: SavedStretch): TimelineSnapshot {
  const { kind, id, name } = subject.record;
  return {
    version: 1,
    record: { kind, id, name },
    type: subject.type,
    filter: subject.filter,
    start: iso(saved.start),
    from: iso(saved.from),
    to: iso(saved.to),
    done: saved.done,
    readAt: iso(saved.readAt),
    oldestReadAt: iso(saved.oldestReadAt),
    unreadable: saved.unreadable.map(([name, pageEnd]) => ({ name, pageEnd: iso(pageEnd) })),
    rows: saved.rows.map((row) => storedInteraction(row)),
  };
}

/** Of which timeline a snapshot is; undefined when it is none. */
export function snapshotSubject(value: unknown): TimelineSubject | undefined {
  return readStored(value, readSubject);
}

/** What a snapshot holds; undefined when it is none of this timeline, or anything in it is not right. */
export function readTimelineSnapshot(value: unknown, subject: TimelineSubject): SavedStretch | undefined {
  return readStored(value, (stored) => {
    if (!isSameSubject(readSubject(stored), subject)) throw new NotStored('is of another timeline');
    return readSavedStretch(object(stored), subject.type);
  });
}

function readSubject(value: unknown): TimelineSubject {
  const fields = object(value);
  const record = parseRecordRef(fields['record']);
  const filter = parseFilter(fields['filter']);
  const type = fields['type'];
  if (fields['version'] !== 1 || !record || !filter || !isType(type)) throw new NotStored('is no snapshot');
  return { record, type, filter };
}

function readSavedStretch(fields: Fields, type: InteractionType): SavedStretch {
  const moment = (name: string) => date(fields[name]).getTime();
  const saved: SavedStretch = {
    start: moment('start'),
    from: moment('from'),
    to: moment('to'),
    done: flag(fields['done']),
    readAt: moment('readAt'),
    oldestReadAt: moment('oldestReadAt'),
    unreadable: list(readUnreadable)(fields['unreadable']),
    rows: list(readStoredInteraction)(fields['rows']),
  };
  const isOrdered = saved.start <= saved.from && saved.from < saved.to && saved.oldestReadAt <= saved.readAt;
  const isOfType = saved.rows.every((row) => row.type === type && row.date.getTime() >= saved.from);
  if (!isOrdered || !isOfType) throw new NotStored('contradicts itself');
  return saved;
}

function readUnreadable(value: unknown): readonly [string, number] {
  const fields = object(value);
  return [text(fields['name']), date(fields['pageEnd']).getTime()];
}

function isSameSubject(one: TimelineSubject, other: TimelineSubject): boolean {
  return (
    recordKey(one.record) === recordKey(other.record) &&
    one.type === other.type &&
    filterKey(one.filter, one.type) === filterKey(other.filter, other.type)
  );
}

function isType(value: unknown): value is InteractionType {
  return value === 0 || value === 1 || value === 2 || value === 3;
}

function iso(moment: number): string {
  return new Date(moment).toJSON();
}
