import type { Clock } from '../../src/sandbox/index.ts';

/** A clock that stands still until it is told to go on; a sleep is over at once and moves it. */
export class TestClock implements Clock {
  time: number;
  readonly slept: number[] = [];

  constructor(time: number) {
    this.time = time;
  }

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.time += ms;
  }
}
