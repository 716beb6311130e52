import { AffinityError } from './affinityError.ts';
import type { Answer } from './answer.ts';
import type { ApiRequest } from './apiRequest.ts';
import type { CallOptions } from './callOptions.ts';
import { orEmpty } from './checkedArgument.ts';
import type { ClientSettings } from './clientOptions.ts';
import { HttpExchange } from './httpExchange.ts';
import { RequestGate } from './requestGate.ts';
import { untilAborted } from './untilAborted.ts';
import { Urgency } from './urgency.ts';

/** The first wait is drawn from 0 to this, and the span doubles with each further one. */
const FIRST_BACKOFF_MS = 1000;

export interface SendOptions extends CallOptions {
  /** Where it changes while the request waits; else the priority tells. */
  readonly urgency?: Urgency | undefined;
}

/**
 * Sends requests to the service, repeats those that may be repeated, and keeps all of them within its limits.
 */
export class Connection {
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
  async send(request: ApiRequest, options: SendOptions = {}): Promise<Answer> {
    const { signal, priority, urgency = new Urgency(priority), retry = true } = orEmpty(options);
    const most = retry ? this.#settings.maxRetries : 0;
    for (let repeats = 0; ; repeats += 1) {
      try {
        return await this.#gate.pass(() => this.#exchange.run(request, signal), urgency, signal);
      } catch (error) {
        if (!(error instanceof AffinityError)) throw error;
        await this.#waitToRepeat(request, error, { repeats, most }, signal);
      }
    }
  }

  /** @throws the error itself when the request is not to be repeated. */
  async #waitToRepeat(request: ApiRequest, error: AffinityError, tries: Tries, signal?: AbortSignal) {
    const { repeats, most } = tries;
    const { clock, maxRetryDelayMs } = this.#settings;
    const ms = error.retryAfterMs ?? this.#backoffMs(repeats);
    const limited = error.kind === 'rate-limited';
    // Too long a wait holds nobody back: each asker learns of it, and what is free of a monthly limit stays
    // usable.
    if (ms > maxRetryDelayMs) throw error;
    const giveUp = repeats >= most || !isRepeatable(request, error);
    if (giveUp) {
      if (limited) this.#gate.close(ms);
      throw error;
    }
    if (limited) await this.#gate.holdBack(ms, signal);
    else await untilAborted(clock.sleep(ms, signal), signal);
  }

  /** Full jitter, so that many clients that failed together do not come back together. */
  #backoffMs(repeats: number): number {
    const longest = Math.min(this.#settings.maxRetryDelayMs, FIRST_BACKOFF_MS * 2 ** repeats);
    return Math.random() * longest;
  }
}

interface Tries {
  readonly repeats: number;
  readonly most: number;
}

/**
 * A limit is always answered before anything is done, so even a write may come again after it; else only a
 * GET.
 */
function isRepeatable(request: ApiRequest, error: AffinityError): boolean {
  if (error.kind === 'rate-limited') return true;
  return request.method === 'GET' && ['server', 'network', 'timeout'].includes(error.kind);
}
