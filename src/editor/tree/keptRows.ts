import type { DraftsRow, PeriodRow, RecordRow, Row, StateRow, TypeRow } from './row.ts';

type ParentRow = DraftsRow | RecordRow | TypeRow | PeriodRow;
type KeptRow = ParentRow | StateRow;

/** Rows with children, and those that tell of a state, keep their identity: by it the editor knows what to draw again. */
export class KeptRows {
  readonly #rows = new Map<string, KeptRow>();

  get(id: string): KeptRow | undefined {
    return this.#rows.get(id);
  }

  values(): Iterable<KeptRow> {
    return this.#rows.values();
  }

  delete(id: string): void {
    this.#rows.delete(id);
  }

  clear(): void {
    this.#rows.clear();
  }

  /** The object that the editor knows, as long as what is shown of the row's own is the same. */
  keep<Kept extends KeptRow>(row: Kept): Kept {
    const known = this.#rows.get(row.id);
    if (known !== undefined && isSame(known, row)) return known as Kept;
    this.#rows.set(row.id, row);
    return row;
  }

  keepAll(rows: readonly Row[]): Row[] {
    return rows.map((row) => (isParent(row) || isState(row) ? this.keep(row) : row));
  }
}

export function isParent(row: Row): row is ParentRow {
  return row.kind === 'drafts' || row.kind === 'record' || row.kind === 'type' || row.kind === 'period';
}

export function isState(row: Row): row is StateRow {
  return row.kind === 'last' || row.kind === 'unreadable';
}

function isSame(known: KeptRow, row: KeptRow): boolean {
  if (known.kind === 'drafts' || row.kind === 'drafts')
    return known.kind === 'drafts' && row.kind === 'drafts' && known.count === row.count;
  if (
    known.kind === 'period' &&
    row.kind === 'period' &&
    (known.count !== row.count || known.isPart !== row.isPart)
  )
    return false;
  return known.kind === row.kind && known.record.name === row.record.name;
}
