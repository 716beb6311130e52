import { authentication, Disposable, EventEmitter, l10n } from 'vscode';
import type {
  AuthenticationProvider,
  AuthenticationProviderAuthenticationSessionsChangeEvent as SessionsChange,
  AuthenticationSession,
} from 'vscode';
import { accountName, tenantName, userName } from '../account/account.ts';
import type { Account } from '../account/account.ts';
import type { AccountStore } from '../account/accountStore.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import type { SignInFlow } from './signInFlow.ts';

type Flow = Pick<SignInFlow, 'signIn' | 'signOut'>;

/**
 * Shows the account in the editor's Accounts menu, with Sign Out. The key is not exposed: another extension that requests a
 * session learns who is signed in, and nothing that it could send.
 */
export class AccountsMenu implements AuthenticationProvider {
  readonly #accounts: AccountStore;
  readonly #flow: () => Promise<Flow>;
  readonly #changed = new EventEmitter<SessionsChange>();
  #shown: AuthenticationSession | undefined;

  readonly onDidChangeSessions = this.#changed.event;

  constructor(accounts: AccountStore, flow: () => Promise<Flow>) {
    this.#accounts = accounts;
    this.#flow = flow;
  }

  register(): Disposable {
    return Disposable.from(
      this.#changed,
      this.#accounts.onDidChange(() => this.#announce()),
      authentication.registerAuthenticationProvider('affinity', 'Affinity', this, {
        supportsMultipleAccounts: false,
      }),
    );
  }

  async getSessions(): Promise<AuthenticationSession[]> {
    await this.#accounts.ready;
    this.#shown = session(this.#accounts.current);
    return this.#shown === undefined ? [] : [this.#shown];
  }

  async createSession(): Promise<AuthenticationSession> {
    const created = session(await (await this.#flow()).signIn());
    if (created === undefined) throw new Error(l10n.t('Sign-in to Affinity was canceled.'));
    return created;
  }

  async removeSession(): Promise<void> {
    await (await this.#flow()).signOut();
  }

  #announce(): void {
    const before = this.#shown;
    this.#shown = session(this.#accounts.current);
    const added = this.#shown === undefined ? [] : [this.#shown];
    this.#changed.fire({ added, removed: before === undefined ? [] : [before], changed: [] });
  }
}

function session(account: Account | undefined): AuthenticationSession | undefined {
  if (account === undefined) return undefined;
  const label =
    account.kind === 'sample'
      ? l10n.t('Sample data')
      : l10n.t('{0} ({1})', userName(account), tenantName(account));
  const id = accountName(account);
  return { id, account: { id, label: withoutIcons(label) }, accessToken: 'not-shared', scopes: [] };
}
