import type { SandboxClock } from '../../src/sandbox/testing/index.ts';

/** A clock that moves only when `time` is set or `sleep` is called, which returns at once. */
export class TestClock implements SandboxClock {
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
