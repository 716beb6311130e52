import type { Fault, FaultTarget } from './fault.ts';

interface Waiting {
  readonly fault: Fault;
  matchesToSkip: number;
  timesLeft: number;
}

/** Faults in the order in which they are to be played; a request gets the first one that is for it. */
export class FaultQueue {
  readonly #waiting: Waiting[] = [];

  add(faults: readonly Fault[]): void {
    for (const fault of faults) {
      this.#waiting.push({ fault, matchesToSkip: (fault.on?.nth ?? 1) - 1, timesLeft: fault.times ?? 1 });
    }
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  takeFor(request: Request): Fault | undefined {
    for (const [position, waiting] of this.#waiting.entries()) {
      if (!isFor(request, waiting.fault.on ?? {})) continue;
      if (waiting.matchesToSkip > 0) {
        waiting.matchesToSkip -= 1;
        continue;
      }
      waiting.timesLeft -= 1;
      if (waiting.timesLeft <= 0) this.#waiting.splice(position, 1);
      return waiting.fault;
    }
    return undefined;
  }
}

function isFor(request: Request, { method, path }: FaultTarget): boolean {
  const { pathname, search } = new URL(request.url);
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (path === undefined) return true;
  return typeof path === 'string' ? pathname.startsWith(path) : path.test(pathname + search);
}
