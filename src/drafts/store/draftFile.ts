import type { Claim, Elsewhere } from './claim.ts';
import type { DraftFileParts } from './draftFileParts.ts';
import type { DraftStorage } from './draftStorage.ts';
import { HeldLock, noLock } from './heldLock.ts';

const LONGEST_RETRY_MS = 30_000;

/** `pending` is a matter of moments; `failing` means that the last attempt failed and another one will be made. */
export type KeepState = 'new' | 'pending' | 'kept' | 'failing';

/**
 * One kept text and its way to the storage: soon, in order, the last one wins, and again after a failure. What another
 * window has written there is never overwritten: this text then goes on under a name of its own.
 */
export class DraftFile {
  #name: string;
  /** What stands there as far as this window knows. */
  #known: string | undefined;
  /** What was last tried to be written: an attempt that failed may have taken effect all the same. */
  #tried: string | undefined;
  #wanted: Wanted | undefined;
  /** Under which it stood before another window had its hand on it; until a claim has been answered with that. */
  #elsewhere: { readonly name: string; readonly what: Elsewhere } | undefined;
  readonly #lock = new HeldLock();
  #working = false;
  #removed = false;
  #failures = 0;
  #hurry = new AbortController();
  #waiting: ((reached: boolean) => void)[] = [];
  #storage: DraftStorage;
  readonly #parts: DraftFileParts;

  constructor(name: string, known: string | undefined, parts: DraftFileParts) {
    this.#name = name;
    this.#known = known;
    this.#storage = parts.storage;
    this.#parts = parts;
  }

  get name(): string {
    return this.#name;
  }

