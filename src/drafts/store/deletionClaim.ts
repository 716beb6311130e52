import type { KeptDeletion } from '../model/keptDeletion.ts';

interface ClaimedText {
  keep(deletion: KeptDeletion): Promise<boolean>;
  remove(): Promise<void>;
  release(): Promise<void>;
}

/** The deletion of one interaction, which this window alone has until it ends it. Nothing here rejects. */
export class DeletionClaim {
  /** An earlier one whose outcome is open: it may have taken effect. */
  readonly before: KeptDeletion | undefined;
  readonly #text: ClaimedText;
  #isEnded = false;

  constructor(before: KeptDeletion | undefined, text: ClaimedText) {
    this.before = before;
    this.#text = text;
  }

  /** Before it resolves, a window that is killed leaves what was kept before. False when it could not be written. */
  async keep(deletion: KeptDeletion): Promise<boolean> {
    return this.#isEnded || (await this.#text.keep(deletion));
  }

  /** Its outcome is open: it waits for whoever claims it next. */
  async leave(deletion: KeptDeletion): Promise<void> {
    await this.keep(deletion);
    await this.#end();
  }

  /** Its outcome is known, or the user wants to know no more of it. */
  async finish(): Promise<void> {
    if (!this.#isEnded) await this.#text.remove();
    await this.#end();
  }

  async #end(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    await this.#text.release();
  }
}
