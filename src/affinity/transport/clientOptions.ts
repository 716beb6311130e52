import { AffinityError } from './affinityError.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { RateLimits } from './rateLimits.ts';

export interface AffinityClientOptions {
  /** The key alone; how it is sent is the client's business. */
  readonly apiKey: string;
  /** Default: `https://api.affinity.co`. */
  readonly baseUrl?: string | undefined;
  /** Default: the `fetch` of the platform. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** One attempt, from connecting to the last byte of the body. Default: 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Repeats of a GET, and of a write that was refused for a limit. Default: 3, so at most 4 attempts. */
  readonly maxRetries?: number | undefined;
  /** A longer wait asked for by the service is an error at once. Default: 60,000. */
  readonly maxRetryDelayMs?: number | undefined;
  /** Requests in flight at a time, for the whole client. Default: 6. */
  readonly maxConcurrency?: number | undefined;
  readonly clock?: Clock | undefined;
  /** Called with what the rate-limit headers of each answer say, errors too. What it throws is ignored. */
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
    // Looked up at each call: an editor or a test may put another one in its place later.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: atLeast(1, 'timeoutMs', options.timeoutMs ?? 30_000),
    maxRetries: atLeast(0, 'maxRetries', options.maxRetries ?? 3),
    maxRetryDelayMs: atLeast(0, 'maxRetryDelayMs', options.maxRetryDelayMs ?? 60_000),
    maxConcurrency: atLeast(1, 'maxConcurrency', options.maxConcurrency ?? 6),
    clock: options.clock ?? systemClock,
    onLimits: options.onLimits ?? (() => {}),
  };
}

/**
 * A pasted line break would be an error of `fetch` that quotes the header, and a key never has a space in it.
 */
function checkedKey(apiKey: unknown): string {
  if (typeof apiKey === 'string' && /^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw refused('apiKey must be a text of visible ASCII characters, without spaces or line breaks');
}

function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  if (!plain || url.search || url.hash) {
    throw refused('baseUrl must be an http or https address without credentials, query or fragment');
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
