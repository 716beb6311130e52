import { isZone } from '../../dates/wallTime.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import type { FormView } from '../../protocol/formView.ts';
import type { MessageToHost } from '../../protocol/messageToHost.ts';
import type { FormOpening } from '../../protocol/messageToPage.ts';
import type { Draft } from '../model/draft.ts';
import type { DraftWork } from '../writing/draftWork.ts';
import { isDone } from '../writing/sendDraft.ts';
import type { Done } from '../writing/sendDraft.ts';
import { draftTakingTheirs } from '../writing/updatePlan.ts';
import { drawForm } from './drawForm.ts';
import type { FormDeps } from './formDeps.ts';
import { FormRecords } from './formRecords.ts';
import { formState } from './formState.ts';
import {
  inPageZone,
  pageValues,
  withPageValues,
  withRecord,
  withTrueProvenance,
  withoutRecord,
} from './pageValues.ts';
import { peopleSuggestions } from './peopleSuggestions.ts';
import type { Suggestions } from './suggestions.ts';

type Message<Kind extends MessageToHost['kind']> = Extract<MessageToHost, { kind: Kind }>;

/**
 * One form: applies what the page says to a draft, and tells the page what to show. The page counts its changes from 0
 * each time it is loaded. Every answer carries the last count seen, so that the page never replaces something newer.
 */
export class FormSession {
  readonly #deps: FormDeps;
  readonly #work: DraftWork;
  readonly #suggestions: Suggestions<KnownPerson>;
  readonly #records: FormRecords;
  #zone: string;
  /** The last change of the page that has arrived. */
  #seen = 0;
  /** Nothing is shown until the page is ready and has its first values. */
  #isReady = false;
  #isShowDue = false;
  #isOver = false;
  /** The subject while it is saved, since a step that is left of it would be shown for a moment only. */
  #saving: Draft['subject'] | undefined;
  /** Prevents a second question when Esc is pressed twice. */
  #isAsking = false;

  constructor(deps: FormDeps) {
    const { work } = deps;
    this.#deps = deps;
    this.#work = work;
    this.#zone = deps.zone;
    this.#suggestions = peopleSuggestions(deps);
    this.#records = new FormRecords(deps);
    work.onChange = () => this.#show();
    work.date.read(work.draft.current.date);
    work.people.lookUp();
    void work.lookForMatches(deps.loaded);
  }

  get draft(): Draft {
    return this.#work.draft.current;
  }

