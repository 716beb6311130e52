import type { FormView } from '../../src/protocol/formView.ts';
import { fillIn } from '../../src/protocol/formWords.ts';
import type { FormWords } from '../../src/protocol/formWords.ts';
import { element, icon, isolated, renderOnChange } from '../shared/element.ts';
import type { FormContext, FormPart } from './formField.ts';

type Heading = Pick<FormView, 'subject' | 'attribution'>;

/** The heading, and the account that the entry will be attributed to. */
export class Header implements FormPart {
  readonly element = element('header', { class: 'header' });
  readonly #words: FormWords;
  readonly #renderHeading = renderOnChange((heading: Heading) => this.#replaceHeading(heading));

  constructor({ words }: FormContext) {
    this.#words = words;
  }

  render({ subject, attribution }: FormView): void {
    this.#renderHeading({ subject, attribution });
  }

  #replaceHeading({ subject, attribution }: Heading): void {
    const { user, tenant, sample } = attribution;
    const account = isolated(fillIn(this.#words.attributedTo, user, tenant));
    const line = element(
      'p',
      { class: 'attribution' },
      element('span', { class: 'by' }, icon('account'), account),
    );
    if (sample) line.append(element('span', { class: 'tag' }, this.#words.sampleData));
    this.element.replaceChildren(
      element('h1', { id: 'heading', dir: 'auto' }, headingText(subject, this.#words)),
      ...(subject.kind === 'note' || subject.kind === 'attach'
        ? [element('p', { class: 'about' }, isolated(subject.about))]
        : []),
      line,
    );
  }
}

function headingText(subject: FormView['subject'], words: FormWords): string {
  if (subject.kind === 'create')
    return subject.about === undefined
      ? words.createHeading
      : fillIn(words.createHeadingAbout, subject.about);
  if (subject.kind === 'note')
    return subject.title === undefined ? words.noteHeading : fillIn(words.noteHeadingTitle, subject.title);
  if (subject.kind === 'attach')
    return subject.title === undefined
      ? words.attachHeading
      : fillIn(words.attachHeadingTitle, subject.title);
  return subject.title === undefined ? words.updateHeading : fillIn(words.updateHeadingTitle, subject.title);
}
