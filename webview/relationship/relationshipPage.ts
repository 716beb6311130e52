import type { RelationshipOpening } from '../../src/protocol/relationshipToPage.ts';
import type { RelationshipView } from '../../src/protocol/relationshipView.ts';
import { cellKey } from '../../src/protocol/yearBands.ts';
import { element } from '../shared/element.ts';
import { Panel } from '../shared/panel.ts';
import { CellList } from './cellList.ts';
import { Coverage } from './coverage.ts';
import { Filters } from './filters.ts';
import { MonthGrid } from './monthGrid.ts';
import type { PageContext, PagePart } from './pagePart.ts';
import { PeopleTable } from './peopleTable.ts';
import { Summary } from './summary.ts';

const CELL = /^cell-/;

/** The page: renders what the host sends. */
export class RelationshipPage {
  readonly elements: readonly HTMLElement[];
  readonly #context: PageContext;
  readonly #lost = new Panel('lost', 'warning', 'warning');
  readonly #grid: MonthGrid;
  readonly #parts: readonly PagePart[];
  readonly #people: readonly PagePart[];
  #view: RelationshipView;

  constructor(context: PageContext, { view }: RelationshipOpening) {
    this.#context = context;
    this.#view = view;
    const list = new CellList(context, (cell) => cell !== undefined && this.#grid.focusCell(cell));
    this.#grid = new MonthGrid(context, {
      list: (cell, byKey) => {
        context.send({ kind: 'listCell', cell });
        if (byKey) list.awaitFocus(cellKey(cell));
      },
      closeList: () => list.close(),
    });
    const summary = new Summary(context);
    const coverage = new Coverage(context);
    const filters = new Filters(context);
    const people = [new PeopleTable(context, 'colleagues'), new PeopleTable(context, 'others')];
    this.#parts = [summary, coverage, filters, this.#grid, list];
    this.#people = people;
    this.elements = [
      summary.element,
      this.#lost.element,
      coverage.element,
      filters.element,
      element('div', { class: 'picture' }, this.#grid.element, list.element),
      element('div', { class: 'sides' }, ...people.map((part) => part.element)),
    ];
  }

  get view(): RelationshipView {
    return this.#view;
  }

  /** The grid takes keys at once. The people below it, who are seldom in sight, follow with the next frame. */
  renderFirst(): void {
    for (const part of this.#parts) part.render(this.#view);
    requestAnimationFrame(() => {
      for (const part of this.#people) part.render(this.#view);
    });
  }

  render(view: RelationshipView): void {
    const before = this.#view.list?.cell;
    this.#view = view;
    for (const part of [...this.#parts, ...this.#people]) part.render(view);
    const cell = view.list?.cell;
    const isNew = cell !== undefined && (before === undefined || cellKey(before) !== cellKey(cell));
    if (isNew) this.#grid.revealSelected();
  }

  /** Call it when the toolkit is loaded. */
  finish(): void {
    this.render(this.#view);
  }

  setLost(isLost: boolean): void {
    const { words, announce } = this.#context;
    if (isLost) {
      this.#lost.show(words.lostHeading, element('p', {}, words.lost));
      announce(words.lost);
    } else this.#lost.hide();
  }

  /** Focuses an element by its id, else the grid. */
  focusPlace(id: string | undefined): void {
    if (id !== undefined && CELL.test(id) && this.#grid.focusCell(id.replace(CELL, ''))) return;
    const place = id === undefined ? null : document.getElementById(id);
    const grid = document.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]');
    (place ?? grid)?.focus({ preventScroll: place === null });
    if (place === null) this.#grid.showCurrent();
  }
}
