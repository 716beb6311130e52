import { EventEmitter } from 'vscode';
import type { Disposable } from 'vscode';
import { AffinityClient, limitsOfHeaders, reachedLimit, serverWait } from '../../affinity/index.ts';
import type { RateLimits } from '../../affinity/index.ts';
import type { KnownLimits } from '../../history/knownLimits.ts';
import { MonthlyFloor } from '../../history/monthlyFloor.ts';
import type { Account } from './account.ts';

const TIMEOUT_MS = 30_000;

/** The assumed wait when a response doesn't name the end of a limit. */
const MINUTE_MS = 60_000;

/** A timer with a longer delay fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A little less than the timeout, because the client's timer starts earlier and timers are not exact. */
const MAX_SILENCE_MS = TIMEOUT_MS - 1_000;

export type Fetch = typeof globalThis.fetch;

/** The built-in Affinity, loaded with its first request. */
export interface SampleWorkspace {
  readonly apiKey: string;
  readonly fetch: Fetch;
}

/** The state of the connection when it fails. None of these signs the user out. */
export type ConnectionProblem = 'unauthorized' | 'limited' | 'offline';

/** The client of one account, and the state of key, network and limits by its responses. Makes no request of its own. */
export class AccountConnection implements Disposable {
  readonly client: AffinityClient;
  /** Stops background reading when the firm's monthly requests run low. */
  readonly floor: MonthlyFloor;
  readonly #problemChanged = new EventEmitter<void>();
  readonly #limitsChanged = new EventEmitter<void>();
  #problem: ConnectionProblem | undefined;
  #endOfLimit: ReturnType<typeof setTimeout> | undefined;
  #limits: KnownLimits | undefined;

  readonly onDidChangeProblem = this.#problemChanged.event;
  /** Fires with every response that reports limits, so often while much is read. */
  readonly onDidChangeLimits = this.#limitsChanged.event;

  constructor(account: Account, sample: SampleWorkspace, keepRequests: () => number) {
    this.floor = new MonthlyFloor(keepRequests);
    const { apiKey, fetch } = account.kind === 'sample' ? sample : { ...account, fetch: globalThis.fetch };
    this.client = new AffinityClient({
      apiKey,
      timeoutMs: TIMEOUT_MS,
      ...(account.kind === 'key' && { baseUrl: account.baseUrl }),
      fetch: (input, init) => this.#observe(fetch(input, init), init?.signal),
      onLimits: (limits) => this.learn(limits),
    });
  }

  get problem(): ConnectionProblem | undefined {
    return this.#problem;
  }

  /** The limits by the last response; undefined before the first one. */
  get limits(): KnownLimits | undefined {
    return this.#limits;
  }

  /** Takes the limits of a response, also of one from before this connection, such as while signing in. */
  learn(limits: RateLimits): void {
    this.#limits = { ...limits, receivedAt: Date.now() };
    this.floor.learn(limits);
    this.#limitsChanged.fire();
  }

  dispose(): void {
    clearTimeout(this.#endOfLimit);
    this.#problemChanged.dispose();
    this.#limitsChanged.dispose();
  }

  async #observe(pending: Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
    const start = performance.now();
    // A timeout and a cancellation abort alike; after this long it is a timeout.
    const isSilence = (): boolean => performance.now() - start >= MAX_SILENCE_MS;
    try {
      const response = await pending;
      this.#setProblem(problemOf(response));
      if (this.#problem === 'limited') this.#waitForLimit(response);
      return this.#observeBody(response, isSilence);
    } catch (error) {
      if (signal?.aborted !== true || isSilence()) this.#setProblem('offline');
      throw error;
    }
  }

  /** No request is made before the limit ends, so no response would clear the problem. */
  #waitForLimit({ status, headers }: Response): void {
    const ms = serverWait(status, headers, Date.now()) ?? MINUTE_MS;
    if (ms <= MAX_TIMER_MS) this.#endOfLimit = setTimeout(() => this.#setProblem(undefined), ms);
  }

  /** The timeout covers the whole body. A connection cut within the body is not offline: the service did answer. */
  #observeBody(response: Response, isSilence: () => boolean): Response {
    const read = response.text.bind(response);
    const text = async (): Promise<string> => {
      try {
        return await read();
      } catch (error) {
        if (isSilence()) this.#setProblem('offline');
        throw error;
      }
    };
    return Object.assign(response, { text });
  }

  #setProblem(problem: ConnectionProblem | undefined): void {
    clearTimeout(this.#endOfLimit);
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#problemChanged.fire();
  }
}

function problemOf(response: Response): ConnectionProblem | undefined {
  if (response.status === 401) return 'unauthorized';
  return response.status === 429 && !isConcurrencyLimit(response) ? 'limited' : undefined;
}

/** Too many requests at once, which the client settles within seconds by itself. It names how many requests are left. */
function isConcurrencyLimit({ status, headers }: Response): boolean {
  const limits = limitsOfHeaders(headers);
  const limit = reachedLimit(limits, serverWait(status, headers, Date.now()));
  return limit === 'concurrency' && limits.user.remaining !== undefined;
}
