import { isAbout } from './historyEdits.ts';
import type { TimedEdit } from './historyEdits.ts';
import type { InteractionTimeline } from './interactionTimeline.ts';
import { readAt } from './timelineState.ts';

/**
 * An edit with the newest row that timelines without a filter read after it, and the texts that were saved. Undefined when
 * one of them knows that the interaction was deleted elsewhere since.
 */
export function withNewestRow(
  edit: TimedEdit,
  timelines: readonly InteractionTimeline[],
): TimedEdit | undefined {
  let newest = edit;
  let isGone = false;
  for (const timeline of timelines) {
    const newer = withNewerRow(newest, timeline);
    if (newer === undefined) isGone = true;
    else newest = newer;
  }
  return isGone && newest === edit ? undefined : newest;
}

function withNewerRow(edit: TimedEdit, timeline: InteractionTimeline): TimedEdit | undefined {
  const { at, type, id, interaction } = edit;
  if (interaction === undefined) return edit;
  const { record, state } = timeline;
  const row = timeline.get(type, id);
  const { date } = row ?? interaction;
  const rowsReadAt = readAt(state, date.getTime());
  if (at >= rowsReadAt) return edit;
  if (row !== undefined) return { ...edit, at: rowsReadAt, interaction: row };
  const { coverage } = state;
  const isCovered = coverage !== undefined && coverage.from < date && date < coverage.to;
  return isCovered && isAbout(edit, record) ? undefined : edit;
}
