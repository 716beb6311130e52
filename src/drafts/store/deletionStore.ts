import { deletionId, deletionText, readDeletionText } from '../model/keptDeletion.ts';
import type { KeptDeletion } from '../model/keptDeletion.ts';
import type { DraftStorage, Release } from './draftStorage.ts';
import { noLock } from './draftStorage.ts';

const SUFFIX = '.json';

export interface DeletionStoreOptions {
  /** Must not be the storage of the drafts, whose texts would be taken for deletions. */
  readonly storage: DraftStorage;
  /** For the log. It never contains data of the interaction. */
  readonly onProblem: (
    what: 'not-written' | 'not-read' | 'unreadable',
    name: string,
    error?: unknown,
  ) => void;
}

/**
 * Holds all deletions whose outcome is unknown, of this window and of earlier ones. An interaction has one file, so that
 * two windows that delete it find each other.
 */
export class DeletionStore {
  #storage: DraftStorage;
  readonly #onProblem: DeletionStoreOptions['onProblem'];
  readonly #entries = new Map<string, KeptDeletion>();
  /** Names of the deletions that this window works on. */
  readonly #claimed = new Set<string>();
  /** Names of deletions that are in memory only, because writing them failed. */
  readonly #unwritten = new Set<string>();
  /** Texts of files that may still exist because removing them failed. */
  readonly #ended = new Map<string, string | undefined>();
  readonly #listeners = new Set<() => void>();

  constructor({ storage, onProblem }: DeletionStoreOptions) {
    this.#storage = storage;
    this.#onProblem = onProblem;
  }

