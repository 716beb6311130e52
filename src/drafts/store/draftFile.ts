import type { Clock } from '../../affinity/index.ts';
import { noLock } from './draftStorage.ts';
import type { DraftStorage, Release } from './draftStorage.ts';

const MAX_RETRY_MS = 30_000;

/** `pending` lasts for moments. `failing`: the last write failed and will be repeated. */
export type KeepState = 'new' | 'pending' | 'kept' | 'failing';

/** The change that another window made to a draft. `gone`: saved or discarded. `busy`: it is sending the draft now. */
export type Elsewhere = 'gone' | 'changed' | 'busy';

/** `unwritten`: the mark `sending` could not be stored, so nothing may be sent. */
export type Claim = 'claimed' | 'unwritten' | Elsewhere;

export interface DraftFileDeps {
  readonly storage: DraftStorage;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Time between a change and the attempt to write it. */
  readonly delayMs: number;
  /** Gives an unused name, for a draft whose file another window has changed. */
  readonly freeName: () => string;
  readonly onState: () => void;
  readonly onFailure: (name: string, error: unknown) => void;
}

/**
 * Writes one draft: soon, in order, only the newest text, and again after a failure. It never overwrites what another
 * window wrote; its own text then continues under a new name.
 */
export class DraftFile {
  #name: string;
  /** The content of the file, as far as this window knows. */
  #known: string | undefined;
  /** The text of the last write. A write that failed may have taken effect all the same. */
  #tried: string | undefined;
  #wanted: Wanted | undefined;
  /** The name that was left to another window, and why. Kept until a claim has reported it. */
  #elsewhere: { readonly name: string; readonly what: Elsewhere } | undefined;
  readonly #lock = new HeldLock();
  #working = false;
  #removed = false;
  #failures = 0;
  #hurry = new AbortController();
  #waiting: ((isWritten: boolean) => void)[] = [];
  #storage: DraftStorage;
  readonly #deps: DraftFileDeps;

  constructor(name: string, known: string | undefined, deps: DraftFileDeps) {
    this.#name = name;
    this.#known = known;
    this.#storage = deps.storage;
    this.#deps = deps;
  }

  get name(): string {
    return this.#name;
  }

