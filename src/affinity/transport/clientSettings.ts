import { AffinityError } from './affinityError.ts';
import type { RateLimits } from './rateLimits.ts';
import { systemClock } from './untilAborted.ts';
import type { Clock } from './untilAborted.ts';

export interface AffinityClientOptions {
  /** The key alone; the client adds the scheme. */
  readonly apiKey: string;
  /** Defaults to `https://api.affinity.co`. */
  readonly baseUrl?: string | undefined;
  /** Defaults to the `fetch` of the platform. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Limits one attempt, from connecting to the last byte of the body. Defaults to 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Limits how often a GET, or any request that met a rate limit, is repeated. Defaults to 3, so 4 attempts. */
  readonly maxRetries?: number | undefined;
  /** When the service asks for a longer wait, the call fails at once. Defaults to 60,000. */
  readonly maxRetryDelayMs?: number | undefined;
  /** Limits the requests in flight at a time, for the whole client. Defaults to 6. */
  readonly maxConcurrency?: number | undefined;
  readonly clock?: Clock | undefined;
  /** Receives the rate-limit headers of every response, errors too. Anything that it throws is ignored. */
  readonly onLimits?: ((limits: RateLimits) => void | Promise<void>) | undefined;
}

export type ClientSettings = {
  readonly [Name in keyof AffinityClientOptions]-?: NonNullable<AffinityClientOptions[Name]>;
};

/** The options with their defaults. @throws AffinityError `invalid-argument`, which never quotes the key. */
export function clientSettings(options: AffinityClientOptions): ClientSettings {
  return {
    apiKey: checkedKey(options.apiKey),
    baseUrl: checkedBaseUrl(options.baseUrl ?? 'https://api.affinity.co'),
    // An editor or a test may replace the global `fetch` later, so each call looks it up.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: atLeast(1, 'timeoutMs', options.timeoutMs ?? 30_000),
    maxRetries: atLeast(0, 'maxRetries', options.maxRetries ?? 3),
    maxRetryDelayMs: atLeast(0, 'maxRetryDelayMs', options.maxRetryDelayMs ?? 60_000),
    maxConcurrency: atLeast(1, 'maxConcurrency', options.maxConcurrency ?? 6),
    clock: options.clock ?? systemClock,
    onLimits: options.onLimits ?? (() => {}),
  };
}

/** A pasted line break would make `fetch` throw an error that quotes the header. */
function checkedKey(apiKey: unknown): string {
  if (typeof apiKey === 'string' && /^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw refused('apiKey must be a string of visible ASCII characters, without spaces or line breaks');
}

function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  if (!plain || url.search || url.hash) {
    throw refused('baseUrl must be an http or https URL without credentials, query or fragment');
  }
  return url.href.replace(/\/+$/, '');
}

function atLeast(least: number, name: string, value: number): number {
  if (typeof value === 'number' && value >= least) return value;
  throw refused(`${name} must be a number of at least ${least}`);
}

function refused(message: string): AffinityError {
  return new AffinityError({ kind: 'invalid-argument', message, method: '', path: '' });
}
