import { deletionId, deletionText, readDeletionText } from '../model/keptDeletion.ts';
import type { KeptDeletion } from '../model/keptDeletion.ts';
import { DeletionClaim } from './deletionClaim.ts';
import type { DraftStorage, Release } from './draftStorage.ts';
import { noLock } from './heldLock.ts';

const SUFFIX = '.json';

export interface DeletionStoreOptions {
  /** Of its own: two kinds of texts in one storage would be taken for each other. */
  readonly storage: DraftStorage;
  /** For the log. Nothing of what is deleted is part of it. */
  readonly onProblem: (
    what: 'not-written' | 'not-read' | 'unreadable',
    name: string,
    error?: unknown,
  ) => void;
}

/**
 * All deletions whose outcome is open, of this window and of those before it. One of a kind for each interaction: its
 * name is that of the file, so that two windows that delete the same come upon one another.
 */
export class DeletionStore {
  #storage: DraftStorage;
  readonly #onProblem: DeletionStoreOptions['onProblem'];
  readonly #entries = new Map<string, KeptDeletion>();
  /** By name, those that this window is at work on. */
  readonly #claimed = new Set<string>();
  /** What stands in memory only, because it could not be written. */
  readonly #unwritten = new Set<string>();
  /** Of files that may still be there because removing them failed so far: what stood in them. */
  readonly #ended = new Map<string, string | undefined>();
  readonly #listeners = new Set<() => void>();

  constructor({ storage, onProblem }: DeletionStoreOptions) {
    this.#storage = storage;
    this.#onProblem = onProblem;
  }

  /** Reads what is kept for an account, and again what other windows have changed since. Never rejects. */
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

  /** Newest first: those of which nobody knows, also while somebody looks or deletes again. */
  list(account: string): readonly KeptDeletion[] {
    return [...this.#entries.values()]
      .filter((one) => one.account === account && isOpen(one))
      .toSorted((one, other) => other.changedAt.localeCompare(one.changedAt));
  }

  get(account: string, id: string): KeptDeletion | undefined {
    return this.list(account).find((one) => deletionId(one) === id);
  }

  /** Whether this window is at work on it. */
  isUnderWay(account: string, id: string): boolean {
    return this.#claimed.has(nameOf(account, id));
  }

  /**
   * Gives the deletion of an interaction to this window alone, and what stands there of an earlier one. `busy`: this
   * window or another one has it already. When storage fails, nobody can know.
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

  /** Goes on in another storage. What it sees already, as `memoryInsteadOf` does what is on disk, stays where it is. */
  async moveTo(storage: DraftStorage): Promise<void> {
    this.#storage = storage;
    const move = async ([name, deletion]: readonly [string, KeptDeletion]): Promise<void> => {
      const there = await storage.read(name).catch(() => undefined);
      if (there !== deletionText(deletion)) await this.#keep(name, deletion);
    };
    await Promise.all([...this.#entries].map(move));
  }

  /** Calls after each change of the list, or of who is at work. Gives the end of that. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #earlier(name: string, account: string): Promise<KeptDeletion | undefined> {
    const known = this.#entries.get(name);
    if (this.#unwritten.has(name)) return known;
    const there = await this.#read(name, account).catch(() => known);
    return there !== undefined && mayBeOpen(there) ? interrupted(there) : undefined;
  }

  async #load(name: string, account: string): Promise<void> {
    if (this.#claimed.has(name) || this.#unwritten.has(name)) return;
    try {
      if (this.#ended.has(name) && (await this.#clear(name))) return;
      const there = await this.#read(name, account);
      if (this.#claimed.has(name)) return;
      if (there === undefined || !isOpen(there) || there.outcome.state === 'deleting')
        this.#entries.delete(name);
      if (there?.outcome.state === 'unknown') this.#entries.set(name, there);
      else if (there !== undefined) await this.#takeOver(name, account);
    } catch (error) {
      this.#failed('not-read', name, error);
    }
  }

  /**
   * One that is being deleted, or can be undone, in a window that lives is left to it. When that window is gone, nobody
   * knows what became of it, and nobody can undo it any more.
   */
  async #takeOver(name: string, account: string): Promise<void> {
    const release = await this.#storage.lock(name);
    if (release === undefined) return;
    try {
      const there = await this.#read(name, account);
      if (there?.outcome.state === 'deleting') await this.#keep(name, interrupted(there));
      else if (there?.outcome.state === 'deleted') await this.#remove(name);
    } finally {
      await release();
    }
  }

  /** Removes what was left behind. False where another window has written there since: that is not this one's to remove. */
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

  /** False when it stands in memory only. */
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

function nameOf(account: string, id: string): string {
  return `${prefixOf(account)}${id}${SUFFIX}`;
}

/** No two accounts share one, since the rest of a name is the same for all of them. */
function prefixOf(account: string): string {
  return `${account.replaceAll(/[^a-zA-Z0-9-]/gu, (other) => `_${other.codePointAt(0)}_`)}.`;
}

/** One whose first request is under way is nobody's concern yet. */
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
