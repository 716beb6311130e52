import { l10n } from 'vscode';
import { AffinityError } from '../../affinity/index.ts';
import type { AffinityClient, AffinityClientOptions } from '../../affinity/index.ts';
import { checkedInput } from '../ui/checkedInput.ts';
import { explain } from '../words/explain.ts';
import { formatRecent } from '../words/formatMoment.ts';
import type { KeyAccount } from './account.ts';

/** Longest text that is taken for a key; more is a slip of the clipboard. */
const LONGEST_KEY = 1000;

const inTime = (ms: number): string => formatRecent(new Date(Date.now() + ms));

/** Asks for a key until one is accepted or the user gives up. */
export async function askForAccount(parts: KeyCheck): Promise<KeyAccount | undefined> {
  const accepted = await checkedInput<{ account: KeyAccount }>({
    title: l10n.t('Sign in to Affinity'),
    prompt: l10n.t(
      'Your own API key, from Affinity: Settings → API. It is kept in the secret storage of this editor only.',
    ),
    placeholder: l10n.t('API key'),
    password: true,
    check: (typed, signal) => checkKey(typed, parts, signal),
  });
  return accepted !== undefined && 'account' in accepted ? accepted.account : undefined;
}

/** Makes a client. A parameter, since this is loaded apart from the client and would else bring one of its own. */
export type Connect = (options: AffinityClientOptions) => Promise<Pick<AffinityClient, 'whoami'>>;

interface KeyCheck {
  readonly configuration: { readonly baseUrl: string };
  readonly connect: Connect;
}

export type CheckedKey = { readonly account: KeyAccount } | { readonly problem: string };

/** Checks a key with one request (whoami); gives the account, or the sentence that says why not. Never rejects. */
export async function checkKey(
  typed: string,
  { configuration, connect }: KeyCheck,
  signal?: AbortSignal,
): Promise<CheckedKey> {
  const { baseUrl } = configuration;
  const apiKey = typed.trim();
  const problem = keyProblem(apiKey);
  if (problem !== undefined) return { problem };
  try {
    const client = await connect({ apiKey, baseUrl, maxRetries: 0 });
    const { tenant, user } = await client.whoami(signal === undefined ? {} : { signal });
    return { account: { kind: 'key', baseUrl, apiKey, identity: { tenant, user } } };
  } catch (error) {
    return { problem: refusal(error, new URL(baseUrl).host) };
  }
}

function keyProblem(apiKey: string): string | undefined {
  if (apiKey === '') return l10n.t('Paste or type an API key first.');
  if (apiKey.length > LONGEST_KEY) return l10n.t('This is too long for an API key. Copy only the key.');
  if (/[^\x21-\x7e]/.test(apiKey)) {
    return l10n.t('An API key has no spaces, line breaks or special characters. Copy only the key.');
  }
  return undefined;
}

/** One sentence a kind of failure, each with its own next step. None of them stores the key. */
function refusal(error: unknown, host: string): string {
  if (!(error instanceof AffinityError)) return explain(error).message;
  switch (error.kind) {
    case 'unauthorized':
      return l10n.t(
        'Affinity does not know this key. Was it copied whole, and is it still listed in Affinity under Settings → API?',
      );
    case 'forbidden':
      return l10n.t(
        'Affinity knows this key, but it may not use the API. Ask an Affinity administrator of your firm for API access.',
      );
    case 'network':
    case 'timeout':
    case 'rate-limited':
    case 'server':
      return notChecked(error, error.kind, host);
    case 'not-found':
    case 'conflict':
    case 'invalid-request':
    case 'bad-response':
    case 'invalid-argument':
      return l10n.t(
        '{0} did not answer as Affinity does. Check the setting affinity.baseUrl, and whether a proxy or a login page is in between.',
        host,
      );
  }
}

/** The key may be right: nobody could tell. */
function notChecked(
  { retryAfterMs, status }: AffinityError,
  kind: 'network' | 'timeout' | 'rate-limited' | 'server',
  host: string,
): string {
  switch (kind) {
    case 'network':
      return l10n.t(
        '{0} cannot be reached, so the key could not be checked. Check the network connection or the proxy settings, then press Enter again.',
        host,
      );
    case 'timeout':
      return l10n.t(
        '{0} did not answer in time, so the key could not be checked. Press Enter to try again.',
        host,
      );
    case 'rate-limited':
      return retryAfterMs === undefined
        ? l10n.t('Affinity allows no more requests for now. Wait a minute, then press Enter again.')
        : l10n.t('Affinity allows no more requests until {0}. Press Enter again then.', inTime(retryAfterMs));
    case 'server':
      return l10n.t(
        'Affinity has a problem of its own (status {0}), so the key could not be checked. Press Enter again in a minute.',
        status ?? '5xx',
      );
  }
}
