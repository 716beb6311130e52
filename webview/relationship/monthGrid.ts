import { fillIn } from '../../src/protocol/formWords.ts';
import { typeInCell, typeWord } from '../../src/protocol/relationshipPageWords.ts';
import type { CellRef, RelationshipView } from '../../src/protocol/relationshipView.ts';
import { cellKey, cellText, mostIn, STEPS, stepOf, yearBands } from '../../src/protocol/yearBands.ts';
import type { BandCell, BandRow, YearBand } from '../../src/protocol/yearBands.ts';
import { element, typeIcon } from '../shared/element.ts';
import { GridKeys } from './gridKeys.ts';
import type { PageContext, PagePart } from './pagePart.ts';

export interface GridActions {
  /** `byKey` when the keyboard is to go on in the list. */
  readonly list: (cell: CellRef, byKey: boolean) => void;
  readonly closeList: () => void;
}

/** Months by years, with a row for each type. Cells are told by their numbers and words; the color repeats them. */
export class MonthGrid implements PagePart {
  readonly element: HTMLElement;
  readonly #context: PageContext;
  readonly #actions: GridActions;
  readonly #table: HTMLTableElement;
  readonly #legend = element('p', { class: 'legend quiet' });
  readonly #none: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #cells = new Map<string, HTMLTableCellElement>();
  readonly #keys: GridKeys;
  #shape = '';
  #selected: string | undefined;