  get state(): KeepState {
    if (this.#failures > 0) return 'failing';
    if (this.#wanted !== undefined) return 'pending';
    return this.#known === undefined ? 'new' : 'kept';
  }

  /** What another window has done to it, which nobody has been answered yet. */
  get elsewhere(): { readonly name: string; readonly what: Elsewhere } | undefined {
    return this.#elsewhere;
  }

  /** Whoever has claimed it has it until something is kept that does not hold the claim. */
  keep(text: string, holdsClaim = false): void {
    if (this.#removed) return;
    this.#want({ text, holdsClaim });
  }

  /** Resolves when it is gone, or when a first attempt to remove it has failed; further attempts follow. */
  async remove(): Promise<boolean> {
    this.#removed = true;
    this.#want({ text: undefined, holdsClaim: false });
    return this.flush();
  }

  /** Writes at once. False when that failed. */
  flush(): Promise<boolean> {
    if (this.#wanted === undefined && !this.#working) return Promise.resolve(true);
    this.#hurry.abort();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Whether another window has written this there, and nothing of this window is to be written. */
  isOutdatedBy(text: string): boolean {
    return this.#wanted === undefined && !this.#working && text !== this.#known;
  }

  /** Takes what another window has written there. */
  adopt(text: string): void {
    this.#known = text;
  }

  /** Another window has removed `name`. What stands here goes on under a name of its own with the next change. */
  lose(name: string): void {
    if (this.#elsewhere?.name === name) this.#elsewhere = { name, what: 'gone' };
    else if (this.state === 'kept' && !this.#working) this.#goOn('gone');
  }

  /**
   * Writes `text` only if nobody else has it, changed it or removed it, and keeps it from others, in this window too,
   * until what became of it is kept. Where it cannot be written, nothing is claimed and what stood there stays.
   */
  async claim(text: string): Promise<Claim> {
    const isWritten = await this.flush();
    if (this.#removed) return 'gone';
    if (!isWritten) return 'unwritten';
    const elsewhere = await this.#answered();
    if (elsewhere !== undefined) return elsewhere;
    try {
      return await this.#claim(text);
    } catch {
      return 'unwritten';
    }
  }

  /** Goes on in another storage. What it sees already, as `memoryInsteadOf` does what is on disk, stays where it is. */
  async moveTo(storage: DraftStorage): Promise<void> {
    await this.flush();
    await this.#lock.letGo();
    if (this.#removed) return;
    const text = this.#wanted?.text ?? this.#known;
    this.#storage = storage;
    if (text === undefined || (await storage.read(this.#name).catch(() => undefined)) === text) return;
    [this.#known, this.#tried] = [undefined, text];
    this.keep(text);
    await this.flush();
  }

  /** Rejects when the storage fails. */
  async #claim(text: string): Promise<Claim> {
    const release = this.#lock.isHeld ? undefined : await this.#storage.lock(this.#name);
    if (release === undefined) return 'busy';
    if (this.#lock.isHeld || this.#removed) {
      await release();
      return this.#removed ? 'gone' : 'busy';
    }
    this.#lock.hold(release);
    try {
      const there = await this.#storage.read(this.#name);
      if (this.#isOurs(there)) return await this.#mark(text);
      this.#goOn(there === undefined ? 'gone' : 'changed');
    } catch (error) {
      await this.#lock.letGo();
      throw error;
    }
    await this.#lock.letGo();
    return (await this.#answered()) ?? 'changed';
  }

  async #mark(text: string): Promise<Claim> {
    const before = this.#known;
    this.keep(text, true);
    if (await this.flush()) return this.#removed ? 'gone' : 'claimed';
    // Written at a later attempt, it would say of what nobody sends that it is being sent.
    if (this.#wanted?.text === text) this.#want({ text: before, holdsClaim: false });
    await this.#lock.letGo();
    return this.#removed ? 'gone' : 'unwritten';
  }

  #want(wanted: Wanted): void {
    this.#wanted = wanted;
    this.#parts.onState();
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#wanted !== undefined) {
      await this.#pause();
      const wanted = this.#wanted;
      const failed = await this.#attempt(wanted.text);
      if (!wanted.holdsClaim) await this.#lock.letGo();
      if (this.#wanted === wanted && !failed) this.#wanted = undefined;
      if (this.#wanted === undefined || failed) this.#tell(!failed);
    }
    this.#working = false;
    this.#tell(true);
  }

  async #pause(): Promise<void> {
    const retryMs = Math.min(this.#parts.delayMs * 2 ** this.#failures, LONGEST_RETRY_MS);
    // Rejects when it is told to hurry, which is no failure.
    await this.#parts.clock.sleep(retryMs, this.#hurry.signal).catch(() => undefined);
    this.#hurry = new AbortController();
  }

  async #attempt(text: string | undefined): Promise<boolean> {
    try {
      await this.#put(text);
      this.#known = text;
      this.#failures = 0;
      return false;
    } catch (error) {
      this.#failures += 1;
      this.#parts.onFailure(this.#name, error);
      return true;
    }
  }

  /** Nobody else may write between reading and writing. What another window has at this moment is not ours either. */
  async #put(text: string | undefined): Promise<void> {
    const lock = await this.#lock.forWriting(this.#storage, this.#name);
    try {
      const there = await this.#storage.read(this.#name);
      const foreign = lock === undefined || !this.#isOurs(there);
      if (text !== undefined) {
        if (foreign) this.#goOn(lock === undefined ? 'busy' : there === undefined ? 'gone' : 'changed');
        this.#tried = text;
        await this.#storage.write(this.#name, text);
      } else if (!foreign) {
        await this.#storage.remove(this.#name);
      }
    } finally {
      await lock?.();
    }
  }

  /** Leaves the name to the other window. */
  #goOn(what: Elsewhere): void {
    this.#elsewhere ??= { name: this.#name, what };
    this.#name = this.#parts.freeName();
    this.#known = undefined;
    this.#tried = undefined;
    this.#parts.onState();
  }

  /** What a claim is answered with, once: what has become by now of what another window had. */
  async #answered(): Promise<Elsewhere | undefined> {
    if (this.#elsewhere === undefined) return undefined;
    const { name, what } = this.#elsewhere;
    const lock = await this.#storage.lock(name).catch(() => noLock);
    if (lock === undefined) return 'busy';
    const there = await this.#storage.read(name).catch(() => (what === 'gone' ? undefined : ''));
    await lock();
    this.#elsewhere = undefined;
    return there === undefined ? 'gone' : 'changed';
  }

  /** What is missing where this window had written is not ours either: another one has removed it. */
  #isOurs(there: string | undefined): boolean {
    return there === this.#known || (there !== undefined && there === this.#tried);
  }

  #tell(reached: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(reached);
    this.#parts.onState();
  }
}

interface Wanted {
  /** Undefined: to be removed. */
  readonly text: string | undefined;
  readonly holdsClaim: boolean;
}
