import type { RecordId } from './recordRef.ts';

const folders = { person: 'persons', company: 'companies', opportunity: 'opportunities' } as const;

/** `https://SUBDOMAIN.affinity.co/companies/7`; undefined without a valid subdomain. Source: V1 docs, web addresses. */
export function webAddress(subdomain: string | undefined, { kind, id }: RecordId): string | undefined {
  if (subdomain === undefined || !/^[a-z0-9][a-z0-9-]*$/i.test(subdomain)) return undefined;
  return `https://${subdomain}.affinity.co/${folders[kind]}/${id}`;
}
