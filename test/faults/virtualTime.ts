import type { Clock } from '../../src/affinity/index.ts';

/** Time that passes as soon as nothing else is left to do, also for `setTimeout`: hours take milliseconds. */
export class VirtualTime {
  #now: number;
  #jumpMs = 0;
  #lastId = 0;
  /** Called whenever nothing is left to do before time passes. */
  onRest: () => void = () => undefined;
  readonly #timers = new Map<number, { readonly at: number; readonly wake: () => void }>();

  constructor(now: number) {
    this.#now = now;
  }

  /** What the clock of the editor's machine shows. */
  readonly clock: Clock = this.#clock(() => this.#now + this.#jumpMs);
  /** The service has a clock of its own, which nobody sets. */
  readonly serverClock: Clock = this.#clock(() => this.#now);

  jump(ms: number): void {
    this.#jumpMs += ms;
  }

  /** Runs the work to its end, in virtual time. Rejects when nothing is left that could bring it there. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const uninstall = this.#install();
    try {
      const running = work();
      const state = { isDone: false };
      const end = () => void (state.isDone = true);
      running.then(end, end);
      await this.#rest();
      while (!state.isDone) {
        if (!this.#wakeNext()) throw new Error('Nothing is left that could go on.');
        await this.#rest();
      }
      return await running;
    } finally {
      uninstall();
    }
  }

  async #rest(): Promise<void> {
    await idle();
    this.onRest();
  }

  #wakeNext(): boolean {
    const [next] = [...this.#timers].toSorted(([, one], [, other]) => one.at - other.at);
    if (next === undefined) return false;
    const [id, { at, wake }] = next;
    this.#timers.delete(id);
    this.#now = Math.max(this.#now, at);
    wake();
    return true;
  }

  #start(wake: () => void, ms = 0): number {
    this.#lastId += 1;
    this.#timers.set(this.#lastId, { at: this.#now + Math.max(0, ms), wake });
    return this.#lastId;
  }

  #install(): () => void {
    const { setTimeout: start, clearTimeout: stop } = globalThis;
    globalThis.setTimeout = ((wake: () => void, ms?: number) =>
      this.#start(wake, ms)) as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((id?: number) => void this.#timers.delete(id ?? 0)) as typeof clearTimeout;
    return () => {
      globalThis.setTimeout = start;
      globalThis.clearTimeout = stop;
    };
  }

  #clock(now: () => number): Clock {
    const sleep = (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          this.#timers.delete(id);
          reject(signal?.reason);
        };
        const id = this.#start(() => {
          signal?.removeEventListener('abort', stop);
          resolve();
        }, ms);
        signal?.addEventListener('abort', stop, { once: true });
      });
    return { now, sleep };
  }
}

/** Until no promise is left that needs no timer. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
