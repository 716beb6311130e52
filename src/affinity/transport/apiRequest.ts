import type { Priority } from './urgency.ts';

export type QueryParameter = [name: string, value: string];

/** Errors name their request by these two. */
export interface RequestTarget {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path below the base URL, without its query. */
  readonly path: string;
}

export interface ApiRequest extends RequestTarget {
  /** Defaults to V1. The two differ in how they take the key, and V2 wants its version named. */
  readonly api?: 'v1' | 'v2';
  readonly query?: readonly QueryParameter[];
  /** Takes the place of base URL, path and query. It must have the origin of the base URL, since it gets the key. */
  readonly url?: string;
  readonly body?: object;
}

export interface CallOptions {
  /** An abort rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Defaults to `interactive`. A `background` request lets others go first, and waits for the next minute when fewer
   * than a tenth of the minute's requests are left.
   */
  readonly priority?: Priority | undefined;
  /** Defaults to true. With `false` the request is sent once, and any failure is reported at once. */
  readonly retry?: boolean | undefined;
}
