import { l10n } from 'vscode';
import type { Draft } from '../../drafts/model/draft.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import { askModal, showInformation, showWarning } from '../ui/messages.ts';
import { draftSummary } from '../words/draftSummary.ts';
import { formatNumber } from '../words/formatNumber.ts';

/** A draft that is thrown away cannot be brought back. */
export function confirmDiscard(draft: Draft): Promise<boolean> {
  return askModal({
    message: l10n.t('Discard the draft “{0}”?', draftSummary(draft).label),
    detail: l10n.t('What was typed is lost. Nothing changes in Affinity.'),
    action: l10n.t('Discard Draft'),
  });
}

export function confirmLoss(): Promise<boolean> {
  return askModal({
    message: l10n.t('Close the form? Its draft could not be written to disk.'),
    detail: l10n.t('What was typed would be lost. Copy it somewhere first, or keep the form open.'),
    action: l10n.t('Close and Lose It'),
  });
}

/** It may be in Affinity already, so it can be neither changed nor thrown away. */
export function sayBeingSent(draft: Draft): void {
  void showInformation(
    l10n.t(
      'The draft “{0}” is being sent at this moment. Nothing is lost; its row tells what becomes of it.',
      draftSummary(draft).label,
    ),
  );
}

/** A text that no form can hold, so that none is opened. */
export function sayTooLong(length: number): void {
  void showWarning(
    l10n.t(
      'This text has {0} characters, more than a form can hold. Nothing was changed. Select the part that is to be logged, then try again.',
      formatNumber(length),
    ),
  );
}

/** A save that was left alone needs an answer, and only the form can ask. Whether the form is to be opened. */
export async function offerToAnswer(draft: Draft): Promise<boolean> {
  const open = l10n.t('Open Draft');
  const message = l10n.t(
    'Not saved yet: the draft “{0}” needs an answer of yours first. It is kept.',
    draftSummary(draft).label,
  );
  return (await showWarning(message, open)) === open;
}

/** What a draft needs the user for. What was refused, or is unknown, stands in its row. */
export function needsAnswer(result: SaveResult): boolean {
  return !['saved', 'refused', 'unknown'].includes(result.kind);
}
