/**
 * Shares one request among all callers with the same key. A few requests run at a time, the others queue. Each caller
 * can leave with its own signal; a request without callers is aborted.
 */
export class SharedRequests<Answer> {
  readonly #running = new Map<string, Shared<Answer>>();
  readonly #queue: (() => void)[] = [];
  #free: number;

  constructor(maxConcurrent: number) {
    this.#free = maxConcurrent;
  }

  ask(key: string, request: (signal: AbortSignal) => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const shared = this.#running.get(key) ?? this.#start(key, request);
    shared.callers += 1;
    if (signal === undefined) return shared.answer;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        shared.callers -= 1;
        if (shared.callers > 0) return;
        // A later caller must not share a request that is being aborted.
        if (this.#running.get(key) === shared) this.#running.delete(key);
        shared.controller.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      shared.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #start(key: string, request: (signal: AbortSignal) => Promise<Answer>): Shared<Answer> {
    const controller = new AbortController();
    const answer = this.#queued(controller.signal, request).finally(() => {
      if (this.#running.get(key) === shared) this.#running.delete(key);
    });
    const shared: Shared<Answer> = { callers: 0, controller, answer };
    this.#running.set(key, shared);
    return shared;
  }

  async #queued(signal: AbortSignal, request: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      signal.throwIfAborted();
      return await request(signal);
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}

interface Shared<Answer> {
  callers: number;
  readonly controller: AbortController;
  readonly answer: Promise<Answer>;
}
