import { Disposable } from 'vscode';
import type { FollowedRecords } from '../../history/followedRecords.ts';
import type { InteractionFilter } from '../../history/interactionFilter.ts';
import type { RecordOrder } from '../../history/recordOrder.ts';
import { storedChoices } from '../../history/storedChoices.ts';
import { Timelines } from '../../history/timelines.ts';
import type { TimelineSource } from '../../history/timelines.ts';
import { WholeHistories } from '../../history/wholeHistories.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { accountName } from '../account/account.ts';
import type { Account } from '../account/account.ts';
import { AccountConnection } from '../account/accountConnection.ts';
import type { SampleWorkspace } from '../account/accountConnection.ts';
import { InteractionReader } from '../reader/interactionReader.ts';
import { NoteOpenings } from '../reader/noteOpenings.ts';
import { OpenedInteractions } from '../reader/openedInteractions.ts';
import { RecentPeople } from '../reader/recentPeople.ts';
import type { AccountFolder } from '../storage/accountFolder.ts';
import { KeptDocuments } from '../storage/keptDocuments.ts';
import { KeptHistories } from '../storage/keptHistories.ts';
import { RememberedBounds, RememberedInteractions } from '../storage/rememberedInteractions.ts';
import { StoredValue } from '../storage/storedValue.ts';
import { explain } from '../words/explain.ts';
import { logFailures, loggedSource } from './loggedSource.ts';

/** Settings that are read on each use. */
export interface SessionSettings {
  readonly remember: () => boolean;
  readonly keepRequests: () => number;
}

/** Everything that belongs to the account that is signed in. A new account gets a new session. */
export class AccountSession implements Disposable {
  readonly account: Account;
  /** The account's name in files, URIs and row ids. */
  readonly name: string;
  readonly folder: AccountFolder;
  readonly connection: AccountConnection;
  /** The services that timelines use. */
  readonly source: TimelineSource;
  readonly timelines: Timelines;
  readonly reader: InteractionReader;
  /** A part of the session, so that the words for failures are not loaded at start. */
  readonly explain = explain;
  readonly openings: NoteOpenings;
  readonly opened: OpenedInteractions;
  readonly recentPeople: RecentPeople;
  /** Whole histories with texts, for search and export. */
  readonly histories: WholeHistories;
  readonly remembered: RememberedInteractions;
  readonly #bounds: RememberedBounds;
  readonly followed: StoredValue<FollowedRecords>;
  /** The order in which the tree shows the followed records. */
  readonly order: StoredValue<RecordOrder>;
  readonly filter: StoredValue<InteractionFilter>;
  readonly expanded: StoredValue<readonly string[]>;
  /** Resolves when everything that was kept has been read; never rejects. */
  readonly ready: Promise<void>;
  readonly #documents: KeptDocuments;
  readonly #keptHistories: KeptHistories;
  readonly #isRemembering: () => boolean;
  readonly #disposables: Disposable;
  #isDisposed = false;

  constructor(account: Account, folder: AccountFolder, sample: SampleWorkspace, settings: SessionSettings) {
    const { remember, keepRequests } = settings;
    this.account = account;
    this.name = accountName(account);
    this.folder = folder;
    this.connection = new AccountConnection(account, sample, keepRequests);
    this.source = loggedSource(this.connection.client, folder.log);
    this.timelines = new Timelines(this.source, { now: () => Date.now() });
    // A response that arrives after sign-out must not leave anything on disk.
    const keeps = (): boolean => remember() && !this.#isDisposed;
    this.#isRemembering = remember;
    this.#documents = new KeptDocuments(folder, keeps);
    this.openings = new NoteOpenings(folder, keeps);
    this.recentPeople = new RecentPeople(folder, keeps);
    this.opened = new OpenedInteractions(folder, keeps, this.recentPeople);
    this.reader = new InteractionReader(this.connection.client, this.#documents, this.openings);
    this.#keptHistories = new KeptHistories(folder, keeps);
    this.histories = this.#openHistories();
    this.remembered = new RememberedInteractions(folder, this.timelines, keeps);
    this.#bounds = new RememberedBounds(folder, this.timelines, keeps);
    this.followed = new StoredValue(folder, 'followed.json', storedChoices.followedRecords);
    this.order = new StoredValue(folder, 'order.json', storedChoices.recordOrder);
    this.filter = new StoredValue(folder, 'filter.json', storedChoices.filter);
    this.expanded = new StoredValue(folder, 'expanded.json', storedChoices.expandedRows);
    this.ready = this.#read();
    this.#disposables = Disposable.from(
      logFailures(this.timelines, folder.log),
      ...this.#choices,
      this.openings,
      this.remembered,
      this.timelines,
      new Disposable(this.timelines.onDidEdit((edit) => void this.#keptHistories.takeEdit(edit))),
      this.histories,
      this.#keptHistories,
      this.connection,
    );
  }

  /** Removes data of the service from disk; the user's choices stay. */
  async forgetLoaded(): Promise<void> {
    this.remembered.discardPending();
    const lists = this.#lists.map((one) => one.forgetAll());
    await Promise.all([this.folder.removeLoaded(), ...lists]);
  }

  /** The notes of documents that were opened before, with type and id. */
  keptNotes(): ReturnType<KeptDocuments['notes']> {
    return this.#documents.notes();
  }

  /** False when nothing of the service may be kept on disk. */
  get isRemembering(): boolean {
    return this.#isRemembering();
  }

  /** Forgets everything of a record that isn't followed any more. */
  async forgetRecord(record: RecordId): Promise<void> {
    this.timelines.forget(record);
    await Promise.all([this.remembered.forget(record), this.#keptHistories.forget(record)]);
  }

  /** Removes what the settings no longer allow to keep. Never rejects. */
  async applySettings(): Promise<void> {
    if (this.#isRemembering()) return;
    await this.forgetLoaded().catch((error: unknown) => {
      this.folder.log.error(`Kept interactions could not be removed: ${String(error)}`);
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#disposables.dispose();
  }

  get #choices() {
    return [this.followed, this.order, this.filter, this.expanded];
  }

  get #lists() {
    return [this.#bounds, this.openings, this.opened, this.recentPeople];
  }

  #openHistories(): WholeHistories {
    const histories = new WholeHistories({
      interactions: this.source.interactions,
      notes: this.connection.client.notes,
      timelines: this.timelines,
      archive: this.#keptHistories,
      clock: { now: () => Date.now() },
      floor: () => this.connection.floor.signal(),
    });
    histories.onDidRead(({ interactions }) => this.openings.learnAll(interactions));
    return histories;
  }

  async #read(): Promise<void> {
    await Promise.all([...this.#choices.map(({ ready }) => ready), this.#readLoaded()]);
  }

  /** Never rejects. */
  async #readLoaded(): Promise<void> {
    try {
      await Promise.all([this.followed.ready, this.filter.ready, this.applySettings()]);
      if (!this.#isRemembering()) return;
      const kept = { followed: this.followed.current, filter: this.filter.current };
      const lists = this.#lists.map((one) => one.restore());
      await Promise.all([this.remembered.restore(kept), ...lists]);
      await this.#documents.tidy();
      await this.#keptHistories.tidy(this.followed.current);
    } catch (error) {
      this.folder.log.warn(`Kept interactions could not be read: ${String(error)}`);
    }
  }
}
