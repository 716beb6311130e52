import { l10n } from 'vscode';
import { AffinityError } from '../../affinity/index.ts';
import { formatRecent } from './formatMoment.ts';

const firstExplained = new WeakMap<AffinityError, number>();

/** A failure in words: what happened and what to do next, and the one action that helps most. */
export interface Explanation {
  readonly message: string;
  /** The reason alone, for a row in a narrow side bar. */
  readonly short: string;
  readonly action: 'sign-in' | 'retry' | 'show-log';
}

/** The one place where failures get their words. Nothing technical but the service's own messages is shown. */
export function explain(error: unknown, now = Date.now()): Explanation {
  if (!(error instanceof AffinityError)) {
    return {
      message: l10n.t('Something unexpected went wrong in this extension. The log says more.'),
      short: l10n.t('Something unexpected went wrong'),
      action: 'show-log',
    };
  }
  return { message: sentence(error, now), short: reason(error, now), action: action(error) };
}

function sentence(error: AffinityError, now: number): string {
  switch (error.kind) {
    case 'unauthorized':
      return l10n.t(
        'Affinity does not accept the stored API key any more. Sign in again; everything else is kept.',
      );
    case 'forbidden':
      return l10n.t(
        'Your Affinity account has no right to see or do this. An Affinity administrator of your firm can grant it.',
      );
    case 'not-found':
      return l10n.t('Affinity has no such entry any more: it was deleted or merged, or is hidden from you.');
    case 'conflict':
      return l10n.t('Affinity refused this because the entry was changed at the same moment. Try again.');
    case 'invalid-request':
      return refused(error);
    case 'rate-limited':
      return rateLimited(error, now);
    case 'server':
      return l10n.t(
        'Affinity has a problem of its own (status {0}). Nothing is lost; try again in a minute.',
        error.status ?? '5xx',
      );
    case 'network':
      return l10n.t(
        'Affinity cannot be reached. Check the network connection or the proxy settings, then try again.',
      );
    case 'timeout':
      return l10n.t(
        'Affinity did not answer in time. Try again; if it stays slow, check the network connection.',
      );
    case 'bad-response':
      return l10n.t(
        'The answer could not be understood. Is a proxy or a login page in between? The log says more.',
      );
    case 'invalid-argument':
      return l10n.t('This cannot be asked of Affinity: {0}', error.message);
    // no default: a new kind does not compile until it has a sentence
  }
}

function refused({ details }: AffinityError): string {
  return details.length > 0
    ? l10n.t('Affinity refused the request: {0}', details.join(' '))
    : l10n.t('Affinity refused the request without a reason. The log says more.');
}

function reason(error: AffinityError, now: number): string {
  switch (error.kind) {
    case 'unauthorized':
      return l10n.t('API key not accepted');
    case 'forbidden':
      return l10n.t('No right to see this');
    case 'not-found':
      return l10n.t('No longer in Affinity');
    case 'conflict':
      return l10n.t('Changed at the same moment');
    case 'invalid-request':
      return l10n.t('Affinity refused the request');
    case 'rate-limited':
      return error.retryAfterMs === undefined
        ? l10n.t('Request limit reached')
        : l10n.t('Limit reached until {0}', untilOf(error, error.retryAfterMs, now));
    case 'server':
      return l10n.t('Affinity has a problem ({0})', error.status ?? '5xx');
    case 'network':
      return l10n.t('Affinity cannot be reached');
    case 'timeout':
      return l10n.t('Affinity did not answer');
    case 'bad-response':
      return l10n.t('Answer not understood');
    case 'invalid-argument':
      return l10n.t('Affinity cannot be asked this');
  }
}

function rateLimited(error: AffinityError, now: number): string {
  if (error.retryAfterMs === undefined) {
    return l10n.t('Affinity allows no more requests for now. Wait a minute, then try again.');
  }
  const until = untilOf(error, error.retryAfterMs, now);
  return l10n.t('Affinity allows no more requests until {0}. Try again then.', until);
}

/** A row is drawn again long after the failure, and its end does not move with that: it counts from the first time. */
function untilOf(error: AffinityError, ms: number, now: number): string {
  const since = firstExplained.get(error) ?? now;
  firstExplained.set(error, since);
  return formatRecent(new Date(since + ms), new Date(now));
}

function action(error: AffinityError): Explanation['action'] {
  switch (error.kind) {
    case 'unauthorized':
      return 'sign-in';
    case 'bad-response':
    case 'invalid-argument':
      return 'show-log';
    case 'forbidden':
    case 'not-found':
    case 'conflict':
    case 'invalid-request':
    case 'rate-limited':
    case 'server':
    case 'network':
    case 'timeout':
      return 'retry';
  }
}
