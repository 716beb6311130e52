/**
 * Requests by key: whoever asks for what is being asked for shares the answer. A few run at a time, the rest waits in
 * line. Each asker can leave with a signal of its own; a request that nobody waits for any more is aborted.
 */
export class SharedRequests<Answer> {
  readonly #running = new Map<string, Shared<Answer>>();
  readonly #line: (() => void)[] = [];
  #free: number;

  constructor(mostAtATime: number) {
    this.#free = mostAtATime;
  }

  ask(key: string, request: (signal: AbortSignal) => Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const shared = this.#running.get(key) ?? this.#start(key, request);
    shared.askers += 1;
    if (signal === undefined) return shared.answer;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        shared.askers -= 1;
        if (shared.askers > 0) return;
        // A newcomer is not to share a request that is being aborted.
        if (this.#running.get(key) === shared) this.#running.delete(key);
        shared.controller.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      shared.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #start(key: string, request: (signal: AbortSignal) => Promise<Answer>): Shared<Answer> {
    const controller = new AbortController();
    const answer = this.#inLine(controller.signal, request).finally(() => {
      if (this.#running.get(key) === shared) this.#running.delete(key);
    });
    const shared: Shared<Answer> = { askers: 0, controller, answer };
    this.#running.set(key, shared);
    return shared;
  }

  async #inLine(signal: AbortSignal, request: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#line.push(resolve));
    try {
      signal.throwIfAborted();
      return await request(signal);
    } finally {
      const next = this.#line.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}

interface Shared<Answer> {
  askers: number;
  readonly controller: AbortController;
  readonly answer: Promise<Answer>;
}
