import { l10n } from 'vscode';
import type { RateLimits } from '../../affinity/index.ts';
import { MAX_UNCONFIRMED_REQUESTS } from '../../history/requestPermission.ts';
import { formatNumber } from '../words/formatNumber.ts';
import { messages } from './messages.ts';

/** Asks before an action takes more than 50 of the firm's requests. `assurance` says what stays safe. */
export async function confirmRequests(
  { limits }: { readonly limits: RateLimits | undefined },
  requests: number,
  assurance = '',
): Promise<boolean> {
  if (requests <= MAX_UNCONFIRMED_REQUESTS) return true;
  const { remaining, limit } = limits?.org ?? {};
  const message = l10n.t('This needs about {0} requests to Affinity.', formatNumber(requests));
  const detail = [left(remaining, limit), assurance].filter(Boolean).join(' ');
  return messages.askModal({ message, detail, action: l10n.t('Continue') });
}

function left(remaining: number | undefined, limit: number | undefined): string {
  if (remaining === undefined) return '';
  if (remaining === Infinity) return l10n.t('Your firm has no monthly request limit.');
  return limit === undefined
    ? l10n.t('Your firm has {0} left this month.', formatNumber(remaining))
    : l10n.t('Your firm has {0} of {1} left this month.', formatNumber(remaining), formatNumber(limit));
}
