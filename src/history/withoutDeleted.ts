import type { Interaction, InteractionType } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { InteractionRef } from '../model/interactionRef.ts';
import { spanBetween } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import type { TimedEdit } from './historyEdits.ts';
import type { WholeHistory } from './recordHistory.ts';
import { readAt } from './timelineState.ts';
import type { ReadTimes, TimelineState } from './timelineState.ts';
import type { TypeCoverage } from './typeHistory.ts';

/**
 * Spans whose loaded rows are newer than the kept ones: what was kept and isn't loaded was deleted elsewhere. Rows at their
 * exact beginning may be missing, since there a page ends.
 */
export function checkedSpans(state: TimelineState, kept: TypeCoverage | undefined): readonly Span[] {
  const { coverage, restored } = state;
  // Rows of a snapshot are as old as what is kept.
  if (coverage === undefined || restored || kept?.readAt === undefined) return [];
  const [begin, end] = [coverage.from.getTime(), coverage.to.getTime()];
  const joints = [state.freshFrom, kept.freshFrom]
    .flatMap((joint) => joint?.getTime() ?? [])
    .filter((joint) => joint > begin && joint < end)
    .toSorted((one, other) => one - other);
  return [begin, ...joints].flatMap((from, index) => {
    const span =
      readAt(state, from) < readAt(kept, from) ? undefined : spanBetween(from, joints[index] ?? end);
    return span ?? [];
  });
}

/** The kept history without the interactions that the loaded rows know to be deleted. */
export function withoutDeleted(
  kept: WholeHistory,
  stateOf: (type: InteractionType) => TimelineState,
  edits: (since: number) => readonly TimedEdit[],
): WholeHistory['interactions'] {
  const isDeleted = new Map(
    [...kept.coverage].map(([type, coverage]) => {
      const state = stateOf(type);
      const spans = checkedSpans(state, coverage);
      const known = knownKeys(state, spans.length === 0 ? [] : edits(oldestOf(state)));
      return [type, (one: DatedRef) => isWithin(one, spans) && !known.has(interactionKey(one))] as const;
    }),
  );
  return kept.interactions.filter((one) => isDeleted.get(one.type as InteractionType)?.(one) !== true);
}

/** The identities of what is loaded, or was saved since then: another window's edits aren't loaded here. */
export function knownKeys(
  { items }: Pick<TimelineState, 'items'>,
  edits: readonly TimedEdit[],
): ReadonlySet<string> {
  const saved = edits.filter(({ interaction }) => interaction !== undefined);
  return new Set([...items, ...saved].map((one) => interactionKey(one)));
}

/** Rows that are missing where everything is read: they were deleted elsewhere. */
export function goneFrom(
  before: readonly Interaction[],
  { items, coverage }: TimelineState,
): readonly Interaction[] {
  if (coverage === undefined) return [];
  const shown = new Set(items.map((one) => interactionKey(one)));
  return before.filter((one) => one.date >= coverage.from && !shown.has(interactionKey(one)));
}

/** The moment since which edits may be missing among the loaded rows, in milliseconds. */
export function oldestOf({ readAt: newest, oldestReadAt }: ReadTimes): number {
  return Math.min(newest?.getTime() ?? 0, oldestReadAt?.getTime() ?? 0);
}

type DatedRef = InteractionRef & { readonly date: Date };

function isWithin({ date }: DatedRef, spans: readonly Span[]): boolean {
  return spans.some(({ from, to }) => date > from && date < to);
}
