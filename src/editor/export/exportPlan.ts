import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { ExportItem } from '../../export/exportSource.ts';
import { rangeOfPeriod } from '../../history/foldByPeriod.ts';
import type { InteractionFilter } from '../../history/interactionFilter.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Row } from '../tree/row.ts';

/** Types of a record whose whole history is exported. */
export interface ExportedHistory {
  readonly record: RecordRef;
  readonly types: readonly InteractionType[];
}

/** Interactions that are exported by themselves. Texts that are known, such as those of search results, aren't read again. */
export interface ChosenInteractions {
  readonly record: RecordRef;
  readonly items: readonly Omit<ExportItem, 'record'>[];
}

/** The subject of an export. */
export interface ExportPlan {
  readonly histories: readonly ExportedHistory[];
  readonly chosen: readonly ChosenInteractions[];
  /** Applies to the histories, as they are shown through it. */
  readonly filter: InteractionFilter;
}

type ExportSession = Pick<AccountSession, 'filter' | 'timelines' | 'followed'>;

/** Rows of records and types stand for their whole history; other rows for the interactions below them. */
export function planOfRows(session: ExportSession, rows: readonly Row[]): ExportPlan {
  const histories = historiesOf(rows);
  const isCovered = ({ record }: { readonly record: RecordRef }, type: InteractionType): boolean =>
    histories.get(recordKey(record))?.types.includes(type) === true;
  const chosen = new Map<string, { readonly record: RecordRef; readonly items: Map<string, Interaction> }>();
  for (const row of rows) {
    if ((row.kind !== 'interaction' && row.kind !== 'period') || isCovered(row, row.type)) continue;
    const { record } = row;
    const known = chosen.get(recordKey(record)) ?? { record, items: new Map<string, Interaction>() };
    chosen.set(recordKey(record), known);
    for (const one of interactionsOf(session, row)) known.items.set(interactionKey(one), one);
  }
  return {
    histories: [...histories.values()],
    chosen: [...chosen.values()].map(({ record, items }) => ({
      record,
      items: [...items.values()].map((interaction) => ({ interaction })),
    })),
    filter: session.filter.current,
  };
}

/** Everything that is followed, through the filter. */
export function planOfView({ followed, filter }: ExportSession): ExportPlan {
  const histories = followed.current.map((record) => ({ record, types: typeIds }));
  return { histories, chosen: [], filter: filter.current };
}

/** The whole history of one record, without a filter: it is no row of the view. */
export function planOfRecord(record: RecordRef): ExportPlan {
  return { histories: [{ record, types: typeIds }], chosen: [], filter: {} };
}

/** Interactions that were found elsewhere, such as by a search, with the texts that are known. */
export function planOfItems(items: readonly ExportItem[]): ExportPlan {
  const byRecord = Map.groupBy(items, ({ record }) => recordKey(record));
  const chosen = [...byRecord.values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ record: first.record, items: own }];
  });
  return { histories: [], chosen, filter: {} };
}

function historiesOf(rows: readonly Row[]): ReadonlyMap<string, ExportedHistory> {
  const histories = new Map<string, ExportedHistory>();
  for (const row of rows) {
    if (row.kind !== 'record' && row.kind !== 'type') continue;
    const { record } = row;
    const before = histories.get(recordKey(record))?.types ?? [];
    const added = row.kind === 'record' ? typeIds : [row.type];
    const types = typeIds.filter((type) => before.includes(type) || added.includes(type));
    histories.set(recordKey(record), { record, types });
  }
  return histories;
}

function interactionsOf(
  { timelines, filter }: ExportSession,
  row: Extract<Row, { readonly kind: 'interaction' | 'period' }>,
): readonly Interaction[] {
  if (row.kind === 'interaction') return [row.interaction];
  const { items } = timelines.of(row.record, row.type, filter.current).state;
  const range = rangeOfPeriod(items, row.key);
  return range === undefined ? [] : items.slice(range.begin, range.end);
}
