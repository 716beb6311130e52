import { Disposable, EventEmitter } from 'vscode';
import type { Uri, WebviewPanel } from 'vscode';
import type { ExtractionSource } from '../../drafts/extract/extraction.ts';
import { FormSession } from '../../drafts/form/formSession.ts';
import { subjectKey, updateKey } from '../../drafts/model/draft.ts';
import type { Draft, DraftSubject } from '../../drafts/model/draft.ts';
import type { EditableRef } from '../../drafts/model/interactionReading.ts';
import type { DraftStore } from '../../drafts/store/draftStore.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { bounds } from '../../protocol/bounds.ts';
import { readPageState } from '../../protocol/messageToPage.ts';
import { Deletions } from '../deletion/deletions.ts';
import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import {
  confirmDiscard,
  needsAnswer,
  offerToAnswer,
  sayBeingSent,
  sayTooLong,
} from '../drafts/draftQuestions.ts';
import { DraftSending, isLostOnTheWay } from '../drafts/draftSending.ts';
import { FormConnections } from '../drafts/formConnections.ts';
import { draftAbout, draftOfInteraction, draftOfText } from '../drafts/freshDrafts.ts';
import { draftStore } from '../drafts/openDraftStore.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { formTitle, draftSummary } from '../words/draftSummary.ts';
import type { DraftSummary } from '../words/draftSummary.ts';
import { FormFiles } from './formFiles.ts';
import { formHost } from './formHost.ts';
import { adoptFormPanel, createFormPanel, FormPanel } from './formPanel.ts';
import { formParts } from './formParts.ts';
import { VersionDocuments } from './versionDocuments.ts';

export interface FormsParts {
  readonly sessions: Sessions;
  readonly configuration: Configuration;
  readonly documents: InteractionDocuments;
  readonly storagePath: string;
  readonly extensionUri: Uri;
  readonly log: Log;
}

interface OpenForm {
  readonly panel: FormPanel;
  readonly session: FormSession;
}

/** The forms that are open, one for each subject, and the drafts behind them. */
export class Forms implements Disposable {
  readonly #parts: FormsParts;
  readonly #files: FormFiles;
  readonly #store: DraftStore;
  readonly #connections: FormConnections;
  readonly #sending: DraftSending;
  readonly #versions = new VersionDocuments();
  readonly #open = new Map<string, OpenForm>();
  /** By subject: asked for twice, while it is still being read for, it is one form all the same. */
  readonly #opening = new Map<string, Promise<void>>();
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  readonly onDidChangeDrafts = this.#changed.event;
  readonly deletions: Deletions;

