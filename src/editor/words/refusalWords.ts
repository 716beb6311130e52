import { l10n } from 'vscode';
import { isCertificateCode } from '../../affinity/index.ts';
import type { SaveProblem } from '../../drafts/model/draftOutcome.ts';
import { formatRecent } from './formatMoment.ts';

const PROXY_SIGN_IN_STATUS = 407;

/** What the service was asked for. */
export type Asked = 'create' | 'update' | 'delete' | 'look-up';

/** Why the service did not take a draft, with its own words if it gave any, and what to do next. */
export function refusalWords(problem: SaveProblem, asked: 'create' | 'update'): string {
  return inOneLine(refusalReason(problem, asked), saveAdvice(problem, asked));
}

/** Why nothing was deleted, and what to do next. */
export function deletionRefusalWords(problem: SaveProblem): string {
  return inOneLine(refusalReason(problem, 'delete'), deletionAdvice(problem));
}

/** Why the service did not do what it was asked for, with its own words if it gave any. */
export function refusalReason(problem: SaveProblem, asked: Asked): string {
  switch (problem.kind) {
    case 'unauthorized':
      return l10n.t('Affinity does not accept the stored API key any more.');
    case 'forbidden':
      return inOneLine(l10n.t('Your Affinity account may not do this.'), ownWords(problem));
    case 'not-found':
      return inOneLine(notFoundWords(asked), ownWords(problem));
    case 'rate-limited':
      return inOneLine(limitWords(problem), ownWords(problem));
    case 'server':
      return inOneLine(
        l10n.t('Affinity has a problem of its own (status {0}).', problem.status ?? '5xx'),
        ownWords(problem),
      );
    case 'network':
    case 'timeout':
      return connectionWords(problem);
    case 'conflict':
    case 'invalid-request':
    case 'invalid-argument':
      return problem.said.length === 0
        ? l10n.t('Affinity refused this without a reason.')
        : l10n.t('Affinity refused this: {0}', problem.said.join(' '));
    case 'bad-response':
      return l10n.t('The answer of Affinity could not be understood.');
    case 'unexpected':
      return l10n.t('Something unexpected went wrong.');
    case 'interrupted':
      return l10n.t('The editor was closed before Affinity had answered.');
  }
}

function connectionWords({ code, status }: SaveProblem): string {
  if (code !== undefined && isCertificateCode(code))
    return l10n.t('The certificate of the connection to Affinity isn’t trusted ({0}).', code);
  return status === PROXY_SIGN_IN_STATUS
    ? l10n.t('The proxy of your network requires a sign-in.')
    : l10n.t('Affinity cannot be reached.');
}

/** The step that solves a connection problem which waiting does not solve. */
function connectionAdvice({ code, status }: SaveProblem): string | undefined {
  if (isCertificateCode(code))
    return l10n.t(
      'Install your company’s certificate, or turn on “http.systemCertificates”, then try again.',
    );
  return status === PROXY_SIGN_IN_STATUS ? l10n.t('Sign in to the proxy, then try again.') : undefined;
}

function notFoundWords(asked: Asked): string {
  switch (asked) {
    case 'update':
    case 'delete':
      return l10n.t('Affinity has no such interaction any more: it was deleted or merged.');
    case 'create':
    case 'look-up':
      return l10n.t('Affinity does not find somebody of this any more: they were deleted or merged.');
  }
}

function limitWords({ retryAt }: SaveProblem): string {
  if (retryAt === undefined) return l10n.t('Affinity allows no more requests for now.');
  const until = new Date(retryAt);
  return until.getTime() > Date.now()
    ? l10n.t('Affinity allows no more requests until {0}.', formatRecent(until))
    : l10n.t('Affinity allowed no more requests until {0}, which is over.', formatRecent(until));
}

function saveAdvice(problem: SaveProblem, asked: 'create' | 'update'): string | undefined {
  const { kind, retryAt } = problem;
  switch (kind) {
    case 'unauthorized':
      return l10n.t('Sign in again, then save; the draft is kept.');
    case 'forbidden':
      return l10n.t('The draft is kept. An Affinity administrator of your firm can grant the right.');
    case 'not-found':
      return asked === 'create'
        ? l10n.t('The draft is kept; look at its people, then save again.')
        : l10n.t('The draft is kept, so that what you typed can be copied.');
    case 'rate-limited':
      return retryAt === undefined
        ? l10n.t('The draft is kept; save again in a minute.')
        : l10n.t('The draft is kept; save again then.');
    case 'server':
      return l10n.t('The draft is kept; save again in a minute.');
    case 'network':
    case 'timeout':
      return connectionAdvice(problem) ?? l10n.t('The draft is kept; save again when the network is back.');
    case 'bad-response':
    case 'unexpected':
      return l10n.t('The draft is kept; the log says more.');
    case 'conflict':
    case 'invalid-request':
    case 'invalid-argument':
    case 'interrupted':
      return undefined;
  }
}

function deletionAdvice(problem: SaveProblem): string | undefined {
  const { kind, retryAt } = problem;
  switch (kind) {
    case 'unauthorized':
      return l10n.t('Sign in again, then delete it again.');
    case 'forbidden':
      return l10n.t('An Affinity administrator of your firm can grant the right.');
    case 'rate-limited':
      return retryAt === undefined ? l10n.t('Delete it again in a minute.') : l10n.t('Delete it again then.');
    case 'server':
      return l10n.t('Delete it again in a minute.');
    case 'network':
    case 'timeout':
      return connectionAdvice(problem) ?? l10n.t('Delete it again when the network is back.');
    case 'bad-response':
    case 'unexpected':
      return l10n.t('The log says more.');
    case 'not-found':
    case 'conflict':
    case 'invalid-request':
    case 'invalid-argument':
    case 'interrupted':
      return undefined;
  }
}

function ownWords({ said }: SaveProblem): string | undefined {
  return said.length === 0 ? undefined : l10n.t('Affinity says: {0}', said.join(' '));
}

/** Whole sentences one after another. */
export function inOneLine(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((one) => one !== undefined).join(' ');
}
