/**
 * A fault is played on the next request that `on` matches, and again as often as `times` says. `when` chooses
 * whether it comes before or after the request takes effect.
 */
export type Fault = {
  readonly on?: FaultTarget;
  /** 1 by default; `Infinity` lasts until `clearFaults`. */
  readonly times?: number;
} & FaultKind;

export interface FaultTarget {
  readonly method?: string;
  /** A text is a prefix of the path; a pattern is tried on path and query, as in `/type=3/`. */
  readonly path?: string | RegExp;
  /** Counted from 1, among the matches since the fault was given. Earlier matches are spared. */
  readonly nth?: number;
}

export type FaultKind =
  /** Another answer. A body that is not a text is sent as JSON. The request takes effect only when asked for. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly takeEffect?: boolean;
    }
  /** The connection is cut, and there is no answer. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** No answer until the request is aborted; `before` by default. */
  | { readonly kind: 'stall'; readonly when?: 'before' | 'after' }
  /** Takes effect; headers and half of the body come, then the connection is cut. */
  | { readonly kind: 'cut-body' }
  /** Takes effect; headers and half of the body come, then nothing until the request is aborted. */
  | { readonly kind: 'stall-body' }
  /** Takes effect; the body is not JSON, although the headers say so. */
  | { readonly kind: 'garbage'; readonly body?: string }
  /** A slow answer; `before` by default. */
  | { readonly kind: 'delay'; readonly ms: number; readonly when?: 'before' | 'after' };

interface WaitingFault {
  readonly fault: Fault;
  matchesToSkip: number;
  timesLeft: number;
}

/** Faults in the order in which they are played; a request takes the first one that is meant for it. */
export class FaultQueue {
  readonly #waiting: WaitingFault[] = [];

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
