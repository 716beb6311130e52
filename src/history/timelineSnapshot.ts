import * as z from 'zod/mini';
import { typeIds } from '../model/interactionTypes.ts';
import { recordKey } from '../model/recordRef.ts';
import { filterKey } from './interactionFilter.ts';
import { filterSchema, recordRefSchema } from './storedChoices.ts';
import { storedDateSchema, storedInteraction, storedInteractionSchema } from './storedInteraction.ts';
import type { SavedStretch } from './stretch.ts';
import type { TimelineSubject } from './stretchReader.ts';

const momentSchema = z.pipe(
  storedDateSchema,
  z.transform((date) => date.getTime()),
);

const subjectSchema = z.object({
  version: z.literal(1),
  record: recordRefSchema,
  type: z.literal([...typeIds]),
  filter: filterSchema,
});

const snapshotSchema = z
  .extend(subjectSchema, {
    start: momentSchema,
    from: momentSchema,
    to: momentSchema,
    done: z.boolean(),
    readAt: momentSchema,
    oldestReadAt: momentSchema,
    unreadable: z.array(z.object({ name: z.string(), pageEnd: momentSchema })),
    rows: z.array(storedInteractionSchema),
  })
  .check(
    z.refine(({ start, from, to }) => start <= from && from < to),
    z.refine(({ oldestReadAt, readAt }) => oldestReadAt <= readAt),
    z.refine(({ rows, type, from }) => rows.every((row) => row.type === type && row.date.getTime() >= from)),
  );

/**
 * The newest rows of a timeline as JSON, with ISO 8601 moments. It holds no cursor, since a page token may expire before
 * the next start; the walk continues from the oldest row instead.
 */
export type TimelineSnapshot = z.input<typeof snapshotSchema>;

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

/** The timeline that a snapshot belongs to; undefined when the value is no snapshot. */
export function snapshotSubject(value: unknown): TimelineSubject | undefined {
  return subjectSchema.safeParse(value).data;
}

/** Undefined when the value is no snapshot, contradicts itself, or belongs to another timeline. */
export function readTimelineSnapshot(value: unknown, subject: TimelineSubject): SavedStretch | undefined {
  const own = snapshotSubject(value);
  if (own === undefined || !isSameSubject(own, subject)) return undefined;
  const snapshot = snapshotSchema.safeParse(value).data;
  return (
    snapshot && {
      ...snapshot,
      unreadable: snapshot.unreadable.map(({ name, pageEnd }) => [name, pageEnd] as const),
    }
  );
}

function isSameSubject(one: TimelineSubject, other: TimelineSubject): boolean {
  return (
    recordKey(one.record) === recordKey(other.record) &&
    one.type === other.type &&
    filterKey(one.filter, one.type) === filterKey(other.filter, other.type)
  );
}

function iso(moment: number): string {
  return new Date(moment).toJSON();
}
