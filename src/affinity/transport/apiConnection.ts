import { AffinityError } from './affinityError.ts';
import type { ApiRequest, CallOptions } from './apiRequest.ts';
import { orEmpty } from './checkedArgument.ts';
import type { ClientSettings } from './clientOptions.ts';
import { HttpExchange } from './httpExchange.ts';
import type { ApiResponse } from './httpExchange.ts';
import { RequestGate } from './requestGate.ts';
import { untilAborted } from './untilAborted.ts';
import { Urgency } from './urgency.ts';

/** The first wait is drawn from 0 to this, and the range doubles with each further one. */
const FIRST_BACKOFF_MS = 1000;

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
    for (let retries = 0; ; retries += 1) {
      try {
        return await this.#gate.pass(() => this.#exchange.run(request, signal), urgency, signal);
      } catch (error) {
        if (!(error instanceof AffinityError)) throw error;
        await this.#waitToRepeat(request, error, { retries, maxRetries }, signal);
      }
    }
  }

  /** @throws the error itself when the request must not be repeated. */
  async #waitToRepeat(request: ApiRequest, error: AffinityError, attempts: Attempts, signal?: AbortSignal) {
    const { retries, maxRetries } = attempts;
    const { clock, maxRetryDelayMs } = this.#settings;
    const ms = error.retryAfterMs ?? this.#backoffMs(retries);
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

  /** Full jitter keeps clients that failed together from coming back together. */
  #backoffMs(retries: number): number {
    const longest = Math.min(this.#settings.maxRetryDelayMs, FIRST_BACKOFF_MS * 2 ** retries);
    return Math.random() * longest;
  }
}

/** The service answers 429 before it does anything, so even a write is safe to repeat then. */
function isRepeatable(request: ApiRequest, error: AffinityError): boolean {
  if (error.kind === 'rate-limited') return true;
  return request.method === 'GET' && ['server', 'network', 'timeout'].includes(error.kind);
}
