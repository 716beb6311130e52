import { l10n } from 'vscode';
import { isCertificateCode } from '../../affinity/index.ts';
import type { AffinityErrorKind } from '../../affinity/index.ts';
import { oneLine } from '../../model/cleanText.ts';
import { mergedInto } from '../../model/mergedInto.ts';

const LONGEST_REASON = 80;

const PROXY_SIGN_IN_STATUS = 407;

/** Everything that is said about a failure. A new kind of error does not compile without a row. */
export const failureWords: Readonly<Record<FailureKind, FailureWords>> = {
  unauthorized: {
    short: () => l10n.t('API key not accepted'),
    happened: ({ task }) =>
      task === 'sign-in'
        ? l10n.t('Affinity doesn’t recognize this API key.')
        : l10n.t('Affinity no longer accepts your API key.'),
    advice: {
      read: () => l10n.t('Sign in again; everything else is kept.'),
      save: () => l10n.t('Sign in again, then save; the draft is kept.'),
      'quick-log': () => l10n.t('Sign in again, then press Enter; the draft is kept.'),
      delete: () => l10n.t('Sign in again, then delete it again.'),
      'sign-in': () =>
        l10n.t('Copy all of it, and check that it’s still listed in Affinity under Settings → API.'),
    },
    notSent: () => l10n.t('not sent: sign in again'),
    action: 'sign-in',
    waitsFor: 'key',
  },
  forbidden: {
    quotesService: true,
    short: () => l10n.t('No permission'),
    happened: ({ task }) =>
      task === 'sign-in'
        ? l10n.t('This API key is valid, but it doesn’t have API access.')
        : l10n.t('Your Affinity account isn’t allowed to do this.'),
    advice: {
      read: () => l10n.t('Ask your firm’s Affinity administrator for access.'),
      save: () => l10n.t('The draft is kept; ask your firm’s Affinity administrator for access.'),
      delete: () => l10n.t('Ask your firm’s Affinity administrator for access.'),
      'sign-in': () => l10n.t('Ask your firm’s Affinity administrator for API access.'),
    },
    notSent: () => l10n.t('refused: no permission'),
    action: 'retry',
  },
  'not-found': {
    quotesService: true,
    short: () => l10n.t('No longer in Affinity'),
    happened: notFoundWords,
    advice: {
      create: () => l10n.t('The draft is kept; check its people, then save again.'),
      'quick-log': () => l10n.t('The draft is kept; check its people, then press Enter again.'),
      update: () => l10n.t('The draft is kept, so you can copy what you typed.'),
      'sign-in': checkAddress,
    },
    notSent: () => l10n.t('refused: no longer in Affinity'),
    action: 'retry',
  },
  conflict: {
    short: () => l10n.t('Changed at the same time'),
    happened: (failure) =>
      failure.task === 'read'
        ? l10n.t('Affinity refused this because it was changed at the same time.')
        : refusedWords(failure),
    advice: { read: () => l10n.t('Try again.'), 'sign-in': checkAddress },
    notSent: refusedInShort,
    action: 'retry',
  },
  'invalid-request': {
    short: ({ said }) =>
      mergedInto(said) === undefined
        ? l10n.t('Affinity refused the request')
        : l10n.t('Merged into another record'),
    happened: refusedWords,
    advice: {
      read: ({ said }) => {
        if (said.length === 0) return l10n.t('See the log for details.');
        return mergedInto(said) === undefined ? undefined : l10n.t('Follow that record instead.');
      },
      'sign-in': checkAddress,
    },
    notSent: refusedInShort,
    action: 'retry',
  },
  'rate-limited': {
    quotesService: true,
    short: ({ until }) =>
      until === undefined ? l10n.t('Request limit reached') : l10n.t('Limit reached until {0}', until.text),
    happened: limitWords,
    advice: {
      read: ({ until }) =>
        until === undefined ? l10n.t('Wait a minute, then try again.') : l10n.t('Try again then.'),
      save: ({ until }) =>
        until === undefined
          ? l10n.t('The draft is kept; save again in a minute.')
          : l10n.t('The draft is kept; save again then.'),
      'quick-log': ({ until }) =>
        until === undefined
          ? l10n.t('The draft is kept; press Enter again in a minute.')
          : l10n.t('The draft is kept; press Enter again then.'),
      delete: ({ until }) =>
        until === undefined ? l10n.t('Delete it again in a minute.') : l10n.t('Delete it again then.'),
      'sign-in': ({ until }) =>
        until === undefined
          ? l10n.t('Wait a minute, then press Enter again.')
          : l10n.t('Press Enter again then.'),
    },
    notSent: () => l10n.t('not sent: limit reached'),
    action: 'retry',
  },
  server: {
    quotesService: true,
    short: ({ status }) => l10n.t('Affinity returned an error ({0})', status ?? '5xx'),
    happened: ({ status }) => l10n.t('Affinity returned an error ({0}).', status ?? '5xx'),
    advice: {
      read: () => l10n.t('Try again in a minute; nothing is lost.'),
      save: () => l10n.t('The draft is kept; save again in a minute.'),
      'quick-log': () => l10n.t('The draft is kept; press Enter again in a minute.'),
      delete: () => l10n.t('Delete it again in a minute.'),
      'sign-in': () => l10n.t('The key wasn’t checked; press Enter again in a minute.'),
    },
    notSent: () => l10n.t('not sent: Affinity returned an error'),
    action: 'retry',
  },
  network: {
    short: networkInShort,
    happened: networkWords,
    unconfirmed: () => l10n.t('The connection was lost before Affinity responded.'),
    advice: {
      read: (failure) =>
        networkAdvice(failure) ?? l10n.t('Check your network connection or proxy settings, then try again.'),
      save: (failure) =>
        networkAdvice(failure) ?? l10n.t('The draft is kept; save again when you’re back online.'),
      'quick-log': (failure) =>
        networkAdvice(failure) ?? l10n.t('The draft is kept; press Enter again when you’re back online.'),
      delete: (failure) => networkAdvice(failure) ?? l10n.t('Delete it again when you’re back online.'),
      'sign-in': (failure) =>
        networkAdvice(failure) ??
        l10n.t('Check your network connection or proxy settings, then press Enter again.'),
    },
    notSent: (failure) =>
      isCertificateCode(failure.code)
        ? l10n.t('not sent: certificate not trusted')
        : l10n.t('not sent: Affinity can’t be reached'),
    action: 'retry',
    waitsFor: 'network',
  },
  timeout: {
    short: () => l10n.t('Affinity didn’t respond'),
    happened: ({ service }) => l10n.t('{0} didn’t respond in time.', service),
    advice: {
      read: () => l10n.t('Try again; if this continues, check your network connection.'),
      save: () => l10n.t('The draft is kept; save again when you’re back online.'),
      'quick-log': () => l10n.t('The draft is kept; press Enter again when you’re back online.'),
      delete: () => l10n.t('Delete it again when you’re back online.'),
      'sign-in': () => l10n.t('The key wasn’t checked; press Enter to try again.'),
    },
    notSent: () => l10n.t('not sent: Affinity can’t be reached'),
    action: 'retry',
    waitsFor: 'network',
  },
  'bad-response': {
    short: () => l10n.t('Unreadable response'),
    happened: ({ task, service }) =>
      task === 'sign-in'
        ? notAffinity(service)
        : l10n.t('Affinity’s response couldn’t be read, perhaps because of a proxy or login page.'),
    unconfirmed: () => l10n.t('The connection was lost before Affinity responded.'),
    advice: {
      read: () => l10n.t('See the log for details.'),
      save: () => l10n.t('The draft is kept; see the log for details.'),
      delete: () => l10n.t('See the log for details.'),
      'sign-in': checkAddress,
    },
    notSent: refusedInShort,
    action: 'show-log',
  },
  'invalid-argument': {
    short: () => l10n.t('Invalid request'),
    // The client names the value in English, and for developers.
    happened: ({ task, service }) =>
      task === 'sign-in'
        ? notAffinity(service)
        : l10n.t('Nothing was sent, because Affinity wouldn’t accept one of the values.'),
    advice: {
      read: () => l10n.t('See the log for details.'),
      save: () => l10n.t('The draft is kept; see the log for details.'),
      delete: () => l10n.t('See the log for details.'),
      'sign-in': checkAddress,
    },
    notSent: () => l10n.t('not sent: invalid value'),
    action: 'show-log',
  },
  unexpected: {
    short: () => l10n.t('Something went wrong'),
    happened: () => l10n.t('Something went wrong in the Affinity extension.'),
    advice: {
      read: () => l10n.t('See the log for details.'),
      save: () => l10n.t('The draft is kept; see the log for details.'),
      delete: () => l10n.t('See the log for details.'),
      'sign-in': () => l10n.t('See the log for details.'),
    },
    notSent: refusedInShort,
    action: 'show-log',
  },
  interrupted: {
    short: () => l10n.t('The editor was closed'),
    happened: () => l10n.t('The editor was closed before Affinity responded.'),
    advice: {},
    notSent: refusedInShort,
    action: 'retry',
  },
};

