import { l10n } from 'vscode';
import type { InteractionFilter } from '../../history/interactionFilter.ts';
import { oneLine } from '../../model/cleanText.ts';
import { directions } from '../../model/interactionTypes.ts';

/** "manually logged · with Ann Lee · sent only (…)": what a filter lets through; meetings and calls have no direction. */
export function filterWords(filter: InteractionFilter): string {
  const parts: string[] = [];
  if (filter.manualOnly === true) parts.push(l10n.t('manually logged'));
  if (filter.colleague !== undefined) parts.push(l10n.t('with {0}', oneLine(filter.colleague.name)));
  if (filter.direction === directions.sent) parts.push(l10n.t('sent only (chat messages, emails)'));
  if (filter.direction === directions.received) parts.push(l10n.t('received only (chat messages, emails)'));
  return parts.join(' · ');
}
