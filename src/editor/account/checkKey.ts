import { l10n } from 'vscode';
import type { AffinityClient, AffinityClientOptions, RateLimits } from '../../affinity/index.ts';
import { checkedInput } from '../ui/checkedInput.ts';
import { explain } from '../words/explain.ts';
import type { KeyAccount } from './account.ts';

/** A longer text is pasted by mistake. */
const MAX_KEY_LENGTH = 1000;

/** Asks for a key until one is accepted or the user gives up. */
export async function askForAccount(deps: KeyCheckDeps): Promise<CheckedAccount | undefined> {
  const accepted = await checkedInput<CheckedAccount>({
    title: l10n.t('Sign In with API Key'),
    prompt: l10n.t(
      'Enter your API key from Affinity (Settings → API). It’s stored only in this editor’s secret storage.',
    ),
    placeholder: l10n.t('API key'),
    password: true,
    check: (typed, signal) => checkKey(typed, deps, signal),
  });
  return accepted !== undefined && 'account' in accepted ? accepted : undefined;
}

/** Creates a client. It is passed in, because this bundle would otherwise contain a second copy of the client. */
export type Connect = (options: AffinityClientOptions) => Promise<Pick<AffinityClient, 'whoami'>>;

interface KeyCheckDeps {
  readonly configuration: { readonly baseUrl: string };
  readonly connect: Connect;
}

export interface CheckedAccount {
  readonly account: KeyAccount;
  /** The limits by the response that confirmed the key. */
  readonly limits: RateLimits | undefined;
}

export type CheckedKey = CheckedAccount | { readonly problem: string };

/** Checks a key with one request (whoami). Never rejects: a failure is a sentence for the user. */
export async function checkKey(
  typed: string,
  { configuration, connect }: KeyCheckDeps,
  signal?: AbortSignal,
): Promise<CheckedKey> {
  const { baseUrl } = configuration;
  const apiKey = typed.trim();
  const problem = keyProblem(apiKey);
  if (problem !== undefined) return { problem };
  try {
    let limits: RateLimits | undefined;
    const onLimits = (reported: RateLimits): void => {
      limits = reported;
    };
    const client = await connect({ apiKey, baseUrl, maxRetries: 0, onLimits });
    const { tenant, user } = await client.whoami(signal === undefined ? {} : { signal });
    return { account: { kind: 'key', baseUrl, apiKey, identity: { tenant, user } }, limits };
  } catch (error) {
    return { problem: explain(error, { task: 'sign-in', service: new URL(baseUrl).host }).message };
  }
}

function keyProblem(apiKey: string): string | undefined {
  if (apiKey === '') return l10n.t('Enter an API key.');
  if (apiKey.length > MAX_KEY_LENGTH) return l10n.t('This is too long for an API key. Copy only the key.');
  if (/[^\x21-\x7e]/.test(apiKey)) {
    return l10n.t('An API key has no spaces, line breaks or special characters. Copy only the key.');
  }
  return undefined;
}
