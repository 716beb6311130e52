import type { Clock } from '../../affinity/index.ts';
import type { Entry } from '../checks/entry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { Draft, NoteRoute, NoteSubject, UpdateBase, UpdateSubject } from '../model/draft.ts';
import { keepWasSent, mayBeSaved } from '../model/draftOutcome.ts';
import type { Sent } from '../model/draftOutcome.ts';
import { readInteraction, updateBase } from '../model/interactionReading.ts';
import type { DraftStore } from '../store/draftStore.ts';
import type { OpenDraft } from '../store/openDraft.ts';
import { confirmSave } from './confirmSave.ts';
import type { FoundNeighbour } from './findNeighbours.ts';
import { pollUntilVisible } from './lookup.ts';
import type { Lookup, LookupFailure } from './lookup.ts';
import { claimProblem, saveDraft } from './saveDraft.ts';
import type { NoteSaved, Saved, SaveQuestion, SaveResult, SavingClient, SavingStage } from './saveDraft.ts';
import { findNote } from './saveNote.ts';
import { saveProblem } from './saveOutcome.ts';
import type { UpdateConflict } from './updatePlan.ts';

/** Another window has the draft, so the one that is open continues under a new name. */
const takenCodes: ReadonlySet<FieldProblem['code']> = new Set(['gone-elsewhere', 'changed-elsewhere']);

export interface SaveAttemptsDeps {
  readonly store: DraftStore;
  /** Undefined while the account of the draft is not signed in. */
  readonly connection: () => SavingClient | undefined;
  readonly clock: Clock;
  /** The result of a save that took place without a form. */
  readonly found?: SaveResult | undefined;
  /** Questions that the user has answered already. */
  readonly answered?: readonly SaveQuestion[];
  readonly onStage: () => void;
}

/** The attempts to save an open draft, one at a time, and the results and questions of the last one. */
export class SaveAttempts {
  #stage: SavingStage | undefined;
  #wasTried = false;
  #problems: readonly FieldProblem[] = [];
  #neighbours: readonly FoundNeighbour[] = [];
  #conflict: UpdateConflict | undefined;
  #lookupFailure: LookupFailure | undefined;
  /** Answers hold until the draft is changed. */
  readonly #despite: Set<SaveQuestion>;
  readonly #draft: OpenDraft;
  readonly #deps: SaveAttemptsDeps;

  constructor(draft: OpenDraft, deps: SaveAttemptsDeps) {
    this.#draft = draft;
    this.#deps = deps;
    this.#despite = new Set(deps.answered);
    if (deps.found !== undefined) this.#learn(deps.found);
  }

  /** Undefined while no attempt is running. */
  get stage(): SavingStage | undefined {
    return this.#stage;
  }

  /** True from the claim until the outcome is known, or known to be unknown. */
  get isSending(): boolean {
    return this.#stage === 'sending' || this.#stage === 'checking';
  }

  /** During a lookup the draft may be edited; the edits are changes of what was sent. */
  get canBeEdited(): boolean {
    return this.#stage === undefined || this.#stage === 'checking';
  }

  get wasTried(): boolean {
    return this.#wasTried;
  }

  get problems(): readonly FieldProblem[] {
    return this.#problems;
  }

  get neighbours(): readonly FoundNeighbour[] {
    return this.#neighbours;
  }

  get conflict(): UpdateConflict | undefined {
    return this.#conflict;
  }

  /** Why the last lookup did not settle an unknown outcome. */
  get lookupFailure(): LookupFailure | undefined {
    return this.#lookupFailure;
  }

  /** The user has confirmed to send the draft again, although the last save may have taken effect. */
  get sendsAgain(): boolean {
    return this.#despite.has('unknownOutcome');
  }

  /** Drops results and answers, because they are about the draft before a change. */
  forget(): void {
    this.#despite.clear();
    this.#problems = [];
    this.#neighbours = [];
    this.#conflict = undefined;
    this.#lookupFailure = undefined;
  }

  /** Shows a problem that made an attempt impossible. */
  refuse(problem: FieldProblem): void {
    this.#problems = [problem];
  }

