import type { FormDraft } from './formDraft.ts';
import type { FormHost } from './formParts.ts';

/** The ways out of a form other than saving. A draft goes only when the user says so, or when nothing was ever done. */
export class FormClosing {
  readonly #draft: FormDraft;
  readonly #host: Pick<FormHost, 'close' | 'confirmDiscard' | 'confirmLoss'>;
  #isAsking = false;

  constructor(draft: FormDraft, host: Pick<FormHost, 'close' | 'confirmDiscard' | 'confirmLoss'>) {
    this.#draft = draft;
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
      if (!this.#draft.isPristine && !(await this.#host.confirmDiscard())) return;
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
