import { AffinityClient } from '../../../src/affinity/index.ts';
import type { Interaction } from '../../../src/affinity/index.ts';
import { PeopleDirectory } from '../../../src/directory/peopleDirectory.ts';
import type { FormDeps, FormWording } from '../../../src/drafts/form/formDeps.ts';
import { FormSession } from '../../../src/drafts/form/formSession.ts';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { memoryStorage } from '../../../src/drafts/store/draftStorage.ts';
import { DraftStore } from '../../../src/drafts/store/draftStore.ts';
import { findRecordsWay } from '../../../src/drafts/writing/compareNoteIds.ts';
import { DraftWork } from '../../../src/drafts/writing/draftWork.ts';
import type { LookupFailure } from '../../../src/drafts/writing/lookup.ts';
import type { DraftConnection, SaveResult } from '../../../src/drafts/writing/saveDraft.ts';
import type { LearnedRules } from '../../../src/drafts/writing/updateInteraction.ts';
import type { AddedNote } from '../../../src/drafts/writing/writeNote.ts';
import type { KnownPerson } from '../../../src/model/knownPerson.ts';
import type { FormView } from '../../../src/protocol/formView.ts';
import { formWords } from '../../../src/protocol/formWords.ts';
import type { MessageToHost } from '../../../src/protocol/messageToHost.ts';
import { messageToPageSchema } from '../../../src/protocol/messageToPage.ts';
import type { MessageToPage } from '../../../src/protocol/messageToPage.ts';
import type { TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { NOW, smallFirm } from '../../sandbox/smallFirm.ts';
import { VirtualClock, settled } from '../../support/virtualClock.ts';
import { ann } from './aDraft.ts';
// Forms load it when they first need it; no test is to wait for the disk.
import '../../../src/dates/freeTextWhen.ts';

/** The page's clock, unless a test names another. */
const BERLIN = 'Europe/Berlin';

/** Making a format takes longer than everything else in drawing a form. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Sentences that a test can read: the codes of what they are made of. */
const wording: FormWording = {
  local: (instant, zone) => `${formatOf(zone).format(instant)} ${zone}`,
  utc: (instant) => instant.toISOString(),
  whenNote: ({ code }) => code,
  problem: (problem) =>
    problem.code === 'refused' ? `refused: ${problem.problem.said.join()}` : problem.code,
  summary: ({ length }) => `${length} problems`,
  unknownPerson: ({ code }) => code,
  proposals: (counts) =>
    Object.entries(counts)
      .flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${name}`]))
      .join(),
  provenance: ({ field }) => `from ${field}`,
  formattingWillBeLost: () => 'formatting will be lost',
  typeLocked: () => 'type locked',
  textLocked: (by) => `locked by ${by}`,
  neighbours: (count, isOffer) => `${count} ${isOffer ? 'offered' : 'neighbours'}`,
  neighbour: ({ interaction }) => ({ title: `${interaction.id}`, when: '', people: '' }),
  conflict: ({ fields }) => `changed: ${fields.join()}`,
  conflictValue: (field, version) =>
    field === 'people' ? version.people.map(({ name }) => name).join() : String(version[field]),
  theirsStays: () => 'theirs stays',
  unknownOutcome: ({ kind }, _subject, lookup) => ['unknown', kind, ...describe(lookup)].join(': '),
  saving: (stage) => stage,
  draftKept: (state, _keptAt, _inMemory, zone) => (zone === BERLIN ? state : `${state} in ${zone}`),
  nobodyFound: (term) => `nobody: ${term}`,
  moreFound: () => 'more',
  searchFailed: (problem) => `failed: ${problem === 'signed-out' ? problem : problem.kind}`,
  noRecordFound: (term) => `no record: ${term}`,
  noteTarget: ({ type, id }) => `${type}/${id}`,
  noteWay: (subject) => {
    if (subject.kind === 'attach') return subject.way === 'own' ? undefined : subject.way;
    return subject.route === 'interaction' ? undefined : subject.route;
  },
  separateNote: () => 'a separate note',
  saved: (result) => {
    if (result.kind === 'noted') return `noted ${result.note.id}`;
    if (result.kind === 'attached') return `attached ${result.records.map(({ name }) => name).join()}`;
    const attach = result.attach === undefined ? [] : [`then ${result.attach.kind}`];
    return [`saved ${result.interaction.id}`, ...(result.notTaken ?? []), ...attach].join();
  },
};

/** A page that says what the real one would, and remembers what it was told. Every answer is held to the protocol. */
export class FormOnSandbox {
  readonly clock = new VirtualClock(NOW);
  readonly sandbox: TestSandbox;
  readonly client: AffinityClient;
  /** Shared by all forms of a window. */
  readonly learned: LearnedRules = {};
  readonly storage = memoryStorage();
  readonly store = new DraftStore({
    storage: this.storage,
    clock: this.clock,
    newId: () => 'new',
    onProblem: () => undefined,
  });
  readonly told: MessageToPage[] = [];
  readonly done: string[] = [];
  readonly noted: AddedNote[] = [];
  /** What the host offers under “Also on”. */
  relatedRecords: FormDeps['relatedRecords'];
  suggestedRecords: FormDeps['suggestedRecords'];
  /** What is loaded; without it no matches are looked for. */
  loaded: FormDeps['loaded'];
  readonly saved: Interaction[] = [];
  /** The people of the record that the form is about. */
  contacts: (() => Promise<readonly KnownPerson[]>) | undefined;
  isSignedIn = true;
  isSure = true;
  #fetch: TestSandbox['fetch'] = (input, init) => this.sandbox.fetch(input, init);
  #session: FormSession | undefined;
  #revision = 0;
  #submission = 0;

  constructor(options: TestSandboxOptions = {}) {
    this.sandbox = new TestSandbox({ data: smallFirm(), clock: this.clock, ...options });
    const { apiKey } = this.sandbox;
    const fetch: TestSandbox['fetch'] = (input, init) => this.#fetch(input, init);
    this.client = new AffinityClient({ apiKey, fetch, maxRetries: 0 });
  }

  get session(): FormSession {
    if (this.#session === undefined) throw new Error('No form is open.');
    return this.#session;
  }

  /** The view that the page shows after all work has settled. */
  get view(): FormView {
    const last = this.told.findLast((message) => 'view' in message);
    if (last === undefined || !('view' in last)) throw new Error('Nothing is shown.');
    return last.view;
  }

  get problems(): readonly string[] {
    return this.view.problems.map(({ at, sentence }) => `${at}: ${sentence}`);
  }

  get chips(): readonly string[] {
    return this.view.people.chips.map(
      (chip) => `${chip.state} ${chip.state === 'known' ? chip.person.name : chip.typed}`,
    );
  }

  /** Lets the service answer something else than what it did. */
  alterAnswers(alter: (method: string, body: object) => object): void {
    const { fetch } = this.sandbox;
    this.#fetch = async (input, init) => {
      const { method } = new Request(input, init);
      const answer = await fetch(input, init);
      const body = (await answer.clone().json()) as object;
      return new Response(JSON.stringify(alter(method, body)), answer);
    };
  }

  async open(draft: Draft, timeZone = BERLIN, found?: SaveResult): Promise<void> {
    const directory = new PeopleDirectory(this.client.persons, this.clock);
    const { interactions, notes, persons } = this.client;
    const { learned } = this;
    const noting = { userId: ann.id, notes, v2: this.client.v2, learned };
    const services: DraftConnection = { interactions, notes, persons, directory, learned, noting };
    const connection = () => (this.isSignedIn ? services : undefined);
    this.#session = new FormSession({
      work: new DraftWork({
        draft,
        found,
        store: this.store,
        connection,
        clock: this.clock,
        dayFirst: false,
      }),
      attribution: { user: ann, tenant: 'Small Firm', sample: false },
      inMemory: () => false,
      persons: () => connection()?.persons,
      contacts: this.contacts,
      records: () => (this.isSignedIn ? this.client : undefined),
      relatedRecords: this.relatedRecords,
      suggestedRecords: this.suggestedRecords,
      recordsWay: () => findRecordsWay(noting, this.clock),
      loaded: this.loaded,
      clock: this.clock,
      zone: 'UTC',
      wording,
      words: formWords((english) => english),
      host: {
        send: (message) => this.told.push(messageToPageSchema.parse(message)),
        saved: (result) => {
          if (result.kind === 'noted') this.noted.push(result.note);
          else if (result.kind === 'attached') this.done.push(wording.saved(result, draft.subject));
          else this.saved.push(result.interaction);
        },
        close: () => this.done.push('close'),
        leftUnanswered: ({ kind }) => this.done.push(`left ${kind}`),
        cannotDiscard: () => this.done.push('cannotDiscard'),
        confirmDiscard: async () => (this.done.push('confirmDiscard'), this.isSure),
        confirmLoss: async () => (this.done.push('confirmLoss'), this.isSure),
        editNeighbour: ({ type, id }) => this.done.push(`edit ${type}/${id}`),
        noteNeighbour: ({ type, id }) => this.done.push(`note on ${type}/${id}`),
        showDifference: ({ fields }, at) => this.done.push(`difference in ${fields.join()}, ${at}`),
        log: (problem) => this.done.push(`log ${problem}`),
      },
    });
    await this.say({ kind: 'ready', timeZone });
    this.#revision = 0;
  }

  async say(message: MessageToHost): Promise<void> {
    this.session.receive(message);
    await this.rest();
  }

  /** Changes fields, as the page does. */
  edit(values: Extract<MessageToHost, { kind: 'edit' }>['values']): Promise<void> {
    return this.say({ kind: 'edit', revision: this.next(), values });
  }

  paste(text: string): Promise<void> {
    return this.say({ kind: 'addPeople', revision: this.next(), text });
  }

  next(): number {
    return (this.#revision += 1);
  }

  /** Saves, and gives the answer. */
  async submit(despite?: 'neighbours' | 'conflict' | 'unknownOutcome'): Promise<MessageToPage> {
    const submission = (this.#submission += 1);
    const answer = despite === undefined ? {} : { despite };
    this.session.receive({ kind: 'submit', submission, revision: this.#revision, ...answer });
    for (;;) {
      await settled();
      const found = this.told.findLast(
        (message) => 'submission' in message && message.submission === submission,
      );
      if (found !== undefined) return found;
      await this.clock.pass(1);
    }
  }

  /** Until no request is under way and nothing more is said. */
  async rest(): Promise<void> {
    for (let quiet = 0, before = -1; quiet < 5; quiet += before === this.told.length ? 1 : 0) {
      before = this.told.length;
      await settled();
    }
  }

  /** The drafts that a window opened now would find. */
  async kept(): Promise<readonly Draft[]> {
    await this.store.flush();
    const other = new DraftStore({
      storage: this.storage,
      clock: this.clock,
      newId: () => 'x',
      onProblem: () => undefined,
    });
    await other.load('7/1');
    return other.list('7/1');
  }
}

function describe(lookup: LookupFailure | undefined): readonly string[] {
  switch (lookup?.kind) {
    case undefined:
      return [];
    case 'failed':
      return ['lookup', lookup.problem.kind];
    case 'unclear':
      return ['lookup', lookup.why];
    case 'signed-out':
      return ['lookup', lookup.kind];
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, made);
  return made;
}
