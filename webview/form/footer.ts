import type { FormView } from '../../src/protocol/formView.ts';
import { controlOf, newButton, newLink } from '../toolkit.ts';
import { drawnOnce } from './drawnOnce.ts';
import { element } from './element.ts';
import type { FormContext, FormPart } from './formPart.ts';
import { icon } from './icon.ts';

const onMac = navigator.userAgent.includes('Mac');

interface FooterActions {
  readonly submit: () => void;
  readonly cancel: () => void;
}

/** Save and cancel, how the save goes, and how safe the draft is. Stays in sight. */
export class Footer implements FormPart {
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #save: HTMLElement;
  readonly #label = document.createTextNode('');
  readonly #progress = element('span', { class: 'progress', hidden: true });
  readonly #sentence = element('span', {});
  readonly #kept = element('span', { class: 'sentence' });
  readonly #draft = element('div', { class: 'draft', hidden: true }, this.#kept);
  readonly #drawDraft = drawnOnce((draft: FormView['draft']) => this.#renewDraft(draft));

  constructor(context: FormContext, { submit, cancel }: FooterActions) {
    const { words } = context;
    this.#context = context;
    this.#save = newButton('', 'primary');
    this.#save.id = 'save';
    this.#save.append(this.#label);
    this.#save.addEventListener('click', submit);
    const close = newButton(words.cancel, 'secondary');
    close.id = 'cancel';
    close.addEventListener('click', cancel);
    this.#progress.append(element('span', { class: 'spinner' }), this.#sentence);
    const discard = newLink(words.discardDraft, () => context.send({ kind: 'discardDraft' }));
    discard.id = 'discard';
    this.#draft.append(discard);
    const keys = element('kbd', {}, onMac ? words.saveKeysMac : words.saveKeys);
    this.element = element(
      'footer',
      { class: 'footer' },
      element('div', { class: 'buttons' }, this.#save, keys, close, this.#progress),
      this.#draft,
    );
  }

  draw({ subject, draft }: FormView): void {
    const { words } = this.#context;
    controlOf(this.#save)?.setAttribute('aria-keyshortcuts', onMac ? 'Meta+Enter' : 'Control+Enter');
    this.#label.data = subject.kind === 'create' ? words.create : words.update;
    this.#drawDraft(draft);
  }

  /** Its buttons and its link by their ids: who left Cancel must not come back to a button that sends. */
  focus(id: string): void {
    this.element.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus();
  }

  /** How the save goes; `undefined` when none does. The button keeps the focus, and does nothing while it is held. */
  drawSaving(sentence: string | undefined, held: boolean): void {
    const saving = sentence !== undefined;
    controlOf(this.#save)?.setAttribute('aria-disabled', String(held));
    this.element.classList.toggle('held', held);
    this.#progress.hidden = !saving;
    this.#sentence.textContent = sentence ?? '';
    this.element.classList.toggle('saving', saving);
  }

  /** The end: what was saved. */
  drawSaved(sentence: string): void {
    this.#progress.replaceChildren(icon('check'), sentence);
    this.#progress.hidden = false;
    this.#draft.hidden = true;
  }

  /** The link stays, and the focus with it, while the sentence is another one after each rest. */
  #renewDraft(draft: FormView['draft']): void {
    this.#draft.hidden = draft === undefined;
    if (draft === undefined) return;
    this.#draft.classList.toggle('atRisk', draft.atRisk);
    this.#kept.replaceChildren(icon(draft.atRisk ? 'warning' : 'check'), draft.sentence);
  }
}
