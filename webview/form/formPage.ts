import type { FormPlace, FormValues, SomeFormValues } from '../../src/protocol/formValues.ts';
import type { FormView } from '../../src/protocol/formView.ts';
import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import type { FormOpening, MessageToPage } from '../../src/protocol/messageToPage.ts';
import { ConflictPanel } from './conflictPanel.ts';
import { DateField } from './dateField.ts';
import { DirectionField } from './directionField.ts';
import { Footer } from './footer.ts';
import type { FormContext, FormField, FormPart } from './formPart.ts';
import { freshView } from './freshView.ts';
import { Header } from './header.ts';
import { LostPanel } from './lostPanel.ts';
import { NeighboursPanel } from './neighboursPanel.ts';
import { PeopleField } from './people/peopleField.ts';
import { Submission } from './submission.ts';
import { Summary } from './summary.ts';
import { TextField } from './textField.ts';
import { TypeField } from './typeField.ts';
import { UnknownPanel } from './unknownPanel.ts';

type Despite = Extract<MessageToHost, { kind: 'submit' }>['despite'];
type State = Pick<FormOpening, 'view' | 'revision'>;

/** The form: its parts in their order, drawn from what the host sends. */
export class FormPage {
  readonly elements: readonly HTMLElement[];
  readonly people: PeopleField;
  readonly #context: FormContext;
  readonly #text: TextField;
  readonly #fields: readonly FormField[];
  readonly #lost: LostPanel;
  readonly #summary: Summary;
  readonly #conflict: ConflictPanel;
  readonly #neighbours: NeighboursPanel;
  readonly #unknown: UnknownPanel;
  readonly #footer: Footer;
  readonly #parts: readonly FormPart[];
  /** Those that the focus can be brought to. */
  readonly #stops: readonly (FormPart & { focus(): void })[];
  readonly #submission = new Submission();
  #view: FormView;
  /** The latest change that the host has answered. */
  #heard = 0;

