import type { Clock } from '../../affinity/index.ts';
import type { Draft } from '../model/draft.ts';
import { earlierSending } from '../model/draftOutcome.ts';
import type { DraftOutcome } from '../model/draftOutcome.ts';
import type { Elsewhere } from '../store/claim.ts';
import type { KeepState } from '../store/draftFile.ts';
import type { DraftStore } from '../store/draftStore.ts';

export interface FormDraftParts {
  readonly store: Pick<
    DraftStore,
    'keep' | 'hold' | 'discard' | 'flush' | 'keepState' | 'elsewhere' | 'onDidChange'
  >;
  readonly clock: Pick<Clock, 'now'>;
  /** Whether it is kept, or what another window has done to it, has changed. */
  readonly onChange: () => void;
}

/** The draft of an open form: each change is handed to the store at once. Until the first one there is nothing to keep. */
export class FormDraft {
  #current: Draft;
  #isPristine: boolean;
  #keepState: KeepState;
  #keptAt: Date | undefined;
  #elsewhere: Elsewhere | undefined;
  #holdsClaim = false;
  readonly #parts: FormDraftParts;
  readonly #ends: readonly (() => void)[];

  constructor(draft: Draft, parts: FormDraftParts) {
    const { store } = parts;
    this.#current = draft;
    this.#parts = parts;
    this.#keepState = store.keepState(draft.id);
    this.#isPristine = this.#keepState === 'new';
    this.#elsewhere = store.elsewhere(draft.id);
    this.#ends = [store.hold(draft.id), store.onDidChange(() => this.#notice())];
  }

  get current(): Draft {
    return this.#current;
  }

  get now(): Date {
    return new Date(this.#parts.clock.now());
  }

  /** Neither kept from an earlier time nor changed in this form. */
  get isPristine(): boolean {
    return this.#isPristine;
  }

  get keepState(): KeepState {
    return this.#keepState;
  }

  /** What another window has done to it, which no attempt to save has come upon yet. */
  get elsewhere(): Elsewhere | undefined {
    return this.#elsewhere;
  }

  /** When it was last written, in this form. */
  get keptAt(): Date | undefined {
    return this.#keptAt;
  }

  /** The user has changed it: it is another one now, and a refusal was about the one before. */
  edit(change: (draft: Draft) => Draft): void {
    const draft = change(this.#current);
    const { outcome: before } = draft;
    const outcome: DraftOutcome =
      before.state === 'refused' ? { state: 'open', ...earlierSending(before) } : before;
    const changedAt = this.now.toISOString();
    this.#current = { ...draft, outcome, changedAt, revision: draft.revision + 1 };
    this.keep();
  }

  /** Not the user's doing: worth keeping only where something is kept already. */
  amend(change: (draft: Draft) => Draft): void {
    this.#current = change(this.#current);
    if (!this.#isPristine) this.keep();
  }

  /** What became of an attempt to save it. */
  record(outcome: DraftOutcome): void {
    this.#current = { ...this.#current, outcome };
    this.keep();
  }

  /** Hands it to the store as it stands. */
  keep(): void {
    this.#isPristine = false;
    this.#parts.store.keep(this.#current, this.#holdsClaim);
  }

  /** Until `endClaim`, nothing that is kept lets anybody else claim it. */
  holdClaim(): void {
    this.#holdsClaim = true;
  }

  /** With what is kept next, others may claim it again. */
  endClaim(): void {
    this.#holdsClaim = false;
  }

  /** Writes what is not yet written; false when that failed. */
  async flush(): Promise<boolean> {
    await this.#parts.store.flush();
    return this.#keepState !== 'failing';
  }

  discard(): Promise<void> {
    this.dispose();
    return this.#parts.store.discard(this.#current.id);
  }

  dispose(): void {
    for (const end of this.#ends) end();
  }

  #notice(): void {
    const { store } = this.#parts;
    const [state, elsewhere] = [store.keepState(this.#current.id), store.elsewhere(this.#current.id)];
    if (state === this.#keepState && elsewhere === this.#elsewhere) return;
    const isKeptNow = state === 'kept' && state !== this.#keepState;
    this.#keepState = state;
    this.#elsewhere = elsewhere;
    if (isKeptNow) this.#keptAt = this.now;
    this.#parts.onChange();
  }
}
