import type { Clock } from '../../affinity/index.ts';
import { subjectKey, draftText, readDraftText } from '../model/draft.ts';
import type { Draft, DraftReading } from '../model/draft.ts';
import type { Claim, Elsewhere, KeepState } from './draftFile.ts';
import { DraftFile } from './draftFile.ts';
import type { DraftStorage } from './draftStorage.ts';

const SUFFIX = '.json';

export interface DraftStoreOptions {
  readonly storage: DraftStorage;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Time between a change and its write. Default: 400. */
  readonly delayMs?: number | undefined;
  /** Gives an unguessable id of letters, digits and `-`. */
  readonly newId: () => string;
  readonly onProblem: (problem: DraftStoreProblem) => void;
}

/** For the log and for a message. It never contains the text of a draft. */
export type DraftStoreProblem =
  | { readonly code: 'not-written' | 'not-read'; readonly name: string; readonly error: unknown }
  | {
      readonly code: 'unreadable';
      readonly name: string;
      readonly reason: (DraftReading & { ok: false })['problem'];
    };

/** Holds all drafts of this window and of earlier ones. Only `discard` removes a draft. */
export class DraftStore {
  #storage: DraftStorage;
  readonly #options: DraftStoreOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #held = new Set<string>();
  /** Names of discarded files, which may still exist when removing them failed. */
  readonly #discarded = new Set<string>();
  /** A save that is still running must not bring one of these back. */
  readonly #discardedIds = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(options: DraftStoreOptions) {
    this.#options = options;
    this.#storage = options.storage;
  }

  /**
   * Reads the drafts of an account, and those that other windows have changed since. A draft that is open or not written
   * yet stays as it is. Unreadable files are reported and left alone. Never rejects.
   */
  async load(account: string): Promise<void> {
    const names = await this.#storage.list().catch((error) => this.#notRead('', error));
    const ours = names?.filter((name) => name.startsWith(prefixOf(account)) && name.endsWith(SUFFIX));
    if (ours === undefined) return;
    for (const [id, { draft, file }] of this.#entries) {
      if (draft.account !== account) continue;
      if (file.elsewhere !== undefined && !ours.includes(file.elsewhere.name)) file.lose(file.elsewhere.name);
      if (!ours.includes(file.name)) await this.#missing(id, file);
    }
    await Promise.all(ours.map((name) => this.#read(name, account)));
    this.#changed();
  }

  /** The drafts of an account, newest first. */
  list(account: string): readonly Draft[] {
    const drafts = [...this.#entries.values()].map(({ draft }) => draft);
    return drafts
      .filter((draft) => draft.account === account)
      .toSorted((a, b) => b.changedAt.localeCompare(a.changedAt));
  }

  get(account: string, id: string): Draft | undefined {
    return this.list(account).find((draft) => draft.id === id);
  }

  /** The draft with a `subjectKey`, if there is one. */
  find(account: string, key: string): Draft | undefined {
    return this.list(account).find((draft) => subjectKey(draft.subject) === key);
  }

  newId(): string {
    return this.#options.newId();
  }

  /**
   * Stores a draft within a second, also while its account is signed out. Ends a claim, unless the draft is being sent or
   * `holdsClaim` is set.
   */
  keep(draft: Draft, holdsClaim = false): void {
    if (this.#discardedIds.has(draft.id)) return;
    const known = this.#entries.get(draft.id);
    const entry = known ?? { draft, file: this.#file(nameOf(draft.account, draft.id)) };
    entry.draft = draft;
    this.#entries.set(draft.id, entry);
    entry.file.keep(draftText(draft), holdsClaim || draft.outcome.state === 'sending');
    this.#changed();
  }

  /** Keeps `load` from replacing a draft that a form has open. Returns a function that ends this. */
  hold(id: string): () => void {
    this.#held.add(id);
    return () => this.#held.delete(id);
  }

  /**
   * Stores a draft that is about to be sent or looked up, unless it was sent, discarded or changed meanwhile. It cannot be
   * claimed again, in any window, until its outcome is stored.
   */
  async claim(draft: Draft): Promise<Claim> {
    if (this.#discardedIds.has(draft.id)) return 'gone';
    if (!this.#entries.has(draft.id)) this.keep(draft);
    const entry = this.#entries.get(draft.id);
    const claim = (await entry?.file.claim(draftText(draft))) ?? 'claimed';
    if (entry !== undefined && claim === 'claimed') entry.draft = draft;
    this.#changed();
    return claim;
  }

  keepState(id: string): KeepState {
    return this.#entries.get(id)?.file.state ?? 'new';
  }

  /** The change that another window made to a draft, until a claim has reported it. */
  elsewhere(id: string): Elsewhere | undefined {
    return this.#entries.get(id)?.file.elsewhere?.what;
  }

  /** Removes a draft for good, after a confirmed save or when the user asked for it. */
  async discard(id: string): Promise<void> {
    this.#discardedIds.add(id);
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#discarded.add(entry.file.name);
    this.#changed();
    await entry.file.remove();
  }

  /** Writes all changes at once. Resolves with false when one of them failed. */
  async flush(): Promise<boolean> {
    const results = await Promise.all([...this.#entries.values()].map(({ file }) => file.flush()));
    return results.every((result) => result);
  }

  /** Continues in another storage; see `memoryInsteadOf`. */
  async moveTo(storage: DraftStorage): Promise<void> {
    this.#storage = storage;
    await Promise.all([...this.#entries.values()].map(({ file }) => file.moveTo(storage)));
  }

  /** Fires when a draft, the list or the state of a file changes. Returns a function that ends this. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Handles a file that another window has removed. A draft that a form has open stays, and the form is told. */
  async #missing(id: string, file: DraftFile): Promise<void> {
    if (file.state === 'new' && !this.#held.has(id)) this.#entries.delete(id);
    if (file.state !== 'kept') return;
    // The file may have been written after the folder was listed.
    const { name } = file;
    const isThere = await this.#storage
      .read(name)
      .then((text) => text !== undefined)
      .catch(() => true);
    if (isThere || file.name !== name) return;
    if (this.#held.has(id)) file.lose(name);
    else if (file.state === 'kept') this.#entries.delete(id);
  }

  async #read(name: string, account: string): Promise<void> {
    const text = await this.#storage.read(name).catch((error) => this.#notRead(name, error));
    if (text === undefined || this.#discarded.has(name)) return;
    const known = [...this.#entries.values()].find(({ file }) => file.name === name);
    if (known !== undefined && (this.#held.has(known.draft.id) || !known.file.isOutdatedBy(text))) return;
    const own = name.slice(prefixOf(account).length, -SUFFIX.length);
    // A draft of this window may have left that name to another window.
    const id = known?.draft.id ?? (this.#entries.has(own) ? this.newId() : own);
    const reading = readDraftText(id, text);
    if (!reading.ok) return this.#options.onProblem({ code: 'unreadable', name, reason: reading.problem });
    if (reading.draft.account !== account) return;
    const draft = interrupted(reading.draft);
    if (known === undefined) this.#entries.set(id, { draft, file: this.#file(name, text) });
    else {
      known.file.adopt(text);
      known.draft = draft;
    }
  }

  #file(name: string, known?: string): DraftFile {
    const account = name.slice(0, name.indexOf('.') + 1);
    return new DraftFile(name, known, {
      storage: this.#storage,
      clock: this.#options.clock,
      delayMs: this.#options.delayMs ?? 400,
      freeName: () => `${account}${this.newId()}${SUFFIX}`,
      onState: () => this.#changed(),
      onFailure: (failed, error) => this.#options.onProblem({ code: 'not-written', name: failed, error }),
    });
  }

  #notRead(name: string, error: unknown): undefined {
    this.#options.onProblem({ code: 'not-read', name, error });
    return undefined;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

interface Entry {
  draft: Draft;
  readonly file: DraftFile;
}

function nameOf(account: string, id: string): string {
  return `${prefixOf(account)}${id}${SUFFIX}`;
}

/** Two accounts may share a prefix, so the account in the text decides. */
function prefixOf(account: string): string {
  return `${account.replaceAll(/[^a-zA-Z0-9-]/gu, '-')}.`;
}

/** Another window was sending it, or the one that did is gone, so its outcome is unknown here. */
function interrupted(draft: Draft): Draft {
  if (draft.outcome.state !== 'sending') return draft;
  const { sent } = draft.outcome;
  return { ...draft, outcome: { state: 'unknown', sent, problem: { kind: 'interrupted', said: [] } } };
}
