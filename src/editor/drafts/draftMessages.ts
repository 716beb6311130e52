import { l10n } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import type { AnsweredField } from '../../drafts/checks/interactionFields.ts';
import type { Draft, NoteSubject } from '../../drafts/model/draft.ts';
import type { SaveProblem } from '../../drafts/model/draftOutcome.ts';
import type { Attached } from '../../drafts/writing/attachNote.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import { messages } from '../ui/messages.ts';
import { draftSummary } from '../words/draftSummary.ts';
import { joinSentences, refusalReason, refusalWords } from '../words/explain.ts';
import { fieldWords } from '../words/fieldWords.ts';
import { formatList, formatNumber } from '../words/formatNumber.ts';
import { interactionLabel } from '../words/interactionLabel.ts';
import { noteWords, recordNames } from '../words/noteWords.ts';

/** Messages and questions about drafts. */
export const draftMessages = {
  notTaken,
  warnNotTaken,
  confirmDiscard,
  confirmLoss,
  tellBeingSent,
  tellMayBeLogged,
  tellNoteBegun,
  warnTooLong,
  offerToAnswer,
  offerToUndoNote,
  offerToUndoSeparate,
  offerToAttach,
  remarkNoteRemoved,
  remarkSeparateRemoved,
  tellNoteStays,
};

function confirmDiscard(draft: Draft): Promise<boolean> {
  return messages.askModal({
    message: l10n.t('Discard the draft “{0}”?', draftSummary(draft).label),
    detail: l10n.t('You can’t undo this. Nothing changes in Affinity.'),
    action: l10n.t('Discard Draft'),
  });
}

/** Asks before a form is closed whose draft could not be stored. */
function confirmLoss(): Promise<boolean> {
  return messages.askModal({
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
    formatList(fields.map(fieldWords.name)),
  );
}

function warnNotTaken(interaction: Interaction, fields: readonly AnsweredField[]): void {
  void messages.showWarning(notTaken(interaction, fields));
}

/** The draft may be in Affinity already, so it can be neither changed nor discarded. */
function tellBeingSent(draft: Draft): void {
  void messages.showInformation(
    l10n.t('The draft “{0}” is being sent. Its row in the tree shows the result.', draftSummary(draft).label),
  );
}

/** Resolves with true when the user wants to take the note back. */
async function offerToUndoNote(subject: NoteSubject): Promise<boolean> {
  const undo = l10n.t('Undo');
  return (
    (await messages.showInformation(l10n.t('Added a note to {0}.', noteWords.targetLabel(subject)), undo)) ===
    undo
  );
}

/** Resolves with true when the user wants to take the separate note back. */
async function offerToUndoSeparate({ records }: Attached): Promise<boolean> {
  const undo = l10n.t('Undo');
  const message = l10n.t('Added a separate note to {0}.', recordNames(records));
  return (await messages.showInformation(message, undo)) === undo;
}

/** The interaction is logged, and its note is not on its records. Resolves with true when the user wants to open the draft. */
async function offerToAttach(
  interaction: Interaction,
  records: NonNullable<Draft['alsoOn']>,
  result: SaveResult,
): Promise<boolean> {
  const open = l10n.t('Open Draft');
  const happened = l10n.t(
    'Logged “{0}”, but not on {1} yet.',
    interactionLabel(interaction),
    recordNames(records),
  );
  return (await messages.showWarning(joinSentences(happened, whyNotAttached(result)), open)) === open;
}

function whyNotAttached(result: SaveResult): string {
  if (result.kind === 'refused') return refusalReason(result.problem, 'update');
  return result.kind === 'rerouted'
    ? l10n.t('Affinity can’t put its note on them; open the draft to add a separate note.')
    : l10n.t('Open the draft to finish; nothing is logged again.');
}

/** An earlier save of the draft had no clear outcome. */
function tellMayBeLogged(): void {
  void messages.showInformation(
    l10n.t('The interaction may be this draft, from an earlier save. Edit the interaction instead.'),
  );
}

/** The text of the form stays there, because the note has its own. */
function tellNoteBegun(draft: Draft): void {
  void messages.showInformation(
    l10n.t(
      'You already started the note “{0}”. Copy your text into it, then close the other form.',
      draftSummary(draft).label,
    ),
  );
}

function remarkNoteRemoved(subject: NoteSubject): void {
  messages.remark(l10n.t('Removed the note from {0}', noteWords.targetLabel(subject)), 'check');
}

function remarkSeparateRemoved({ records }: Attached): void {
  messages.remark(l10n.t('Removed the separate note from {0}', recordNames(records)), 'check');
}

function tellNoteStays(subject: NoteSubject, problem: SaveProblem): void {
  void messages.showError(
    joinSentences(
      l10n.t('The note on {0} couldn’t be deleted.', noteWords.targetLabel(subject)),
      refusalWords(problem, 'delete'),
    ),
  );
}

function warnTooLong(length: number): void {
  void messages.showWarning(
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
  return (await messages.showWarning(message, open)) === open;
}