/** `interrupted`: the editor was closed during the request. `unexpected`: a defect of the extension. */
export type FailureKind = AffinityErrorKind | 'unexpected' | 'interrupted';

/** The operation that failed. `quick-log`: a create from a box with a line, which has no Save. */
export type Task = 'read' | 'look-up' | 'create' | 'quick-log' | 'update' | 'delete' | 'sign-in';

export interface Failure {
  readonly kind: FailureKind;
  readonly task: Task;
  /** The service by name, or by its host while signing in. */
  readonly service: string;
  /** The service's own words. */
  readonly said: readonly string[];
  readonly status?: number | undefined;
  /** The platform's code of a failed connection. */
  readonly code?: string | undefined;
  /** The end of a limit. */
  readonly until?: { readonly text: string; readonly isOver: boolean } | undefined;
}

type Words = (failure: Failure) => string;

export interface FailureWords {
  /** A few words for a row. */
  readonly short: Words;
  readonly happened: Words;
  /** The service's own words are added after a write. Otherwise they are missing, technical or in `happened`. */
  readonly quotesService?: true;
  /** For a write whose outcome is unknown, where `happened` would claim too much. */
  readonly unconfirmed?: Words;
  /** The next step. `save` stands for `create`, `quick-log` and `update`. */
  readonly advice: Readonly<Partial<Record<Task | 'save', (failure: Failure) => string | undefined>>>;
  /** A few words for the row of a draft. */
  readonly notSent: Words;
  /** The action that helps most. */
  readonly action: 'sign-in' | 'retry' | 'show-log';
  /** A draft with this failure can be sent when this changes. */
  readonly waitsFor?: 'key' | 'network';
}