  /** The first message to a page that is loaded now. */
  get opening(): FormOpening {
    const [{ draft }, { words }] = [this, this.#deps];
    return { kind: 'init', ...this.#state(), values: pageValues(draft), words, draft: draft.id };
  }

  /** The draft may be in Affinity already, so it must be neither discarded nor sent again. */
  get isSending(): boolean {
    return this.#work.attempts.isSending;
  }

  /** Handles a message of the page, but for the last two, which the panel handles. Never throws; answers go through the host. */
  receive(message: MessageToHost): void {
    if (this.#isOver) return;
    switch (message.kind) {
      case 'ready':
        return void this.#begin(message.timeZone);
      case 'edit':
      case 'addPerson':
      case 'addPeople':
      case 'removePerson':
      case 'confirmPeople':
      case 'removeProposals':
      case 'choosePerson':
      case 'takeTheirs':
      case 'addRecord':
      case 'removeRecord':
        return this.#applyEdit(message);
      case 'lookUpPeople':
        return this.#work.people.lookUpAll();
      case 'offerContacts':
      case 'searchPeople':
      case 'searchRecords':
        return this.#suggest(message);
      case 'submit':
        return void this.#submit(message);
      case 'checkOutcome':
        return void this.#checkOutcome();
      case 'editNeighbour':
      case 'noteNeighbour':
        return this.#leaveFor(message);
      case 'showDifference':
        return this.#showDifference();
      case 'cancel':
      case 'discardDraft':
        return void (message.kind === 'cancel' ? this.#cancel() : this.#discard());
      case 'dropped':
        return this.#deps.host.log(message.problem);
      case 'unfinished':
      case 'focus':
    }
  }

  /** The account was signed in or out, or has another key, so unknown people are looked up again. */
  connectionChanged(): void {
    this.#suggestions.dispose();
    this.#records.dispose();
    this.#work.people.lookUp();
    this.#show();
  }

  /** The page is closed. The draft stays, and a running save still records its outcome. */
  dispose(): void {
    this.#isOver = true;
    this.#work.dispose();
    this.#suggestions.dispose();
    this.#records.dispose();
  }

  async #begin(zone: string): Promise<void> {
    const { draft, date } = this.#work;
    this.#seen = 0;
    if (isZone(zone)) this.#zone = zone;
    if (draft.isPristine && this.draft.date.zone !== this.#zone) {
      const reading = await date.settled();
      draft.amend((current) => inPageZone(current, reading, this.#zone));
      date.read(this.draft.date);
    }
    if (this.#isOver) return;
    this.#isReady = true;
    this.#deps.host.send(this.opening);
    this.#seePeople();
  }

  #applyEdit(message: Message<Edit>): void {
    const { revision } = message;
    const { people, draft } = this.#work;
    switch (message.kind) {
      case 'edit':
        return this.#edit(revision, (current) =>
          withPageValues(current, message.values, draft.now, this.#zone),
        );
      case 'addPerson':
        return this.#addPerson(message);
      case 'addPeople':
        return this.#editPeople(revision, () => people.addTyped(message.text));
      case 'removePerson':
        return this.#editPeople(revision, () => people.remove(message.key));
      case 'confirmPeople':
        return this.#editPeople(revision, () => people.confirm(message.key));
      case 'removeProposals':
        return this.#editPeople(revision, () => people.removeProposals());
      case 'choosePerson':
        return this.#editPeople(revision, () => people.choose(message.key, message.id));
      case 'takeTheirs':
        return this.#takeTheirs(revision);
      case 'addRecord':
        return this.#addRecord(message);
      case 'removeRecord':
        return this.#edit(revision, (current) => withoutRecord(current, message.record));
    }
  }

  #edit(revision: number, change: (draft: Draft) => Draft): void {
    const { draft, attempts, date } = this.#work;
    if (!attempts.canBeEdited || revision <= this.#seen) {
      return this.#deps.host.log(`A change was dropped: ${revision} after ${this.#seen}.`);
    }
    this.#seen = revision;
    const { date: before } = this.draft;
    draft.edit((current) => withTrueProvenance(current, change(current)));
    attempts.forget();
    if (this.draft.date !== before) date.read(this.draft.date);
    this.#work.settleOffer();
    this.#show();
  }

  #editPeople(revision: number, change: () => void): void {
    this.#edit(revision, (draft) => {
      change();
      return { ...draft, people: this.#work.people.people };
    });
  }

  #addPerson({ revision, id }: Message<'addPerson'>): void {
    const person = this.#suggestions.offered(String(id));
    if (person === undefined) this.#deps.host.log('A person was named who had not been offered.');
    else this.#editPeople(revision, () => this.#work.people.addKnown(person));
  }

  #addRecord({ revision, record }: Message<'addRecord'>): void {
    const offered = this.#records.offered(record);
    if (offered === undefined) return this.#deps.host.log('A record was named that had not been offered.');
    this.#edit(revision, (current) => withRecord(current, offered));
    void this.#records.learnWay();
  }

