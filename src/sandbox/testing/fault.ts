/**
 * Something that goes wrong. It is played on the next request that `on` matches, and on so many more as
 * `times` says. Where a fault can come before or after the request takes effect, `when` says which.
 */
export type Fault = {
  readonly on?: FaultTarget;
  /** 1 by default; `Infinity` lasts until `clearFaults`. */
  readonly times?: number;
} & FaultKind;

export interface FaultTarget {
  readonly method?: string;
  /** A text is what the path starts with; a pattern is tried on path and query, as in `/type=3/`. */
  readonly path?: string | RegExp;
  /** Only from the nth match on, counted from 1 and from when the fault was given. */
  readonly nth?: number;
}

export type FaultKind =
  /**
   * Another answer. A body that is no text is sent as JSON; none is an empty one. No effect unless asked for.
   */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly takeEffect?: boolean;
    }
  /** The connection is cut, and there is no answer. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** No answer, until the request is aborted. `before` by default. */
  | { readonly kind: 'stall'; readonly when?: 'before' | 'after' }
  /** Takes effect; headers and half of the body come, then the connection is cut. */
  | { readonly kind: 'cut-body' }
  /** Takes effect; headers and half of the body come, then nothing more until the request is aborted. */
  | { readonly kind: 'stall-body' }
  /** Takes effect, and is answered with a body that is no JSON, though the headers say so. */
  | { readonly kind: 'garbage'; readonly body?: string }
  /** A slow answer; `before` by default. */
  | { readonly kind: 'delay'; readonly ms: number; readonly when?: 'before' | 'after' };
