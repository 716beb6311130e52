import type { FormPlace } from '../../src/protocol/formValues.ts';
import type { FormView, Neighbour, Problem } from '../../src/protocol/formView.ts';
import { fillIn } from '../../src/protocol/formWords.ts';
import { element, icon, isolated, renderOnChange, typeIcon } from '../shared/element.ts';
import type { Icon } from '../shared/element.ts';
import { newButton, newLink } from '../shared/newButton.ts';
import { Panel } from '../shared/panel.ts';
import type { FocusablePart, FormContext } from './formField.ts';

interface ViewPanelOptions<Part> {
  readonly id: string;
  readonly kind: 'error' | 'warning';
  readonly icon: Icon;
  /** The part of the view that is shown. The panel is hidden while it is undefined. */
  readonly select: (view: FormView) => Part | undefined;
  readonly heading: (part: Part) => string;
  readonly body: (part: Part) => readonly HTMLElement[];
}

/** A panel above the fields that shows one part of the view. */
export class ViewPanel<Part> implements FocusablePart {
  readonly element: HTMLElement;
  readonly #panel: Panel;
  readonly #select: (view: FormView) => Part | undefined;
  readonly #renderPart: (part: Part | undefined) => void;

  constructor({ id, kind, icon: iconName, select, heading, body }: ViewPanelOptions<Part>) {
    this.#panel = new Panel(id, kind, iconName);
    this.element = this.#panel.element;
    this.#select = select;
    this.#renderPart = renderOnChange((part: Part | undefined) => {
      if (part === undefined) this.#panel.hide();
      else this.#panel.show(heading(part), ...body(part));
    });
  }

  render(view: FormView): void {
    this.#renderPart(this.#select(view));
  }

  focus(): void {
    this.#panel.focus();
  }
}

/** All errors, each with a link to its field. */
export function summaryPanel({ words }: FormContext, goToField: (place: FormPlace) => void): FocusablePart {
  const line = ({ at, sentence }: Problem): HTMLElement => {
    // An error of the service, in its own words.
    if (at === 'form') return element('li', {}, isolated(sentence));
    return element(
      'li',
      {},
      newLink(words[at], () => goToField(at)),
      ': ',
      isolated(sentence),
    );
  };
  return new ViewPanel({
    id: 'summary',
    kind: 'error',
    icon: 'error',
    select: ({ problems, summary }) =>
      summary === undefined || problems.length === 0 ? undefined : { problems, summary },
    heading: ({ summary }) => summary,
    body: ({ problems }) => [element('ul', {}, ...problems.map(line))],
  });
}

/** Someone else has changed the interaction: both versions, and the choice between them. */
export function conflictPanel(
  { words, send }: FormContext,
  actions: { readonly keepMine: () => void; readonly takeTheirs: () => void },
): FocusablePart {
  return new ViewPanel({
    id: 'conflict',
    kind: 'warning',
    icon: 'warning',
    select: ({ conflict }) => conflict,
    heading: () => words.conflictHeading,
    body: ({ sentence, changes }) => [
      element('p', {}, sentence),
      ...changes.map(({ at, theirs, mine }) =>
        element(
          'div',
          { class: 'change' },
          ...(at === 'form' ? [] : [element('h3', {}, words[at])]),
          element('dl', { class: 'sides' }, newSide(words.theirs, theirs), newSide(words.mine, mine)),
        ),
      ),
      buttons(
        newButton(words.showDifference, 'primary', () => send({ kind: 'showDifference' })),
        newButton(words.keepMine, 'secondary', actions.keepMine),
        newButton(words.takeTheirs, 'secondary', actions.takeTheirs),
      ),
    ],
  });
}

/** Similar interactions close in time: the new one may have been logged already. */
export function neighboursPanel({ words, send, edits }: FormContext, logAnyway: () => void): FocusablePart {
  const item = ({ type, id, title, when, people, sameTime }: Neighbour): HTMLElement => {
    const note = newButton(words.addNoteToIt, 'primary', () => {
      edits.flush();
      send({ kind: 'noteNeighbour', type, id });
    });
    note.setAttribute('aria-label', fillIn(words.addNoteToItLabel, title, when));
    const edit = newButton(words.editInstead, 'secondary', () => send({ kind: 'editNeighbour', type, id }));
    edit.setAttribute('aria-label', fillIn(words.editInsteadLabel, title, when));
    const about = element(
      'div',
      { class: 'about' },
      element('p', { class: 'title' }, typeIcon(type), isolated(title)),
      element('p', { class: 'quiet' }, when, ' · ', isolated(people)),
    );
    if (sameTime) about.append(element('p', { class: 'line warning' }, icon('warning'), words.sameTime));
    return element('li', {}, about, buttons(note, edit));
  };
  return new ViewPanel({
    id: 'neighbours',
    kind: 'warning',
    icon: 'warning',
    select: ({ neighbours }) => neighbours,
    heading: ({ isOffer }) => (isOffer === true ? words.offerHeading : words.neighboursHeading),
    body: ({ sentence, items, isOffer }) => [
      element('p', {}, sentence),
      element('ul', { class: 'found' }, ...items.map(item)),
      // An offer asks nothing. The save itself asks again.
      ...(isOffer === true ? [] : [buttons(newButton(words.logAnyway, 'secondary', logAnyway))]),
    ],
  });
}

/** A save without an answer. It may have taken effect, so the user should check before saving again. */
export function unknownOutcomePanel({ words, send }: FormContext, sendAgain: () => void): FocusablePart {
  return new ViewPanel({
    id: 'unknown',
    kind: 'warning',
    icon: 'question',
    select: ({ unknownOutcome }) => unknownOutcome,
    heading: () => words.unknownHeading,
    body: (sentence) => [
      element('p', {}, sentence),
      buttons(
        newButton(words.checkOutcome, 'primary', () => send({ kind: 'checkOutcome' })),
        newButton(words.sendAgain, 'secondary', sendAgain),
      ),
    ],
  });
}

function newSide(name: string, value: string): HTMLElement {
  return element('div', {}, element('dt', {}, name), element('dd', {}, isolated(value)));
}

function buttons(...children: readonly HTMLElement[]): HTMLElement {
  return element('div', { class: 'buttons' }, ...children);
}
