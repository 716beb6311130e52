import type { WeekState } from './week.ts';
import { isOver, weekDays, withoutNote } from './weekDays.ts';
import type { WeekScope } from './weekDays.ts';
import type { WeekItem } from './weekItem.ts';

/** The meetings and calls that a note can be added to, as far as they are loaded. */
export interface ItemsToNote {
  /** Over and without a note, latest first. Empty when not all notes are known. */
  readonly without: readonly WeekItem[];
  /** Past ones first, latest first; then those to come, soonest first. */
  readonly others: readonly WeekItem[];
}

export function itemsToNote(
  { items, noted, knowsNotes }: Pick<WeekState, 'items' | 'knowsNotes' | 'noted'>,
  at: { readonly now: Date; readonly zone: string; readonly scope: WeekScope },
): ItemsToNote {
  const shown = weekDays(items, at).flatMap((day) => day.items);
  const without = knowsNotes ? withoutNote(shown, noted, at) : [];
  const rest = shown.filter((item) => !without.includes(item));
  const past = rest.filter((item) => isOver(item, at));
  return { without, others: [...past, ...rest.filter((item) => !past.includes(item)).toReversed()] };
}
