import type { Clock, Interaction } from '../../affinity/index.ts';
import { noteEntry } from '../checks/entry.ts';
import type { Entry } from '../checks/entry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import type { AttachSubject, Draft, NoteSubject, UpdateBase, UpdateSubject } from '../model/draft.ts';
import { keepWasSent, mayBeSaved } from '../model/draftOutcome.ts';
import type { Sent } from '../model/draftOutcome.ts';
import type { EditableRef } from '../model/interactionReading.ts';
import type { Claim } from '../store/draftFile.ts';
import type { DraftStore } from '../store/draftStore.ts';
import type { OpenDraft } from '../store/openDraft.ts';
import { attachSubject } from './attachNote.ts';
import type { FoundNeighbour } from './findNeighbours.ts';
import type { LookupFailure } from './lookup.ts';
import { lookUpSave } from './lookUpSave.ts';
import type { SaveLookup } from './lookUpSave.ts';
import { reroutedDraft } from './reroutedDraft.ts';
import { saveDraft } from './saveDraft.ts';
import type { Rerouted, Saved, SaveQuestion, SaveResult, SavingClient, SavingStage } from './saveDraft.ts';
import { saveProblem } from './saveOutcome.ts';
import { claimProblem } from './sendWrite.ts';
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
  /** This window holds the draft's claim from a write to the next one. */
  #isClaimed = false;
  #wasTried = false;
  #problems: readonly FieldProblem[] = [];
  #neighbours: readonly FoundNeighbour[] = [];
  /** Found when the draft was opened. They are no result of an attempt, and stay until they no longer match. */
  #offered: readonly FoundNeighbour[] = [];
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
    return this.#neighbours.length > 0 ? this.#neighbours : this.#offered;
  }

  /** The neighbour with this identity; undefined for one that is not shown. */
  neighbour({ type, id }: EditableRef): Interaction | undefined {
    const all = this.neighbours.map(({ interaction }) => interaction);
    return all.find((one) => one.type === type && one.id === id);
  }

  /** The neighbours are offered, and nothing was asked yet. */
  get isOffer(): boolean {
    return this.#neighbours.length === 0 && this.#offered.length > 0;
  }

  /** Offers what is in Affinity already; nothing ends the offer. */
  offer(found: readonly FoundNeighbour[]): void {
    this.#offered = found;
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
    for (const one of [despite ?? 'longAgo', 'longAgo'] as const)
      if (this.#wasAsked(one)) this.#despite.add(one);
    this.#isClaimed = false;
    this.#enter('people');
    return this.#settle(await this.#send(await getEntry(), accepted));
  }

  async #settle(result: SaveResult): Promise<SaveResult> {
    this.#learn(result);
    if (result.kind === 'saved') return this.#attach(result);
    this.#record(result);
    if (result.kind === 'unknown') return this.#confirm(result);
    this.#stage = undefined;
    return result;
  }

  /** The interaction is saved. What is left of the draft is to put its note on records, if there are any. */
  async #attach(saved: Saved): Promise<SaveResult> {
    const { current } = this.#draft;
    if ((current.alsoOn ?? []).length === 0) {
      void this.#draft.discard();
      this.#stage = undefined;
      return saved;
    }
    this.#enter('sending');
    this.#draft.holdClaim();
    const subject = attachSubject(saved.interaction, current);
    this.#draft.amend((draft) => ({ ...draft, type: subject.type, subject }));
    this.#draft.record({ state: 'open' });
    const result = await this.#send(noteEntry(this.#draft.current), undefined);
    this.#draft.endClaim();
    // Ends the claim, and replaces the mark that could not be written.
    if (result.kind === 'problems') this.#draft.record({ state: 'open' });
    return { ...saved, attach: await this.#settle(result) };
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
    this.#isClaimed = claim === 'claimed';
    if (claim === 'claimed') return this.#confirm({ kind: 'unknown', ...outcome });
    this.#stage = undefined;
    const isUnwritten = claim === 'unwritten';
    const result = this.#show(isUnwritten ? { at: 'form', code: 'unlooked' } : claimProblem(claim));
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
        if (result.found.kind === 'saved') return this.#attach(result.found);
        await this.#draft.discard();
        return result.found;
      case 'absent':
        this.#draft.record({ state: 'open', ...keepWasSent(this.#draft.current.outcome) });
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
      return await lookUpSave(client, () => this.#draft.current, sent, this.#deps.clock);
    } catch (error) {
      return { kind: 'failed', problem: saveProblem(error) };
    }
  }

  /** The draft was changed after it was sent, so it continues as a change of what was saved. */
  #continue(subject: AttachSubject | NoteSubject | UpdateSubject): SaveResult {
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
      case 'longAgo':
        return this.#problems.some(({ code }) => code === 'long-ago');
      case 'unknownOutcome':
        return this.#draft.current.outcome.state === 'unknown';
    }
  }

  async #send(entry: Entry, accepted: UpdateBase | undefined): Promise<SaveResult> {
    const client = this.#deps.connection();
    if (client === undefined) return { kind: 'problems', problems: [{ at: 'form', code: 'signed-out' }] };
    return saveDraft({
      draft: this.#draft.current,
      entry,
      accepted,
      client,
      clock: this.#deps.clock,
      claim: (draft) => this.#claim(draft),
      onStage: (stage) => this.#enter(stage),
      despite: this.#despite,
      mayExist: this.#mayExist,
    });
  }

  /** A second step keeps the claim of the first, so that no other window comes between them. */
  async #claim(draft: Draft): Promise<Claim> {
    if (!this.#isClaimed) {
      const claim = await this.#deps.store.claim(draft);
      this.#isClaimed = claim === 'claimed';
      return claim;
    }
    this.#draft.record(draft.outcome);
    return (await this.#draft.flush()) ? 'claimed' : 'unwritten';
  }

  /** The user will be asked again, except about the date: it stays confirmed until the draft is changed. */
  #endAnswers(): void {
    for (const one of this.#despite) if (one !== 'longAgo') this.#despite.delete(one);
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
      case 'noted':
      case 'attached':
        return void this.#draft.discard();
      case 'rerouted':
        return this.#reroute(result);
      case 'refused':
        this.#endAnswers();
        return this.#draft.record({ state: 'refused', problem: result.problem, at, ...keepWasSent(before) });
      case 'unknown':
        this.#endAnswers();
        this.#draft.holdClaim();
        return this.#draft.record({ state: 'unknown', problem: result.problem, sent: result.sent });
      case 'conflict':
        // The user has not seen this version of others.
        return void this.#despite.delete('conflict');
      case 'problems':
        if (result.problems.some(({ code }) => takenCodes.has(code))) this.#draft.keep();
        return;
      case 'saved':
      case 'neighbours':
      case 'open-outcome':
        return;
    }
  }

  /** V2 refused the note, so nothing was sent that may still take effect. */
  #reroute(result: Rerouted): void {
    this.#draft.amend((draft) => reroutedDraft(draft, result));
    this.#draft.record({ state: 'open', ...keepWasSent(this.#draft.current.outcome) });
  }

  #enter(stage: SavingStage): void {
    this.#stage = stage;
    this.#deps.onStage();
  }
}

type ConfirmResult = LookupFailure | SaveLookup;

function problemsOf(result: SaveResult): readonly FieldProblem[] {
  if (result.kind === 'rerouted')
    return [{ at: 'form', code: result.isGone ? 'interaction-gone' : 'rerouted' }];
  return result.kind === 'problems' ? result.problems : [];
}
