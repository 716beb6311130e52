import type { Entry } from '../checks/entry.ts';
import type { FieldProblem } from '../checks/fieldProblem.ts';
import { earlierSending, mayHaveArrived } from '../model/draftOutcome.ts';
import { claimProblem } from '../store/claim.ts';
import type { FoundNeighbour } from '../writing/neighbours.ts';
import { saveDraft } from '../writing/saveDraft.ts';
import type { SaveJob, SaveQuestion, SaveResult } from '../writing/saveDraft.ts';
import type { UpdateConflict } from '../writing/updatePlan.ts';
import type { FormDraft } from './formDraft.ts';
import type { FormParts } from './formParts.ts';
import type { SavingStage } from './formWording.ts';
import { outcomeProof } from './outcomeProof.ts';

const taken: ReadonlySet<FieldProblem['code']> = new Set(['gone-elsewhere', 'changed-elsewhere']);

export interface SaveAttemptsParts extends Pick<FormParts, 'connection' | 'clock' | 'store' | 'found'> {
  /** Questions that need not be asked. */
  readonly answered?: readonly SaveQuestion[];
  /** `stage` is another one. */
  readonly onStage: () => void;
}

/** The attempts to save one form: one at a time, and what the last one found out or asked. */
export class SaveAttempts {
  #stage: SavingStage | undefined;
  #wasTried = false;
  #problems: readonly FieldProblem[] = [];
  #neighbours: readonly FoundNeighbour[] = [];
  #conflict: UpdateConflict | undefined;
  /** Questions answered with going on; they hold until something is changed. */
  readonly #despite: Set<SaveQuestion>;
  readonly #draft: FormDraft;
  readonly #parts: SaveAttemptsParts;

  constructor(draft: FormDraft, parts: SaveAttemptsParts) {
    this.#draft = draft;
    this.#parts = parts;
    this.#despite = new Set(parts.answered);
    if (parts.found !== undefined) this.#learn(parts.found);
  }

  get stage(): SavingStage | undefined {
    return this.#stage;
  }

  /** From the claim on, until it is known what became of it or that nobody knows. */
  get isSending(): boolean {
    return this.#stage === 'sending' || this.#stage === 'checking';
  }

  /** While it is looked for, what is typed is a change of what was sent. */
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

  get sendsAgain(): boolean {
    return this.#despite.has('unknownOutcome');
  }

  /** The form has changed: what was found out about it, and what was answered, is about something else. */
  forget(): void {
    this.#despite.clear();
    this.#problems = [];
    this.#neighbours = [];
    this.#conflict = undefined;
  }

  /**
   * `settle` waits for what is still being found out. What became of the draft is recorded before this resolves. Not to
   * be called while one is running.
   */
  async run(settle: () => Promise<Entry>, despite?: SaveQuestion): Promise<SaveResult> {
    const accepted = this.#conflict?.theirs;
    if (despite !== undefined && this.#wasAsked(despite)) this.#despite.add(despite);
    this.#enter('people');
    const entry = await settle();
    const result = await this.#save({ entry, ...(accepted === undefined ? {} : { accepted }) });
    this.#learn(result);
    this.#record(result);
    if (result.kind === 'unknown') return this.#look(result);
    this.#stage = undefined;
    return result;
  }

  /** Something that no attempt can get over. */
  refuse(problem: FieldProblem): void {
    this.#problems = [problem];
  }

  /**
   * Looks what became of a save whose outcome is unknown. When nobody can tell it stays as unknown as it was. Not to be
   * called while something is running.
   */
  async verify(): Promise<SaveResult> {
    const { outcome } = this.#draft.current;
    if (outcome.state !== 'unknown') return { kind: 'problems', problems: [] };
    this.#enter('checking');
    // Whoever looks while another window sends would see nothing yet, and say that it was not saved.
    const claim = await this.#parts.store.claim(this.#draft.current);
    if (claim === 'claimed') return this.#look({ kind: 'unknown', ...outcome });
    this.#stage = undefined;
    this.#problems = [claim === 'unwritten' ? { at: 'form', code: 'unlooked' } : claimProblem(claim)];
    const result = { kind: 'problems', problems: this.#problems } as const;
    this.#record(result);
    return result;
  }

  #learn(result: SaveResult): void {
    this.#wasTried = true;
    this.#problems = result.kind === 'problems' ? result.problems : [];
    this.#neighbours = result.kind === 'neighbours' ? result.neighbours : [];
    this.#conflict = result.kind === 'conflict' ? result.conflict : undefined;
  }

  async #look(unknown: SaveResult & { readonly kind: 'unknown' }): Promise<SaveResult> {
    this.#enter('checking');
    const proof = await outcomeProof(this.#draft, unknown.sent, this.#parts);
    this.#stage = undefined;
    if (proof.kind === 'saved') return { ...proof, proven: true };
    this.#problems = [proof.problem];
    return proof.isSettled ? { kind: 'problems', problems: this.#problems } : unknown;
  }

  /** Nobody can have answered what was not asked, or what has been asked about something else. */
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

  async #save(job: Pick<SaveJob, 'entry' | 'accepted'>): Promise<SaveResult> {
    const client = this.#parts.connection();
    if (client === undefined) return { kind: 'problems', problems: [{ at: 'form', code: 'signed-out' }] };
    const { clock, store } = this.#parts;
    return saveDraft({
      ...job,
      draft: this.#draft.current,
      client,
      clock,
      claim: (draft) => store.claim(draft),
      onStage: (stage) => this.#enter(stage),
      despite: this.#despite,
      mayBeThere: this.#mayBeThere,
    });
  }

  /**
   * Something like it was seen, or it went out before: then it is not to be sent without another look. While its outcome
   * is unknown the user has been asked just that.
   */
  get #mayBeThere(): boolean {
    const { outcome } = this.#draft.current;
    return this.#neighbours.length > 0 || (outcome.state !== 'unknown' && mayHaveArrived(outcome));
  }

  #record(result: SaveResult): void {
    const at = new Date(this.#parts.clock.now()).toISOString();
    const { outcome: before } = this.#draft.current;
    // A new outcome, and a state of others that was not seen before, are new questions.
    if (result.kind === 'conflict') this.#despite.delete('conflict');
    if (result.kind === 'refused' || result.kind === 'unknown') this.#despite.clear();
    if (result.kind === 'saved') void this.#draft.discard();
    else if (result.kind === 'refused')
      this.#draft.record({ state: 'refused', problem: result.problem, at, ...earlierSending(before) });
    else if (result.kind === 'unknown') {
      this.#draft.holdClaim();
      this.#draft.record({ state: 'unknown', problem: result.problem, sent: result.sent });
    }
    // Another window has taken it: what is here goes on as a draft of its own.
    else if (result.kind === 'problems' && result.problems.some(({ code }) => taken.has(code)))
      this.#draft.keep();
  }

  #enter(stage: SavingStage): void {
    this.#stage = stage;
    this.#parts.onStage();
  }
}
