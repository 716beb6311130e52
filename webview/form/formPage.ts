import type { FormPlace, FormValues, SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import type { FormOpening, MessageToPage } from '../../src/protocol/messageToPage.ts';
import { element, renderOnChange } from '../shared/element.ts';
import { Panel } from '../shared/panel.ts';
import { AlsoOnField } from './alsoOnField.ts';
import { DateField } from './dateField.ts';
import { DirectionField } from './directionField.ts';
import { freshView } from './edits.ts';
import { Footer } from './footer.ts';
import type { FocusablePart, FormContext, FormField, FormPart } from './formField.ts';
import { Header } from './header.ts';
import { PeopleField } from './people/peopleField.ts';
import { TextField } from './textField.ts';
import { TypeField } from './typeField.ts';
import { conflictPanel, neighboursPanel, summaryPanel, unknownOutcomePanel } from './viewPanel.ts';

/** The fields of a note's form. */
const noteFields: readonly FormPlace[] = ['text', 'alsoOn'];

/** Not reset when the form starts over, so that a late answer is not mistaken for the answer to another save. */
let lastSubmission = 0;

type Despite = Extract<MessageToHost, { kind: 'submit' }>['despite'];
type Answer = Extract<MessageToPage, { kind: 'refused' | 'unknown' }>;

/** The form: renders what the host sends, and lets the user save. */
export class FormPage {
  readonly elements: readonly HTMLElement[];
  readonly people: PeopleField;
  readonly #context: FormContext;
  readonly #text: TextField;
  readonly #alsoOn: AlsoOnField;
  readonly #fields: readonly FormField[];
  readonly #lost = new Panel('lost', 'warning', 'warning');
  readonly #way = new Panel('way', 'warning', 'info');
  readonly #summary: FocusablePart;
  readonly #conflict: FocusablePart;
  readonly #neighbours: FocusablePart;
  readonly #unknownOutcome: FocusablePart;
  readonly #footer: Footer;
  readonly #renderSubject = renderOnChange((subject: FormView['subject']) => this.#replaceSubject(subject));
  readonly #announceOffer = renderOnChange((sentence: string) => {
    if (sentence !== '') this.#context.announce(sentence);
  });
  readonly #parts: readonly FormPart[];
  readonly #focusable: readonly FocusablePart[];
  #submission: 'none' | 'running' | 'saved' = 'none';
  #view: FormView;
  /** The last revision that the host has answered. */
  #answeredRevision = 0;

  constructor(context: FormContext, { view }: FormOpening) {
    this.#context = context;
    this.#view = view;
    this.people = new PeopleField(context);
    this.#text = new TextField(context);
    this.#alsoOn = new AlsoOnField(context);
    const fields: Readonly<Record<Exclude<FormPlace, 'form'>, FormField>> = {
      type: new TypeField(context),
      date: new DateField(context),
      people: this.people,
      direction: new DirectionField(context),
      text: this.#text,
      alsoOn: this.#alsoOn,
    };
    this.#fields = Object.values(fields);
    this.#summary = summaryPanel(context, (place) => this.#focusField(place));
    this.#conflict = conflictPanel(context, {
      keepMine: () => this.submit('conflict'),
      takeTheirs: () => this.#takeTheirs(),
    });
    this.#neighbours = neighboursPanel(context, () => this.submit('neighbours'));
    this.#unknownOutcome = unknownOutcomePanel(context, () => this.submit('unknownOutcome'));
    this.#footer = new Footer(context, { submit: () => this.submit(), cancel: () => this.cancel() });
    const panels = [this.#summary, this.#conflict, this.#neighbours, this.#unknownOutcome];
    this.#focusable = [...panels, ...this.#fields];
    const header = new Header(context);
    this.#parts = [header, ...this.#focusable, this.#footer];
    this.elements = [
      header.element,
      this.#lost.element,
      this.#way.element,
      ...this.#focusable.map((part) => part.element),
      this.#footer.element,
    ];
  }

  /** Call it when the elements are in the document, where the toolkit's elements create their inner controls. */
  start({ view, values, revision }: FormOpening): void {
    this.#answeredRevision = revision;
    for (const field of this.#fields) field.setValues(values);
    this.#render(view);
  }

  /** Call it when the toolkit is loaded. */
  finish(): void {
    this.#render(this.#view);
  }

  /** The host's first answer differs from the embedded state, for example by the page's time zone. */
  update(before: FormOpening, now: FormOpening): void {
    const changed = Object.entries(now.values).filter(
      ([name, value]) => value !== before.values[name as keyof FormValues],
    );
    this.#renderAnswer(now, Object.fromEntries(changed));
  }

  receive(message: Exclude<MessageToPage, FormOpening>): void {
    switch (message.kind) {
      case 'view':
        this.#renderAnswer(message, message.values);
        break;
      case 'records':
        this.#alsoOn.showRecords(message);
        break;
      case 'suggestions':
        this.people.showSuggestions(message);
        break;
      case 'saved':
        this.#endSaved(message.submission, message.sentence);
        break;
      case 'refused':
      case 'unknown':
        this.#endUnsaved(message);
        break;
    }
  }

  submit(despite?: Despite): void {
    if (this.#isBusy()) return;
    if (!this.#text.canBeSent) {
      this.#text.focus();
      return;
    }
    if (!this.#alsoOn.canBeSent()) return;
    const { edits, send } = this.#context;
    this.#resendUnanswered();
    this.people.addTyped();
    edits.flush();
    this.#submission = 'running';
    const message = { kind: 'submit', submission: ++lastSubmission, revision: edits.revision } as const;
    send(despite === undefined ? message : { ...message, despite });
    this.#keepFocus(() => this.#renderBusy());
  }

  /** Asks the host to close the form. A name that was typed but not added is added first, as for a save. */
  cancel(): void {
    if (!this.#isBusy()) this.people.addTyped();
    this.#context.send({ kind: 'cancel' });
  }

  /** Makes the form read-only while the host doesn't answer. */
  setLost(isLost: boolean): void {
    const { words, announce } = this.#context;
    if (isLost) {
      this.#lost.show(words.lostHeading, element('p', {}, words.lost));
      announce(words.lost);
    } else this.#lost.hide();
    this.#keepFocus(() => this.#renderBusy());
  }

  /** Focuses the part with this id. If it is gone, focuses the first field. */
  focusPart(id: string | undefined): void {
    const before = document.activeElement;
    const part = this.#focusable.find((one) => one.element.id === id);
    if (part !== undefined) part.focus();
    else if (id !== undefined) this.#footer.focus(id);
    if (document.activeElement === before) this.focusFirst();
  }

  /** Focuses the first field that can be changed. */
  focusFirst(): void {
    const { kind } = this.#view.subject;
    if (kind === 'note') this.#focusField('text');
    else if (kind === 'attach') this.#focusField('alsoOn');
    else this.#focusField(this.#view.typeLocked === undefined ? 'type' : 'date');
  }

  #focusField(place: FormPlace): void {
    this.#fields.find((field) => field.place === place)?.focus();
  }

  /** Does nothing during a save, because the host ignores it then. */
  #takeTheirs(): void {
    if (this.#isBusy()) return;
    this.focusFirst();
    this.#context.edits.act('form', { kind: 'takeTheirs' });
  }

  /**
   * Sends all values again if the host may have missed some. Not otherwise, because any change withdraws the user's
   * answers to the host's questions.
   */
  #resendUnanswered(): void {
    const { edits } = this.#context;
    if (this.#answeredRevision >= edits.revision) return;
    edits.change(Object.assign({}, ...this.#fields.map((field) => field.values())) as SomeFormValues);
  }

  #renderAnswer(
    { view, revision }: Pick<FormOpening, 'view' | 'revision'>,
    values: SomeFormValues = {},
  ): void {
    this.#answeredRevision = revision;
    const isFresh = (place: FormPlace): boolean => this.#context.edits.isFresh(place, revision);
    for (const field of this.#fields) if (isFresh(field.place)) field.setValues(values);
    this.#render(freshView(view, this.#view, isFresh));
  }

  #render(view: FormView): void {
    const hasEnded = this.#view.saving !== undefined && view.saving === undefined;
    this.#view = view;
    this.#keepFocus(() => {
      for (const part of this.#parts) part.render(view);
      this.#renderSubject(view.subject);
      this.#renderBusy();
    });
    this.#announceOffer(view.neighbours?.isOffer === true ? view.neighbours.sentence : '');
    // A check without a save ends without a message of its own.
    if (hasEnded && this.#submission === 'none') this.#announceOutcome();
  }

  /** A note has a text and records only. Its way is told before it is sent. */
  #replaceSubject(subject: FormView['subject']): void {
    const isNote = subject.kind === 'note' || subject.kind === 'attach';
    for (const { element: field, place } of this.#fields) {
      if (isNote && !noteFields.includes(place)) field.hidden = true;
    }
    const way = isNote ? subject.way : undefined;
    if (way === undefined) this.#way.hide();
    else this.#way.show(this.#context.words.wayHeading, element('p', {}, way));
  }

  /** If rendering removes the focused element, moves the focus to its field or to the first problem. */
  #keepFocus(render: () => void): void {
    const before = document.activeElement;
    const field = this.#fields.find((one) => one.element.contains(before));
    render();
    const hasMoved = ![before, document.body].includes(document.activeElement);
    if (hasMoved || before === null || before === document.body || before.checkVisibility()) return;
    if (field === undefined) this.#focusProblem();
    else field.focus();
  }

  #endSaved(submission: number, sentence: string): void {
    if (this.#submission !== 'running' || submission !== lastSubmission) return;
    this.#submission = 'saved';
    this.#footer.setSaved(sentence);
    this.#context.announce(sentence);
  }

  #endUnsaved(answer: Answer): void {
    if (this.#submission === 'running' && answer.submission === lastSubmission) this.#submission = 'none';
    this.#renderAnswer(answer);
    // The answer to another save, such as one from before a reload, doesn't end this one.
    if (this.#submission === 'running') return;
    this.#announceOutcome();
    this.#focusProblem();
  }

  #announceOutcome(): void {
    this.#context.announce(this.#view.summary ?? this.#view.unknownOutcome ?? '');
  }

  #focusProblem(): void {
    const { conflict, neighbours, unknownOutcome, problems } = this.#view;
    if (unknownOutcome !== undefined) this.#unknownOutcome.focus();
    else if (conflict !== undefined) this.#conflict.focus();
    else if (neighbours !== undefined) this.#neighbours.focus();
    else {
      const first = this.#fields.find(({ place }) => problems.some(({ at }) => at === place));
      (first ?? this.#summary).focus();
    }
  }

  #isBusy(): boolean {
    return this.#lost.isOpen || this.#submission !== 'none' || this.#view.saving !== undefined;
  }

  #renderBusy(): void {
    const isBusy = this.#isBusy();
    for (const field of this.#fields) field.setReadOnly(isBusy);
    if (this.#submission === 'saved') return;
    const saving = this.#view.saving ?? (isBusy ? this.#context.words.saving : undefined);
    const sentence = this.#lost.isOpen ? undefined : saving;
    this.#footer.setProgress(sentence, isBusy);
    if (sentence !== undefined) this.#context.announce(sentence);
  }
}
