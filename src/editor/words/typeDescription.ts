import { l10n } from 'vscode';
import type { InteractionFilter } from '../../history/interactionFilter.ts';
import type { PagedResultsState } from '../../history/pagedResults.ts';
import type { TimelineState } from '../../history/timelineState.ts';
import { oneLine } from '../../model/cleanText.ts';
import { directions } from '../../model/interactionTypes.ts';
import { formatDay, formatRecent } from './formatMoment.ts';
import { formatNumber } from './formatNumber.ts';

interface Progress extends Pick<PagedResultsState, 'backTo'> {
  readonly items: { readonly length: number };
}

/**
 * "24 · back to 12 Mar 2025": the number of loaded rows, how far back they are complete, and their age. With a moment, what
 * is planned after it is counted apart.
 */
export function typeDescription(state: TimelineState, now?: Date): string {
  if (state.status === 'not-loaded') return '';
  const parts: string[] = [];
  if (state.coverage !== undefined || state.items.length > 0) parts.push(countWords(state, now));
  if (state.coverage !== undefined) parts.push(l10n.t('back to {0}', formatDay(state.coverage.from)));
  if (state.restored && state.readAt !== undefined)
    parts.push(l10n.t('as of {0}', formatRecent(state.readAt)));
  if (state.oldestReadAt !== undefined && state.readAt !== undefined && state.oldestReadAt < state.readAt)
    parts.push(l10n.t('older ones as of {0}', formatRecent(state.oldestReadAt)));
  return parts.join(' · ');
}

/** "24", or "22, and 2 planned". */
function countWords({ items }: TimelineState, now: Date | undefined): string {
  const planned = now === undefined ? 0 : items.filter(({ date }) => date > now).length;
  const past = formatNumber(items.length - planned);
  return planned === 0 ? past : l10n.t('{0}, and {1} planned', past, formatNumber(planned));
}

/** "manually logged · with Ann Lee · sent only (…)". Meetings and calls have no direction. */
export function filterWords(filter: InteractionFilter): string {
  const parts: string[] = [];
  if (filter.manualOnly === true) parts.push(l10n.t('manually logged'));
  if (filter.colleague !== undefined) parts.push(l10n.t('with {0}', oneLine(filter.colleague.name)));
  if (filter.direction === directions.sent) parts.push(l10n.t('sent only (chat messages, emails)'));
  if (filter.direction === directions.received) parts.push(l10n.t('received only (chat messages, emails)'));
  return parts.join(' · ');
}

/** The progress of reading everything, or why it waits. */
export function readingWords({ items, backTo }: Progress, waitsUntil: Date | undefined): string {
  if (waitsUntil !== undefined) {
    return l10n.t('Few requests left this minute; continues at {0}', formatRecent(waitsUntil));
  }
  const count = formatNumber(items.length);
  return backTo === undefined
    ? l10n.t('Reading… {0} so far', count)
    : l10n.t('Reading… {0} so far, back to {1}', count, formatDay(backTo));
}
