import type { CellRef, RelationshipView } from './relationshipView.ts';

/** Counts are told apart in this many steps, besides none. */
export const STEPS = 4;

const MONTHS = 12;

/** A cell of the grid: a month, or the sum of a year. */
export interface BandCell {
  readonly ref: CellRef;
  /** "March 2025", or "2025". */
  readonly label: string;
  readonly past: number;
  readonly planned: number;
  /** `partly` holds what is loaded so far, of `unknown` nothing is loaded. */
  readonly state: 'complete' | 'partly' | 'unknown';
}

export interface BandRow {
  readonly type: CellRef['type'];
  /** January to December; a month outside of the range has no cell. */
  readonly months: readonly (BandCell | undefined)[];
  readonly sum: BandCell;
}

/** A year, with a row for each type. */
export interface YearBand {
  readonly year: number;
  readonly rows: readonly BandRow[];
}

type Grid = RelationshipView['grid'];

/** The months of a grid by year, newest first. */
export function yearBands(grid: Grid): readonly YearBand[] {
  const { first, months, rows } = grid;
  const years = Math.ceil((first.month - 1 + months.length) / MONTHS);
  return Array.from({ length: years }, (_, place) => first.year + years - 1 - place).map((year) => ({
    year,
    rows: rows.map((row) => bandRow(grid, row, year)),
  }));
}

/** 1 to `STEPS` by the share of the highest count. The root keeps small counts apart beside a large one. */
export function stepOf(count: number, most: number): number {
  if (count === 0) return 0;
  return most <= STEPS ? Math.min(count, STEPS) : Math.max(1, Math.ceil(STEPS * Math.sqrt(count / most)));
}

/** The highest count of a month. */
export function mostIn({ rows }: Grid): number {
  return rows.reduce((most, { past }) => past.reduce((high, count) => Math.max(high, count), most), 0);
}

/** "3", "3+1" with one planned, "≥3" while there may be more, nothing for none, and a dash where nothing is loaded. */
export function cellText({ past, planned, state }: BandCell): string {
  if (past === 0 && planned === 0) return state === 'complete' ? '' : '–';
  const told = past === 0 ? '' : `${state === 'complete' ? '' : '≥'}${past}`;
  return planned === 0 ? told : `${told}+${planned}`;
}

/** Names a cell in ids and states: `0/2025/3`. */
export function cellKey({ type, year, month }: CellRef): string {
  return `${type}/${year}/${month}`;
}

function bandRow({ first, months: labels }: Grid, row: Grid['rows'][number], year: number): BandRow {
  const { type, past, planned, completeFrom } = row;
  const offset = (year - first.year) * MONTHS - (first.month - 1);
  const months = Array.from({ length: MONTHS }, (_, month): BandCell | undefined => {
    const place = offset + month;
    const label = labels[place];
    if (label === undefined) return undefined;
    const count = past[place] ?? 0;
    const missing = count > 0 ? 'partly' : 'unknown';
    const state = place >= completeFrom ? 'complete' : missing;
    return { ref: { type, year, month: month + 1 }, label, past: count, planned: planned[place] ?? 0, state };
  });
  return { type, months, sum: sumOf(type, year, months) };
}

function sumOf(type: CellRef['type'], year: number, months: BandRow['months']): BandCell {
  const cells = months.filter((cell) => cell !== undefined);
  const past = cells.reduce((sum, cell) => sum + cell.past, 0);
  const planned = cells.reduce((sum, cell) => sum + cell.planned, 0);
  const isUnknown = past === 0 && cells.every(({ state }) => state === 'unknown');
  const isComplete = cells.every(({ state }) => state === 'complete');
  const state = isComplete ? 'complete' : isUnknown ? 'unknown' : 'partly';
  return { ref: { type, year, month: 0 }, label: String(year), past, planned, state };
}
