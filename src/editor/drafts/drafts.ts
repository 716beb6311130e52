import type { Disposable } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import type { DraftStore } from '../../drafts/store/draftStore.ts';
import type { Attached } from '../../drafts/writing/attachNote.ts';
import { DraftWork } from '../../drafts/writing/draftWork.ts';
import type { Saved, SaveQuestion, SaveResult } from '../../drafts/writing/saveDraft.ts';
import { failsForAll, needsAnswer, sendDraft } from '../../drafts/writing/sendDraft.ts';
import { deleteNote } from '../../drafts/writing/writeNote.ts';
import type { AddedNote } from '../../drafts/writing/writeNote.ts';
import type { SavedNotes } from '../../history/noteTexts.ts';
import type { OpenedInteraction } from '../../history/storedReadings.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import type { RecordId } from '../../model/recordRef.ts';
import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { systemClock } from '../storage/systemClock.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import { draftSummary } from '../words/draftSummary.ts';
import type { DraftSummary } from '../words/draftSummary.ts';
import { isDayFirst } from '../words/isDayFirst.ts';
import { draftMessages } from './draftMessages.ts';
import { openDraftStore } from './openDraftStore.ts';
import type { DraftFolderDeps } from './openDraftStore.ts';
import { recordsShowing } from './recordsShowing.ts';
import { ServiceConnections } from './serviceConnections.ts';

/** The forms as drafts know them. Their code is loaded by `show` only. */
export interface DraftForms {
  isOpen(id: string): boolean;
  /** A form is sending the draft, so it may be in Affinity already. */
  isSending(id: string): boolean;
  /** Opens the form of a draft, or reveals it. `found` is the result of a save that took place without a form. */
  show(session: AccountSession, id: string, found?: SaveResult): Promise<void>;
  close(id: string): void;
}

export interface DraftsDeps extends DraftFolderDeps {
  readonly sessions: Sessions;
  readonly documents: InteractionDocuments;
  readonly forms: DraftForms;
  /** Shows which interactions have a note. */
  readonly week: { noteChanged(session: AccountSession, ref: InteractionRef, hasNote: boolean): void };
}

/** The drafts of all accounts, and what can be done with them without a form. */
export class Drafts implements Disposable {
  readonly store: DraftStore;
  readonly connections: ServiceConnections;
  readonly forms: DraftForms;
  readonly #deps: DraftsDeps;
  readonly #sending = new Set<string>();
  /** The separate notes that this window has added, by account and interaction. */
  readonly #separate = new Map<string, Attached>();
  readonly #subscription: Disposable;

  constructor(deps: DraftsDeps) {
    const { store, subscription } = openDraftStore(deps, () => void this.load());
    this.#deps = deps;
    this.forms = deps.forms;
    this.store = store;
    this.connections = new ServiceConnections(deps);
    this.#subscription = subscription;
  }

  /** The drafts of the account that is signed in, newest first. */
  summaries(): readonly DraftSummary[] {
    const session = this.#deps.sessions.current;
    return session === undefined ? [] : this.store.list(session.name).map((draft) => draftSummary(draft));
  }

  /** Reads the drafts of the account that is signed in, and those that other windows have changed. Never rejects. */
  async load(): Promise<void> {
    const session = this.#deps.sessions.current;
    if (session !== undefined) await this.store.load(session.name);
  }

