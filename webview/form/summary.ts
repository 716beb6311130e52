import type { FormPlace } from '../../src/protocol/formValues.ts';
import type { FormView, Remark } from '../../src/protocol/formView.ts';
import { newLink } from '../toolkit.ts';
import { drawnOnce } from './drawnOnce.ts';
import { element, isolated } from './element.ts';
import type { FormContext, FormPart } from './formPart.ts';
import { Panel } from './panel.ts';

type Errors = Pick<FormView, 'problems' | 'summary'>;

/** All errors in one place, each a way to its field; those of the service in its own words. */
export class Summary implements FormPart {
  readonly element: HTMLElement;
  readonly #panel = new Panel('summary', 'error', 'error');
  readonly #context: FormContext;
  readonly #goTo: (place: FormPlace) => void;
  readonly #drawErrors = drawnOnce((errors: Errors) => this.#renew(errors));

  constructor(context: FormContext, goTo: (place: FormPlace) => void) {
    this.#context = context;
    this.#goTo = goTo;
    this.element = this.#panel.element;
  }

  draw({ problems, summary }: FormView): void {
    this.#drawErrors({ problems, summary });
  }

  focus(): void {
    this.#panel.focus();
  }

  #renew({ problems, summary }: Errors): void {
    if (summary === undefined || problems.length === 0) this.#panel.hide();
    else this.#panel.show(summary, element('ul', {}, ...problems.map((problem) => this.#line(problem))));
  }

  #line({ at, sentence }: Remark): HTMLElement {
    if (at === 'form') return element('li', { class: 'served' }, isolated(sentence));
    const link = newLink(this.#context.words[at], () => this.#goTo(at));
    return element('li', {}, link, ': ', isolated(sentence));
  }
}
