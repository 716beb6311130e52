import { canBeLogged } from '../../model/interactionTypes.ts';
import type { LogTarget } from '../form/draftFromFile.ts';
import { rowOf } from '../tree/row.ts';

/** The record and the type of a row, for what is logged on it. Both are absent for other rows and views. */
export function logTarget(argument: unknown): LogTarget {
  const row = rowOf(argument);
  return {
    about: row !== undefined && 'record' in row ? row.record : undefined,
    type: row?.kind === 'type' && canBeLogged(row.type) ? row.type : undefined,
  };
}
