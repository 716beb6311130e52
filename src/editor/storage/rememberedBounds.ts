import type { Timelines } from '../../history/timelines.ts';
import { BOUNDS_FILE } from './accountFolder.ts';
import type { AccountFolder } from './accountFolder.ts';

const fileName = BOUNDS_FILE;

/** Keeps the dates of records for the next start, so that the first click after it need not wait for them. */
export class RememberedBounds {
  readonly #folder: AccountFolder;
  readonly #timelines: Pick<Timelines, 'bounds'>;
  readonly #enabled: () => boolean;
  #isForgotten = false;

  constructor(folder: AccountFolder, timelines: Pick<Timelines, 'bounds'>, enabled: () => boolean) {
    this.#folder = folder;
    this.#timelines = timelines;
    this.#enabled = enabled;
    timelines.bounds.onDidChange(() => void this.#write());
  }

  /** Puts back what was kept, without any request. */
  async restore(): Promise<void> {
    if (!this.#enabled()) return this.#folder.remove(fileName);
    this.#timelines.bounds.restore(await this.#folder.readJson(fileName));
  }

  /** On sign-out: what is still on its way is not kept either. */
  async forgetAll(): Promise<void> {
    this.#isForgotten = true;
    await this.#folder.remove(fileName);
  }

  /** Never rejects: the dates are asked for again. */
  async #write(): Promise<void> {
    if (!this.#enabled() || this.#isForgotten) return;
    try {
      await this.#folder.write(fileName, JSON.stringify(this.#timelines.bounds.save()));
    } catch (error) {
      this.#folder.log.warn(`${fileName} could not be written: ${String(error)}`);
    }
  }
}
