import { isAbout } from './historyEdits.ts';
import type { TimedEdit } from './historyEdits.ts';
import type { InteractionTimeline } from './interactionTimeline.ts';
import { readAt } from './timelineState.ts';

/**
 * An edit with the row of a timeline without a filter that was read after it, and the texts that were saved. Undefined when
 * the timeline knows that the interaction was deleted elsewhere since.
 */
export function withNewerRow(edit: TimedEdit, timeline: InteractionTimeline): TimedEdit | undefined {
  const { at, type, id, interaction } = edit;
  if (interaction === undefined) return edit;
  const { record, state } = timeline;
  const row = timeline.get(type, id);
  const { date } = row ?? interaction;
  if (at >= readAt(state, date.getTime())) return edit;
  if (row !== undefined) return { ...edit, interaction: row };
  const { coverage } = state;
  const isCovered = coverage !== undefined && coverage.from < date && date < coverage.to;
  return isCovered && isAbout(edit, record) ? undefined : edit;
}