  constructor(context: PageContext, actions: GridActions) {
    const { words } = context;
    this.#context = context;
    this.#actions = actions;
    this.#table = element('table', {
      role: 'grid',
      'aria-labelledby': 'months',
      'aria-describedby': 'gridHint',
    });
    this.#none = element('p', { class: 'quiet', hidden: true }, words.noMonths);
    this.#scroller = element('div', { class: 'scroller' }, this.#table);
    this.element = element(
      'section',
      { class: 'months' },
      element('h2', { id: 'months' }, words.gridLabel),
      this.#none,
      this.#scroller,
      this.#legend,
      element('p', { class: 'quiet hint', id: 'gridHint' }, words.gridHint),
    );
    this.#keys = new GridKeys(this.#table);
    this.#table.addEventListener('click', (event) => this.#onClick(event));
    this.#table.addEventListener('keydown', (event) => this.#onKeyDown(event));
  }

  render({ grid, monthNames, choices }: RelationshipView): void {
    const bands = yearBands(grid);
    const most = mostIn(grid);
    const { first, months, rows } = grid;
    const shape = JSON.stringify([first, months.length, rows.map(({ type }) => type), monthNames]);
    if (shape !== this.#shape) this.#rebuild(bands, monthNames);
    this.#shape = shape;
    for (const cell of cellsOf(bands)) this.#update(cell, most);
    this.#select(choices.cell && cellKey(choices.cell));
    this.#updateLegend(bands, most);
  }

  /** Call it when the list of the selected cell is on screen, which may cover the cell. */
  revealSelected(): void {
    const cell = this.#selected === undefined ? undefined : this.#cells.get(this.#selected);
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Scrolls a wide grid to its newest months. */
  showCurrent(): void {
    const cell = this.#keys.current;
    if (cell === undefined) return;
    this.#scroller.scrollLeft = cell.offsetLeft + cell.offsetWidth - this.#scroller.clientWidth;
  }

  /** Moves the keyboard to a cell; false when it is not there. */
  focusCell(key: string): boolean {
    const cell = this.#cells.get(key);
    if (cell === undefined) return false;
    this.#keys.moveTo(cell);
    return true;
  }

  #select(selected: string | undefined): void {
    this.#selected = selected;
    for (const [key, cell] of this.#cells) cell.setAttribute('aria-selected', String(key === selected));
  }

  /** The keyboard keeps its cell, and a new grid starts at its newest month. */
  #rebuild(bands: readonly YearBand[], monthNames: readonly string[]): void {
    const current = this.#keys.current?.dataset['cell'];
    const hadFocus = this.#table.contains(document.activeElement);
    this.#cells.clear();
    this.#table.replaceChildren(this.#head(monthNames), ...bands.map((band) => this.#band(band)));
    const start = (current && this.#cells.get(current)) || this.#newest(bands);
    this.#keys.setCurrent(start);
    // The page stays where the user is reading.
    if (hadFocus) start?.focus({ preventScroll: true });
  }

  #newest([band]: readonly YearBand[]): HTMLTableCellElement | undefined {
    const [row] = band?.rows ?? [];
    const cell = row?.months.findLast((one) => one !== undefined);
    return cell && this.#cells.get(cellKey(cell.ref));
  }

  #head(monthNames: readonly string[]): HTMLElement {
    const { words } = this.#context;
    return element(
      'thead',
      {},
      element('tr', {}, ...[words.type, ...monthNames, words.total].map((name) => columnHeader(name))),
    );
  }

  #band({ year, rows }: YearBand): HTMLElement {
    const heading = element(
      'th',
      { scope: 'rowgroup', colspan: '14', class: 'year' },
      element('span', {}, String(year)),
    );
    return element('tbody', {}, element('tr', {}, heading), ...rows.map((row) => this.#row(row)));
  }

  #row({ type, months, sum }: BandRow): HTMLElement {
    const word = element('span', { class: 'word' }, typeWord(type, this.#context.words));
    const heading = element('th', { scope: 'row' }, typeIcon(type), word);
    const cells = [...months, sum].map((cell) =>
      cell === undefined ? element('td', { class: 'outside', role: 'presentation' }) : this.#cell(cell),
    );
    return element('tr', {}, heading, ...cells);
  }

  #cell({ ref }: BandCell): HTMLTableCellElement {
    const key = cellKey(ref);
    const cell = element('td', { id: `cell-${key}`, role: 'gridcell', tabindex: '-1', 'data-cell': key });
    this.#cells.set(key, cell);
    return cell;
  }

  #update(cell: BandCell, most: number): void {
    const drawn = this.#cells.get(cellKey(cell.ref));
    if (drawn === undefined) return;
    const step = cell.ref.month === 0 ? 'sum' : `step${String(stepOf(cell.past, most))}`;
    const classes = [step, ...(cell.planned > 0 ? ['planned'] : []), cell.state].join(' ');
    // In a narrow cell there is room for one number; the dashes tell that something is planned besides.
    const text = cellText(cell.past > 0 ? { ...cell, planned: 0 } : cell);
    const words = this.#wordsOf(cell);
    if (drawn.className !== classes) drawn.className = classes;
    if (drawn.textContent !== text) drawn.textContent = text;
    if (drawn.title === words) return;
    drawn.title = words;
    drawn.setAttribute('aria-label', words);
  }

  /** "March 2025, meetings: 3". */
  #wordsOf({ ref, label, past, planned, state }: BandCell): string {
    const { words } = this.#context;
    const type = typeInCell(ref.type, words);
    if (planned > 0)
      return past === 0
        ? fillIn(words.cellPlanned, label, type, planned)
        : fillIn(words.cellBoth, label, type, past, planned);
    if (state === 'complete') return fillIn(words.cell, label, type, past);
    return past === 0 ? fillIn(words.cellUnknown, label, type) : fillIn(words.cellPartly, label, type, past);
  }

  #updateLegend(bands: readonly YearBand[], most: number): void {
    const { words } = this.#context;
    const cells = [...cellsOf(bands)];
    this.#none.hidden = cells.some(({ past, planned }) => past + planned > 0);
    const steps = Array.from({ length: STEPS }, (_, step) => swatch(`step${String(step + 1)}`));
    const parts: Node[][] = [];
    if (most > 0) parts.push([...steps, document.createTextNode(fillIn(words.legend, 1, most))]);
    if (cells.some(({ planned }) => planned > 0))
      parts.push([swatch('planned', '+1'), document.createTextNode(words.legendPlanned)]);
    if (cells.some(({ state }) => state !== 'complete'))
      parts.push([swatch('unknown', '–'), document.createTextNode(words.legendUnknown)]);
    this.#legend.replaceChildren(...parts.map((nodes) => element('span', {}, ...nodes)));
  }

  #onClick({ target }: MouseEvent): void {
    const cell = cellAt(target);
    if (cell === undefined) return;
    this.#keys.moveTo(cell);
    const ref = refOf(cell);
    if (ref !== undefined) this.#actions.list(ref, false);
  }

  #onKeyDown(event: KeyboardEvent): void {
    const cell = cellAt(event.target);
    if (cell === undefined || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') return this.#actions.closeList();
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const ref = refOf(cell);
      if (ref !== undefined) this.#actions.list(ref, true);
    } else if (this.#keys.move(cell, event)) event.preventDefault();
  }
}

function columnHeader(name: string): HTMLElement {
  return element('th', { scope: 'col' }, name);
}

function swatch(name: string, text = ''): HTMLElement {
  return element('span', { class: `swatch ${name}`, 'aria-hidden': 'true' }, text);
}

function* cellsOf(bands: readonly YearBand[]): Generator<BandCell> {
  for (const { rows } of bands)
    for (const { months, sum } of rows)
      for (const cell of [...months, sum]) if (cell !== undefined) yield cell;
}

function cellAt(target: EventTarget | null): HTMLTableCellElement | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLTableCellElement>('td[data-cell]') ?? undefined;
}

function refOf(cell: HTMLElement): CellRef | undefined {
  const [type, year, month] = (cell.dataset['cell'] ?? '').split('/').map(Number);
  if (type === undefined || year === undefined || month === undefined) return undefined;
  return { type: type as CellRef['type'], year, month };
}