  constructor(context: FormContext, { view }: FormOpening) {
    this.#context = context;
    this.#view = view;
    this.people = new PeopleField(context);
    this.#text = new TextField(context);
    const [type, date, direction] = [
      new TypeField(context),
      new DateField(context),
      new DirectionField(context),
    ];
    this.#fields = [type, date, this.people, direction, this.#text];
    this.#lost = new LostPanel(context);
    this.#summary = new Summary(context, (place) => this.focusField(place));
    this.#conflict = new ConflictPanel(context, {
      keepMine: () => this.submit('conflict'),
      takeTheirs: () => this.#takeTheirs(),
    });
    this.#neighbours = new NeighboursPanel(context, () => this.submit('neighbours'));
    this.#unknown = new UnknownPanel(context, () => this.submit('unknownOutcome'));
    this.#footer = new Footer(context, { submit: () => this.submit(), cancel: () => this.cancel() });
    this.#stops = [this.#summary, this.#conflict, this.#neighbours, this.#unknown, ...this.#fields];
    this.#parts = [new Header(context), this.#lost, ...this.#stops, this.#footer];
    this.elements = this.#parts.map((part) => part.element);
  }

  /** After the elements are in the document: only then do the toolkit's parts, once it is loaded, have an inside. */
  start({ view, values, revision }: FormOpening): void {
    this.#heard = revision;
    for (const field of this.#fields) field.fill(values);
    this.#show(view);
  }

  /** The toolkit is loaded: what belongs into its parts can be drawn. */
  finish(): void {
    this.#show(this.#view);
  }

  /** The host has found out more since it wrote down how the form begins, such as the page's own time zone. */
  catchUp(before: FormOpening, now: FormOpening): void {
    const changed = Object.entries(now.values).filter(
      ([name, value]) => value !== before.values[name as keyof FormValues],
    );
    this.#draw(now, Object.fromEntries(changed));
  }

  take(message: Exclude<MessageToPage, FormOpening>): void {
    switch (message.kind) {
      case 'view':
        this.#draw(message, message.values);
        break;
      case 'suggestions':
        this.people.take(message);
        break;
      case 'saved':
        if (this.#submission.end(message.submission, 'saved')) this.#saved(message.sentence);
        break;
      case 'refused':
      case 'unknown':
        this.#answered(message);
        break;
    }
  }

  submit(despite?: Despite): void {
    if (this.#busy()) return;
    if (!this.#text.sendable) {
      this.#text.focus();
      return;
    }
    const { edits, send } = this.#context;
    this.#bringUpToDate();
    this.people.commit();
    edits.flush();
    const submission = this.#submission.begin();
    const message = { kind: 'submit', submission, revision: edits.revision } as const;
    send(despite === undefined ? message : { ...message, despite });
    this.#keepingFocus(() => this.#drawBusy());
  }

  /** Closes the form; the host asks if something would be lost. A name that was begun is kept as a save would keep it. */
  cancel(): void {
    if (!this.#busy()) this.people.commit();
    this.#context.send({ kind: 'cancel' });
  }

  /** The host no longer answers, or does so again. What stands here can be read and copied, not changed. */
  lose(isLost: boolean): void {
    this.#lost.show(isLost);
    this.#keepingFocus(() => this.#drawBusy());
  }

  focusField(place: FormPlace): void {
    this.#fields.find((field) => field.place === place)?.focus();
  }

  /** Where the user was, by the id that is kept of it, or where the form begins if that is gone. */
  focusPart(id: string | undefined): void {
    const before = document.activeElement;
    const stop = this.#stops.find(({ element }) => element.id === id);
    if (stop !== undefined) stop.focus();
    else if (id !== undefined) this.#footer.focus(id);
    if (document.activeElement === before) this.focusFirst();
  }

  /** Where a new form begins: the type, or what can be changed first. */
  focusFirst(): void {
    this.focusField(this.#view.typeLocked === undefined ? 'type' : 'date');
  }

  /** Not while mine are being saved: the host does not do it then, and what it answers would be taken for too old. */
  #takeTheirs(): void {
    if (this.#busy()) return;
    this.focusFirst();
    this.#context.edits.act('form', { kind: 'takeTheirs' });
  }

  /**
   * Sends all values once more when the host may lack some, so that what is saved is what stands here. Not otherwise:
   * any change takes back the answers that the user has given to the host's questions.
   */
  #bringUpToDate(): void {
    const { edits } = this.#context;
    if (this.#heard >= edits.revision) return;
    edits.change(Object.assign({}, ...this.#fields.map((field) => field.values())) as SomeFormValues);
  }

  #draw({ view, revision }: State, values: SomeFormValues = {}): void {
    this.#heard = revision;
    const isFresh = (place: FormPlace): boolean => this.#context.edits.isFresh(place, revision);
    for (const field of this.#fields) if (isFresh(field.place)) field.fill(values);
    this.#show(freshView(view, this.#view, isFresh));
  }

  #show(view: FormView): void {
    const hasEnded = this.#view.saving !== undefined && view.saving === undefined;
    this.#view = view;
    this.#keepingFocus(() => {
      for (const part of this.#parts) part.draw(view);
      this.#drawBusy();
    });
    // What was looked for without a save has no answer of its own.
    if (hasEnded && this.#submission.state === 'idle') this.#announceOutcome();
  }

  /** What has the focus may go with what is drawn. Then it stays in its field, or comes to what is said now. */
  #keepingFocus(draw: () => void): void {
    const before = document.activeElement;
    const field = this.#fields.find(({ element }) => element.contains(before));
    draw();
    const isElsewhere = ![before, document.body].includes(document.activeElement);
    if (isElsewhere || before === null || before === document.body || before.checkVisibility()) return;
    if (field === undefined) this.#focusTrouble();
    else field.focus();
  }

  #answered(message: Extract<MessageToPage, { kind: 'refused' | 'unknown' }>): void {
    this.#submission.end(message.submission, message.kind);
    this.#draw(message);
    // The answer to another save, such as one from before a reload, says how the form stands, not how this one ends.
    if (this.#submission.state === 'running') return;
    this.#announceOutcome();
    this.#focusTrouble();
  }

  #announceOutcome(): void {
    this.#context.announce(this.#view.summary ?? this.#view.unknownOutcome ?? '');
  }

  #focusTrouble(): void {
    const { conflict, neighbours, unknownOutcome, problems } = this.#view;
    if (unknownOutcome !== undefined) this.#unknown.focus();
    else if (conflict !== undefined) this.#conflict.focus();
    else if (neighbours !== undefined) this.#neighbours.focus();
    else {
      const first = this.#fields.find(({ place }) => problems.some(({ at }) => at === place));
      (first ?? this.#summary).focus();
    }
  }

  #busy(): boolean {
    return this.#lost.open || this.#submission.state !== 'idle' || this.#view.saving !== undefined;
  }

  #drawBusy(): void {
    const held = this.#busy();
    for (const field of this.#fields) field.hold(held);
    if (this.#submission.state === 'saved') return;
    const saving = this.#view.saving ?? (held ? this.#context.words.saving : undefined);
    const sentence = this.#lost.open ? undefined : saving;
    this.#footer.drawSaving(sentence, held);
    if (sentence !== undefined) this.#context.announce(sentence);
  }

  #saved(sentence: string): void {
    this.#footer.drawSaved(sentence);
    this.#context.announce(sentence);
  }
}
