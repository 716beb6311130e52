import type { Interaction } from '../../affinity/index.ts';
import type { TimedEdit } from '../../history/historyEdits.ts';
import { NoteTexts } from '../../history/noteTexts.ts';
import type { WholeHistories } from '../../history/wholeHistories.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';

export interface TextAfterEdit {
  /** Undefined while none of it is known. */
  readonly text?: string | undefined;
  /** Notes whose texts aren't known. */
  readonly missing: number;
}

/**
 * The text of an interaction that was saved here. Where only some of its notes were saved, the kept history of one of the
 * records has the others. A text that may have changed isn't known before it is read.
 */
export async function textAfterEdit(
  { notes, ...edit }: Omit<TimedEdit, 'at'>,
  interaction: Interaction,
  records: readonly RecordRef[],
  histories: Pick<WholeHistories, 'kept'>,
): Promise<TextAfterEdit> {
  const texts = new NoteTexts(notes);
  const missing = texts.missingOf(interaction);
  if (notes === undefined || missing === 0) return { text: texts.textOf(interaction), missing };
  for (const record of records) {
    const kept = await histories.kept(record);
    const found = kept?.interactions.find((one) => interactionKey(one) === interactionKey(edit));
    if (found !== undefined) return { text: found.text, missing: found.isPartial === true ? missing : 0 };
  }
  return { text: texts.textOf(interaction), missing };
}