  /** Reads the deletions of an account, and those that other windows have changed since. Never rejects. */
  async load(account: string): Promise<void> {
    const prefix = prefixOf(account);
    const names = await this.#storage.list().catch((error) => this.#failed('not-read', '', error));
    const ours = names?.filter((name) => name.startsWith(prefix) && name.endsWith(SUFFIX));
    if (ours === undefined) return;
    for (const name of this.#entries.keys()) {
      const isLeft = ours.includes(name) || this.#claimed.has(name) || this.#unwritten.has(name);
      if (name.startsWith(prefix) && !isLeft) this.#entries.delete(name);
    }
    await Promise.all(ours.map((name) => this.#load(name, account)));
    this.#changed();
  }

  /** The deletions with an unknown outcome, newest first, also while one is looked up or repeated. */
  list(account: string): readonly KeptDeletion[] {
    return [...this.#entries.values()]
      .filter((one) => one.account === account && isOpen(one))
      .toSorted((one, other) => other.changedAt.localeCompare(one.changedAt));
  }

  get(account: string, id: string): KeptDeletion | undefined {
    return this.list(account).find((one) => deletionId(one) === id);
  }

  /** Tells whether this window works on it. */
  isUnderWay(account: string, id: string): boolean {
    return this.#claimed.has(nameOf(account, id));
  }

  /**
   * Locks the deletion of an interaction for this window. `busy`: this window or another one holds it already. When the
   * storage cannot lock, the claim is granted.
   */
  async claim(account: string, id: string): Promise<DeletionClaim | 'busy'> {
    const name = nameOf(account, id);
    if (this.#claimed.has(name)) return 'busy';
    this.#claimed.add(name);
    const release = await this.#storage.lock(name).catch(() => noLock);
    if (release === undefined) {
      this.#claimed.delete(name);
      return 'busy';
    }
    const before = await this.#earlier(name, account);
    this.#changed();
    return new DeletionClaim(before, {
      keep: (deletion) => this.#keep(name, deletion),
      remove: () => this.#remove(name),
      release: () => this.#release(name, release),
    });
  }

  /** Forgets a deletion. Resolves with false while it is claimed. */
  async discard(account: string, id: string): Promise<boolean> {
    const claim = await this.claim(account, id);
    if (claim === 'busy') return false;
    await claim.finish();
    return true;
  }

  /** Continues in another storage. A text that it shows already, as `memoryInsteadOf` does, is not written again. */
  async moveTo(storage: DraftStorage): Promise<void> {
    this.#storage = storage;
    const move = async ([name, deletion]: readonly [string, KeptDeletion]): Promise<void> => {
      const stored = await storage.read(name).catch(() => undefined);
      if (stored !== deletionText(deletion)) await this.#keep(name, deletion);
    };
    await Promise.all([...this.#entries].map(move));
  }

  /** Fires when the list or `isUnderWay` changes. Returns a function that ends this. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #earlier(name: string, account: string): Promise<KeptDeletion | undefined> {
    const known = this.#entries.get(name);
    if (this.#unwritten.has(name)) return known;
    const stored = await this.#read(name, account).catch(() => known);
    return stored !== undefined && mayBeOpen(stored) ? interrupted(stored) : undefined;
  }

  async #load(name: string, account: string): Promise<void> {
    if (this.#claimed.has(name) || this.#unwritten.has(name)) return;
    try {
      if (this.#ended.has(name) && (await this.#clear(name))) return;
      const stored = await this.#read(name, account);
      if (this.#claimed.has(name)) return;
      if (stored === undefined || !isOpen(stored) || stored.outcome.state === 'deleting')
        this.#entries.delete(name);
      if (stored?.outcome.state === 'unknown') this.#entries.set(name, stored);
      else if (stored !== undefined) await this.#takeOver(name, account);
    } catch (error) {
      this.#failed('not-read', name, error);
    }
  }

  /**
   * Leaves a deletion to the window that works on it. When that window is gone, its outcome is unknown, and it can no
   * longer be undone.
   */
  async #takeOver(name: string, account: string): Promise<void> {
    const release = await this.#storage.lock(name);
    if (release === undefined) return;
    try {
      const stored = await this.#read(name, account);
      if (stored?.outcome.state === 'deleting') await this.#keep(name, interrupted(stored));
      else if (stored?.outcome.state === 'deleted') await this.#remove(name);
    } finally {
      await release();
    }
  }

  /** Removes a file that was left behind. Resolves with false when another window has written to it since. */
  async #clear(name: string): Promise<boolean> {
    const release = await this.#storage.lock(name);
    if (release === undefined) return true;
    try {
      const isLeft = (await this.#storage.read(name)) === this.#ended.get(name);
      if (isLeft) await this.#storage.remove(name);
      this.#ended.delete(name);
      return isLeft;
    } catch (error) {
      this.#failed('not-written', name, error);
      return true;
    } finally {
      await release();
    }
  }

  async #read(name: string, account: string): Promise<KeptDeletion | undefined> {
    const text = await this.#storage.read(name);
    const deletion = text === undefined ? undefined : readDeletionText(text);
    if (text !== undefined && deletion === undefined) this.#failed('unreadable', name);
    return deletion?.account === account ? deletion : undefined;
  }

  /** Resolves with false when it is in memory only. */
  async #keep(name: string, deletion: KeptDeletion): Promise<boolean> {
    this.#entries.set(name, deletion);
    this.#ended.delete(name);
    this.#changed();
    try {
      await this.#storage.write(name, deletionText(deletion));
      this.#unwritten.delete(name);
      return true;
    } catch (error) {
      this.#unwritten.add(name);
      this.#failed('not-written', name, error);
      return false;
    }
  }

  async #remove(name: string): Promise<void> {
    const entry = this.#entries.get(name);
    this.#entries.delete(name);
    this.#unwritten.delete(name);
    this.#ended.set(name, entry && deletionText(entry));
    this.#changed();
    try {
      await this.#storage.remove(name);
      this.#ended.delete(name);
    } catch (error) {
      this.#failed('not-written', name, error);
    }
  }

  async #release(name: string, release: Release): Promise<void> {
    this.#claimed.delete(name);
    this.#changed();
    await release();
  }

  #failed(what: 'not-written' | 'not-read' | 'unreadable', name: string, error?: unknown): undefined {
    this.#onProblem(what, name, error);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The deletion of one interaction, held by this window until it ends. Nothing here rejects. */
export class DeletionClaim {
  /** An earlier deletion with an unknown outcome, which may have taken effect. */
  readonly before: KeptDeletion | undefined;
  readonly #text: ClaimedText;
  #isEnded = false;

  constructor(before: KeptDeletion | undefined, text: ClaimedText) {
    this.before = before;
    this.#text = text;
  }

  /** Resolves with false when it could not be written. Until then a crash leaves the earlier text. */
  async keep(deletion: KeptDeletion): Promise<boolean> {
    return this.#isEnded || (await this.#text.keep(deletion));
  }

  /** Ends the claim with an unknown outcome. The deletion waits for the next claim. */
  async leave(deletion: KeptDeletion): Promise<void> {
    await this.keep(deletion);
    await this.#end();
  }

  /** Ends the claim and removes the deletion, because its outcome is known or the user discards it. */
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

interface ClaimedText {
  keep(deletion: KeptDeletion): Promise<boolean>;
  remove(): Promise<void>;
  release(): Promise<void>;
}

function nameOf(account: string, id: string): string {
  return `${prefixOf(account)}${id}${SUFFIX}`;
}

/** Must differ between accounts, because the rest of the name does not. */
function prefixOf(account: string): string {
  return `${account.replaceAll(/[^a-zA-Z0-9-]/gu, (other) => `_${other.codePointAt(0)}_`)}.`;
}

/** A deletion whose first request is still running is not open. */
function isOpen({ outcome }: KeptDeletion): boolean {
  return outcome.state === 'unknown' || (outcome.state === 'deleting' && outcome.wasSent === true);
}

function mayBeOpen({ outcome }: KeptDeletion): boolean {
  return outcome.state !== 'deleted';
}

function interrupted(deletion: KeptDeletion): KeptDeletion {
  if (deletion.outcome.state !== 'deleting') return deletion;
  return { ...deletion, outcome: { state: 'unknown', problem: { kind: 'interrupted', said: [] } } };
}
