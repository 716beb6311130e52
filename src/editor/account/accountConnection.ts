import { EventEmitter } from 'vscode';
import type { Disposable } from 'vscode';
import { AffinityClient, serverWait } from '../../affinity/index.ts';
import type { KnownLimits } from '../../history/knownLimits.ts';
import { MonthlyFloor } from '../../history/monthlyFloor.ts';
import type { Account } from './account.ts';

const TIMEOUT_MS = 30_000;

/** Without a named end a limit is taken for the minute's. */
const MINUTE_MS = 60_000;

/** A longer one would be taken for none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Timers and this clock do not agree to the millisecond, and the timer of the client starts a little earlier. */
const LONGEST_SILENCE_MS = TIMEOUT_MS - 1_000;

/** Answers a request as `fetch` does. */
export type Fetch = typeof globalThis.fetch;

/** The built-in Affinity, which is loaded when the first request is made. */
export interface SampleWorkspace {
  readonly apiKey: string;
  readonly fetch: Fetch;
}

/** What stands between the user and the service. None of them signs anybody out. */
export type ConnectionProblem = 'unauthorized' | 'limited' | 'offline';

/** The client of one account, and what its answers tell about key, network and limits. No request of its own. */
export class AccountConnection implements Disposable {
  readonly client: AffinityClient;
  /** What stops reading in the background. */
  readonly floor: MonthlyFloor;
  readonly #problemChanged = new EventEmitter<void>();
  readonly #limitsChanged = new EventEmitter<void>();
  #problem: ConnectionProblem | undefined;
  #endOfLimit: ReturnType<typeof setTimeout> | undefined;
  #limits: KnownLimits | undefined;

  readonly onDidChangeProblem = this.#problemChanged.event;
  /** Fires with every answer that says anything of the limits: often, while much is read. */
  readonly onDidChangeLimits = this.#limitsChanged.event;

  constructor(account: Account, sample: SampleWorkspace, keepRequests: () => number) {
    this.floor = new MonthlyFloor(keepRequests);
    const { apiKey, fetch } = account.kind === 'sample' ? sample : { ...account, fetch: globalThis.fetch };
    this.client = new AffinityClient({
      apiKey,
      timeoutMs: TIMEOUT_MS,
      ...(account.kind === 'key' && { baseUrl: account.baseUrl }),
      fetch: (input, init) => this.#observe(fetch(input, init), init?.signal),
      onLimits: (limits) => {
        this.#limits = { ...limits, receivedAt: Date.now() };
        this.floor.learn(limits);
        this.#limitsChanged.fire();
      },
    });
  }

  get problem(): ConnectionProblem | undefined {
    return this.#problem;
  }

  /** What the last answer said of the limits; undefined before the first one. */
  get limits(): KnownLimits | undefined {
    return this.#limits;
  }

  dispose(): void {
    clearTimeout(this.#endOfLimit);
    this.#problemChanged.dispose();
    this.#limitsChanged.dispose();
  }

  async #observe(answer: Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
    const start = performance.now();
    // The client's time limit and whoever wants no more stop it alike; after so long nobody has answered either way.
    const isSilence = (): boolean => performance.now() - start >= LONGEST_SILENCE_MS;
    try {
      const response = await answer;
      this.#setProblem(problemOf(response.status));
      if (this.#problem === 'limited') this.#waitForLimit(response);
      return this.#observeBody(response, isSilence);
    } catch (error) {
      if (signal?.aborted !== true || isSilence()) this.#setProblem('offline');
      throw error;
    }
  }

  /** Nobody may ask again before the limit is over, so no answer would tell of it. */
  #waitForLimit({ status, headers }: Response): void {
    const ms = serverWait(status, headers, Date.now()) ?? MINUTE_MS;
    if (ms <= LONGEST_TIMER_MS) this.#endOfLimit = setTimeout(() => this.#setProblem(undefined), ms);
  }

  /** The time limit holds to the last byte. A body that is cut says that somebody is there, and is no silence. */
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

function problemOf(status: number): ConnectionProblem | undefined {
  if (status === 401) return 'unauthorized';
  return status === 429 ? 'limited' : undefined;
}
