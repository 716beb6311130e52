import { Disposable, ViewColumn } from 'vscode';
import type { Uri, WebviewPanel } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import type { CaptureSource } from '../../drafts/capture/capture.ts';
import type { ExtractionSource } from '../../drafts/extract/extraction.ts';
import { FormSession } from '../../drafts/form/formSession.ts';
import { noteKey, subjectKey, updateKey } from '../../drafts/model/draft.ts';
import type { Draft, DraftSubject } from '../../drafts/model/draft.ts';
import { mayBeSaved } from '../../drafts/model/draftOutcome.ts';
import type { EditableRef } from '../../drafts/model/interactionReading.ts';
import type { DraftPattern } from '../../drafts/model/newDraft.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import { needsAnswer } from '../../drafts/writing/sendDraft.ts';
import type { LoggableTypeId } from '../../model/interactionTypes.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { bounds } from '../../protocol/bounds.ts';
import { readPageState } from '../../protocol/messageToPage.ts';
import { draftMessages } from '../drafts/draftMessages.ts';
import { PageFiles } from '../page/pageFiles.ts';
import { adoptPagePanel, createPagePanel, PagePanel } from '../page/pagePanel.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { systemClock } from '../storage/systemClock.ts';
import { formTitle } from '../words/draftSummary.ts';
import type { Writing } from '../writing/writing.ts';
import { buildFormDeps } from './buildFormDeps.ts';
import { draftFromFile } from './draftFromFile.ts';
import type { LogTarget } from './draftFromFile.ts';
import { formPanelKind } from './formPanel.ts';
import type { FormPanel } from './formPanel.ts';
import { freshDrafts, noteWithTextOf } from './freshDrafts.ts';
import { notedInteraction } from './notedInteraction.ts';
import type { NotedInteraction } from './notedInteraction.ts';
import { VersionDocuments } from './versionDocuments.ts';

/** A restart takes this long at most until the last draft is written and the account is known. */
const RESTORE_TIMEOUT_MS = 5_000;

const RESTORE_RETRY_MS = 50;

export interface FormsDeps {
  readonly sessions: Sessions;
  readonly configuration: Configuration;
  readonly extensionUri: Uri;
  readonly log: Log;
  readonly writing: Writing;
}

interface OpenForm {
  readonly panel: FormPanel;
  readonly session: FormSession;
}

/** The open forms, one per subject. */
export class Forms implements Disposable {
  readonly #deps: FormsDeps;
  readonly #files: PageFiles;
  readonly #versions = new VersionDocuments();
  readonly #open = new Map<string, OpenForm>();
  /** By subject. A second request for a form that is still being prepared gets the same form. */
  readonly #opening = new Map<string, Promise<void>>();
  readonly #subscriptions: Disposable;

  constructor(deps: FormsDeps) {
    this.#deps = deps;
    this.#files = new PageFiles(deps.extensionUri, 'form');
    this.#subscriptions = Disposable.from(
      this.#versions,
      deps.sessions.onDidChange(() => this.#accountChanged()),
    );
  }

