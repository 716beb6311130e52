import type { FormView } from '../../src/protocol/formView.ts';
import { filled } from '../../src/protocol/formWords.ts';
import type { FormWords } from '../../src/protocol/formWords.ts';
import { drawnOnce } from './drawnOnce.ts';
import { element, isolated } from './element.ts';
import type { FormContext, FormPart } from './formPart.ts';
import { icon } from './icon.ts';

type Heading = Pick<FormView, 'subject' | 'attribution'>;

/** What is being done, and whom it will be attributed to. */
export class Header implements FormPart {
  readonly element = element('header', { class: 'header' });
  readonly #words: FormWords;
  readonly #drawHeading = drawnOnce((heading: Heading) => this.#renew(heading));

  constructor({ words }: FormContext) {
    this.#words = words;
  }

  draw({ subject, attribution }: FormView): void {
    this.#drawHeading({ subject, attribution });
  }

  #renew({ subject, attribution }: Heading): void {
    const { user, tenant, sample } = attribution;
    const by = filled(this.#words.attributedTo, user, tenant);
    const who = element('span', { class: 'by' }, icon('account'), isolated(by));
    const line = element('p', { class: 'attribution' }, who);
    if (sample) line.append(element('span', { class: 'tag' }, this.#words.sampleData));
    const heading = element('h1', { id: 'heading', dir: 'auto' }, this.#heading(subject));
    this.element.replaceChildren(heading, line);
  }

  #heading(subject: FormView['subject']): string {
    const words = this.#words;
    if (subject.kind === 'create') {
      return subject.about === undefined
        ? words.createHeading
        : filled(words.createHeadingAbout, subject.about);
    }
    return subject.title === undefined
      ? words.updateHeading
      : filled(words.updateHeadingTitle, subject.title);
  }
}
