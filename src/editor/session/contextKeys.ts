import { commands, Disposable } from 'vscode';
import type { Event } from 'vscode';
import { isEmptyFilter } from '../../history/interactionFilter.ts';
import type { AccountStore } from '../account/accountStore.ts';
import type { AccountSession } from './accountSession.ts';
import type { Sessions } from './sessions.ts';

/** The view that shows the meetings of the user or of everyone. */
interface ScopedWeek {
  readonly scope: 'mine' | 'everyone';
  readonly onDidChangeScope: Event<void>;
}

/** Updates the context keys that show and hide commands, menus and welcome texts in the manifest. */
export class ContextKeys implements Disposable {
  readonly #subscription: Disposable;
  readonly #accounts: Pick<AccountStore, 'current' | 'elsewhere' | 'unreadable'>;
  readonly #values = new Map<string, string | boolean | undefined>();
  #ofSession = Disposable.from();

  constructor(
    sessions: Sessions,
    accounts: Pick<AccountStore, 'current' | 'elsewhere' | 'unreadable'>,
    week: ScopedWeek,
  ) {
    this.#accounts = accounts;
    this.#subscription = Disposable.from(
      sessions.onDidChange((session) => this.#follow(session)),
      week.onDidChangeScope(() => this.#set('weekScope', week.scope)),
    );
    this.#set('weekScope', week.scope);
    void this.#start(sessions);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#ofSession.dispose();
  }

  /** No welcome text is shown before the account is known. */
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
    this.#set('keyUnreadable', this.#accounts.unreadable);
    // True also when the key cannot be used, such as with an invalid address.
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

  /** An unchanged value is not set again, since the editor evaluates all its menus each time. */
  #set(name: string, value: string | boolean | undefined): void {
    if (this.#values.has(name) && this.#values.get(name) === value) return;
    this.#values.set(name, value);
    void commands.executeCommand('setContext', `affinity.${name}`, value);
  }
}
