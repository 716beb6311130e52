import { isZone } from '../../dates/wallTime.ts';
import type { FormView } from '../../protocol/formView.ts';
import type { MessageToHost } from '../../protocol/messageToHost.ts';
import type { FormOpening } from '../../protocol/messageToPage.ts';
import type { Entry } from '../checks/entry.ts';
import type { Draft } from '../model/draft.ts';
import { draftTakingTheirs } from '../model/newDraft.ts';
import { DateField } from './dateField.ts';
import { FormClosing } from './formClosing.ts';
import { FormDraft } from './formDraft.ts';
import type { FormParts } from './formParts.ts';
import { FormSaving } from './formSaving.ts';
import { formState } from './formState.ts';
import { entryOf, inZone, valuesOf, withTrueProvenance, withValues } from './formValues.ts';
import { formView } from './formView.ts';
import { PeopleField } from './peopleField.ts';
import { SaveAttempts } from './saveAttempts.ts';
import { Suggestions } from './suggestions.ts';

type Message<Kind extends MessageToHost['kind']> = Extract<MessageToHost, { kind: Kind }>;

/**
 * One form: holds a draft, takes what the page says, and answers with what the page is to show. The page counts its
 * changes anew each time it is loaded; every answer carries the last count that was seen, so that the page never draws
 * an answer over something newer. What is typed is kept before anything else is done with it.
 */
export class FormSession {
  readonly #parts: FormParts;
  readonly #draft: FormDraft;
  readonly #date: DateField;
  readonly #people: PeopleField;
  readonly #suggestions: Suggestions;
  readonly #attempts: SaveAttempts;
  readonly #saving: FormSaving;
  readonly #closing: FormClosing;
  #zone: string;
  /** The page's last change that has arrived. */
  #seen = 0;
  /** Nothing is shown before the page has said that it is there, and has been told where it begins. */
  #isBegun = false;
  #isDue = false;
  #isOver = false;

  constructor(parts: FormParts) {
    const { draft, store, connection, clock, wording, host } = parts;
    const onChange = () => this.#show();
    this.#parts = parts;
    this.#zone = parts.zone;
    this.#draft = new FormDraft(draft, { store, clock, onChange });
    this.#attempts = new SaveAttempts(this.#draft, { ...parts, onStage: onChange });
    this.#closing = new FormClosing(this.#draft, this.#attempts, host);
    this.#saving = this.#formSaving();
    this.#date = new DateField(parts.dayFirst, onChange);
    const directory = () => connection()?.directory;
    this.#people = new PeopleField(draft.people, { directory, onChange: () => this.#peopleFound() });
    const [persons, send] = [() => connection()?.persons, host.send.bind(host)];
    this.#suggestions = new Suggestions({ persons, clock, words: wording, send });
    this.#date.read(draft.date);
    this.#people.lookUp();
  }

  /** As it stands. */
  get draft(): Draft {
    return this.#draft.current;
  }

