import { l10n } from 'vscode';
import type { InteractionFilter } from '../../history/interactionFilter.ts';
import { oneLine } from './oneLine.ts';

/** "logged by hand · with Ann Lee · sent only (…)": what a filter lets through; meetings and calls have no direction. */
export function filterWords(filter: InteractionFilter): string {
  const parts: string[] = [];
  if (filter.manualOnly === true) parts.push(l10n.t('logged by hand'));
  if (filter.colleague !== undefined) parts.push(l10n.t('with {0}', oneLine(filter.colleague.name)));
  if (filter.direction === 0) parts.push(l10n.t('sent only (chat messages, e-mails)'));
  if (filter.direction === 1) parts.push(l10n.t('received only (chat messages, e-mails)'));
  return parts.join(' · ');
}