function notFoundWords({ task, service }: Failure): string {
  switch (task) {
    case 'read':
      return l10n.t('This is no longer in Affinity: it was deleted, merged or hidden from you.');
    case 'update':
    case 'delete':
      return l10n.t('This interaction is no longer in Affinity: it was deleted or merged.');
    case 'create':
    case 'quick-log':
    case 'look-up':
      return l10n.t('One of these people is no longer in Affinity: they were deleted or merged.');
    case 'sign-in':
      return notAffinity(service);
  }
}

function notAffinity(service: string): string {
  return l10n.t('{0} doesn’t respond like Affinity.', service);
}

function checkAddress(): string {
  return l10n.t('Check the setting affinity.baseUrl, and whether a proxy or login page is in the way.');
}

function refusedWords({ task, service, said }: Failure): string {
  if (task === 'sign-in') return notAffinity(service);
  const merged = task === 'read' ? mergedInto(said) : undefined;
  if (merged !== undefined) return l10n.t('This record was merged into the one with the ID {0}.', merged);
  return said.length === 0
    ? l10n.t('Affinity refused the request without giving a reason.')
    : l10n.t('Affinity refused the request: {0}', said.join(' '));
}

function refusedInShort({ said: [first] }: Failure): string {
  return first === undefined
    ? l10n.t('refused')
    : l10n.t('refused: {0}', oneLine(first).slice(0, LONGEST_REASON));
}

function limitWords({ until }: Failure): string {
  if (until === undefined) return l10n.t('Affinity’s request limit is reached.');
  return until.isOver
    ? l10n.t('Affinity’s request limit was reached until {0}.', until.text)
    : l10n.t('Affinity’s request limit is reached until {0}.', until.text);
}

function networkInShort({ status, code }: Failure): string {
  if (status === PROXY_SIGN_IN_STATUS) return l10n.t('The proxy requires you to sign in');
  return isCertificateCode(code) ? l10n.t('Certificate not trusted') : l10n.t('Affinity can’t be reached');
}

function networkWords({ service, status, code }: Failure): string {
  if (status === PROXY_SIGN_IN_STATUS)
    return l10n.t('A proxy requires you to sign in before it connects to {0}.', service);
  return code !== undefined && isCertificateCode(code)
    ? l10n.t('The certificate of {0} isn’t trusted ({1}), so nothing was sent.', service, code)
    : l10n.t('{0} can’t be reached.', service);
}

/** The next step when the network is there, but doesn't let the request through. */
function networkAdvice({ status, code }: Failure): string | undefined {
  if (status === PROXY_SIGN_IN_STATUS)
    return l10n.t('Sign in to the proxy, or check the setting http.proxy, then try again.');
  return isCertificateCode(code)
    ? l10n.t(
        'Install your firm’s certificate on this computer, turn on the setting http.systemCertificates, then try again.',
      )
    : undefined;
}