  get #drafts(): Writing['drafts'] {
    return this.#deps.writing.drafts;
  }

  /** Opens an empty form, or the one that was begun earlier about the same record. */
  async log(session: AccountSession, about?: RecordRef, type?: LoggableTypeId): Promise<void> {
    const subject: DraftSubject = { kind: 'create', ...(about && { about }) };
    const make = () => freshDrafts.about(session, this.#drafts.store.newId(), about, type);
    await this.#openOnce(session, subjectKey(subject), make);
  }

  /** Opens a form that is filled from a text. Nothing is sent. */
  async logText(session: AccountSession, source: ExtractionSource): Promise<void> {
    if (source.text.length > bounds.text) return draftMessages.warnTooLong(source.text.length);
    this.#show(await freshDrafts.fromText(session, this.#drafts.store.newId(), source));
  }

  /** Opens a form that begins with the type and the people of an earlier interaction. */
  logAgain(session: AccountSession, pattern: DraftPattern): void {
    this.#show(freshDrafts.fromPattern(session, this.#drafts.store.newId(), pattern));
  }

  /** Opens a form that is filled from a file or the clipboard, or says why it can't. Nothing is sent. */
  async logFile(session: AccountSession, source: CaptureSource, target?: LogTarget): Promise<void> {
    const draft = await draftFromFile(session, this.#drafts.store.newId(), source, target);
    // Another account may have been chosen while the user selected one of several meetings.
    if (draft !== undefined && session === this.#deps.sessions.current) this.#show(draft);
  }

  /** Opens a form with a draft that is written for it, beside all others, and stores it. Nothing is sent. */
  showNew(make: (id: string) => Draft): string {
    const { store } = this.#drafts;
    const draft = make(store.newId());
    // Its text comes from no document that it could be read from again.
    store.keep(draft);
    this.#show(draft);
    return draft.id;
  }

  reveal(id: string): void {
    this.#open.get(id)?.panel.reveal();
  }

  /** Opens a form to edit an interaction, or the one that was begun earlier. Rejects when it cannot be read. */
  async edit(session: AccountSession, ref: EditableRef): Promise<void> {
    const make = () => freshDrafts.fromInteraction(session, this.#drafts.store.newId(), ref);
    await this.#openOnce(session, updateKey(ref), make);
  }

  /** Opens a form for a note on an interaction, or the one that was begun earlier. */
  async addNote(session: AccountSession, target: NotedInteraction): Promise<void> {
    const noting = this.#drafts.connections.of(session.name)?.noting;
    const make = () => freshDrafts.toNote(session, this.#drafts.store.newId(), target, noting);
    await this.#openOnce(session, noteKey(target), make);
  }

  /**
   * Opens a note on an interaction with the text of a draft that was to be logged. The draft ends once the note is stored,
   * so that the text is never lost and never logged twice. A note that was begun earlier stays as it is.
   */
  noteInstead(session: AccountSession, draft: Draft, interaction: Interaction): Promise<void> {
    const target = notedInteraction(interaction);
    if (target === undefined || this.isSending(draft.id)) return Promise.resolve();
    // A second click waits for the first one, which makes the note.
    const name = `${session.name} ${noteKey(target)}`;
    const noting =
      this.#opening.get(name) ??
      this.#noteInstead(session, draft, target).finally(() => this.#opening.delete(name));
    this.#opening.set(name, noting);
    return noting;
  }

  async #noteInstead(session: AccountSession, draft: Draft, target: NotedInteraction): Promise<void> {
    // Its text must not be sent again as a note.
    if (mayBeSaved(draft.outcome)) return draftMessages.tellMayBeLogged();
    const { store } = this.#drafts;
    const key = noteKey(target);
    const begun = this.#openForm(session, key)?.draft ?? store.find(session.name, key);
    if (begun !== undefined) {
      this.#show(begun);
      return draftMessages.tellNoteBegun(begun);
    }
    const noting = this.#drafts.connections.of(session.name)?.noting;
    const empty = await freshDrafts.toNote(session, store.newId(), target, noting);
    // It may have been sent from its form meanwhile.
    const current = this.#open.get(draft.id)?.session.draft ?? store.get(session.name, draft.id);
    if (current === undefined || this.isSending(draft.id)) return;
    if (mayBeSaved(current.outcome)) return draftMessages.tellMayBeLogged();
    const note = noteWithTextOf(draft, empty);
    store.keep(note);
    this.#show(note);
    const isStored = await store.flush();
    const isChanged = (this.#open.get(draft.id)?.session.draft.text ?? draft.text) !== draft.text;
    if (!isStored || isChanged || this.isSending(draft.id)) return;
    const discarded = store.discard(draft.id);
    this.close(draft.id);
    await discarded;
  }

  openDraft(session: AccountSession, id: string, found?: SaveResult): void {
    const draft = this.#drafts.store.get(session.name, id);
    if (draft !== undefined) this.#show(draft, found);
  }

  isOpen(id: string): boolean {
    return this.#open.has(id);
  }

  isSending(id: string): boolean {
    return this.#open.get(id)?.session.isSending === true;
  }

  close(id: string): void {
    this.#open.get(id)?.panel.close();
  }

  /** Restores the form of a panel after a restart. Closes the panel if its draft is gone or belongs to another account. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    let isClosed = false;
    const subscription = panel.onDidDispose(() => (isClosed = true));
    await this.#deps.sessions.ready;
    const draft = await this.#findRestored(panel.title, state, () => isClosed);
    subscription.dispose();
    if (isClosed) return;
    if (draft === undefined || this.#open.has(draft.id) || this.#drafts.isSending(draft.id)) panel.dispose();
    else {
      // The draft may have another step left than the one that it was opened for.
      panel.title = formTitle(draft);
      this.#start(draft, adoptPagePanel(panel, this.#files));
    }
  }

  dispose(): void {
    for (const { panel } of this.#open.values()) panel.close();
    this.#subscriptions.dispose();
  }

  /**
   * Looks for the draft of a panel, several times for some seconds. The extension host before the restart may still be
   * writing it, and the account may not be known yet.
   */
  async #findRestored(title: string, state: unknown, isClosed: () => boolean): Promise<Draft | undefined> {
    for (let waitedMs = 0; waitedMs <= RESTORE_TIMEOUT_MS && !isClosed(); waitedMs += RESTORE_RETRY_MS) {
      if (waitedMs > 0) await systemClock.sleep(RESTORE_RETRY_MS);
      await this.#deps.writing.load();
      const draft = this.#restored(title, state);
      if (draft !== undefined) return draft;
    }
    return undefined;
  }

  /** A page that was closed before it could store its state is known by its title only. */
  #restored(title: string, state: unknown): Draft | undefined {
    const { store } = this.#drafts;
    const account = this.#deps.sessions.current?.name;
    if (account === undefined) return undefined;
    const reading = readPageState(state);
    if (reading.ok) return store.get(account, reading.message.draft);
    return store.list(account).find((draft) => !this.#open.has(draft.id) && formTitle(draft) === title);
  }

  /** Shows the draft that was begun earlier about the subject, or a new one. */
  #openOnce(session: AccountSession, key: string, make: () => Promise<Draft | undefined>): Promise<void> {
    const name = `${session.name} ${key}`;
    const begun = () => this.#openForm(session, key)?.draft ?? this.#drafts.store.find(session.name, key);
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
    else if (this.#drafts.isSending(draft.id)) draftMessages.tellBeingSent(draft);
    else this.#start(draft, this.#newPanel(draft), found);
  }

  #newPanel(draft: Draft): WebviewPanel {
    return createPagePanel(formPanelKind, formTitle(draft), ViewColumn.Active, this.#files);
  }

  #start(draft: Draft, webviewPanel: WebviewPanel, found?: SaveResult): void {
    const panel = new PagePanel(webviewPanel, formPanelKind, this.#deps.log);
    const deps = buildFormDeps(draft, found, {
      ...this.#deps,
      panel,
      drafts: this.#drafts,
      current: () => this.#open.get(draft.id)?.session.draft ?? draft,
      leftUnanswered: (result) => void this.#leftUnanswered(draft, result),
      edit: (session, ref) => this.edit(session, ref),
      noteInstead: (session, current, interaction) => this.noteInstead(session, current, interaction),
      showDifference: (conflict, zone) => this.#versions.show(draft.id, conflict, zone),
    });
    const session = new FormSession(deps);
    this.#open.set(draft.id, { panel, session });
    panel.start(session, this.#files, () => this.#closed(draft));
  }

  #closed({ account, id }: Draft): void {
    this.#open.delete(id);
    if (this.#drafts.store.get(account, id) === undefined) void this.#versions.close(id);
  }

  /** Nothing has to be asked when the draft is gone or shown again. */
  async #leftUnanswered({ account, id }: Draft, result: SaveResult): Promise<void> {
    const draft = this.#drafts.store.get(account, id);
    if (draft === undefined || this.#open.has(id) || !needsAnswer(result)) return;
    const isToBeOpened = await draftMessages.offerToAnswer(draft);
    const session = this.#deps.sessions.current;
    if (isToBeOpened && session?.name === account) this.openDraft(session, id, result);
  }

  /** Closes the forms of other accounts. Their drafts wait for those accounts. */
  #accountChanged(): void {
    const account = this.#deps.sessions.current?.name;
    for (const { panel, session } of this.#open.values()) {
      if (session.draft.account === account) session.connectionChanged();
      else panel.close();
    }
  }
}
