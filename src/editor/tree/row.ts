import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { Grain, Period } from '../../history/periods.ts';
import { typeKey } from '../../model/interactionTypes.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { DeletionSummary } from '../words/deletionSummary.ts';
import type { DraftSummary } from '../words/draftSummary.ts';

/** So that a kind of row that is new has its place here. */
const rowKinds: Record<Row['kind'], true> = {
  drafts: true,
  draft: true,
  deletion: true,
  record: true,
  type: true,
  period: true,
  interaction: true,
  last: true,
  unreadable: true,
};

interface Identified {
  /** The path of the row. It begins with the account, since ids repeat between accounts. */
  readonly id: string;
}

interface Placed extends Identified {
  readonly record: RecordRef;
}

interface OfType extends Placed {
  readonly type: InteractionType;
}

export interface RecordRow extends Placed {
  readonly kind: 'record';
}

export interface TypeRow extends OfType {
  readonly kind: 'type';
}

export interface InteractionRow extends OfType {
  readonly kind: 'interaction';
  readonly interaction: Interaction;
}

/** Interactions of one calendar period of local time, where there are too many to stand singly. */
export interface PeriodRow extends OfType {
  readonly kind: 'period';
  readonly key: string;
  readonly grain: Grain;
  readonly from: Date;
  readonly count: number;
  /** Others of the period stand beside the row. */
  readonly isPart: boolean;
}

/** A row that tells of its type's state as it is when it is drawn: the last row, or what could not be read. */
export interface StateRow extends OfType {
  readonly kind: 'last' | 'unreadable';
}

/** The drafts of the account, above everything else, when there are any. */
export interface DraftsRow extends Identified {
  readonly kind: 'drafts';
  readonly count: number;
}

export interface DraftRow extends Identified {
  readonly kind: 'draft';
  readonly draft: DraftSummary;
}

/** A deletion of which nobody knows whether it took effect. It stands among the drafts. */
export interface DeletionRow extends Identified {
  readonly kind: 'deletion';
  readonly deletion: DeletionSummary;
}

/** A row that stands below a type, or the type itself. */
export type TypedRow = TypeRow | PeriodRow | InteractionRow | StateRow;

/** What stands in the tree: data only. `rowItem` draws it. */
export type Row = DraftsRow | DraftRow | DeletionRow | RecordRow | TypedRow;

export function isTyped(row: Row): row is TypedRow {
  return 'type' in row;
}

/** The row that a menu of the tree hands to a command; undefined for whatever else a command was called with. */
export function rowOf(argument: unknown): Row | undefined {
  const looksLikeRow =
    typeof argument === 'object' &&
    argument !== null &&
    'kind' in argument &&
    typeof argument.kind === 'string' &&
    Object.hasOwn(rowKinds, argument.kind) &&
    'id' in argument;
  return looksLikeRow ? (argument as Row) : undefined;
}

/** All rows that were selected when a command was chosen from the menu of one of them, else that row alone. */
export function rowsOf(argument: unknown, others: unknown): Row[] {
  const row = rowOf(argument);
  const selected = (Array.isArray(others) ? others : []).flatMap((one) => rowOf(one) ?? []);
  if (row === undefined) return [];
  return selected.some(({ id }) => id === row.id) ? selected : [row];
}

export function draftsRow(account: string, count: number): DraftsRow {
  return { kind: 'drafts', id: `${account}/drafts`, count };
}

export function draftRow(parent: DraftsRow, shown: DraftSummary | DeletionSummary): DraftRow | DeletionRow {
  const id = `${parent.id}/${shown.id}`;
  return shown.kind === 'draft'
    ? { kind: 'draft', id, draft: shown }
    : { kind: 'deletion', id, deletion: shown };
}

export function recordRow(account: string, record: RecordRef): RecordRow {
  return { kind: 'record', id: `${account}/${recordKey(record)}`, record };
}

export function typeRow(parent: RecordRow, type: InteractionType): TypeRow {
  return { kind: 'type', id: `${parent.id}/${typeKey(type)}`, record: parent.record, type };
}

/** The path holds the record too, as one meeting stands under several people. */
export function interactionRow(parent: TypeRow, interaction: Interaction): InteractionRow {
  return { ...parent, kind: 'interaction', id: `${parent.id}:${interaction.id}`, interaction };
}

export function periodRow(parent: TypeRow, { key, grain, from, isPart, begin, end }: Period): PeriodRow {
  const id = `${parent.id}/${key}`;
  return { ...parent, kind: 'period', id, key, grain, from, count: end - begin, isPart };
}

/** The last row of a type is one, so that focus and selection stay on it from click to click. */
export function stateRow(parent: TypeRow, kind: StateRow['kind']): StateRow {
  return { ...parent, kind, id: `${parent.id}/${kind}` };
}

/** Whether a path is that of a row, or of one below it. */
export function isWithin(id: string, row: Identified): boolean {
  return id === row.id || id.startsWith(`${row.id}/`);
}

/** The type that a row stands in, however deep. */
export function typeOf(row: TypedRow): TypeRow {
  if (row.kind === 'type') return row;
  const end = row.kind === 'interaction' ? row.id.lastIndexOf(':') : row.id.lastIndexOf('/');
  return { kind: 'type', id: row.id.slice(0, end), record: row.record, type: row.type };
}
