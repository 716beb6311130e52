import { l10n } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import type { Draft, NoteSubject } from '../../drafts/model/draft.ts';
import type { SaveProblem } from '../../drafts/model/draftOutcome.ts';
import type { AnsweredField } from '../../drafts/writing/saveDraft.ts';
import { askModal, showError, showInformation, showWarning } from '../ui/messages.ts';
import { draftSummary } from '../words/draftSummary.ts';
import { joinSentences, refusalWords } from '../words/explain.ts';
import { formatList, formatNumber } from '../words/formatNumber.ts';
import { interactionLabel } from '../words/interactionLabel.ts';
import { noteTargetLabel } from '../words/noteWords.ts';

/** Messages and questions about drafts. */
export const draftMessages = {
  notTaken,
  warnNotTaken,
  confirmDiscard,
  confirmLoss,
  tellBeingSent,
  warnTooLong,
  offerToAnswer,
  offerToUndoNote,
  tellNoteStays,
};

function confirmDiscard(draft: Draft): Promise<boolean> {
  return askModal({
    message: l10n.t('Discard the draft “{0}”?', draftSummary(draft).label),
    detail: l10n.t('You can’t undo this. Nothing changes in Affinity.'),
    action: l10n.t('Discard Draft'),
  });
}

/** Asks before a form is closed whose draft could not be stored. */
function confirmLoss(): Promise<boolean> {
  return askModal({
    message: l10n.t('Close the form and lose its draft?'),
    detail: l10n.t('The draft can’t be written to disk. Keep the form open, or copy the text first.'),
    action: l10n.t('Close and Lose Draft'),
  });
}

/** The service answered without an error, but its answer differs from what was sent. */
function notTaken(interaction: Interaction, fields: readonly AnsweredField[]): string {
  const label = interactionLabel(interaction);
  return l10n.t(
    'Affinity saved “{0}” without some of your changes: {1}.',
    label,
    formatList(fields.map(fieldWord)),
  );
}

function warnNotTaken(interaction: Interaction, fields: readonly AnsweredField[]): void {
  void showWarning(notTaken(interaction, fields));
}

function fieldWord(field: AnsweredField): string {
  switch (field) {
    case 'date':
      return l10n.t('date');
    case 'people':
      return l10n.t('people');
    case 'direction':
      return l10n.t('direction');
  }
}

/** The draft may be in Affinity already, so it can be neither changed nor discarded. */
function tellBeingSent(draft: Draft): void {
  void showInformation(
    l10n.t('The draft “{0}” is being sent. Its row in the tree shows the result.', draftSummary(draft).label),
  );
}

/** Resolves with true when the user wants to take the note back. */
async function offerToUndoNote(subject: NoteSubject): Promise<boolean> {
  const undo = l10n.t('Undo');
  return (await showInformation(l10n.t('Added a note to {0}.', noteTargetLabel(subject)), undo)) === undo;
}

function tellNoteStays(subject: NoteSubject, problem: SaveProblem): void {
  void showError(
    joinSentences(
      l10n.t('The note on {0} couldn’t be deleted.', noteTargetLabel(subject)),
      refusalWords(problem, 'delete'),
    ),
  );
}

function warnTooLong(length: number): void {
  void showWarning(
    l10n.t(
      'The text is too long for the form ({0} characters). Select part of it and try again.',
      formatNumber(length),
    ),
  );
}

/** Resolves with true when the user wants to open the form, which asks the question. */
async function offerToAnswer(draft: Draft): Promise<boolean> {
  const open = l10n.t('Open Draft');
  const message = l10n.t(
    'The draft “{0}” wasn’t saved, because the form has a question. Open the draft to answer it.',
    draftSummary(draft).label,
  );
  return (await showWarning(message, open)) === open;
}
