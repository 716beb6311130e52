import { commands, Disposable } from 'vscode';
import { isEmptyFilter } from '../timeline/interactionFilter.ts';
import type { AccountStore } from './account/accountStore.ts';
import type { AccountSession } from './account/accountSession.ts';
import type { Sessions } from './account/sessions.ts';

/** Keeps the context keys true by which the manifest shows and hides commands, menus and welcome texts. */
export class ContextKeys implements Disposable {
  readonly #subscription: Disposable;
  readonly #accounts: Pick<AccountStore, 'elsewhere'>;
  #ofSession = Disposable.from();

  constructor(sessions: Sessions, accounts: Pick<AccountStore, 'elsewhere'>) {
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
    set('ready', true);
  }

  #follow(session: AccountSession | undefined): void {
    this.#ofSession.dispose();
    this.#ofSession = Disposable.from();
    show(session);
    set('elsewhere', this.#accounts.elsewhere);
    if (session === undefined) return;
    const again = (): void => show(session);
    this.#ofSession = Disposable.from(
      session.followed.onDidChange(again),
      session.filter.onDidChange(again),
      session.connection.onDidChange(again),
    );
  }
}

function show(session: AccountSession | undefined): void {
  set('account', session?.account.kind);
  set('following', session !== undefined && session.followed.current.length > 0);
  set('filtered', session !== undefined && !isEmptyFilter(session.filter.current));
  set('problem', session?.connection.problem);
}

function set(name: string, value: string | boolean | undefined): void {
  void commands.executeCommand('setContext', `affinity.${name}`, value);
}
