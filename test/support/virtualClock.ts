import type { Clock } from '../../src/affinity/index.ts';

/** Turns of the event loop in which a promise may still settle without a timer. */
const MOST_TURNS = 1000;

/** Noon of an ordinary day. */
const NOON = Date.UTC(2025, 10, 20, 12);

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * The clock of all tests. It only moves when told, and wakes sleepers in order. With `sleep: 'at once'` a sleep moves
 * the clock instead of waiting.
 */
export class VirtualClock implements Clock {
  /** The length of each sleep, in order. */
  readonly sleeps: number[] = [];
  /** The clock of the service, which `jump` doesn't change. */
  readonly serverClock: Clock = {
    now: () => this.#now,
    sleep: (ms, signal) => this.sleep(ms, signal),
  };
  /** Called by `run` before it moves the clock. */
  onRest: () => void = () => undefined;
  #now: number;
  #jumpMs = 0;
  #lastId = 0;
  readonly #timers = new Map<number, Timer>();
  readonly #sleepsAtOnce: boolean;

  constructor(now = NOON, { sleep = 'until woken' }: { readonly sleep?: 'until woken' | 'at once' } = {}) {
    this.#now = now;
    this.#sleepsAtOnce = sleep === 'at once';
  }

  now(): number {
    return this.#now + this.#jumpMs;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    if (this.#sleepsAtOnce) {
      this.#now += ms;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const id = this.#start(resolve, ms);
    const stop = (): void => {
      this.#timers.delete(id);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
    await promise.finally(() => signal?.removeEventListener('abort', stop));
  }

  /** The number of sleepers. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Sets the machine's clock forward or back, and wakes no sleeper. */
  jump(ms: number): void {
    this.#jumpMs += ms;
  }

  /** Moves the clock in one step, possibly back, and wakes every sleeper whose time has come. */
  advance(ms: number): void {
    this.#now += ms;
    for (const [id, { at, wake }] of this.#timers) {
      if (at > this.#now) continue;
      this.#timers.delete(id);
      wake();
    }
  }

  /** Moves the clock from sleeper to sleeper, and lets all promises settle after each. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    while (this.#wakeNext(end)) await settled();
    this.#now = end;
  }

  /** Runs the work to its end on this clock, including `setTimeout`. Rejects when no timer is left to wait for. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const uninstall = this.#install();
    try {
      const running = work();
      const state = { isDone: false };
      const end = (): void => void (state.isDone = true);
      running.then(end, end);
      await this.#rest();
      while (!state.isDone) {
        if (!this.#wakeNext(Infinity) && !(await this.#goesOn(() => state.isDone)))
          throw new Error('The work waits, but no timer is left.');
        await this.#rest();
      }
      return await running;
    } finally {
      uninstall();
    }
  }

  /** The body of a response is read in turns of the event loop, and a busy machine needs more of them. */
  async #goesOn(isDone: () => boolean): Promise<boolean> {
    for (let turn = 0; turn < MOST_TURNS && !isDone() && this.#timers.size === 0; turn += 1) await settled();
    return isDone() || this.#timers.size > 0;
  }

  async #rest(): Promise<void> {
    for (let turn = 0; turn < 4; turn += 1) await settled();
    this.onRest();
  }

  /** Wakes the first sleeper due before `end`. Returns false if there is none. */
  #wakeNext(end: number): boolean {
    let next: readonly [number, Timer] | undefined;
    for (const timer of this.#timers) if (next === undefined || timer[1].at < next[1].at) next = timer;
    if (next === undefined) return false;
    const [id, { at, wake }] = next;
    if (at > end) return false;
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
    // Sockets of earlier tests in this process set timers too, and call the methods of Node's timers.
    const timer = (id: number): object =>
      Object.assign(Object(id) as object, { ref: () => timer(id), unref: () => timer(id) });
    globalThis.setTimeout = ((wake: () => void, ms?: number) =>
      timer(this.#start(wake, ms))) as unknown as typeof setTimeout;
    globalThis.clearTimeout = (id?: unknown) => void this.#timers.delete(Number(id));
    return () => {
      globalThis.setTimeout = start;
      globalThis.clearTimeout = stop;
    };
  }
}

/** Resolves when all promises that don't wait for a timer have settled. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