  /**
   * Saves the draft. `getEntry` waits for lookups. The outcome is recorded before this resolves. Must not be called while
   * an attempt is running.
   */
  async save(getEntry: () => Promise<Entry>, despite?: SaveQuestion): Promise<SaveResult> {
    const accepted = this.#conflict?.theirs;
    if (despite !== undefined && this.#wasAsked(despite)) this.#despite.add(despite);
    this.#enter('people');
    const result = await this.#send(await getEntry(), accepted);
    this.#learn(result);
    this.#record(result);
    if (result.kind === 'unknown') return this.#confirm(result);
    this.#stage = undefined;
    return result;
  }

  /**
   * Looks up a save whose outcome is unknown. It stays unknown when the lookup fails. Must not be called while an attempt
   * is running.
   */
  async confirm(): Promise<SaveResult> {
    const { outcome } = this.#draft.current;
    if (outcome.state !== 'unknown') return { kind: 'problems', problems: [] };
    this.#enter('checking');
    // Without the claim, another window could send the draft after the lookup has missed it.
    const claim = await this.#deps.store.claim(this.#draft.current);
    if (claim === 'claimed') return this.#confirm({ kind: 'unknown', ...outcome });
    this.#stage = undefined;
    this.#problems = [claim === 'unwritten' ? { at: 'form', code: 'unlooked' } : claimProblem(claim)];
    const result = { kind: 'problems', problems: this.#problems } as const;
    this.#record(result);
    return result;
  }

  /** The claim is held during the lookup, so that no other window sends the draft meanwhile. */
  async #confirm(unknown: SaveResult & { readonly kind: 'unknown' }): Promise<SaveResult> {
    this.#enter('checking');
    this.#problems = [];
    this.#lookupFailure = undefined;
    this.#draft.holdClaim();
    const result = await this.#lookUp(unknown.sent);
    this.#draft.endClaim();
    this.#stage = undefined;
    switch (result.kind) {
      case 'found':
        if (result.next !== undefined) return this.#continue(result.next);
        await this.#draft.discard();
        return result.found;
      case 'absent':
        this.#draft.record({ state: 'open', wasSent: true });
        return this.#show({ at: 'form', code: 'not-saved' });
      case 'unclear':
      case 'failed':
      case 'signed-out':
        this.#draft.keep();
        this.#lookupFailure = result;
        return unknown;
    }
  }

  async #lookUp(sent: Sent): Promise<ConfirmResult> {
    const client = this.#deps.connection();
    if (client === undefined) return { kind: 'signed-out' };
    try {
      const { subject } = this.#draft.current;
      return await (subject.kind === 'note'
        ? this.#lookUpNote(client, subject, sent)
        : this.#lookUpInteraction(client, sent));
    } catch (error) {
      return { kind: 'failed', problem: saveProblem(error) };
    }
  }

  async #lookUpInteraction(client: SavingClient, sent: Sent): Promise<ConfirmResult> {
    const lookup = await confirmSave(client, this.#draft.current, this.#deps.clock);
    if (lookup.kind !== 'found') return lookup;
    const found = { kind: 'saved', interaction: lookup.found, proven: true } as const;
    if (!isChangedSince(this.#draft.current, sent)) return { kind: 'found', found };
    const [{ type }, { id }] = [sent, lookup.found];
    const base = updateBase(await readInteraction(client, { type, id }));
    return { kind: 'found', found, next: { kind: 'update', type, id, base } };
  }

  async #lookUpNote({ noting }: SavingClient, subject: NoteSubject, sent: Sent): Promise<ConfirmResult> {
    if (noting === undefined) return { kind: 'signed-out' };
    const { createdAt } = this.#draft.current;
    const look = (signal: AbortSignal) => findNote(noting, { subject, createdAt }, sent, signal);
    const lookup = await pollUntilVisible(look, this.#deps.clock);
    if (lookup.kind !== 'found') return lookup;
    const found = { kind: 'noted', note: lookup.found, proven: true } as const;
    if (!isChangedSince(this.#draft.current, sent)) return { kind: 'found', found };
    return { kind: 'found', found, next: { ...subject, noteId: lookup.found.id } };
  }

  /** The draft was changed after it was sent, so it continues as a change of what was saved. */
  #continue(subject: NoteSubject | UpdateSubject): SaveResult {
    this.#draft.amend((draft) => ({ ...draft, type: subject.type, subject }));
    this.#draft.record({ state: 'open' });
    return this.#show({ at: 'form', code: 'saved-before' });
  }

  #show(problem: FieldProblem): SaveResult {
    this.#problems = [problem];
    return { kind: 'problems', problems: this.#problems };
  }

  #learn(result: SaveResult): void {
    this.#wasTried = true;
    this.#problems = problemsOf(result);
    this.#neighbours = result.kind === 'neighbours' ? result.neighbours : [];
    this.#conflict = result.kind === 'conflict' ? result.conflict : undefined;
  }

  /** An answer to a question that was not asked is ignored. */
  #wasAsked(question: SaveQuestion): boolean {
    switch (question) {
      case 'neighbours':
        return this.#neighbours.length > 0;
      case 'conflict':
        return this.#conflict !== undefined;
      case 'unknownOutcome':
        return this.#draft.current.outcome.state === 'unknown';
    }
  }

  async #send(entry: Entry, accepted: UpdateBase | undefined): Promise<SaveResult> {
    const client = this.#deps.connection();
    if (client === undefined) return { kind: 'problems', problems: [{ at: 'form', code: 'signed-out' }] };
    const { clock, store } = this.#deps;
    return saveDraft({
      draft: this.#draft.current,
      entry,
      accepted,
      client,
      clock,
      claim: (draft) => store.claim(draft),
      onStage: (stage) => this.#enter(stage),
      despite: this.#despite,
      mayExist: this.#mayExist,
    });
  }

  /** False while the outcome is unknown, because the user was asked about just that. */
  get #mayExist(): boolean {
    const { outcome } = this.#draft.current;
    return this.#neighbours.length > 0 || (outcome.state !== 'unknown' && mayBeSaved(outcome));
  }

