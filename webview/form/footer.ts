import type { FormView } from '../../src/protocol/formView.ts';
import { element, icon, renderOnChange } from '../shared/element.ts';
import { newButton, newLink } from '../shared/newButton.ts';
import { controlOf } from '../shared/textElement.ts';
import type { FormContext, FormPart } from './formField.ts';

const isMac = navigator.userAgent.includes('Mac');

interface FooterActions {
  readonly submit: () => void;
  readonly cancel: () => void;
}

/** The buttons, the progress of a save and the state of the draft. Always visible. */
export class Footer implements FormPart {
  readonly element: HTMLElement;
  readonly #context: FormContext;
  readonly #save: HTMLElement;
  readonly #saveLabel = document.createTextNode('');
  readonly #progress = element('span', { class: 'progress', hidden: true });
  readonly #progressText = element('span', {});
  readonly #draftText = element('span', { class: 'sentence' });
  readonly #draft = element('div', { class: 'draft', hidden: true }, this.#draftText);
  readonly #renderDraft = renderOnChange((draft: FormView['draft']) => this.#updateDraft(draft));

  constructor(context: FormContext, { submit, cancel }: FooterActions) {
    const { words } = context;
    this.#context = context;
    this.#save = newButton('', 'primary', submit);
    this.#save.id = 'save';
    this.#save.append(this.#saveLabel);
    const close = newButton(words.cancel, 'secondary', cancel);
    close.id = 'cancel';
    this.#progress.append(element('span', { class: 'spinner' }), this.#progressText);
    const discard = newLink(words.discardDraft, () => context.send({ kind: 'discardDraft' }));
    discard.id = 'discard';
    this.#draft.append(discard);
    const keys = element('kbd', {}, isMac ? words.saveKeysMac : words.saveKeys);
    this.element = element(
      'footer',
      { class: 'footer' },
      element('div', { class: 'buttons' }, this.#save, keys, close, this.#progress),
      this.#draft,
    );
  }

  render({ subject, draft }: FormView): void {
    const { words } = this.#context;
    controlOf(this.#save)?.setAttribute(
      'aria-keyshortcuts',
      isMac ? 'Meta+Enter Meta+S' : 'Control+Enter Control+S',
    );
    const labels = { create: words.create, update: words.update, note: words.addNote, attach: words.attach };
    this.#saveLabel.data = labels[subject.kind];
    this.#renderDraft(draft);
  }

  /** Focuses a button or link by its id: a user who was on Cancel must not return to the save button. */
  focus(id: string): void {
    this.element.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus();
  }

  /** Shows the progress of a save, or none. A disabled save button keeps the focus but does nothing. */
  setProgress(sentence: string | undefined, isDisabled: boolean): void {
    const isSaving = sentence !== undefined;
    controlOf(this.#save)?.setAttribute('aria-disabled', String(isDisabled));
    this.element.classList.toggle('disabled', isDisabled);
    this.#progress.hidden = !isSaving;
    this.#progressText.textContent = sentence ?? '';
    this.element.classList.toggle('saving', isSaving);
  }

  setSaved(sentence: string): void {
    this.#progress.replaceChildren(icon('check'), sentence);
    this.#progress.hidden = false;
    this.#draft.hidden = true;
  }

  /** Keeps the link, and thereby its focus, when only the sentence changes. */
  #updateDraft(draft: FormView['draft']): void {
    this.#draft.hidden = draft === undefined;
    if (draft === undefined) return;
    this.#draft.classList.toggle('atRisk', draft.atRisk);
    this.#draftText.replaceChildren(icon(draft.atRisk ? 'warning' : 'check'), draft.sentence);
  }
}
