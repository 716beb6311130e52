import type { Clock } from '../../affinity/index.ts';
import { subjectKey } from '../model/draft.ts';
import type { Draft } from '../model/draft.ts';
import type { Claim, Elsewhere } from './claim.ts';
import { DraftFile } from './draftFile.ts';
import type { KeepState } from './draftFile.ts';
import type { DraftStorage } from './draftStorage.ts';
import { draftText, readDraftText } from './draftText.ts';
import type { DraftReading } from './draftText.ts';

const SUFFIX = '.json';

export interface DraftStoreOptions {
  readonly storage: DraftStorage;
  readonly clock: Pick<Clock, 'sleep'>;
  /** At most this long after a change it is written. Default: 400. */
  readonly delayMs?: number | undefined;
  /** Unguessable and of letters, digits and `-`. */
  readonly newId: () => string;
  readonly onProblem: (problem: DraftStoreProblem) => void;
}

/** For the log, and for a sentence at the draft that is at risk. The text itself is never part of it. */
export type DraftStoreProblem =
  | { readonly code: 'not-written' | 'not-read'; readonly name: string; readonly error: unknown }
  | {
      readonly code: 'unreadable';
      readonly name: string;
      readonly reason: (DraftReading & { ok: false })['problem'];
    };

/** All drafts of this window, and those that earlier ones left behind. A draft goes only by `discard`. */
export class DraftStore {
  #storage: DraftStorage;
  readonly #options: DraftStoreOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #held = new Set<string>();
  /** Of files that may still be there because removing them failed so far. */
  readonly #discarded = new Set<string>();
  /** No save that is still under way brings one of them back. */
  readonly #discardedIds = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(options: DraftStoreOptions) {
    this.#options = options;
    this.#storage = options.storage;
  }

  /**
   * Reads what is kept for an account, and again what other windows have changed since. What is open here or not yet
   * written stays as it is; what cannot be read is reported and left where it is. Never rejects.
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

  /** Newest first. Drafts of another account are never among them. */
  list(account: string): readonly Draft[] {
    const drafts = [...this.#entries.values()].map(({ draft }) => draft);
    return drafts
      .filter((draft) => draft.account === account)
      .toSorted((a, b) => b.changedAt.localeCompare(a.changedAt));
  }

  get(account: string, id: string): Draft | undefined {
    return this.list(account).find((draft) => draft.id === id);
  }

  /** The draft of a `subjectKey`, if there is one. */
  find(account: string, key: string): Draft | undefined {
    return this.list(account).find((draft) => subjectKey(draft.subject) === key);
  }

  newId(): string {
    return this.#options.newId();
  }

  /**
   * Keeps a draft as it is now; it is written within a second. Also while its account is signed out. Ends a claim of it,
   * unless it is being sent or the claim is to be held.
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

  /** While a form has it open, `load` leaves it alone. Gives the end of that. */
  hold(id: string): () => void {
    this.#held.add(id);
    return () => this.#held.delete(id);
  }

  /**
   * Keeps a draft that is about to be sent or asked about, unless it was sent, discarded or changed meanwhile. Until what
   * became of it is kept, nobody else can claim it, in this window or in another one.
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

  /** What another window has done to a draft of this one, until a claim has been answered with it. */
  elsewhere(id: string): Elsewhere | undefined {
    return this.#entries.get(id)?.file.elsewhere?.what;
  }

  /** After a confirmed save, or because the user said so: nothing brings it back. */
  async discard(id: string): Promise<void> {
    this.#discardedIds.add(id);
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#discarded.add(entry.file.name);
    this.#changed();
    await entry.file.remove();
  }

  /** Writes what is not yet written. False when something could not be. */
  async flush(): Promise<boolean> {
    const results = await Promise.all([...this.#entries.values()].map(({ file }) => file.flush()));
    return results.every((result) => result);
  }

  /** Goes on in another storage: see `memoryInsteadOf`. */
  async moveTo(storage: DraftStorage): Promise<void> {
    this.#storage = storage;
    await Promise.all([...this.#entries.values()].map(({ file }) => file.moveTo(storage)));
  }

  /** Calls after each change of the list, of a draft in it, or of whether it is kept. Gives the end of that. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another window has removed it. What a form has open stays there, and is told. */
  async #missing(id: string, file: DraftFile): Promise<void> {
    if (file.state === 'new' && !this.#held.has(id)) this.#entries.delete(id);
    if (file.state !== 'kept') return;
    // It may have been written after the list was made.
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
    // The draft of that name may have left it to another window.
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

/** Different accounts may share it, so the account in the text has the last word. */
function prefixOf(account: string): string {
  return `${account.replaceAll(/[^a-zA-Z0-9-]/gu, '-')}.`;
}

/** A window that was sending it is gone, or it is another one: here nobody knows what became of it. */
function interrupted(draft: Draft): Draft {
  if (draft.outcome.state !== 'sending') return draft;
  const { sent } = draft.outcome;
  return { ...draft, outcome: { state: 'unknown', sent, problem: { kind: 'interrupted', said: [] } } };
}
