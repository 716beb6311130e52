import { AffinityClient } from '../../affinity/index.ts';
import type { AffinityClientOptions } from '../../affinity/index.ts';
import { accountName } from '../account/account.ts';
import type { Account } from '../account/account.ts';
import type { SampleWorkspace } from '../account/accountConnection.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { AccountFolder } from '../storage/accountFolder.ts';
import { AccountSession } from './accountSession.ts';

export { parseStoredAccounts } from '../account/storedAccounts.ts';

export interface SessionDeps {
  readonly storagePath: string;
  readonly sample: SampleWorkspace;
  readonly configuration: Pick<Configuration, 'baseUrl' | 'rememberInteractions' | 'keepRequests'>;
  readonly log: Log;
}

/** Undefined when the key was entered for another address than the one in the settings: it must not be sent there. */
export function openSession(account: Account, deps: SessionDeps): AccountSession | undefined {
  const { storagePath, sample, configuration, log } = deps;
  if (account.kind === 'key' && account.baseUrl !== configuration.baseUrl) {
    log.warn('affinity.baseUrl differs from the address the key was entered for; sign in again.');
    return undefined;
  }
  const folder = new AccountFolder(storagePath, accountName(account), log);
  void folder.removeLeftovers();
  return new AccountSession(account, folder, sample, {
    remember: () => configuration.rememberInteractions,
    keepRequests: () => configuration.keepRequests,
  });
}

export function connect(options: AffinityClientOptions): AffinityClient {
  return new AffinityClient(options);
}