  #record(result: SaveResult): void {
    const at = new Date(this.#deps.clock.now()).toISOString();
    const { outcome: before } = this.#draft.current;
    switch (result.kind) {
      case 'saved':
      case 'noted':
        void this.#draft.discard();
        return;
      case 'rerouted':
        return this.#reroute(result.route);
      case 'refused':
        this.#despite.clear();
        return this.#draft.record({ state: 'refused', problem: result.problem, at, ...keepWasSent(before) });
      case 'unknown':
        this.#despite.clear();
        this.#draft.holdClaim();
        return this.#draft.record({ state: 'unknown', problem: result.problem, sent: result.sent });
      case 'conflict':
        // The user has not seen this version of others.
        this.#despite.delete('conflict');
        return;
      case 'problems':
        if (result.problems.some(({ code }) => takenCodes.has(code))) this.#draft.keep();
        return;
      case 'neighbours':
      case 'open-outcome':
        return;
    }
  }

  /** V2 refused the note, so nothing was sent that may still take effect. */
  #reroute(route: NoteRoute): void {
    this.#draft.amend((draft) =>
      draft.subject.kind === 'note' ? { ...draft, subject: { ...draft.subject, route } } : draft,
    );
    this.#draft.record({ state: 'open', ...keepWasSent(this.#draft.current.outcome) });
  }

  #enter(stage: SavingStage): void {
    this.#stage = stage;
    this.#deps.onStage();
  }
}

/** `next`: the draft was changed after it was sent, and goes on as a change of what was saved. */
type ConfirmResult =
  | (Lookup<NoteSaved | Saved> & { readonly next?: NoteSubject | UpdateSubject })
  | LookupFailure;

function problemsOf(result: SaveResult): readonly FieldProblem[] {
  if (result.kind === 'rerouted') return [{ at: 'form', code: 'rerouted' }];
  return result.kind === 'problems' ? result.problems : [];
}

function isChangedSince({ revision }: Draft, { revision: sent }: Sent): boolean {
  return sent !== undefined && sent !== revision;
}
