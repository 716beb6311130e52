import { fillIn } from '../../src/protocol/formWords.ts';
import type { RelationshipView } from '../../src/protocol/relationshipView.ts';
import { element, isolated, renderOnChange } from '../shared/element.ts';
import { newLink } from '../shared/newButton.ts';
import type { PageContext, PagePart } from './pagePart.ts';

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** People before "Show All". */
const SHOWN_AT_FIRST = 8;

const STRIP_HEIGHT = 16;

type People = RelationshipView['colleagues'];
type Person = People['rows'][number];

/** People with their number of interactions, the last one, and a bar for each month. */
export class PeopleTable implements PagePart {
  readonly element: HTMLElement;
  readonly #context: PageContext;
  readonly #side: 'colleagues' | 'others';
  readonly #body = element('tbody', {});
  readonly #table: HTMLTableElement;
  readonly #none: HTMLElement;
  readonly #all = element('div', {});
  readonly #renderPeople = renderOnChange((people: readonly [People, number | undefined]) =>
    this.#replace(...people),
  );
  #showsAll = false;

  constructor(context: PageContext, side: 'colleagues' | 'others') {
    const { words } = context;
    this.#context = context;
    this.#side = side;
    const columns = [words.name, words.count, words.last, words.byMonth];
    const head = columns.map((name) => element('th', { scope: 'col' }, name));
    const id = `${side}Heading`;
    this.#table = element(
      'table',
      { class: 'people', 'aria-labelledby': id },
      element('thead', {}, element('tr', {}, ...head)),
      this.#body,
    );
    this.#none = element('p', { class: 'quiet' }, words.noPeople);
    const heading = side === 'colleagues' ? words.colleagues : words.contacts;
    this.element = element('section', {}, element('h2', { id }, heading), this.#none, this.#table, this.#all);
  }

  render(view: RelationshipView): void {
    this.#renderPeople([view[this.#side], view.choices.person]);
  }

  #replace(people: People, chosen: number | undefined): void {
    const { rows, total } = people;
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const shown = this.#showsAll ? rows : rows.slice(0, SHOWN_AT_FIRST);
    const most = Math.max(1, ...rows.map(({ strip }) => Math.max(0, ...strip)));
    this.#none.hidden = rows.length > 0;
    this.#table.hidden = rows.length === 0;
    this.#body.replaceChildren(...shown.map((row) => this.#row(row, most, row.id === chosen)));
    this.#all.replaceChildren();
    if (shown.length < rows.length) {
      const label = fillIn(this.#context.words.showAllPeople, Math.min(total, rows.length));
      this.#all.append(newLink(label, () => this.#showAll(people, chosen)));
    }
    if (focused !== undefined) document.getElementById(focused)?.focus();
  }

  #showAll(people: People, chosen: number | undefined): void {
    this.#showsAll = true;
    this.#replace(people, chosen);
    this.#body.querySelectorAll('button')[SHOWN_AT_FIRST]?.focus();
  }

  #row({ id, name, count, last, strip, years }: Person, most: number, isChosen: boolean): HTMLElement {
    const { words, send } = this.#context;
    const only = element(
      'button',
      { type: 'button', class: 'link', id: `person-${String(id)}`, 'aria-pressed': String(isChosen) },
      isolated(name),
    );
    only.title = fillIn(words.showOnly, name);
    only.addEventListener('click', () =>
      send(isChosen ? { kind: 'choosePerson' } : { kind: 'choosePerson', id }),
    );
    const bars = element('td', { class: 'strip' }, stripOf(strip, most, fillIn(words.strip, years)));
    return element(
      'tr',
      { class: isChosen ? 'chosen' : false },
      element('th', { scope: 'row' }, only),
      element('td', { class: 'number' }, count),
      element('td', {}, last),
      bars,
    );
  }
}

/** A bar for each month, all as high as the share of the highest one. */
function stripOf(counts: readonly number[], most: number, label: string): SVGSVGElement {
  const svg = document.createElementNS(SVG_NAMESPACE, 'svg');
  svg.setAttribute('viewBox', `0 0 ${String(Math.max(1, counts.length))} ${String(STRIP_HEIGHT)}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  const title = document.createElementNS(SVG_NAMESPACE, 'title');
  title.textContent = label;
  const path = document.createElementNS(SVG_NAMESPACE, 'path');
  const bars = counts.map((count, place) => {
    const height = count === 0 ? 0 : Math.max(2, Math.round((STRIP_HEIGHT * count) / most));
    return height === 0
      ? ''
      : `M${String(place + 0.1)} ${String(STRIP_HEIGHT)}v-${String(height)}h.8v${String(height)}z`;
  });
  path.setAttribute('d', bars.join(''));
  svg.append(title, path);
  return svg;
}
