import type { HistoryRow, TypedRow } from '../../history/historyRow.ts';
import type { DeletionSummary, DraftSummary } from '../words/draftSummary.ts';

/** A record, so that a new kind of row doesn't compile before it has a place here. */
const rowKinds: Readonly<Record<Row['kind'], true>> = {
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

/** The drafts of the account, above everything else, when there are any. */
export interface DraftsRow {
  readonly kind: 'drafts';
  readonly id: string;
  readonly count: number;
}

export interface DraftRow {
  readonly kind: 'draft';
  readonly id: string;
  readonly draft: DraftSummary;
}

/** A deletion with an unknown outcome. It is listed among the drafts. */
export interface DeletionRow {
  readonly kind: 'deletion';
  readonly id: string;
  readonly deletion: DeletionSummary;
}

/** A row of the tree: data only. Its id is its path. `rowItem` draws it. */
export type Row = DraftsRow | DraftRow | DeletionRow | HistoryRow;

export type ParentRow = Extract<Row, { readonly kind: 'drafts' | 'record' | 'type' | 'period' }>;

export function draftsRow(account: string, count: number): DraftsRow {
  return { kind: 'drafts', id: `${account}/drafts`, count };
}

export function draftRow(parent: DraftsRow, shown: DraftSummary | DeletionSummary): DraftRow | DeletionRow {
  const id = `${parent.id}/${shown.id}`;
  return shown.kind === 'draft'
    ? { kind: 'draft', id, draft: shown }
    : { kind: 'deletion', id, deletion: shown };
}

export function isTyped(row: Row): row is TypedRow {
  return 'type' in row;
}

export function isParent(row: Row): row is ParentRow {
  return row.kind === 'drafts' || row.kind === 'record' || row.kind === 'type' || row.kind === 'period';
}

/** The row that a menu of the tree passes to a command; undefined for any other argument. */
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

/** The selected rows if the menu belongs to one of them, else the menu's row alone. */
export function rowsOf(argument: unknown, others: unknown): Row[] {
  const row = rowOf(argument);
  const selected = (Array.isArray(others) ? others : []).flatMap((one) => rowOf(one) ?? []);
  if (row === undefined) return [];
  return selected.some(({ id }) => id === row.id) ? selected : [row];
}
