import type { FormDraft } from './formDraft.ts';
import type { FormHost } from './formParts.ts';
import type { SaveAttempts } from './saveAttempts.ts';

type ClosingHost = Pick<FormHost, 'close' | 'confirmDiscard' | 'confirmLoss' | 'cannotDiscard'>;

/** The ways out of a form other than saving. A draft goes only when the user says so, or when nothing was ever done. */
export class FormClosing {
  readonly #draft: FormDraft;
  readonly #attempts: Pick<SaveAttempts, 'isSending'>;
  readonly #host: ClosingHost;
  #isAsking = false;

  constructor(draft: FormDraft, attempts: Pick<SaveAttempts, 'isSending'>, host: ClosingHost) {
    this.#draft = draft;
    this.#attempts = attempts;
    this.#host = host;
  }

  /** Asks only if something would be lost, which is when the draft could not be kept. */
  cancel(): Promise<void> {
    return this.#once(async () => {
      const isKept = this.#draft.isPristine || (await this.#draft.flush());
      if (isKept || (await this.#host.confirmLoss())) this.#host.close();
    });
  }

  discard(): Promise<void> {
    return this.#once(async () => {
      if (this.#attempts.isSending) return this.#host.cannotDiscard();
      if (!this.#draft.isPristine && !(await this.#host.confirmDiscard())) return;
      // The question may have stood for a while.
      if (this.#attempts.isSending) return this.#host.cannotDiscard();
      await this.#draft.discard();
      this.#host.close();
    });
  }

  /** Esc pressed twice must not ask twice. */
  async #once(way: () => Promise<void>): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await way();
    } finally {
      this.#isAsking = false;
    }
  }
}