  #suggest(message: Message<'offerContacts' | 'searchPeople' | 'searchRecords'>): void {
    const { kind, query } = message;
    if (kind === 'offerContacts') void this.#suggestions.offerRelated(query, this.#work.people.knownIds);
    else if (kind === 'searchPeople') this.#suggestions.ask(query, message.text);
    else this.#records.ask(query, message.text);
  }

  #takeTheirs(revision: number): void {
    const { attempts, draft, people } = this.#work;
    const { conflict } = attempts;
    if (conflict === undefined || !attempts.canBeEdited) return;
    this.#edit(revision, (current) => draftTakingTheirs(current, conflict, draft.now, this.#zone));
    people.replaceAll(this.draft.people);
    this.#deps.host.send({ kind: 'view', ...this.#state(), values: pageValues(this.draft) });
  }

  #leaveFor({ kind, type, id }: Message<'editNeighbour' | 'noteNeighbour'>): void {
    const { host } = this.#deps;
    const found = this.#work.attempts.neighbour({ type, id });
    if (found === undefined) host.log('An interaction was named that had not been shown.');
    else if (kind === 'editNeighbour') host.editNeighbour({ type, id });
    else host.noteNeighbour(found);
  }

  #showDifference(): void {
    const { conflict } = this.#work.attempts;
    if (conflict !== undefined) this.#deps.host.showDifference(conflict, this.#zone);
  }

  /** Answers every submission, also one that arrives while another one is running. */
  async #submit({ submission, revision, despite }: Message<'submit'>): Promise<void> {
    const { host, wording } = this.#deps;
    const { attempts } = this.#work;
    if (attempts.stage !== undefined) return this.#answer('refused', submission);
    if (revision > this.#seen) {
      attempts.refuse({ at: 'form', code: 'not-in-step' });
      return this.#answer('refused', submission);
    }
    const { draft } = this;
    this.#saving = draft.subject;
    const result = await this.#work.save(despite);
    this.#saving = undefined;
    if (isDone(result)) {
      const sentence = wording.saved(result, draft.subject);
      host.send({ kind: 'saved', submission, sentence });
      return this.#close(result, draft);
    }
    if (this.#isOver) host.leftUnanswered(result);
    this.#answer(result.kind === 'unknown' ? 'unknown' : 'refused', submission);
  }

  async #checkOutcome(): Promise<void> {
    const { attempts } = this.#work;
    if (attempts.stage !== undefined) return;
    const { draft } = this;
    const result = await attempts.confirm();
    if (isDone(result)) this.#close(result, draft);
    else this.#show();
  }

  #answer(kind: 'refused' | 'unknown', submission: number): void {
    this.#deps.host.send({ kind, submission, ...this.#state() });
    // A page that was reloaded meanwhile ignores the answer and still shows that the draft is being saved.
    this.#show();
  }

  /** `draft` is what was saved. What is left of it may be another step. */
  #close(result: Done, draft: Draft): void {
    this.dispose();
    this.#deps.host.saved(result, draft);
  }

  /** Closes the form. Asks first if the draft could not be stored. */
  #cancel(): Promise<void> {
    const { host } = this.#deps;
    const { draft } = this.#work;
    return this.#askOnce(async () => {
      const isKept = draft.isPristine || (await draft.flush());
      if (isKept || (await host.confirmLoss())) host.close();
    });
  }

  #discard(): Promise<void> {
    const { host } = this.#deps;
    const { draft } = this.#work;
    return this.#askOnce(async () => {
      if (this.isSending) return host.cannotDiscard();
      if (!draft.isPristine && !(await host.confirmDiscard())) return;
      // A save may have begun while the question was open.
      if (this.isSending) return host.cannotDiscard();
      await draft.discard();
      host.close();
    });
  }

  async #askOnce(ask: () => Promise<void>): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await ask();
    } finally {
      this.#isAsking = false;
    }
  }

  /** Sends the view soon, and once for all changes that come together. */
  #show(): void {
    if (this.#isShowDue || this.#isOver || !this.#isReady) return;
    this.#isShowDue = true;
    queueMicrotask(() => {
      this.#isShowDue = false;
      if (this.#isOver) return;
      this.#deps.host.send({ kind: 'view', ...this.#state() });
      this.#seePeople();
    });
  }

  /** While a save is running, a proposal that it has found is not seen in time. */
  #seePeople(): void {
    const { attempts, people } = this.#work;
    if (attempts.stage === undefined) people.markSeen();
  }

  #state(): { readonly revision: number; readonly view: FormView } {
    const { attribution, inMemory, contacts, wording } = this.#deps;
    const { suggested } = this.#records;
    const given = { attribution, zone: this.#zone, inMemory: inMemory(), suggested };
    const state = formState(this.#work, { ...given, offersContacts: contacts !== undefined });
    const draft = { ...state.draft, subject: this.#saving ?? state.draft.subject };
    return { revision: this.#seen, view: drawForm({ ...state, draft }, wording) };
  }
}

type Edit = Exclude<Extract<MessageToHost, { readonly revision: number }>['kind'], 'submit'>;
