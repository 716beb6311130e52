import type { TypeId } from './interactionTypes.ts';
import { typeKey, typeOfKey } from './interactionTypes.ts';

/** Source: RFC 1035, labels. */
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const LINK =
  /^\/interaction\/(?:(?<sample>sample)|(?:(?<subdomain>[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)-)?(?<tenant>0|[1-9]\d{0,15}))\/(?<type>[a-z]{1,20})-(?<id>0|[1-9]\d{0,15})$/;

/** The firm that a link belongs to: its id counts, and its subdomain names it in messages. */
export type LinkedTenant = 'sample' | { readonly id: number; readonly subdomain?: string | undefined };

/** An interaction in a link that opens it in the editor. It names no user, so it works for everyone at the firm. */
export interface EditorLink {
  readonly tenant: LinkedTenant;
  readonly type: TypeId;
  readonly id: number;
}

/** The part of a link behind the extension's id. */
export interface LinkParts {
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** `/interaction/acme-1234/meeting-417`. A subdomain that is none is left out. */
export function editorLinkPath({ tenant, type, id }: EditorLink): string {
  return `/interaction/${tenantName(tenant)}/${typeKey(type)}-${id}`;
}

/** Undefined for a link that is not exactly one that `editorLinkPath` makes. */
export function parseEditorLink({ path, query, fragment }: LinkParts): EditorLink | undefined {
  const { sample, subdomain, tenant, type: key, id: digits } = LINK.exec(path)?.groups ?? {};
  const type = typeOfKey(key ?? '');
  const [tenantId, id] = [sample === undefined ? Number(tenant) : 0, Number(digits)];
  if (query !== '' || fragment !== '' || type === undefined) return undefined;
  if (!Number.isSafeInteger(tenantId) || !Number.isSafeInteger(id)) return undefined;
  return { tenant: sample === undefined ? { id: tenantId, subdomain } : 'sample', type, id };
}

function tenantName(tenant: LinkedTenant): string {
  if (tenant === 'sample') return tenant;
  const subdomain = tenant.subdomain?.toLowerCase() ?? '';
  return SUBDOMAIN.test(subdomain) ? `${subdomain}-${tenant.id}` : String(tenant.id);
}
