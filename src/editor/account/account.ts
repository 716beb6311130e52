import { oneLine } from '../../model/cleanText.ts';
import type { AccountIdentity, KeyAccount, SampleAccount } from './storedAccounts.ts';

export type { AccountIdentity, KeyAccount, SampleAccount };

/** A user of Affinity with an API key, or the built-in sample workspace. */
export type Account = KeyAccount | SampleAccount;

/**
 * The key of everything that belongs to an account: folders, row ids and document URIs. It holds the service's host, the
 * tenant and the user, so that data of one account never appears under another.
 */
export function accountName(account: Account): string {
  if (account.kind === 'sample') return 'sample';
  const host = new URL(account.baseUrl).host.replaceAll(/[^a-z0-9.]/g, '-');
  return `${host}-${account.identity.tenant.id}-${account.identity.user.id}`;
}

/** The tenant's name, else its subdomain or id. */
export function tenantName({ identity: { tenant } }: Account): string {
  return oneLine(tenant.name) || tenant.subdomain || String(tenant.id);
}

export function userName({ identity: { user } }: Account): string {
  const name = oneLine(`${user.firstName ?? ''} ${user.lastName ?? ''}`);
  return name || oneLine(user.email ?? '') || String(user.id);
}
