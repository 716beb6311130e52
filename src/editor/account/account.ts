import { oneLine } from '../../model/cleanText.ts';
import type { AccountIdentity, KeyAccount, SampleAccount } from './storedAccounts.ts';

export type { AccountIdentity, KeyAccount, SampleAccount };
/** Whose interactions are shown: a user of Affinity with a key, or the built-in sample workspace. */
export type Account = KeyAccount | SampleAccount;

/**
 * The name under which an account's own things are kept: it contains the service's host, the tenant and the
 * user, so that nothing of one account is ever shown or sent under another. Usable as a folder's name and
 * as the authority of a URI.
 */
export function accountName(account: Account): string {
  if (account.kind === 'sample') return 'sample';
  const host = new URL(account.baseUrl).host.replaceAll(/[^a-z0-9.]/g, '-');
  return `${host}-${account.identity.tenant.id}-${account.identity.user.id}`;
}

/** How the account is called on screen: the tenant's name. */
export function tenantName({ identity: { tenant } }: Account): string {
  return oneLine(tenant.name) || tenant.subdomain || String(tenant.id);
}

export function userName({ identity: { user } }: Account): string {
  const name = oneLine(`${user.firstName ?? ''} ${user.lastName ?? ''}`);
  return name || oneLine(user.email ?? '') || String(user.id);
}
