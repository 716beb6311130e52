import { typeIds } from '../../src/model/interactionTypes.ts';
import { typeWord } from '../../src/protocol/relationshipPageWords.ts';
import type { RelationshipRange, RelationshipView } from '../../src/protocol/relationshipView.ts';
import { element, renderOnChange } from '../shared/element.ts';
import { checkRadio, newRadioGroup } from '../shared/radioGroup.ts';
import type { PageContext, PagePart } from './pagePart.ts';

/** Range, types and person. */
export class Filters implements PagePart {
  readonly element: HTMLElement;
  readonly #context: PageContext;
  readonly #range;
  readonly #types = new Map<number, HTMLInputElement>();
  readonly #person = element('select', { id: 'person' });
  #chosen: RelationshipView['choices'] | undefined;
  readonly #renderPeople = renderOnChange((people: RelationshipView['everyone']) =>
    this.#replacePeople(people),
  );

  constructor(context: PageContext) {
    this.#context = context;
    const { words } = context;
    this.#range = newRadioGroup([
      { value: 'year', label: words.rangeYear },
      { value: 'threeYears', label: words.rangeThreeYears },
      { value: 'all', label: words.rangeAll },
    ]);
    this.#range.id = 'range';
    this.#range.setAttribute('aria-label', words.range);
    this.#range.addEventListener('change', () => this.#rangeChanged());
    this.#person.addEventListener('change', () => this.#personChanged());
    const label = element('label', { for: 'person' }, words.person);
    this.element = element(
      'section',
      { class: 'filters', 'aria-label': words.filters },
      this.#range,
      this.#typeBoxes(),
      element('div', { class: 'personFilter' }, label, this.#person),
    );
  }

  render({ choices, everyone }: RelationshipView): void {
    this.#chosen = choices;
    checkRadio(this.#range, choices.range);
    for (const [type, box] of this.#types) {
      box.checked = choices.types.some((one) => one === type);
      // The last one can't be taken away.
      box.disabled = box.checked && choices.types.length === 1;
    }
    this.#renderPeople(everyone);
    this.#person.value = choices.person === undefined ? '' : String(choices.person);
  }

  #typeBoxes(): HTMLElement {
    const { words, send } = this.#context;
    const boxes = typeIds.map((type) => {
      const box = element('input', { type: 'checkbox', id: `type-${String(type)}` });
      box.addEventListener('change', () => send({ kind: 'toggleType', type, isShown: box.checked }));
      this.#types.set(type, box);
      return element('label', { class: 'check' }, box, typeWord(type, words));
    });
    return element('div', { class: 'types', role: 'group', 'aria-label': words.types }, ...boxes);
  }

  #rangeChanged(): void {
    const range = this.#range.value as RelationshipRange;
    // The group also tells of values that were set by `render`.
    if (this.#chosen !== undefined && range !== this.#chosen.range)
      this.#context.send({ kind: 'chooseRange', range });
  }

  #personChanged(): void {
    const { value } = this.#person;
    this.#context.send(value === '' ? { kind: 'choosePerson' } : { kind: 'choosePerson', id: Number(value) });
  }

  #replacePeople(people: RelationshipView['everyone']): void {
    const everyone = element('option', { value: '' }, this.#context.words.everyone);
    const options = people.map(({ id, name }) => element('option', { value: String(id) }, name));
    this.#person.replaceChildren(everyone, ...options);
  }
}
