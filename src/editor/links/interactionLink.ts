import { env } from 'vscode';
import { editorLinkPath } from '../../model/editorLink.ts';
import type { EditorLink, LinkedTenant } from '../../model/editorLink.ts';
import type { Account } from '../account/account.ts';

const EXTENSION_ID = 'affinity-interactions.affinity-interactions';

/**
 * `vscode://affinity-interactions.affinity-interactions/interaction/acme-1234/meeting-417`, with the scheme of this editor.
 * `asExternalUri` is not for it: what that makes names this window, or works once.
 */
export function interactionLink(account: Account, { type, id }: Pick<EditorLink, 'type' | 'id'>): string {
  const path = editorLinkPath({ tenant: linkedTenant(account), type, id });
  return `${env.uriScheme}://${EXTENSION_ID}${path}`;
}

/** True for a link of the firm that is signed in. A firm may rename its subdomain, so only the id counts. */
export function isOwnLink(account: Account, { tenant }: EditorLink): boolean {
  const own = linkedTenant(account);
  return own === 'sample' || tenant === 'sample' ? own === tenant : own.id === tenant.id;
}

function linkedTenant(account: Account): LinkedTenant {
  return account.kind === 'sample' ? 'sample' : account.identity.tenant;
}