  /** How a page begins that is loaded now. */
  get opening(): FormOpening {
    const { draft } = this;
    const [values, { words }] = [valuesOf(draft), this.#parts];
    return { kind: 'init', ...this.#shown(), values, words, draft: draft.id };
  }

  /** What is sent may be in Affinity by now: to be neither thrown away nor sent a second time. */
  get isSending(): boolean {
    return this.#attempts.isSending;
  }

  /** Takes a message that the protocol has read. Never throws; answers through the host. */
  receive(message: MessageToHost): void {
    // Without its toolkit a page is closed, which is up to whoever opened it.
    if (this.#isOver || message.kind === 'unfinished') return;
    switch (message.kind) {
      case 'ready':
        return void this.#begin(message.timeZone);
      case 'edit':
        return this.#edit(message.revision, (draft) =>
          withValues(draft, message.values, this.#draft.now, this.#zone),
        );
      case 'addPerson':
        return this.#addPerson(message);
      case 'addPeople':
        return this.#editPeople(message.revision, () => this.#people.addTyped(message.text));
      case 'removePerson':
        return this.#editPeople(message.revision, () => this.#people.remove(message.key));
      case 'choosePerson':
        return this.#editPeople(message.revision, () => this.#people.choose(message.key, message.id));
      case 'lookUpPeople':
        return this.#people.lookUpAll();
      case 'searchPeople':
        return this.#suggestions.ask(message.query, message.text);
      case 'takeTheirs':
        return this.#takeTheirs(message.revision);
      default:
        return this.#act(message);
    }
  }

  /** The account was signed in or out, or has another key: looks up again whom it could not find before. */
  connectionChanged(): void {
    this.#suggestions.dispose();
    this.#people.lookUp();
    this.#show();
  }

  /** The page is gone. The draft stays, and what becomes of a save that is under way is still recorded. */
  dispose(): void {
    this.#isOver = true;
    this.#draft.dispose();
    this.#suggestions.dispose();
    this.#people.dispose();
  }

  #act(message: Message<Action>): void {
    const { host } = this.#parts;
    switch (message.kind) {
      case 'submit':
        return void this.#saving.submit(message, message.revision <= this.#seen);
      case 'editNeighbour':
        return this.#editNeighbour(message);
      case 'showDifference':
        if (this.#attempts.conflict !== undefined) host.showDifference(this.#attempts.conflict, this.#zone);
        return;
      case 'checkOutcome':
        return void this.#saving.checkOutcome();
      case 'cancel':
        return void this.#closing.cancel();
      case 'discardDraft':
        return void this.#closing.discard();
      case 'dropped':
        return host.log(message.problem);
    }
  }

  async #begin(zone: string): Promise<void> {
    this.#seen = 0;
    if (isZone(zone)) this.#zone = zone;
    if (this.#draft.isPristine && this.draft.date.zone !== this.#zone) {
      const reading = await this.#date.settled();
      this.#draft.amend((draft) => inZone(draft, reading, this.#zone));
      this.#date.read(this.draft.date);
    }
    if (this.#isOver) return;
    this.#isBegun = true;
    this.#parts.host.send(this.opening);
  }

  #edit(revision: number, change: (draft: Draft) => Draft): void {
    if (!this.#attempts.canBeEdited || revision <= this.#seen) {
      return this.#parts.host.log(`A change was dropped: ${revision} after ${this.#seen}.`);
    }
    this.#seen = revision;
    const { date } = this.draft;
    this.#draft.edit((draft) => withTrueProvenance(draft, change(draft)));
    this.#attempts.forget();
    if (this.draft.date !== date) this.#date.read(this.draft.date);
    this.#show();
  }

  #editPeople(revision: number, change: () => void): void {
    this.#edit(revision, (draft) => {
      change();
      return { ...draft, people: this.#people.people };
    });
  }

  #addPerson({ revision, id }: Message<'addPerson'>): void {
    const person = this.#suggestions.offered(id);
    if (person === undefined) this.#parts.host.log('A person was named who had not been offered.');
    else this.#editPeople(revision, () => this.#people.addKnown(person));
  }

  #takeTheirs(revision: number): void {
    const { conflict } = this.#attempts;
    if (conflict === undefined || !this.#attempts.canBeEdited) return;
    this.#edit(revision, (draft) => draftTakingTheirs(draft, conflict, this.#draft.now, this.#zone));
    this.#people.replaceAll(this.draft.people);
    this.#parts.host.send({ kind: 'view', ...this.#shown(), values: valuesOf(this.draft) });
  }

  #editNeighbour({ type, id }: Message<'editNeighbour'>): void {
    const found = this.#attempts.neighbours.map(({ interaction }) => interaction);
    if (found.some((one) => one.type === type && one.id === id)) this.#parts.host.editNeighbour({ type, id });
    else this.#parts.host.log('An interaction was named that had not been shown.');
  }

  #peopleFound(): void {
    if (this.#isOver) return;
    // While it is being sent, the draft that is kept says so.
    if (this.#attempts.stage !== 'sending')
      this.#draft.amend((draft) => ({ ...draft, people: this.#people.people }));
    this.#show();
  }

  #formSaving(): FormSaving {
    const { host, wording } = this.#parts;
    return new FormSaving({
      draft: this.#draft,
      attempts: this.#attempts,
      host,
      wording,
      settle: () => this.#settle(),
      shown: () => this.#shown(),
      show: () => this.#show(),
      isOver: () => this.#isOver,
      end: () => this.dispose(),
    });
  }

  async #settle(): Promise<Entry> {
    this.#people.lookUpAll();
    await this.#people.settled(this.#parts.clock);
    return entryOf(this.draft, this.#people.chips, await this.#date.settled());
  }

  /** Soon, and once for all that changes in one go. */
  #show(): void {
    if (this.#isDue || this.#isOver || !this.#isBegun) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (!this.#isOver) this.#parts.host.send({ kind: 'view', ...this.#shown() });
    });
  }

  #shown(): { readonly revision: number; readonly view: FormView } {
    const [draft, date, people, attempts] = [this.#draft, this.#date, this.#people, this.#attempts];
    const state = formState(this.#parts, { draft, date, people, attempts, zone: this.#zone });
    return { revision: this.#seen, view: formView(state, this.#parts.wording) };
  }
}

type Action =
  | 'submit'
  | 'editNeighbour'
  | 'showDifference'
  | 'checkOutcome'
  | 'cancel'
  | 'discardDraft'
  | 'dropped';
