import { typeIds } from '../../model/interactionTypes.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { webAddress } from '../../model/webAddress.ts';
import type { Account } from '../account/account.ts';
import { interactionLink } from './interactionLink.ts';

/** The links of a document to where its facts come from. */
export interface SourceLinks {
  /** Undefined for a type that this version doesn't know. */
  readonly of: (interaction: { readonly type: number; readonly id: number }) => string | undefined;
  /** The page of a record in Affinity; undefined for sample data. */
  readonly page: (record: RecordId) => string | undefined;
}

export function sourceLinks(account: Account): SourceLinks {
  const subdomain = account.kind === 'sample' ? undefined : account.identity.tenant.subdomain;
  return {
    of: ({ type, id }) => {
      const known = typeIds.find((one) => one === type);
      return known === undefined ? undefined : interactionLink(account, { type: known, id });
    },
    page: (record) => webAddress(subdomain, record),
  };
}
