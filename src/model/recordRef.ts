export type RecordKind = 'person' | 'company' | 'opportunity';

/** What the user follows. Its identity is kind and id; the name is only what was last seen. */
export interface RecordRef {
  readonly kind: RecordKind;
  readonly id: number;
  readonly name: string;
}

/** What tells one record from another, without the name that may change. */
export type RecordId = Pick<RecordRef, 'kind' | 'id'>;

export type RecordQuery =
  | { readonly personId: number }
  | { readonly companyId: number }
  | { readonly opportunityId: number };

/** `company:7`: stable across restarts and renames, fit for a row's path. */
export function recordKey(record: RecordId): string {
  return `${record.kind}:${record.id}`;
}

/** The one parameter by which a query names a record. */
export function recordQuery({ kind, id }: RecordId): RecordQuery {
  if (kind === 'person') return { personId: id };
  return kind === 'company' ? { companyId: id } : { opportunityId: id };
}
