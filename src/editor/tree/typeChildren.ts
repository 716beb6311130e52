import type { Interaction } from '../../affinity/index.ts';
import { placeOf } from '../../history/interactionRows.ts';
import { partsOf, partsOfPeriod, periodsAround, placesOf } from '../../history/periods.ts';
import type { Part } from '../../history/periods.ts';
import type { TimelineState } from '../../history/timelineState.ts';
import { interactionRow, periodRow, stateRow, typeOf } from './row.ts';
import type { InteractionRow, PeriodRow, Row, TypeRow } from './row.ts';

/** What stands below a type: its interactions, the middle of a long list folded, and how it stands with it. */
export function typeChildren(parent: TypeRow, state: TimelineState): Row[] {
  const rows = rowsOf(partsOf(state.items), parent, state.items);
  if (state.unreadable > 0) rows.push(stateRow(parent, 'unreadable'));
  rows.push(stateRow(parent, 'last'));
  return rows;
}

export function periodChildren(parent: PeriodRow, { items }: TimelineState): Row[] {
  return rowsOf(partsOfPeriod(items, parent.key), typeOf(parent), items);
}

/** The row of the innermost period that a row stands in; undefined when it stands below its type. */
export function periodAround(
  row: InteractionRow | PeriodRow,
  { items }: TimelineState,
): PeriodRow | undefined {
  const place = row.kind === 'period' ? placesOf(items, row.key)?.begin : placeOf(row.interaction, items);
  const around = place === undefined ? [] : periodsAround(items, place);
  const own = around.findIndex(({ key }) => row.kind === 'period' && key === row.key);
  const innermost = own < 0 ? around.at(-1) : around[own - 1];
  return innermost && periodRow(typeOf(row), innermost);
}

function rowsOf(parts: readonly Part[], parent: TypeRow, items: readonly Interaction[]): Row[] {
  return parts.flatMap((part): Row[] =>
    part.kind === 'period'
      ? [periodRow(parent, part)]
      : items.slice(part.begin, part.end).map((interaction) => interactionRow(parent, interaction)),
  );
}
