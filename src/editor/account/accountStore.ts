import { Disposable, EventEmitter } from 'vscode';
import type { SecretStorage } from 'vscode';
import type { Log } from '../settings/configuration.ts';
import { accountName } from './account.ts';
import type { Account, KeyAccount, SampleAccount } from './account.ts';
import type { AccountNews, ToldAccount } from './accountNews.ts';
import type { StoredAccounts } from './storedAccounts.ts';

const SECRET_NAME = 'affinity.account';

/** Pauses before the secret storage is read again after a failure; the last one repeats. */
const retryDelaysMs = [1_000, 5_000, 30_000, 120_000] as const;

/** Undefined for a text that holds no accounts. */
export type ParseAccounts = (text: string) => Promise<StoredAccounts | undefined>;

/**
 * The account of this installation, and the sample workspace that may be shown instead of it. Key and identity are one
 * secret, so that they never belong to different accounts. Other windows notice a change by the editor's own event, or,
 * where there is none, by the news.
 */
export class AccountStore implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #news: AccountNews;
  readonly #parse: ParseAccounts;
  readonly #log: Log;
  readonly #changed = new EventEmitter<Account | undefined>();
  readonly #subscription: Disposable;
  #stored: string | undefined;
  #accounts: StoredAccounts = {};
  #elsewhere = false;
  #failures = 0;
  #isDisposed = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<void> = Promise.resolve();
  #reading: Promise<void> = Promise.resolve();
  /** Counts reads and changes, so that a slow read doesn't replace what is newer. */
  #turn = 0;

  /** Fires when the account changed, in this window or another one. */
  readonly onDidChange = this.#changed.event;
  /** Resolves when the stored account was read; never rejects. */
  readonly ready: Promise<void>;

  constructor(secrets: SecretStorage, news: AccountNews, parse: ParseAccounts, log: Log) {
    this.#secrets = secrets;
    this.#news = news;
    this.#parse = parse;
    this.#log = log;
    this.ready = this.#firstRead();
    this.#subscription = Disposable.from(
      secrets.onDidChange((event) => {
        if (event.key === SECRET_NAME) void this.#read();
      }),
      news.onDidTell((told) => void this.#inOrder(() => this.#follow(told))),
    );
  }

  /** The account whose data is shown. */
  get current(): Account | undefined {
    return this.#accounts.sample ?? this.#accounts.key;
  }

  /** The account with a key, also while the sample workspace is shown. */
  get key(): KeyAccount | undefined {
    return this.#accounts.key;
  }

  /** True when another window has signed in to an account that this one can read only after a reload. */
  get elsewhere(): boolean {
    return this.#elsewhere;
  }

  /** True while the secret storage can't be read: the user may be signed in. It is read again by itself. */
  get unreadable(): boolean {
    return this.#failures > 0;
  }

  /** Stores and shows an account whose key was checked. */
  async signIn(key: KeyAccount): Promise<void> {
    await this.#change(() => ({ key: { ...key, signedInAt: Date.now() } }));
  }

  /** Shows the sample workspace; an account with a key stays stored. */
  async explore(sample: SampleAccount): Promise<void> {
    await this.#change(({ key }) => (key === undefined ? { sample } : { sample, key }));
  }

  /** Leaves the sample workspace when it is shown, otherwise removes the account with its key. */
  async signOut(): Promise<void> {
    await this.#change(({ sample, key }) => (sample === undefined || key === undefined ? {} : { key }));
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#retry);
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** A change of another window can begin a second read, which overtakes the first. */
  async #firstRead(): Promise<void> {
    let reading = this.#read();
    await reading;
    while (reading !== this.#reading) {
      reading = this.#reading;
      await reading;
    }
  }

  #read(): Promise<void> {
    this.#reading = this.#readOnce();
    return this.#reading;
  }

  async #readOnce(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const text = await this.#secrets.get(SECRET_NAME);
      const accounts = await this.#accountsIn(text);
      if (turn === this.#turn) this.#accept(text, accounts);
    } catch {
      // The message of a keyring may quote the secret.
      this.#log.error('The secret storage could not be read; trying again.');
      if (turn === this.#turn) this.#readLater();
    }
  }

  /** An account that is known already stays. */
  #readLater(): void {
    if (this.#isDisposed) return;
    const delay = retryDelaysMs[Math.min(this.#failures, retryDelaysMs.length - 1)];
    const isFirst = this.#failures === 0;
    this.#failures += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#read(), delay);
    if (isFirst && this.current === undefined) this.#changed.fire(this.current);
  }

  #change(change: (accounts: StoredAccounts) => StoredAccounts): Promise<void> {
    const at = Date.now();
    return this.#inOrder(() => this.#store(change(this.#accounts), at));
  }

  /** News must not be handled between storing an account and telling the other windows. */
  #inOrder(step: () => Promise<void>): Promise<void> {
    const done = this.#last.catch(() => undefined).then(step);
    this.#last = done;
    return done;
  }

  async #store(accounts: StoredAccounts, at: number): Promise<void> {
    if (accounts.key === undefined && accounts.sample === undefined) {
      await this.#secrets.delete(SECRET_NAME);
      this.#accept(undefined, {});
    } else {
      const text = JSON.stringify(accounts);
      await this.#secrets.store(SECRET_NAME, text);
      this.#accept(text, accounts);
    }
    await this.#news.tell({ account: this.current && accountName(this.current), at });
  }

  /**
   * In a browser each window has its own copy of the secrets, so a key that another window removed is removed here too,
   * unless it was stored after that.
   */
  async #follow({ account, at }: ToldAccount): Promise<void> {
    await this.#read();
    if ((this.current && accountName(this.current)) === account) return;
    if (account === undefined) {
      if ((this.#accounts.key?.signedInAt ?? 0) > at) return;
      await this.#removeKey();
    }
    this.#accept(undefined, {}, account !== undefined);
  }

  /** Never rejects: the account is signed out even when the secret storage fails. */
  async #removeKey(): Promise<void> {
    try {
      await this.#secrets.delete(SECRET_NAME);
    } catch {
      this.#log.error('The secret storage could not be changed; the key may still be in it.');
    }
  }

  #accept(text: string | undefined, accounts: StoredAccounts, elsewhere = false): void {
    this.#turn += 1;
    clearTimeout(this.#retry);
    const wasUnreadable = this.unreadable && this.current === undefined;
    this.#failures = 0;
    if (text === this.#stored && elsewhere === this.#elsewhere && !wasUnreadable) return;
    this.#stored = text;
    this.#elsewhere = elsewhere;
    this.#accounts = accounts;
    this.#changed.fire(this.current);
  }

  async #accountsIn(text: string | undefined): Promise<StoredAccounts> {
    if (text === undefined) return {};
    const accounts = await this.#parse(text);
    if (accounts === undefined)
      this.#log.warn('The stored account could not be read and counts as signed out.');
    return accounts ?? {};
  }
}
