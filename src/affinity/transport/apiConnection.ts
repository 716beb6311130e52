import { AffinityError, PROXY_SIGN_IN_STATUS } from './affinityError.ts';
import type { ApiRequest, CallOptions } from './apiRequest.ts';
import { orEmpty } from './checkedArgument.ts';
import type { ClientSettings } from './clientSettings.ts';
import { isCertificateCode } from './connectionFailure.ts';
import { HttpExchange } from './httpExchange.ts';
import type { ApiResponse } from './httpExchange.ts';
import { RequestGate } from './requestGate.ts';
import { untilAborted } from './untilAborted.ts';
import { Urgency } from './urgency.ts';

/** The first wait is drawn from 0 to this, and the range doubles with each further one. */
const FIRST_BACKOFF_MS = 1000;

/** The limit on concurrent requests ends with any of them, so waits for it start and stay shorter. */
const FIRST_CROWDED_BACKOFF_MS = 125;
const MAX_CROWDED_BACKOFF_MS = 2000;

export interface SendOptions extends CallOptions {
  /** Given when it can change while the request waits; otherwise it follows from the priority. */
  readonly urgency?: Urgency | undefined;
}

interface Attempts {
  readonly retries: number;
  readonly maxRetries: number;
}

/** Sends requests, repeats those that are safe to repeat, and keeps all of them within the service's limits. */
export class ApiConnection {
  readonly #settings: ClientSettings;
  readonly #exchange: HttpExchange;
  readonly #gate: RequestGate;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
    const gate = new RequestGate(settings.maxConcurrency, settings.clock);
    this.#gate = gate;
    this.#exchange = new HttpExchange({
      ...settings,
      onLimits: (limits) => {
        gate.learn(limits.user);
        return settings.onLimits(limits);
      },
    });
  }

  /** @throws AffinityError, or the signal's reason once it is aborted. */
  async send(request: ApiRequest, options: SendOptions = {}): Promise<ApiResponse> {
    const { signal, priority, urgency = new Urgency(priority), retry = true } = orEmpty(options);
    const maxRetries = retry ? this.#settings.maxRetries : 0;
    for (let retries = 0; ;) {
      try {
        return await this.#gate.pass(() => this.#exchange.run(request, signal), { urgency, retry, signal });
      } catch (error) {
        if (!(error instanceof AffinityError)) throw error;
        const isFree = retry && error.limit === 'concurrency' && this.#gate.isKeyShared;
        const attempts = { retries, maxRetries: isFree ? Infinity : maxRetries };
        await this.#waitToRepeat(request, error, attempts, signal);
        if (!isFree) retries += 1;
      }
    }
  }

  /** @throws the error itself when the request must not be repeated. */
  async #waitToRepeat(request: ApiRequest, error: AffinityError, attempts: Attempts, signal?: AbortSignal) {
    const { retries, maxRetries } = attempts;
    const { clock, maxRetryDelayMs } = this.#settings;
    const ms = error.retryAfterMs ?? this.#backoffMs(error, retries);
    const isLimited = error.kind === 'rate-limited';
    // A wait that is too long holds no other request back: some of them are free of the monthly limit.
    if (ms > maxRetryDelayMs) throw error;
    if (retries >= maxRetries || !isRepeatable(request, error)) {
      if (isLimited) this.#gate.close(ms);
      throw error;
    }
    if (isLimited) await this.#gate.holdBack(ms, signal);
    else await untilAborted(clock.sleep(ms, signal), signal);
  }

  /** Jitter keeps clients that failed together from coming back together. */
  #backoffMs({ limit }: AffinityError, retries: number): number {
    const { maxRetryDelayMs } = this.#settings;
    if (limit !== 'concurrency')
      return Math.random() * Math.min(maxRetryDelayMs, FIRST_BACKOFF_MS * 2 ** retries);
    const longest = Math.min(
      MAX_CROWDED_BACKOFF_MS,
      maxRetryDelayMs,
      FIRST_CROWDED_BACKOFF_MS * 4 ** retries,
    );
    // A request that comes back at once would be refused again.
    return longest * (0.5 + Math.random() / 2);
  }
}

/**
 * The service answers 429 before it does anything, so even a write is safe to repeat then. Time alone heals neither an
 * untrusted certificate nor a proxy that wants a sign-in.
 */
function isRepeatable(request: ApiRequest, { kind, status, code }: AffinityError): boolean {
  if (kind === 'rate-limited') return true;
  if (status === PROXY_SIGN_IN_STATUS || isCertificateCode(code)) return false;
  return request.method === 'GET' && ['server', 'network', 'timeout'].includes(kind);
}
