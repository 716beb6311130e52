type Cell = HTMLTableCellElement;

/** The keyboard in a grid: one cell is a tab stop, and the keys of the ARIA pattern move it. */
export class GridKeys {
  readonly #table: HTMLTableElement;
  #current: Cell | undefined;

  constructor(table: HTMLTableElement) {
    this.#table = table;
  }

  get current(): Cell | undefined {
    return this.#current;
  }

  /** Makes a cell the tab stop, without the focus. */
  setCurrent(cell: Cell | undefined): void {
    if (this.#current !== undefined) this.#current.tabIndex = -1;
    this.#current = cell;
    if (cell !== undefined) cell.tabIndex = 0;
  }

  moveTo(cell: Cell): void {
    this.setCurrent(cell);
    cell.focus();
  }

  /** Moves by a key; false for keys that move nothing. */
  move(cell: Cell, { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>): boolean {
    const next = ctrlKey ? this.#far(key) : this.#near(cell, key);
    if (next === undefined) return false;
    if (next !== 'nothing') this.moveTo(next);
    return true;
  }

  #far(key: string): Cell | 'nothing' | undefined {
    if (key !== 'Home' && key !== 'End') return undefined;
    const rows = [...this.#table.rows].filter((row) => cellsIn(row).length > 0);
    const row = key === 'Home' ? rows.at(0) : rows.at(-1);
    return (row && cellsIn(row).at(key === 'Home' ? 0 : -1)) ?? 'nothing';
  }

  #near(cell: Cell, key: string): Cell | 'nothing' | undefined {
    const row = cell.parentElement as HTMLTableRowElement;
    const inRow = cellsIn(row);
    const isRightToLeft = getComputedStyle(this.#table).direction === 'rtl';
    const forward = isRightToLeft ? -1 : 1;
    switch (key) {
      case 'ArrowRight':
        return inRow[inRow.indexOf(cell) + forward] ?? 'nothing';
      case 'ArrowLeft':
        return inRow[inRow.indexOf(cell) - forward] ?? 'nothing';
      case 'Home':
        return inRow.at(0) ?? 'nothing';
      case 'End':
        return inRow.at(-1) ?? 'nothing';
      case 'ArrowDown':
        return this.#below(cell, row, 1);
      case 'ArrowUp':
        return this.#below(cell, row, -1);
      case 'PageDown':
        return this.#otherYear(cell, row, 1);
      case 'PageUp':
        return this.#otherYear(cell, row, -1);
      default:
        return undefined;
    }
  }

  /** The nearest row with a cell in this column. */
  #below(cell: Cell, row: HTMLTableRowElement, step: 1 | -1): Cell | 'nothing' {
    const { rows } = this.#table;
    for (let at = row.rowIndex + step; at >= 0 && at < rows.length; at += step) {
      const found = rows[at]?.cells[cell.cellIndex];
      if (found !== undefined && isCell(found)) return found;
    }
    return 'nothing';
  }

  /** The same type and month in the next year that has them. */
  #otherYear(cell: Cell, row: HTMLTableRowElement, step: 1 | -1): Cell | 'nothing' {
    const bodies = [...this.#table.tBodies];
    const body = row.parentElement as HTMLTableSectionElement;
    const place = row.sectionRowIndex;
    for (let at = bodies.indexOf(body) + step; at >= 0 && at < bodies.length; at += step) {
      const found = bodies[at]?.rows[place]?.cells[cell.cellIndex];
      if (found !== undefined && isCell(found)) return found;
    }
    return 'nothing';
  }
}

function cellsIn(row: HTMLTableRowElement): readonly Cell[] {
  return [...row.cells].filter((cell) => isCell(cell));
}

/** Headers, and months outside of the range, are no stops. */
function isCell(cell: HTMLTableCellElement): boolean {
  return cell.dataset['cell'] !== undefined;
}
