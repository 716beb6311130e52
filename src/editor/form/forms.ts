import { Disposable, EventEmitter, l10n, window, type Uri, type WebviewPanel } from 'vscode';
import { subjectKey, type Draft, type DraftSubject } from '../../drafts/draft.ts';
import { extraction, type ExtractionSource } from '../../drafts/extract/extraction.ts';
import { FormSession } from '../../drafts/form/formSession.ts';
import { draftFromExtraction, draftToEdit, draftToLog } from '../../drafts/newDraft.ts';
import { knownPerson } from '../../drafts/people/knownPerson.ts';
import { readInteraction, type EditableRef } from '../../drafts/sending/interactionReading.ts';
import type { DraftStore } from '../../drafts/store/draftStore.ts';
import type { FormType } from '../../protocol/formValues.ts';
import { readPageState } from '../../protocol/pageState.ts';
import type { RecordRef } from '../../timeline/recordRef.ts';
import type { AccountSession } from '../account/accountSession.ts';
import type { Sessions } from '../account/sessions.ts';
import type { Configuration } from '../configuration.ts';
import type { Log } from '../log.ts';
import type { InteractionDocuments } from '../reader/interactionDocuments.ts';
import { deleteInteractions, type DeletionTarget } from './deletions.ts';
import { DraftSending } from './draftSending.ts';
import { FormConnections } from './formConnections.ts';
import { formTitle, draftSummary, type DraftSummary } from './draftWords.ts';
import { draftStart, isDayFirst } from './draftStart.ts';
import { draftStore } from './openDraftStore.ts';
import { formHost } from './formHost.ts';
import { createFormPanel, FormPanel } from './formPanel.ts';
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
  readonly #store: DraftStore;
  readonly #connections: FormConnections;
  readonly #sending: DraftSending;
  readonly #versions = new VersionDocuments();
  readonly #open = new Map<string, OpenForm>();
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  readonly onDidChangeDrafts = this.#changed.event;

  constructor(parts: FormsParts) {
    this.#parts = parts;
    this.#connections = new FormConnections(parts.sessions);
    const { store, subscription } = draftStore(parts, () => void this.load());
    this.#store = store;
    this.#sending = new DraftSending({ ...parts, store, connections: this.#connections });
    this.#subscriptions = Disposable.from(
      subscription,
      this.#versions,
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

  /** Reads the drafts of the account that is signed in, and what other windows have changed. Never rejects. */
  async load(): Promise<void> {
    const session = this.#parts.sessions.current;
    if (session !== undefined) await this.#store.load(session.name);
  }

  /** An empty form, or the one that was begun before about the same record. */
  async log(session: AccountSession, about?: RecordRef, type?: FormType): Promise<void> {
    const subject: DraftSubject = { kind: 'create', ...(about && { about }) };
    const begun = this.#begun(session, subject);
    if (begun !== undefined) return this.#show(begun);
    const person = about?.kind === 'person' ? await this.#person(session, about.id) : undefined;
    const draft = draftToLog(draftStart(session, this.#store.newId()), about, person);
    this.#show(type === undefined ? draft : { ...draft, type });
  }

  /** A form filled from a text. It never sends by itself. */
  async logText(session: AccountSession, source: ExtractionSource): Promise<void> {
    const start = draftStart(session, this.#store.newId());
    const context = { now: start.now, zone: start.zone, dayFirst: isDayFirst() };
    this.#show(draftFromExtraction(start, await extraction(source, context)));
  }

  /** Rejects when the interaction cannot be read; what was begun before is shown without reading it. */
  async edit(session: AccountSession, ref: EditableRef): Promise<void> {
    const key = `update:${ref.type}:${ref.id}`;
    const drafts = this.#store.list(session.name);
    const begun =
      this.#openForm(session, key)?.draft ?? drafts.find(({ subject }) => subjectKey(subject) === key);
    if (begun !== undefined) return this.#show(begun);
    const reading = await readInteraction(session.connection.client, ref);
    const draft = draftToEdit(draftStart(session, this.#store.newId()), reading);
    if (draft !== undefined) this.#show(draft);
  }

  openDraft(session: AccountSession, id: string): void {
    const draft = this.#store.get(session.name, id);
    if (draft !== undefined && !this.#sending.isUnderWay(id)) this.#show(draft);
  }

  /** Sends a draft; one that needs an answer is shown in its form instead. Its row tells what became of it. */
  async sendDraft(session: AccountSession, id: string): Promise<void> {
    const draft = this.#store.get(session.name, id);
    if (draft === undefined) return;
    if (this.#open.has(id) || (await this.#needsAnswer(session, draft))) this.openDraft(session, id);
  }

  /** Sends all drafts that no form has open, one after another, and shows the first one that needs an answer. */
  async sendAllDrafts(session: AccountSession): Promise<void> {
    let first: string | undefined;
    for (const { id } of this.#store.list(session.name)) {
      const draft = this.#store.get(session.name, id);
      if (draft === undefined || this.#open.has(id) || session !== this.#parts.sessions.current) continue;
      if (await this.#needsAnswer(session, draft)) first ??= id;
      // What does not get through for one does not get through for the next.
      if (session.connection.problem !== undefined) break;
    }
    if (first !== undefined) this.openDraft(session, first);
  }

  async #needsAnswer(session: AccountSession, draft: Draft): Promise<boolean> {
    const result = await this.#sending.send(session, draft);
    return result !== undefined && !['saved', 'refused', 'unknown'].includes(result.kind);
  }

  /** Asks first: a draft that is thrown away cannot be brought back. */
  async discardDraft(session: AccountSession, id: string): Promise<void> {
    const draft = this.#store.get(session.name, id);
    if (draft === undefined || this.#sending.isUnderWay(id) || !(await confirmDiscard(draft))) return;
    this.#open.get(id)?.panel.close();
    await this.#store.discard(id);
  }

  /** Reads, asks, deletes, and offers to undo. Rejects when one of them cannot be read; nothing is deleted then. */
  async delete(session: AccountSession, targets: readonly DeletionTarget[]): Promise<void> {
    await deleteInteractions(
      session,
      { ...this.#parts, store: this.#store, sending: this.#sending },
      targets,
    );
  }

  /** Gives a panel of before the restart its form back; closes it when the draft is not this account's, or gone. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const reading = readPageState(state);
    await this.#parts.sessions.ready;
    await this.load();
    const session = this.#parts.sessions.current;
    const draft = reading.ok && session ? this.#store.get(session.name, reading.message.draft) : undefined;
    if (draft === undefined || this.#open.has(draft.id)) panel.dispose();
    else this.#start(draft, panel);
  }

  /** Writes what is not yet written. */
  async flush(): Promise<void> {
    await this.#store.flush();
  }

  dispose(): void {
    for (const { panel } of this.#open.values()) panel.close();
    this.#subscriptions.dispose();
  }

  #begun(session: AccountSession, subject: DraftSubject): Draft | undefined {
    return this.#openForm(session, subjectKey(subject))?.draft ?? this.#store.find(session.name, subject);
  }

  #openForm(session: AccountSession, key: string): FormSession | undefined {
    const forms = [...this.#open.values()].map((form) => form.session);
    return forms.find(({ draft }) => draft.account === session.name && subjectKey(draft.subject) === key);
  }

  #show(draft: Draft): void {
    const open = this.#open.get(draft.id);
    if (open === undefined) this.#start(draft, createFormPanel(formTitle(draft)));
    else open.panel.reveal();
  }

  #start(draft: Draft, webviewPanel: WebviewPanel): void {
    const { log, extensionUri } = this.#parts;
    const panel = new FormPanel(webviewPanel, log);
    const host = formHost(panel, {
      ...this.#parts,
      draft,
      edit: (session, ref) => this.edit(session, ref),
      showDifference: (conflict, zone) => this.#versions.show(draft.id, conflict, zone),
    });
    const session = new FormSession(
      formParts(draft, { store: this.#store, connections: this.#connections, host, ...this.#parts }),
    );
    this.#open.set(draft.id, { panel, session });
    panel.start(session, extensionUri, () => this.#open.delete(draft.id));
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

  /** Who the form is about. A failure is no reason not to open it: they can be added there. */
  async #person(session: AccountSession, id: number) {
    const person = await session.connection.client.persons.get(id).catch(() => undefined);
    return person && knownPerson(person);
  }
}

async function confirmDiscard(draft: Draft): Promise<boolean> {
  const discard = l10n.t('Discard Draft');
  const message = l10n.t('Discard the draft “{0}”?', draftSummary(draft).label);
  const detail = l10n.t('What was typed is lost. Nothing changes in Affinity.');
  return (await window.showWarningMessage(message, { modal: true, detail }, discard)) === discard;
}
