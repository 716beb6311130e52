import { l10n } from 'vscode';
import type { ProposalCounts } from '../../drafts/form/formDeps.ts';
import { joinSentences } from './explain.ts';

/** How many people a text proposes, and which of them will be logged. */
export function proposalWords({ known, several, missing, failed, pending }: ProposalCounts): string {
  return joinSentences(
    knownWords(known),
    severalWords(several),
    missingWords(missing),
    failedWords(failed),
    pendingWords(pending),
  );
}

function knownWords(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? l10n.t('1 proposed person will be logged.')
    : l10n.t('{0} proposed people will be logged.', count);
}

function severalWords(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? l10n.t('1 proposed person has several matches and won’t be logged unless you choose one.')
    : l10n.t('{0} proposed people have several matches and won’t be logged unless you choose.', count);
}

function missingWords(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? l10n.t('1 proposed person wasn’t found and won’t be logged.')
    : l10n.t('{0} proposed people weren’t found and won’t be logged.', count);
}

function failedWords(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? l10n.t('1 proposed person couldn’t be looked up and won’t be logged.')
    : l10n.t('{0} proposed people couldn’t be looked up and won’t be logged.', count);
}

function pendingWords(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? l10n.t('1 proposed person hasn’t been looked up yet.')
    : l10n.t('{0} proposed people haven’t been looked up yet.', count);
}
