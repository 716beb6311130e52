import { EventEmitter } from 'vscode';
import type { Disposable } from 'vscode';
import type { Account } from '../account/account.ts';
import type { AccountStore } from '../account/accountStore.ts';
import type { Log } from '../settings/configuration.ts';
import type { AccountSession } from './accountSession.ts';

/** Undefined for an account that must not be used now. */
export type OpenSession = (account: Account) => Promise<AccountSession | undefined>;

/** The session of the account that is signed in; there is one at most. */
export class Sessions implements Disposable {
  readonly #open: OpenSession;
  readonly #log: Pick<Log, 'error'>;
  readonly #accounts: AccountStore;
  readonly #changed = new EventEmitter<AccountSession | undefined>();
  readonly #subscription: Disposable;
  #current: AccountSession | undefined;
  #ready: Promise<void>;
  /** Number of the latest attempt to open a session; earlier ones are discarded. */
  #opening = 0;

  /** Fires after the account changed, when the previous session is disposed. */
  readonly onDidChange = this.#changed.event;

  constructor(accounts: AccountStore, open: OpenSession, log: Pick<Log, 'error'>) {
    this.#accounts = accounts;
    this.#open = open;
    this.#log = log;
    this.#ready = accounts.ready;
    this.#subscription = accounts.onDidChange(() => void this.renew());
  }

  /** Resolves when the account is known and its kept data is read; never rejects. */
  get ready(): Promise<void> {
    return this.#accounts.ready.then(() => this.#ready);
  }

  get current(): AccountSession | undefined {
    return this.#current;
  }

  /** Opens a new session for the stored account, for example after a change of the address. */
  renew(): Promise<void> {
    this.#ready = this.#renew().catch((error: unknown) => {
      this.#log.error(`The account’s data could not be opened: ${String(error)}`);
      this.#show(undefined);
    });
    return this.#ready;
  }

  dispose(): void {
    this.#opening = Number.POSITIVE_INFINITY;
    this.#subscription.dispose();
    this.#current?.dispose();
    this.#changed.dispose();
  }

  async #renew(): Promise<void> {
    this.#opening += 1;
    const opening = this.#opening;
    const account = this.#accounts.current;
    if (account === undefined) return this.#show(undefined);
    const session = await this.#open(account);
    if (opening !== this.#opening) return session?.dispose();
    this.#show(session);
    await session?.ready;
  }

  #show(session: AccountSession | undefined): void {
    this.#current?.dispose();
    this.#current = session;
    this.#changed.fire(session);
  }
}