  constructor(parts: FormsParts) {
    this.#parts = parts;
    this.#files = new FormFiles(parts.extensionUri);
    this.#connections = new FormConnections(parts);
    const { store, subscription } = draftStore(parts, () => void this.load());
    this.#store = store;
    const [drafts, connections] = [store, this.#connections];
    const sending = (this.#sending = new DraftSending({ ...parts, store, connections }));
    const openDraft: Forms['openDraft'] = (...draft) => this.openDraft(...draft);
    this.deletions = new Deletions({ ...parts, drafts, connections, sending, openDraft });
    this.#subscriptions = Disposable.from(
      subscription,
      this.#versions,
      this.deletions,
      this.deletions.onDidChange(() => this.#changed.fire()),
      this.#changed,
      new Disposable(store.onDidChange(() => this.#changed.fire())),
      parts.sessions.onDidChange(() => void this.#accountChanged()),
    );
  }

  /** The drafts of the account that is signed in, newest first. */
  drafts(): readonly DraftSummary[] {
    const session = this.#parts.sessions.current;
    return session === undefined ? [] : this.#store.list(session.name).map((draft) => draftSummary(draft));
  }

  /** Reads what is kept of the account that is signed in, and what other windows have changed. Never rejects. */
  async load(): Promise<void> {
    const session = this.#parts.sessions.current;
    if (session !== undefined) await Promise.all([this.#store.load(session.name), this.deletions.load()]);
  }

  /** An empty form, or the one that was begun before about the same record. */
  async log(session: AccountSession, about?: RecordRef, type?: LoggableTypeId): Promise<void> {
    const subject: DraftSubject = { kind: 'create', ...(about && { about }) };
    const make = () => draftAbout(session, this.#store.newId(), about, type);
    await this.#openOnce(session, subjectKey(subject), make);
  }

  /** A form filled from a text. It never sends by itself. */
  async logText(session: AccountSession, source: ExtractionSource): Promise<void> {
    if (source.text.length > bounds.text) return sayTooLong(source.text.length);
    this.#show(await draftOfText(session, this.#store.newId(), source));
  }

  /** Rejects when the interaction cannot be read; what was begun before is shown without reading it. */
  async edit(session: AccountSession, ref: EditableRef): Promise<void> {
    const make = () => draftOfInteraction(session, this.#store.newId(), ref);
    await this.#openOnce(session, updateKey(ref), make);
  }

  openDraft(session: AccountSession, id: string, found?: SaveResult): void {
    const draft = this.#store.get(session.name, id);
    if (draft !== undefined) this.#show(draft, found);
  }

  /** Sends a draft; one that needs an answer is shown in its form instead. Its row tells what became of it. */
  async sendDraft(session: AccountSession, id: string): Promise<void> {
    const draft = this.#store.get(session.name, id);
    if (draft === undefined) return;
    if (this.#open.has(id)) return this.openDraft(session, id);
    const result = await this.#sending.send(session, draft);
    if (result !== undefined && needsAnswer(result)) this.openDraft(session, id, result);
  }

  /** Sends all drafts that no form has open, one after another, and shows the first one that needs an answer. */
  async sendAllDrafts(session: AccountSession): Promise<void> {
    let first: { readonly id: string; readonly result: SaveResult } | undefined;
    for (const { id } of this.#store.list(session.name)) {
      const draft = this.#store.get(session.name, id);
      if (draft === undefined || this.#open.has(id) || session !== this.#parts.sessions.current) continue;
      const result = await this.#sending.send(session, draft);
      if (result !== undefined && needsAnswer(result)) first ??= { id, result };
      // What does not get through for one does not get through for the next.
      if (session.connection.problem !== undefined || isLostOnTheWay(result, draft)) break;
    }
    if (first !== undefined) this.openDraft(session, first.id, first.result);
  }

  /** Asks first: a draft that is thrown away cannot be brought back. */
  async discardDraft(session: AccountSession, id: string): Promise<void> {
    const draft = this.#store.get(session.name, id);
    if (draft === undefined) return;
    if (this.#isSending(id)) return sayBeingSent(draft);
    if (!(await confirmDiscard(draft))) return;
    // The question may have stood for a while.
    if (this.#isSending(id)) return sayBeingSent(draft);
    // First, so that a save that has not yet sent anything finds it gone.
    const discarded = this.#store.discard(id);
    this.#open.get(id)?.panel.close();
    await discarded;
  }

  /** Gives a panel of before the restart its form back; closes it when the draft is not this account's, or gone. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const reading = readPageState(state);
    await this.#parts.sessions.ready;
    await this.load();
    const session = this.#parts.sessions.current;
    const draft = reading.ok && session ? this.#store.get(session.name, reading.message.draft) : undefined;
    if (draft === undefined || this.#open.has(draft.id) || this.#isSending(draft.id)) panel.dispose();
    else this.#start(draft, adoptFormPanel(panel, this.#files));
  }

  /** Writes what is not yet written. */
  async flush(): Promise<void> {
    await this.#store.flush();
  }

  dispose(): void {
    for (const { panel } of this.#open.values()) panel.close();
    this.#subscriptions.dispose();
  }

  #isSending(id: string): boolean {
    return this.#sending.isUnderWay(id) || this.#open.get(id)?.session.isSending === true;
  }

  /** Shows what was begun before about the same subject, else what is made of it. */
  #openOnce(session: AccountSession, key: string, make: () => Promise<Draft | undefined>): Promise<void> {
    const name = `${session.name} ${key}`;
    const begun = () => this.#openForm(session, key)?.draft ?? this.#store.find(session.name, key);
    const open = async () => {
      const draft = begun() ?? (await make());
      const shown = begun() ?? draft;
      if (shown !== undefined) this.#show(shown);
    };
    const opening = this.#opening.get(name) ?? open().finally(() => this.#opening.delete(name));
    this.#opening.set(name, opening);
    return opening;
  }

  #openForm(session: AccountSession, key: string): FormSession | undefined {
    const forms = [...this.#open.values()].map((form) => form.session);
    return forms.find(({ draft }) => draft.account === session.name && subjectKey(draft.subject) === key);
  }

  #show(draft: Draft, found?: SaveResult): void {
    const open = this.#open.get(draft.id);
    if (open !== undefined) open.panel.reveal();
    else if (this.#sending.isUnderWay(draft.id)) sayBeingSent(draft);
    else this.#start(draft, createFormPanel(formTitle(draft), this.#files), found);
  }

  #start(draft: Draft, webviewPanel: WebviewPanel, found?: SaveResult): void {
    const panel = new FormPanel(webviewPanel, this.#parts.log);
    const host = formHost(panel, {
      ...this.#parts,
      draft,
      current: () => this.#open.get(draft.id)?.session.draft ?? draft,
      leftUnanswered: (result) => void this.#leftUnanswered(draft, result),
      edit: (session, ref) => this.edit(session, ref),
      showDifference: (conflict, zone) => this.#versions.show(draft.id, conflict, zone),
    });
    const session = new FormSession(
      formParts(draft, found, { store: this.#store, connections: this.#connections, host, ...this.#parts }),
    );
    this.#open.set(draft.id, { panel, session });
    panel.start(session, this.#files, () => this.#closed(draft));
  }

  #closed({ account, id }: Draft): void {
    this.#open.delete(id);
    if (this.#store.get(account, id) === undefined) void this.#versions.close(id);
  }

  /** Where the draft is gone, or shown again already, nobody needs to be asked. */
  async #leftUnanswered({ account, id }: Draft, result: SaveResult): Promise<void> {
    const draft = this.#store.get(account, id);
    if (draft === undefined || this.#open.has(id) || !needsAnswer(result)) return;
    const isToBeOpened = await offerToAnswer(draft);
    const session = this.#parts.sessions.current;
    if (isToBeOpened && session?.name === account) this.openDraft(session, id, result);
  }

  /** Forms of another account are closed: their drafts are for the eyes of that account only, and wait for it. */
  async #accountChanged(): Promise<void> {
    const account = this.#parts.sessions.current?.name;
    for (const { panel, session } of this.#open.values()) {
      if (session.draft.account === account) session.connectionChanged();
      else panel.close();
    }
    await this.#parts.sessions.current?.ready;
    await this.load();
    this.#changed.fire();
  }
}
