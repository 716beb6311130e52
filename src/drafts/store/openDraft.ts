import type { Clock } from '../../affinity/index.ts';
import type { Draft } from '../model/draft.ts';
import { keepWasSent } from '../model/draftOutcome.ts';
import type { DraftOutcome } from '../model/draftOutcome.ts';
import type { Elsewhere, KeepState } from './draftFile.ts';
import type { DraftStore } from './draftStore.ts';

export interface OpenDraftDeps {
  readonly store: DraftStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Called when `keepState` or `elsewhere` changes. */
  readonly onChange: () => void;
}

/** A draft that a form or a save works on. Each change is stored at once; a draft without changes is not stored. */
export class OpenDraft {
  #current: Draft;
  #isPristine: boolean;
  #keepState: KeepState;
  #keptAt: Date | undefined;
  #elsewhere: Elsewhere | undefined;
  #holdsClaim = false;
  readonly #deps: OpenDraftDeps;
  readonly #disposers: readonly (() => void)[];

  constructor(draft: Draft, deps: OpenDraftDeps) {
    const { store } = deps;
    this.#current = draft;
    this.#deps = deps;
    this.#keepState = store.keepState(draft.id);
    this.#isPristine = this.#keepState === 'new';
    this.#elsewhere = store.elsewhere(draft.id);
    this.#disposers = [store.hold(draft.id), store.onDidChange(() => this.#update())];
  }

  get current(): Draft {
    return this.#current;
  }

  get now(): Date {
    return new Date(this.#deps.clock.now());
  }

  /** True while the draft was neither stored before nor changed since it was opened. */
  get isPristine(): boolean {
    return this.#isPristine;
  }

  get keepState(): KeepState {
    return this.#keepState;
  }

  /** The change that another window made to the draft, until a save has reported it. */
  get elsewhere(): Elsewhere | undefined {
    return this.#elsewhere;
  }

  /** The time of the last write since the draft was opened. */
  get keptAt(): Date | undefined {
    return this.#keptAt;
  }

  /** Applies a change of the user. It clears a refusal, which was about the draft before the change. */
  edit(change: (draft: Draft) => Draft): void {
    const draft = change(this.#current);
    const { outcome: before } = draft;
    const outcome: DraftOutcome =
      before.state === 'refused' ? { state: 'open', ...keepWasSent(before) } : before;
    const changedAt = this.now.toISOString();
    this.#current = { ...draft, outcome, changedAt, revision: draft.revision + 1 };
    this.keep();
  }

  /** Applies a change that the user did not make. It alone is no reason to store the draft. */
  amend(change: (draft: Draft) => Draft): void {
    this.#current = change(this.#current);
    if (!this.#isPristine) this.keep();
  }

  /** Stores the outcome of a save. */
  record(outcome: DraftOutcome): void {
    this.#current = { ...this.#current, outcome };
    this.keep();
  }

  keep(): void {
    this.#isPristine = false;
    this.#deps.store.keep(this.#current, this.#holdsClaim);
  }

  /** From now on `keep` does not end the claim. */
  holdClaim(): void {
    this.#holdsClaim = true;
  }

  /** The next `keep` ends the claim. */
  endClaim(): void {
    this.#holdsClaim = false;
  }

  /** Writes all changes at once. Resolves with false when that failed. */
  async flush(): Promise<boolean> {
    await this.#deps.store.flush();
    return this.#keepState !== 'failing';
  }

  discard(): Promise<void> {
    this.dispose();
    return this.#deps.store.discard(this.#current.id);
  }

  dispose(): void {
    for (const dispose of this.#disposers) dispose();
  }

  #update(): void {
    const { store } = this.#deps;
    const [state, elsewhere] = [store.keepState(this.#current.id), store.elsewhere(this.#current.id)];
    if (state === this.#keepState && elsewhere === this.#elsewhere) return;
    const isKeptNow = state === 'kept' && state !== this.#keepState;
    this.#keepState = state;
    this.#elsewhere = elsewhere;
    if (isKeptNow) this.#keptAt = this.now;
    this.#deps.onChange();
  }
}
