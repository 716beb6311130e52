import type { RequestTarget } from './apiRequest.ts';

const brand = Symbol.for('affinity.AffinityError');

/** A proxy on the way to the service answers it. */
export const PROXY_SIGN_IN_STATUS = 407;

const usualOutcome = {
  'invalid-argument': 'not-sent',
  unauthorized: 'refused',
  forbidden: 'refused',
  'not-found': 'refused',
  conflict: 'refused',
  'invalid-request': 'refused',
  'rate-limited': 'refused',
  server: 'unknown',
  network: 'unknown',
  timeout: 'unknown',
  'bad-response': 'unknown',
} as const satisfies Record<AffinityErrorKind, RequestOutcome>;

const kindsOfStatus = new Map<number, AffinityErrorKind>([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [PROXY_SIGN_IN_STATUS, 'network'],
  [409, 'conflict'],
  [429, 'rate-limited'],
]);

export type AffinityErrorKind =
  | 'invalid-argument'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid-request'
  | 'rate-limited'
  | 'server'
  | 'network'
  | 'timeout'
  | 'bad-response';

/** For a write: it never reached the service, the service refused it, or it may have taken effect. */
export type RequestOutcome = 'not-sent' | 'unknown' | 'refused';

/** The limits that answer 429: requests of the key per minute, of the firm per month, and in flight at a time. */
export type ReachedLimit = 'user' | 'org' | 'concurrency';

export interface AffinityErrorFields {
  readonly kind: AffinityErrorKind;
  readonly message: string;
  readonly method: string;
  readonly path: string;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly param?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly limit?: ReachedLimit | undefined;
  readonly details?: readonly string[] | undefined;
  readonly outcome?: RequestOutcome | undefined;
}

/**
 * The only error class of this library. It never has a `cause`: errors of the layers below hold the request, and
 * the request holds the key.
 */
export class AffinityError extends Error {
  /** Bundles that are built separately each hold a copy of this class, and `instanceof` must work across them. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && brand in value;
  }

  readonly [brand] = true;
  override readonly name = 'AffinityError';
  readonly kind: AffinityErrorKind;
  /** A `network` error has the status 407 when a proxy on the way wants the user to sign in. */
  readonly status?: number | undefined;
  /**
   * The platform's code of a failed connection, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`, or the code by which V2
   * names the reason of a refusal.
   */
  readonly code?: string | undefined;
  /** The parameter that the service complained about, by its name on the wire. */
  readonly param?: string | undefined;
  readonly method: string;
  /** The path below the base URL, without its query. */
  readonly path: string;
  readonly requestId?: string | undefined;
  /** Milliseconds that the service asks to wait; absent when it named no time. */
  readonly retryAfterMs?: number | undefined;
  /** The limit that a `rate-limited` request reached, as far as the headers tell. */
  readonly limit?: ReachedLimit | undefined;
  /** All messages that the service gave, as plain text. */
  readonly details: string[];
  readonly outcome: RequestOutcome;

  constructor(fields: AffinityErrorFields) {
    super(fields.message);
    this.kind = fields.kind;
    this.status = fields.status;
    this.code = fields.code;
    this.param = fields.param;
    this.method = fields.method;
    this.path = fields.path;
    this.requestId = fields.requestId;
    this.retryAfterMs = fields.retryAfterMs;
    this.limit = fields.limit;
    this.details = [...(fields.details ?? [])];
    this.outcome = fields.outcome ?? usualOutcome[fields.kind];
  }
}

/** The kind of a status outside 2xx. Sources: V1 docs, Error Codes; 407 comes from a proxy. */
export function kindOfStatus(status: number): AffinityErrorKind {
  if (status >= 400 && status < 500) return kindsOfStatus.get(status) ?? 'invalid-request';
  return status >= 500 && status < 600 ? 'server' : 'bad-response';
}

/** The rule names the parameter. It never quotes the value, because people paste keys into the wrong field. */
export function invalidArgument({ method, path }: RequestTarget, rule: string): AffinityError {
  return new AffinityError({ kind: 'invalid-argument', message: rule, method, path });
}
