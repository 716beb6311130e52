import type { DraftStorage, Release } from './draftStorage.ts';

/** Stands for a lock where none is needed, or none can be had. */
export const noLock: Release = () => Promise.resolve();

/** The lock of one text, from a claim until what became of it is written. */
export class HeldLock {
  #release: Release | undefined;

  get isHeld(): boolean {
    return this.#release !== undefined;
  }

  hold(release: Release): void {
    this.#release = release;
  }

  /** For one write, which needs none of its own while the lock is held. Undefined while another window has it. */
  async forWriting(storage: Pick<DraftStorage, 'lock'>, name: string): Promise<Release | undefined> {
    return this.#release === undefined ? storage.lock(name) : noLock;
  }

  async letGo(): Promise<void> {
    const release = this.#release;
    this.#release = undefined;
    await release?.();
  }
}
