import { l10n, window } from 'vscode';
import { accountName, tenantName, userName } from '../account/account.ts';
import type { Account, KeyAccount } from '../account/account.ts';
import type { SampleWorkspace } from '../account/accountConnection.ts';
import type { AccountStore } from '../account/accountStore.ts';
import { askForAccount, checkKey } from '../account/checkKey.ts';
import type { Connect } from '../account/checkKey.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { AccountFolder } from '../storage/accountFolder.ts';
import { askModal, showError } from '../ui/messages.ts';
import { withoutIcons } from '../words/withoutIcons.ts';

export interface SignInParts {
  readonly accounts: AccountStore;
  readonly sessions: Sessions;
  readonly configuration: Pick<Configuration, 'baseUrl'>;
  readonly sample: SampleWorkspace;
  readonly connect: Connect;
  readonly storagePath: string;
  readonly log: Log;
}

/** The ways into an account and out of it. */
export class SignInFlow {
  readonly #accounts: AccountStore;
  readonly #sessions: Sessions;
  readonly #parts: SignInParts;

  constructor(parts: SignInParts) {
    this.#accounts = parts.accounts;
    this.#sessions = parts.sessions;
    this.#parts = parts;
  }

  /** Asks for a key and signs in with it; undefined when the user gives up. */
  async signIn(): Promise<Account | undefined> {
    await this.#accounts.ready;
    const waiting = this.#accounts.current?.kind === 'sample' ? this.#accounts.key : undefined;
    const account = waiting === undefined ? await this.#ask() : await this.#backOrAsk(waiting);
    if (account === undefined) return undefined;
    await this.#enter(account);
    return account;
  }

  /**
   * Signs in with a key that a program gives; it is checked like a typed one. Whoever runs a command could else lead the
   * user into an account of theirs, where all that is logged from then on would go.
   */
  async signInWith(apiKey: string): Promise<void> {
    const checked = await checkKey(apiKey, this.#parts);
    if (!('account' in checked)) void showError(checked.problem);
    else if (isUnattended() || (await wantsToEnter(checked.account))) await this.#enter(checked.account);
  }

  /** Shows the sample workspace. An account with a key waits until it is left again. */
  async explore(): Promise<void> {
    await this.#accounts.ready;
    if (this.#accounts.current?.kind === 'sample') return;
    const { tenant, user } = await (await this.#parts.connect(this.#parts.sample)).whoami();
    await this.#sessions.current?.remembered.flush();
    await this.#accounts.explore({ kind: 'sample', identity: { tenant, user } });
  }

  /** Removes the key and what was loaded with it. Followed records stay for the same account's return. */
  async signOut(): Promise<void> {
    await this.#accounts.ready;
    const session = this.#sessions.current;
    await this.#accounts.signOut();
    await session?.forgetLoaded();
  }

  /** What was loaded with the key of another account goes with that key; drafts and followed records stay. */
  async #enter(account: KeyAccount): Promise<void> {
    const { key } = this.#accounts;
    const session = this.#sessions.current;
    await session?.remembered.flush();
    await this.#accounts.signIn(account);
    if (key === undefined || accountName(key) === accountName(account)) return;
    if (session?.name === accountName(key)) return session.forgetLoaded();
    const { storagePath, log } = this.#parts;
    await new AccountFolder(storagePath, accountName(key), log).removeLoaded();
  }

  #ask() {
    return askForAccount(this.#parts);
  }

  async #backOrAsk(waiting: NonNullable<AccountStore['key']>) {
    const back = {
      label: l10n.t('Back to {0}', withoutIcons(tenantName(waiting))),
      description: withoutIcons(userName(waiting)),
      detail: l10n.t('Leaves the sample data; the key is still stored.'),
    };
    const other = { label: l10n.t('Use Another API Key…') };
    const chosen = await window.showQuickPick([back, other], { title: l10n.t('Sign in to Affinity') });
    if (chosen === undefined) return undefined;
    return chosen === back ? waiting : this.#ask();
  }
}

/** Set by what starts an editor for tests or for a look at the sample workspace; no command can set it. */
function isUnattended(): boolean {
  return process.env['AFFINITY_UNATTENDED'] === '1';
}

async function wantsToEnter(account: KeyAccount): Promise<boolean> {
  const message = l10n.t('Sign in to {0} as {1}?', tenantName(account), userName(account));
  const detail = l10n.t('Another program asks for it. What you log from then on goes into that account.');
  return askModal({ message, detail, action: l10n.t('Sign In') });
}