  /** Opens a draft for a form. `found` is the result of a save that took place without one. */
  work(draft: Draft, found?: SaveResult): DraftWork {
    return new DraftWork({ ...this.#workDeps(draft), found });
  }

  /** True while the draft is being sent, with or without a form. It may be in Affinity already. */
  isSending(id: string): boolean {
    return this.#sending.has(id) || this.forms.isSending(id);
  }

  /** Sends a draft without a form. Undefined while it is being sent already. */
  async send(
    session: AccountSession,
    draft: Draft,
    answered: readonly SaveQuestion[] = [],
  ): Promise<SaveResult | undefined> {
    if (this.#sending.has(draft.id)) return undefined;
    this.#sending.add(draft.id);
    try {
      const result = await sendDraft({ ...this.#workDeps(draft), answered });
      if (result.kind === 'saved') await this.showSaved(session, result, draft);
      if (result.kind === 'noted') this.#offer(this.showNote(session, result.note));
      if (result.kind === 'attached') this.#offer(this.showAttached(session, result));
      return result;
    } finally {
      this.#sending.delete(draft.id);
    }
  }

  /** Sends a draft from its row. Opens its form instead if it is open or needs an answer. */
  async sendById(session: AccountSession, id: string): Promise<void> {
    const draft = this.store.get(session.name, id);
    if (draft === undefined) return;
    if (this.forms.isOpen(id)) return this.forms.show(session, id);
    const result = await this.send(session, draft);
    if (result !== undefined && needsAnswer(result)) await this.forms.show(session, id, result);
  }

  /** Sends all drafts that no form has open, one after another, and opens the first one that needs an answer. */
  async sendAll(session: AccountSession): Promise<void> {
    let first: { readonly id: string; readonly result: SaveResult } | undefined;
    for (const { id } of this.store.list(session.name)) {
      const draft = this.store.get(session.name, id);
      const isCurrent = session === this.#deps.sessions.current;
      if (draft === undefined || this.forms.isOpen(id) || !isCurrent) continue;
      const result = await this.send(session, draft);
      if (result !== undefined && needsAnswer(result)) first ??= { id, result };
      // The next draft would fail for the same reason.
      if (session.connection.problem !== undefined || failsForAll(result, draft)) break;
    }
    if (first !== undefined) await this.forms.show(session, first.id, first.result);
  }

  /** Asks first, because a discarded draft cannot be restored. */
  async discard(session: AccountSession, id: string): Promise<void> {
    const draft = this.store.get(session.name, id);
    if (draft === undefined) return;
    if (this.isSending(id)) return draftMessages.tellBeingSent(draft);
    if (!(await draftMessages.confirmDiscard(draft))) return;
    // A save may have begun while the question was open.
    if (this.isSending(id)) return draftMessages.tellBeingSent(draft);
    // Discarded before its form is closed, so that a save that has sent nothing yet finds the draft gone.
    const discarded = this.store.discard(id);
    this.forms.close(id);
    await discarded;
  }

  /**
   * Shows a saved interaction in the tree and in open documents, and says what the service did not take of it, and that its
   * note is not on its records.
   */
  async showSaved(session: AccountSession, saved: Saved, draft: Draft): Promise<void> {
    await this.#showInteraction(session, saved, draft);
    const { interaction, attach } = saved;
    if (attach?.kind === 'attached') this.#offer(this.showAttached(session, attach));
    else if (attach !== undefined) this.#offer(this.#offerToAttach(session, { interaction, attach }, draft));
  }

  /** The note of an interaction is on its records. A separate one can be taken back. */
  async showAttached(session: AccountSession, attached: Attached): Promise<void> {
    if (attached.note === undefined) return;
    this.#separate.set(keyIn(session, attached.subject), attached);
    if (!(await draftMessages.offerToUndoSeparate(attached))) return;
    if (await this.#deleteSeparate(session, attached.subject)) draftMessages.remarkSeparateRemoved(attached);
  }

  /** Records that the note of an interaction is still to be put on, or that a separate note of this window is on. */
  recordsBeside(session: AccountSession, ref: InteractionRef): NonNullable<Draft['alsoOn']> {
    const left = this.#stepsLeft(session, ref).flatMap(({ alsoOn = [] }) => alsoOn);
    return [...left, ...this.separateRecords(session, ref)];
  }

  /** Records with a separate note of this window, which goes with the interaction. */
  separateRecords(session: AccountSession, ref: InteractionRef): NonNullable<Draft['alsoOn']> {
    return this.#separate.get(keyIn(session, ref))?.records ?? [];
  }

  /** The interaction was deleted: no step is left for it, and a separate note with its text is deleted too. */
  async interactionDeleted(session: AccountSession, ref: InteractionRef): Promise<void> {
    for (const { id } of this.#stepsLeft(session, ref)) {
      if (this.isSending(id)) continue;
      const discarded = this.store.discard(id);
      this.forms.close(id);
      await discarded;
    }
    await this.#deleteSeparate(session, ref);
  }

  #stepsLeft(session: AccountSession, { type, id }: InteractionRef): readonly Draft[] {
    const isIts = ({ subject }: Draft) =>
      subject.kind === 'attach' && subject.type === type && subject.id === id;
    return this.store.list(session.name).filter((draft) => isIts(draft));
  }

  /** Resolves with true when a separate note was deleted. */
  async #deleteSeparate(session: AccountSession, ref: InteractionRef): Promise<boolean> {
    const note = this.#separate.get(keyIn(session, ref))?.note;
    const noting = this.connections.of(session.name)?.noting;
    if (note === undefined || noting === undefined) return false;
    const outcome = await viewProgress(() => deleteNote(noting, note));
    if (outcome.kind === 'saved') this.#separate.delete(keyIn(session, ref));
    else draftMessages.tellNoteStays(note.subject, outcome.problem);
    return outcome.kind === 'saved';
  }

  /** The next draft does not wait until the user has closed a message. */
  #offer(work: Promise<void>): void {
    work.catch((error: unknown) => this.#deps.log.error(`The drafts: ${String(error)}`));
  }

  async #offerToAttach(
    session: AccountSession,
    { interaction, attach }: { readonly interaction: Interaction; readonly attach: SaveResult },
    { id, alsoOn = [] }: Draft,
  ): Promise<void> {
    const isOpened = await draftMessages.offerToAttach(interaction, alsoOn, attach);
    if (isOpened && session === this.#deps.sessions.current) await this.forms.show(session, id, attach);
  }

  async #showInteraction(
    session: AccountSession,
    { interaction, text, notTaken }: Saved,
    draft: Draft,
  ): Promise<void> {
    if (notTaken !== undefined) draftMessages.warnNotTaken(interaction, notTaken);
    const records = recordsOf(draft);
    const [noteId] = interaction.noteIds;
    const notes = noteId === undefined || text === undefined ? undefined : [[noteId, text] as const];
    session.timelines.put(interaction, records, notes);
    await this.#deps.documents.saved(session, interaction, draft.type);
    session.opened.add({ type: draft.type, interaction, ...aboutOf(draft) });
    if (!isTextLocked(draft)) session.openings.learn(interaction, text ?? draft.text);
    const services = this.connections.of(session.name);
    if (services === undefined) return;
    const others = await recordsShowing(session, services.interactions, interaction, records);
    if (others.length > 0) session.timelines.put(interaction, [...records, ...others], notes);
    void session.timelines.readLostDates(session.followed.current);
  }

  /** Shows the note in open documents and in My Week, and offers to take it back. */
  async showNote(session: AccountSession, note: AddedNote): Promise<void> {
    await this.#noteChanged(session, note, true);
    if (note.subject.noteId !== undefined || !(await draftMessages.offerToUndoNote(note.subject))) return;
    const noting = this.connections.of(session.name)?.noting;
    if (noting === undefined) return;
    const outcome = await viewProgress(() => deleteNote(noting, note));
    if (outcome.kind !== 'saved') return draftMessages.tellNoteStays(note.subject, outcome.problem);
    draftMessages.remarkNoteRemoved(note.subject);
    await this.#noteChanged(session, note, false);
  }

  /** The interaction is read again, because its list of notes has changed. */
  async #noteChanged(session: AccountSession, note: AddedNote, hasNote: boolean): Promise<void> {
    const { type, id, route } = note.subject;
    if (route === 'interaction') this.#deps.week.noteChanged(session, { type, id }, hasNote);
    const interaction = await this.connections
      .of(session.name)
      ?.interactions.get(id, type)
      .catch(() => undefined);
    if (interaction === undefined) return;
    session.timelines.put(interaction, [], hasNote ? notesOf(note, interaction) : undefined);
    await this.#deps.documents.saved(session, interaction, type);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #workDeps(draft: Draft) {
    return {
      draft,
      store: this.store,
      connection: () => this.connections.of(draft.account),
      clock: systemClock,
      dayFirst: isDayFirst(),
    };
  }
}

function keyIn(session: AccountSession, { type, id }: InteractionRef): string {
  return `${session.name} ${interactionKey({ type, id })}`;
}

/** What is known of its notes. V1 may have another id for a note than V2; then its text is read again. */
function notesOf({ id, text }: AddedNote, { noteIds }: Interaction): SavedNotes | undefined {
  return text !== undefined && noteIds.includes(id) ? [[id, text]] : undefined;
}

/** The record that a new interaction was logged on. */
function aboutOf({ subject }: Draft): Pick<OpenedInteraction, 'record'> {
  return subject.kind === 'create' && subject.about !== undefined ? { record: subject.about } : {};
}

/** The interaction has a note whose text could not be read. */
function isTextLocked({ subject }: Draft): boolean {
  return subject.kind === 'update' && subject.base.textLock === 'unreadable';
}

/** The record whose rows show the interaction of a draft: the one it is about, or the one that showed it before. */
export function recordsOf({ subject }: Draft): readonly RecordId[] {
  if (subject.kind !== 'create') return [];
  return [subject.about ?? subject.restores?.record].filter((record) => record !== undefined);
}