  get state(): KeepState {
    if (this.#failures > 0) return 'failing';
    if (this.#wanted !== undefined) return 'pending';
    return this.#known === undefined ? 'new' : 'kept';
  }

  get elsewhere(): { readonly name: string; readonly what: Elsewhere } | undefined {
    return this.#elsewhere;
  }

  /** Writes the text within `delayMs`. Ends a claim unless `holdsClaim`. */
  keep(text: string, holdsClaim = false): void {
    if (this.#removed) return;
    this.#want({ text, holdsClaim });
  }

  /** Resolves with false when the first attempt failed; further attempts follow. */
  async remove(): Promise<boolean> {
    this.#removed = true;
    this.#want({ text: undefined, holdsClaim: false });
    return this.flush();
  }

  /** Writes at once. Resolves with false when that failed. */
  flush(): Promise<boolean> {
    if (this.#wanted === undefined && !this.#working) return Promise.resolve(true);
    this.#hurry.abort();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Tells whether `text` was written by another window while this one has nothing to write. */
  isOutdatedBy(text: string): boolean {
    return this.#wanted === undefined && !this.#working && text !== this.#known;
  }

  /** Accepts a text that another window has written. */
  adopt(text: string): void {
    this.#known = text;
  }

  /** Reports that another window has removed `name`. The draft continues under a new name with its next change. */
  lose(name: string): void {
    if (this.#elsewhere?.name === name) this.#elsewhere = { name, what: 'gone' };
    else if (this.state === 'kept' && !this.#working) this.#leaveName('gone');
  }

  /**
   * Writes `text` if no other window holds, changed or removed the file, and locks it until `keep` ends the claim. When
   * it cannot be written, the file stays as it was.
   */
  async claim(text: string): Promise<Claim> {
    const isWritten = await this.flush();
    if (this.#removed) return 'gone';
    if (!isWritten) return 'unwritten';
    const elsewhere = await this.#takeElsewhere();
    if (elsewhere !== undefined) return elsewhere;
    try {
      return await this.#claim(text);
    } catch {
      return 'unwritten';
    }
  }

  /** Continues in another storage. A text that it shows already, as `memoryInsteadOf` does, is not written again. */
  async moveTo(storage: DraftStorage): Promise<void> {
    await this.flush();
    await this.#lock.release();
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
      const stored = await this.#storage.read(this.#name);
      if (this.#isOurs(stored)) return await this.#mark(text);
      this.#leaveName(stored === undefined ? 'gone' : 'changed');
    } catch (error) {
      await this.#lock.release();
      throw error;
    }
    await this.#lock.release();
    return (await this.#takeElsewhere()) ?? 'changed';
  }

  async #mark(text: string): Promise<Claim> {
    const before = this.#known;
    this.keep(text, true);
    if (await this.flush()) return this.#removed ? 'gone' : 'claimed';
    // A later attempt must not write the mark, because the draft is not being sent.
    if (this.#wanted?.text === text) this.#want({ text: before, holdsClaim: false });
    await this.#lock.release();
    return this.#removed ? 'gone' : 'unwritten';
  }

  #want(wanted: Wanted): void {
    this.#wanted = wanted;
    this.#deps.onState();
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#wanted !== undefined) {
      await this.#pause();
      const wanted = this.#wanted;
      const failed = await this.#attempt(wanted.text);
      if (!wanted.holdsClaim) await this.#lock.release();
      if (this.#wanted === wanted && !failed) this.#wanted = undefined;
      if (this.#wanted === undefined || failed) this.#report(!failed);
    }
    this.#working = false;
    this.#report(true);
  }

  async #pause(): Promise<void> {
    const retryMs = Math.min(this.#deps.delayMs * 2 ** this.#failures, MAX_RETRY_MS);
    // It rejects when `flush` cuts it short, which is no failure.
    await this.#deps.clock.sleep(retryMs, this.#hurry.signal).catch(() => undefined);
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
      this.#deps.onFailure(this.#name, error);
      return true;
    }
  }

  /** The lock keeps other windows from writing between the read and the write. */
  async #put(text: string | undefined): Promise<void> {
    const lock = await this.#lock.forWriting(this.#storage, this.#name);
    try {
      const stored = await this.#storage.read(this.#name);
      const isForeign = lock === undefined || !this.#isOurs(stored);
      if (text !== undefined) {
        if (isForeign)
          this.#leaveName(lock === undefined ? 'busy' : stored === undefined ? 'gone' : 'changed');
        this.#tried = text;
        await this.#storage.write(this.#name, text);
      } else if (!isForeign) {
        await this.#storage.remove(this.#name);
      }
    } finally {
      await lock?.();
    }
  }

  /** Leaves the name to the other window. */
  #leaveName(what: Elsewhere): void {
    this.#elsewhere ??= { name: this.#name, what };
    this.#name = this.#deps.freeName();
    this.#known = undefined;
    this.#tried = undefined;
    this.#deps.onState();
  }

  /** Reports once what another window did, as far as it is known now. */
  async #takeElsewhere(): Promise<Elsewhere | undefined> {
    if (this.#elsewhere === undefined) return undefined;
    const { name, what } = this.#elsewhere;
    const lock = await this.#storage.lock(name).catch(() => noLock);
    if (lock === undefined) return 'busy';
    const stored = await this.#storage.read(name).catch(() => (what === 'gone' ? undefined : ''));
    await lock();
    this.#elsewhere = undefined;
    return stored === undefined ? 'gone' : 'changed';
  }

  /** A file that is missing although this window wrote it was removed by another one. */
  #isOurs(stored: string | undefined): boolean {
    return stored === this.#known || (stored !== undefined && stored === this.#tried);
  }

  #report(isWritten: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(isWritten);
    this.#deps.onState();
  }
}

/** The lock of one file, held from a claim until its outcome is written. */
class HeldLock {
  #release: Release | undefined;

  get isHeld(): boolean {
    return this.#release !== undefined;
  }

  hold(release: Release): void {
    this.#release = release;
  }

  /** Locks the file for one write, unless it is held already. Undefined while another window holds it. */
  async forWriting(storage: Pick<DraftStorage, 'lock'>, name: string): Promise<Release | undefined> {
    return this.#release === undefined ? storage.lock(name) : noLock;
  }

  async release(): Promise<void> {
    const release = this.#release;
    this.#release = undefined;
    await release?.();
  }
}

interface Wanted {
  /** Undefined to remove the file. */
  readonly text: string | undefined;
  readonly holdsClaim: boolean;
}
