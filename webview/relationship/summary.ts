import { typeWord } from '../../src/protocol/relationshipPageWords.ts';
import type { RelationshipView } from '../../src/protocol/relationshipView.ts';
import { element, isolated, renderOnChange, typeIcon } from '../shared/element.ts';
import { newButton } from '../shared/newButton.ts';
import type { PageContext, PagePart } from './pagePart.ts';

type Head = Pick<RelationshipView, 'name' | 'kind' | 'sample'>;

/** The heading, the first, last and next contact, and the totals of the types. */
export class Summary implements PagePart {
  readonly element: HTMLElement;
  readonly #context: PageContext;
  readonly #head = element('div', { class: 'head' });
  readonly #contacts = element('dl', { class: 'contacts' });
  readonly #totals = element('ul', { class: 'totals' });
  readonly #renderHead = renderOnChange((head: Head) => this.#replaceHead(head));
  readonly #renderContacts = renderOnChange((contacts: RelationshipView['contacts']) =>
    this.#replaceContacts(contacts),
  );
  readonly #renderTotals = renderOnChange((totals: RelationshipView['totals']) =>
    this.#replaceTotals(totals),
  );

  constructor(context: PageContext) {
    this.#context = context;
    const { words, send } = context;
    const copy = newButton(words.copyMarkdown, 'secondary', () => send({ kind: 'copyMarkdown' }));
    const save = newButton(words.saveImage, 'secondary', () => send({ kind: 'saveImage' }));
    copy.id = 'copy';
    save.id = 'save';
    this.element = element(
      'header',
      { class: 'header' },
      element('div', { class: 'titleRow' }, this.#head, element('div', { class: 'buttons' }, copy, save)),
      this.#contacts,
      this.#totals,
    );
  }

  render({ name, kind, sample, contacts, totals }: RelationshipView): void {
    this.#renderHead({ name, kind, sample });
    this.#renderContacts(contacts);
    this.#renderTotals(totals);
  }

  #replaceHead({ name, kind, sample }: Head): void {
    const line = element('p', { class: 'kind' }, kind);
    if (sample) line.append(element('span', { class: 'tag' }, this.#context.words.sampleData));
    this.#head.replaceChildren(element('h1', { id: 'heading' }, isolated(name)), line);
  }

  #replaceContacts(contacts: RelationshipView['contacts']): void {
    this.#contacts.hidden = contacts.length === 0;
    this.#contacts.replaceChildren(
      ...contacts.map(({ label, value, interaction }, place) => {
        const told = element('dd', {}, value);
        if (interaction !== undefined) {
          const { type, id, title } = interaction;
          const link = element(
            'button',
            { type: 'button', class: 'link', id: `contact-${String(place)}` },
            typeIcon(type),
            isolated(title),
          );
          link.addEventListener('click', () => this.#context.send({ kind: 'open', type, id }));
          told.append(link);
        }
        return element('div', {}, element('dt', {}, label), told);
      }),
    );
  }

  #replaceTotals(totals: RelationshipView['totals']): void {
    this.#totals.replaceChildren(
      ...totals.map(({ type, value, notes }) =>
        element(
          'li',
          {},
          element('span', { class: 'typeName' }, typeIcon(type), typeWord(type, this.#context.words)),
          element('span', { class: 'value' }, value),
          ...notes.map((note) => element('span', { class: 'quiet' }, note)),
        ),
      ),
    );
  }
}
