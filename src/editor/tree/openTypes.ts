import type { InteractionFilter } from '../../history/interactionFilter.ts';
import type { Timelines } from '../../history/timelines.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { recordRow, typeRow } from './row.ts';
import type { TypeRow } from './row.ts';

/** As much of the session as tells what is open. */
export interface OpenRows {
  readonly name: string;
  readonly followed: { readonly current: readonly RecordRef[] };
  readonly expanded: { readonly current: readonly string[] };
  readonly filter: { readonly current: InteractionFilter };
  readonly timelines: Pick<Timelines, 'of'>;
}

/** The types that are loaded and in sight: a refresh of everything is one request for each of them. */
export function openTypes({ name, followed, expanded, filter, timelines }: OpenRows): readonly TypeRow[] {
  const open = new Set(expanded.current);
  const records = followed.current.map((record) => recordRow(name, record)).filter(({ id }) => open.has(id));
  const types = records.flatMap((record) => typeIds.map((type) => typeRow(record, type)));
  return types.filter(
    ({ id, record, type }) =>
      open.has(id) && timelines.of(record, type, filter.current).state.status !== 'not-loaded',
  );
}
