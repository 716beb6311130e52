import { l10n } from 'vscode';
import type { TimelineState } from '../../timeline/timelineState.ts';
import { formatDay, formatRecent } from '../words/dates.ts';

/** "24 · back to 12 Mar 2025": how many are loaded and how far back, never more than was asked for. */
export function typeDescription(state: TimelineState): string {
  if (state.status === 'not-loaded') return '';
  const parts: string[] = [];
  if (state.coverage !== undefined || state.items.length > 0) parts.push(String(state.items.length));
  if (state.coverage !== undefined) parts.push(l10n.t('back to {0}', formatDay(state.coverage.from)));
  if (state.restored && state.readAt !== undefined)
    parts.push(l10n.t('as of {0}', formatRecent(state.readAt)));
  return parts.join(' · ');
}
