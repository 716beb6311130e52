import { l10n } from 'vscode';
import type { TimelineState } from '../../history/timelineState.ts';
import { formatDay, formatRecent } from './dates.ts';
import { formatNumber } from './numbers.ts';

/** "24 · back to 12 Mar 2025": how many are loaded, how far back and how old, never more than was asked for. */
export function typeDescription(state: TimelineState): string {
  if (state.status === 'not-loaded') return '';
  const parts: string[] = [];
  if (state.coverage !== undefined || state.items.length > 0) parts.push(formatNumber(state.items.length));
  if (state.coverage !== undefined) parts.push(l10n.t('back to {0}', formatDay(state.coverage.from)));
  if (state.restored && state.readAt !== undefined)
    parts.push(l10n.t('as of {0}', formatRecent(state.readAt)));
  if (state.oldestReadAt !== undefined && state.readAt !== undefined && state.oldestReadAt < state.readAt)
    parts.push(l10n.t('older ones as of {0}', formatRecent(state.oldestReadAt)));
  return parts.join(' · ');
}
