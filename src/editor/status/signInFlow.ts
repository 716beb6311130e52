import { l10n, window } from 'vscode';
import type { RateLimits } from '../../affinity/index.ts';
import { accountName, tenantName, userName } from '../account/account.ts';
import type { Account, KeyAccount } from '../account/account.ts';
import type { SampleWorkspace } from '../account/accountConnection.ts';
import type { AccountStore } from '../account/accountStore.ts';
import { askForAccount, checkKey } from '../account/checkKey.ts';
import type { CheckedAccount, Connect } from '../account/checkKey.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { AccountFolder } from '../storage/accountFolder.ts';
import { messages } from '../ui/messages.ts';
import { withoutIcons } from '../words/withoutIcons.ts';

export interface SignInDeps {
  readonly accounts: AccountStore;
  readonly sessions: Sessions;
  readonly configuration: Pick<Configuration, 'baseUrl'>;
  readonly sample: SampleWorkspace;
  readonly connect: Connect;
  readonly storagePath: string;
  readonly log: Log;
}

/** Signing in, signing out, and the sample workspace. */
export class SignInFlow {
  readonly #accounts: AccountStore;
  readonly #sessions: Sessions;
  readonly #deps: SignInDeps;

  constructor(deps: SignInDeps) {
    this.#accounts = deps.accounts;
    this.#sessions = deps.sessions;
    this.#deps = deps;
  }

  /** Asks for a key and signs in with it; undefined when the user cancels. */
  async signIn(): Promise<Account | undefined> {
    await this.#accounts.ready;
    const waiting = this.#accounts.current?.kind === 'sample' ? this.#accounts.key : undefined;
    const checked = waiting === undefined ? await this.#ask() : await this.#backOrAsk(waiting);
    if (checked === undefined) return undefined;
    await this.#enter(checked);
    return checked.account;
  }

  /**
   * Signs in with a key from another extension. It is checked like a typed one and confirmed by the user, because any
   * extension could otherwise sign the user in to an account of its own.
   */
  async signInWith(apiKey: string): Promise<void> {
    const checked = await checkKey(apiKey, this.#deps);
    if (!('account' in checked)) void messages.showError(checked.problem);
    else if (isUnattended() || (await wantsToEnter(checked.account))) await this.#enter(checked);
  }

  /** Shows the sample workspace; an account with a key stays stored. */
  async explore(): Promise<void> {
    await this.#accounts.ready;
    if (this.#accounts.current?.kind === 'sample') return;
    let limits: RateLimits | undefined;
    const onLimits = (reported: RateLimits): void => {
      limits = reported;
    };
    const client = await this.#deps.connect({ ...this.#deps.sample, onLimits });
    const { tenant, user } = await client.whoami();
    const account = { kind: 'sample', identity: { tenant, user } } as const;
    await this.#sessions.current?.remembered.flush();
    await this.#accounts.explore(account);
    void this.#passOn(limits, account);
  }

  /** Removes the key and the loaded data. Followed records stay for the next sign-in. */
  async signOut(): Promise<void> {
    await this.#accounts.ready;
    const session = this.#sessions.current;
    await this.#accounts.signOut();
    await session?.forgetLoaded();
  }

  /** The loaded data of the previous account is removed; its drafts and followed records stay. */
  async #enter({ account, limits }: CheckedAccount): Promise<void> {
    const { key } = this.#accounts;
    const session = this.#sessions.current;
    await session?.remembered.flush();
    await this.#accounts.signIn(account);
    void this.#passOn(limits, account);
    if (key === undefined || accountName(key) === accountName(account)) return;
    if (session?.name === accountName(key)) return session.forgetLoaded();
    const { storagePath, log } = this.#deps;
    await new AccountFolder(storagePath, accountName(key), log).removeLoaded();
  }

  /** The status bar shows the limits at once, rather than after the first request of the session. */
  async #passOn(limits: RateLimits | undefined, account: Account): Promise<void> {
    await this.#sessions.ready;
    const session = this.#sessions.current;
    if (limits === undefined || session?.name !== accountName(account)) return;
    if (session.connection.limits === undefined) session.connection.learn(limits);
  }

  #ask() {
    return askForAccount(this.#deps);
  }

  async #backOrAsk(waiting: NonNullable<AccountStore['key']>) {
    const back = {
      label: l10n.t('Back to {0}', withoutIcons(tenantName(waiting))),
      description: withoutIcons(userName(waiting)),
      detail: l10n.t('Leaves the sample data. Your API key is still stored.'),
    };
    const other = { label: l10n.t('Use Another API Key…') };
    const chosen = await window.showQuickPick([back, other], { title: l10n.t('Sign In with API Key') });
    if (chosen === undefined) return undefined;
    return chosen === back ? { account: waiting, limits: undefined } : this.#ask();
  }
}

/** Set by tests and `npm start`; no command can set it. */
function isUnattended(): boolean {
  return process.env['AFFINITY_UNATTENDED'] === '1';
}

async function wantsToEnter(account: KeyAccount): Promise<boolean> {
  const message = l10n.t('Sign in to {0} as {1}?', tenantName(account), userName(account));
  const detail = l10n.t(
    'Another extension requested this. Everything you log from now on goes to that account.',
  );
  return messages.askModal({ message, detail, action: l10n.t('Sign In') });
}
