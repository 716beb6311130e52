import { Disposable, EventEmitter } from 'vscode';
import type { SecretStorage } from 'vscode';
import type { Log } from '../settings/configuration.ts';
import { accountName } from './account.ts';
import type { Account, KeyAccount, SampleAccount } from './account.ts';
import type { AccountNews, ToldAccount } from './accountNews.ts';
import type { StoredAccounts } from './storedAccounts.ts';

const SECRET_NAME = 'affinity.account';

/** Gives nothing for a text that holds no accounts. */
export type ParseAccounts = (text: string) => Promise<StoredAccounts | undefined>;

/**
 * The account of this installation, and the sample workspace that may be shown in its stead. Key and identity are
 * one secret, so that they can never be of two accounts. Other windows learn of a change through the editor's own
 * event, or where it gives none through the news.
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
  #last: Promise<void> = Promise.resolve();
  /** Counts readings and what was learned: a reading that was overtaken knows less than what overtook it. */
  #turn = 0;

  /** Fires when the account is another one than before, also when another window changed it. */
  readonly onDidChange = this.#changed.event;
  /** Settles when the stored account has been read; never rejects. */
  readonly ready: Promise<void>;

  constructor(secrets: SecretStorage, news: AccountNews, parse: ParseAccounts, log: Log) {
    this.#secrets = secrets;
    this.#news = news;
    this.#parse = parse;
    this.#log = log;
    this.ready = this.#read();
    this.#subscription = Disposable.from(
      secrets.onDidChange((event) => {
        if (event.key === SECRET_NAME) void this.#read();
      }),
      news.onDidTell((told) => void this.#inOrder(() => this.#hear(told))),
    );
  }

  /** Whose data is shown. */
  get current(): Account | undefined {
    return this.#accounts.sample ?? this.#accounts.key;
  }

  /** The account with a key, also while the sample workspace is shown in its stead. */
  get key(): KeyAccount | undefined {
    return this.#accounts.key;
  }

  /** Another window has signed in to an account that this one gets to know only when it is reloaded. */
  get elsewhere(): boolean {
    return this.#elsewhere;
  }

  /** Stores an account whose key has been checked, and shows it. */
  async signIn(key: KeyAccount): Promise<void> {
    await this.#choose(() => ({ key: { ...key, signedInAt: Date.now() } }));
  }

  /** Shows the sample workspace; an account with a key waits behind it. */
  async explore(sample: SampleAccount): Promise<void> {
    await this.#choose(({ key }) => (key === undefined ? { sample } : { sample, key }));
  }

  /** Leaves the sample workspace if it is shown, else removes the account with its key. */
  async signOut(): Promise<void> {
    await this.#choose(({ sample, key }) => (sample === undefined || key === undefined ? {} : { key }));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #read(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const text = await this.#secrets.get(SECRET_NAME);
      const accounts = await this.#accountsIn(text);
      if (turn === this.#turn) this.#accept(text, accounts);
    } catch {
      // The keyring's own message may quote what it read.
      this.#log.error('The stored account could not be read; sign in again.');
    }
  }

  #choose(choice: (accounts: StoredAccounts) => StoredAccounts): Promise<void> {
    const at = Date.now();
    return this.#inOrder(() => this.#store(choice(this.#accounts), at));
  }

  /** What is heard must not come between what is stored and what is told of it. */
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
   * In a browser each window has its own copy of the secrets: a key that was removed elsewhere is removed here too. One
   * that was stored after that is another one.
   */
  async #hear({ account, at }: ToldAccount): Promise<void> {
    await this.#read();
    if ((this.current && accountName(this.current)) === account) return;
    if (account === undefined) {
      if ((this.#accounts.key?.signedInAt ?? 0) > at) return;
      await this.#removeKey();
    }
    this.#accept(undefined, {}, account !== undefined);
  }

  /** Signed out is signed out here, whether or not the keyring lets go of the key. */
  async #removeKey(): Promise<void> {
    try {
      await this.#secrets.delete(SECRET_NAME);
    } catch {
      this.#log.error('The secret storage of the editor could not be changed; the key may still be in it.');
    }
  }

  #accept(text: string | undefined, accounts: StoredAccounts, elsewhere = false): void {
    this.#turn += 1;
    if (text === this.#stored && elsewhere === this.#elsewhere) return;
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
