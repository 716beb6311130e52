import { EventEmitter } from 'vscode';
import type { Disposable } from 'vscode';
import type { Account } from '../account/account.ts';
import type { AccountStore } from '../account/accountStore.ts';
import type { Log } from '../settings/configuration.ts';
import type { AccountSession } from './accountSession.ts';

/** Gives nothing for an account that must not be used now. */
export type OpenSession = (account: Account) => Promise<AccountSession | undefined>;

/** The session of the account that is signed in: one at a time, and none when nobody is. */
export class Sessions implements Disposable {
  readonly #open: OpenSession;
  readonly #log: Pick<Log, 'error'>;
  readonly #accounts: AccountStore;
  readonly #changed = new EventEmitter<AccountSession | undefined>();
  readonly #subscription: Disposable;
  #current: AccountSession | undefined;
  #ready: Promise<void>;
  /** Counts the openings: one that was overtaken gives way. */
  #opening = 0;

  /** Fires after the account changed, when the session before has been disposed. */
  readonly onDidChange = this.#changed.event;

  constructor(accounts: AccountStore, open: OpenSession, log: Pick<Log, 'error'>) {
    this.#accounts = accounts;
    this.#open = open;
    this.#log = log;
    this.#ready = accounts.ready;
    this.#subscription = accounts.onDidChange(() => void this.renew());
  }

  /** Settles when it is known who is signed in and what was kept for them; never rejects. */
  get ready(): Promise<void> {
    return this.#accounts.ready.then(() => this.#ready);
  }

  get current(): AccountSession | undefined {
    return this.#current;
  }

  /** Opens the session of the stored account anew, as after a change of the service's address. */
  renew(): Promise<void> {
    this.#ready = this.#renew().catch((error: unknown) => {
      this.#log.error(`What is kept of the account could not be opened: ${String(error)}`);
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
