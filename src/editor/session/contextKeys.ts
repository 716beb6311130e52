import { commands, Disposable } from 'vscode';
import { isEmptyFilter } from '../../history/interactionFilter.ts';
import type { AccountStore } from '../account/accountStore.ts';
import type { AccountSession } from './accountSession.ts';
import type { Sessions } from './sessions.ts';

/** Keeps the context keys true by which the manifest shows and hides commands, menus and welcome texts. */
export class ContextKeys implements Disposable {
  readonly #subscription: Disposable;
  readonly #accounts: Pick<AccountStore, 'current' | 'elsewhere'>;
  readonly #values = new Map<string, string | boolean | undefined>();
  #ofSession = Disposable.from();

  constructor(sessions: Sessions, accounts: Pick<AccountStore, 'current' | 'elsewhere'>) {
    this.#accounts = accounts;
    this.#subscription = sessions.onDidChange((session) => this.#follow(session));
    void this.#start(sessions);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#ofSession.dispose();
  }

  /** Before it is known who is signed in, no welcome text is shown. */
  async #start(sessions: Sessions): Promise<void> {
    await sessions.ready;
    this.#follow(sessions.current);
    this.#set('ready', true);
  }

  #follow(session: AccountSession | undefined): void {
    this.#ofSession.dispose();
    this.#ofSession = Disposable.from();
    this.#show(session);
    this.#set('elsewhere', this.#accounts.elsewhere);
    // Also where its key cannot be used, such as with an address that is not usable.
    this.#set('signedIn', this.#accounts.current !== undefined);
    if (session === undefined) return;
    const again = (): void => this.#show(session);
    this.#ofSession = Disposable.from(
      session.followed.onDidChange(again),
      session.filter.onDidChange(again),
      session.connection.onDidChangeProblem(again),
    );
  }

  #show(session: AccountSession | undefined): void {
    this.#set('account', session?.account.kind);
    this.#set('following', session !== undefined && session.followed.current.length > 0);
    this.#set('filtered', session !== undefined && !isEmptyFilter(session.filter.current));
    this.#set('problem', session?.connection.problem);
  }

  /** Each one makes the editor look through all its menus. */
  #set(name: string, value: string | boolean | undefined): void {
    if (this.#values.has(name) && this.#values.get(name) === value) return;
    this.#values.set(name, value);
    void commands.executeCommand('setContext', `affinity.${name}`, value);
  }
}
