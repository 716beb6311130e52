export type RecordKind = 'person' | 'company' | 'opportunity';

/** A record that the user can follow. Its identity is kind and id; the name is the one seen last. */
export interface RecordRef {
  readonly kind: RecordKind;
  readonly id: number;
  readonly name: string;
}

/** The identity of a record, without its name, which may change. */
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
