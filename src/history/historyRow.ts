import type { Interaction, InteractionType } from '../affinity/index.ts';
import { typeIds, typeKey } from '../model/interactionTypes.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { foldByPeriod, partsOfPeriod, periodsAround, rangeOfPeriod } from './foldByPeriod.ts';
import type { Grain, Part, Period } from './foldByPeriod.ts';
import { rowIndex } from './interactionRows.ts';
import type { TimelineState } from './timelineState.ts';

interface PlacedRow {
  /** The row's path. It begins with the account, since ids repeat between accounts. */
  readonly id: string;
  readonly record: RecordRef;
}

export interface RecordRow extends PlacedRow {
  readonly kind: 'record';
}

export interface TypeRow extends PlacedRow {
  readonly kind: 'type';
  readonly type: InteractionType;
}

export interface InteractionRow extends PlacedRow {
  readonly kind: 'interaction';
  readonly type: InteractionType;
  readonly interaction: Interaction;
}

/** Interactions of one calendar period of local time, where there are too many for a row each. */
export interface PeriodRow extends PlacedRow {
  readonly kind: 'period';
  readonly type: InteractionType;
  readonly key: string;
  readonly grain: Grain;
  readonly from: Date;
  readonly count: number;
  /** Other interactions of the period have rows beside it. */
  readonly isPart: boolean;
}

/** Tells the state of its type at the time when it is drawn: the last row, or the count of unreadable interactions. */
export interface StateRow extends PlacedRow {
  readonly kind: 'last' | 'unreadable';
  readonly type: InteractionType;
}

/** A type, or a row below one. */
export type TypedRow = TypeRow | PeriodRow | InteractionRow | StateRow;

/** A record that is followed, and everything below it. */
export type HistoryRow = RecordRow | TypedRow;

export function recordRow(account: string, record: RecordRef): RecordRow {
  return { kind: 'record', id: `${account}/${recordKey(record)}`, record };
}

export function typeRow(parent: RecordRow, type: InteractionType): TypeRow {
  return { kind: 'type', id: `${parent.id}/${typeKey(type)}`, record: parent.record, type };
}

export function typeRows(parent: RecordRow): readonly TypeRow[] {
  return typeIds.map((type) => typeRow(parent, type));
}

/** The path holds the record too, as one meeting has a row under several people. */
export function interactionRow(parent: TypeRow, interaction: Interaction): InteractionRow {
  return { ...parent, kind: 'interaction', id: `${parent.id}:${interaction.id}`, interaction };
}

/** A type has one last row, whatever it says, so that focus and selection stay on it from click to click. */
export function stateRow(parent: TypeRow, kind: StateRow['kind']): StateRow {
  return { ...parent, kind, id: `${parent.id}/${kind}` };
}

function periodRow(parent: TypeRow, { key, grain, from, isPart, begin, end }: Period): PeriodRow {
  const id = `${parent.id}/${key}`;
  return { ...parent, kind: 'period', id, key, grain, from, count: end - begin, isPart };
}

/** The type that a row belongs to, however deep. */
export function typeOf(row: TypedRow): TypeRow {
  if (row.kind === 'type') return row;
  const end = row.kind === 'interaction' ? row.id.lastIndexOf(':') : row.id.lastIndexOf('/');
  return { kind: 'type', id: row.id.slice(0, end), record: row.record, type: row.type };
}

/** True for the path of a row, and for those below it. */
export function isWithin(id: string, row: { readonly id: string }): boolean {
  return id === row.id || id.startsWith(`${row.id}/`);
}

/** The account's followed records and its expanded rows. */
export interface OpenRows {
  /** The account, as in the ids of rows. */
  readonly name: string;
  readonly followed: { readonly current: readonly RecordRef[] };
  /** Ids of expanded rows, whether or not their parents are expanded too. */
  readonly expanded: { readonly current: readonly string[] };
}

/** The types that are expanded within an expanded record. To refresh everything is a request for each of them. */
export function openTypes({ name, followed, expanded }: OpenRows): readonly TypeRow[] {
  const open = new Set(expanded.current);
  const records = followed.current.map((record) => recordRow(name, record)).filter(({ id }) => open.has(id));
  return records.flatMap((record) => typeRows(record)).filter(({ id }) => open.has(id));
}

/** The rows below a type: its interactions, with the middle of a long list folded, and its state. */
export function typeChildren(parent: TypeRow, state: TimelineState): HistoryRow[] {
  const rows = rowsOf(foldByPeriod(state.items), parent, state.items);
  if (state.unreadable > 0) rows.push(stateRow(parent, 'unreadable'));
  rows.push(stateRow(parent, 'last'));
  return rows;
}

export function periodChildren(parent: PeriodRow, { items }: TimelineState): HistoryRow[] {
  return rowsOf(partsOfPeriod(items, parent.key), typeOf(parent), items);
}

/** The row of the innermost period around a row; undefined when the row is directly below its type. */
export function periodAround(
  row: InteractionRow | PeriodRow,
  { items }: TimelineState,
): PeriodRow | undefined {
  const place =
    row.kind === 'period' ? rangeOfPeriod(items, row.key)?.begin : rowIndex(row.interaction, items);
  const around = place === undefined ? [] : periodsAround(items, place);
  const own = around.findIndex(({ key }) => row.kind === 'period' && key === row.key);
  const innermost = own < 0 ? around.at(-1) : around[own - 1];
  return innermost && periodRow(typeOf(row), innermost);
}

function rowsOf(parts: readonly Part[], parent: TypeRow, items: readonly Interaction[]): HistoryRow[] {
  return parts.flatMap((part): HistoryRow[] =>
    part.kind === 'period'
      ? [periodRow(parent, part)]
      : items.slice(part.begin, part.end).map((interaction) => interactionRow(parent, interaction)),
  );
}
