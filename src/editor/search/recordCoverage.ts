import type { InteractionType } from '../../affinity/index.ts';
import { requestsFor } from '../../history/requestPermission.ts';
import type { Timelines } from '../../history/timelines.ts';
import type { TypeCoverage } from '../../history/typeHistory.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { HistoryFacts } from './searchTasks.ts';

/** Notes on a page of a record's list; fewer than three are read one by one. */
const NOTES_ON_PAGE = 500;

/** A page of a type whose dates aren't known, and half of the request for the dates. */
const LEAST_REQUESTS = 2;

/** How much of a record a search covers. */
export interface RecordCoverage {
  readonly record: RecordRef;
  /** All types are covered from here on; undefined while one of them isn't read at all. */
  readonly since?: Date;
  /** Something is read of it. */
  readonly isBegun: boolean;
  /** Everything is read, and so are the notes. */
  readonly isComplete: boolean;
  /** Requests that the rest is likely to take. */
  readonly requestsLeft: number;
}

type Known = Pick<TypeCoverage, 'span' | 'isComplete'> & { readonly requestsLeft?: number };

/** Whichever is known further back: the kept history of a record, or what the tree has loaded. */
export function recordCoverage(
  record: RecordRef,
  facts: HistoryFacts | undefined,
  timelines: Pick<Timelines, 'of' | 'knownSpan'>,
): RecordCoverage {
  const types = typeIds.map((type) => ({ type, known: knownOf(record, type, facts, timelines) }));
  const begins = types.map(({ known }) => known?.span?.from.getTime());
  const since = begins.every((begin) => begin !== undefined) ? new Date(Math.max(...begins)) : undefined;
  const isComplete = types.every(({ known }) => known?.isComplete === true);
  const rest = types.map(({ type, known }) => requestsOf(record, type, known, timelines));
  const missing = facts?.missing ?? (isComplete ? notesLoaded(record, timelines) : undefined);
  return {
    record,
    ...(since && { since }),
    isBegun: begins.some((begin) => begin !== undefined),
    isComplete: isComplete && missing === 0,
    requestsLeft: rest.reduce((sum, one) => sum + one, 0) + requestsForNotes(missing),
  };
}

/** Rows that aren't kept yet have none of their texts. */
function notesLoaded(record: RecordRef, timelines: Pick<Timelines, 'of'>): number {
  const rows = typeIds.flatMap((type) => timelines.of(record, type).state.items);
  return rows.reduce((sum, { noteIds }) => sum + noteIds.length, 0);
}

/** An unknown number is likely to fit on a page. */
function requestsForNotes(missing = 1): number {
  return missing < 3 ? missing : Math.ceil(missing / NOTES_ON_PAGE);
}

function knownOf(
  record: RecordRef,
  type: InteractionType,
  facts: HistoryFacts | undefined,
  timelines: Pick<Timelines, 'of'>,
): Known | undefined {
  const kept = facts?.coverage.get(type);
  if (kept?.isComplete === true) return kept;
  const { coverage, allLoaded } = timelines.of(record, type).state;
  const loaded = coverage && { span: coverage, isComplete: false };
  if (kept?.span === undefined || (coverage && coverage.from < kept.span.from))
    return loaded && { ...loaded, isComplete: allLoaded };
  return kept;
}

function requestsOf(
  record: RecordRef,
  type: InteractionType,
  known: Known | undefined,
  timelines: Pick<Timelines, 'of' | 'knownSpan'>,
): number {
  if (known?.isComplete === true) return 1;
  if (known?.requestsLeft !== undefined) return known.requestsLeft;
  const span = timelines.knownSpan(record, type);
  if (span === undefined) return LEAST_REQUESTS;
  const { coverage, items } = timelines.of(record, type).state;
  return requestsFor(span, coverage && { span: coverage, count: items.length });
}
