import type { Interaction, InteractionService } from '../../affinity/index.ts';
import { openTypes } from '../../history/historyRow.ts';
import type { OpenRows, TypeRow } from '../../history/historyRow.ts';
import type { InteractionFilter } from '../../history/interactionFilter.ts';
import type { Timelines } from '../../history/timelines.ts';
import { recordKey, recordQuery } from '../../model/recordRef.ts';
import type { RecordId } from '../../model/recordRef.ts';

/** Dates of the service have milliseconds, and the end of a range is exclusive. */
const SECOND_MS = 1000;

/** The rows of an account and what is loaded in them. A session is one. */
export interface ShownRows extends OpenRows {
  readonly timelines: Pick<Timelines, 'of'>;
  readonly filter: { readonly current: InteractionFilter };
}

/**
 * Finds the companies and opportunities whose open, loaded rows show an interaction, with one request for each. Only the
 * service knows whether one of the people belongs to them. `known` are records that need no request. Never rejects.
 */
export async function recordsShowing(
  rows: ShownRows,
  interactions: Pick<InteractionService, 'list'>,
  interaction: Interaction,
  known: readonly RecordId[],
): Promise<readonly RecordId[]> {
  const keys = new Set(known.map((record) => recordKey(record)));
  const candidates = openTypes(rows).filter(
    (row) => !keys.has(recordKey(row.record)) && canShow(rows, row, interaction),
  );
  const answers = await Promise.allSettled(
    candidates.map(async (row) => ((await hasIt(interactions, row, interaction)) ? [row.record] : [])),
  );
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}

/**
 * A person's row needs no request, because the interaction names its people, and neither does one that shows it already.
 */
function canShow(
  { timelines, filter }: ShownRows,
  { record, type }: TypeRow,
  interaction: Interaction,
): boolean {
  if (record.kind === 'person' || type !== interaction.type) return false;
  const timeline = timelines.of(record, type, filter.current);
  const { coverage } = timeline.state;
  if (coverage === undefined || timeline.has(type, interaction.id)) return false;
  return coverage.from <= interaction.date;
}

async function hasIt(
  interactions: Pick<InteractionService, 'list'>,
  { record, type }: TypeRow,
  { id, date }: Interaction,
): Promise<boolean> {
  const startTime = new Date(date.getTime() - SECOND_MS);
  const endTime = new Date(date.getTime() + SECOND_MS);
  const { items } = await interactions.list(
    { type, ...recordQuery(record), startTime, endTime },
    { retry: false },
  );
  return items.some((item) => item.id === id);
}
