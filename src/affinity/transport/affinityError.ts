const brand = Symbol.for('affinity.AffinityError');

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

/**
 * Whether a write can have taken effect: surely not, surely not because it was turned down, or nobody knows.
 */
export type RequestOutcome = 'not-sent' | 'unknown' | 'refused';

export interface AffinityErrorFields {
  readonly kind: AffinityErrorKind;
  readonly message: string;
  readonly method: string;
  readonly path: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly details?: readonly string[] | undefined;
  readonly outcome?: RequestOutcome | undefined;
}

/**
 * The one error of this library. It never has a `cause`: what the layers below throw holds the request, and
 * the request holds the key.
 */
export class AffinityError extends Error {
  /**
   * Parts of a program that are bundled apart hold a copy of this class each. An error of one is an error of
   * all, or else `instanceof` would take a refusal for something unexpected.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && brand in value;
  }

  readonly [brand] = true;
  override readonly name = 'AffinityError';
  readonly kind: AffinityErrorKind;
  readonly status?: number | undefined;
  readonly method: string;
  /** The path below the base address, without its query. */
  readonly path: string;
  readonly requestId?: string | undefined;
  /** Milliseconds that the service asks to wait; absent when it named no time. */
  readonly retryAfterMs?: number | undefined;
  /** All messages that the service gave, as plain text. */
  readonly details: string[];
  readonly outcome: RequestOutcome;

  constructor(fields: AffinityErrorFields) {
    super(fields.message);
    this.kind = fields.kind;
    this.status = fields.status;
    this.method = fields.method;
    this.path = fields.path;
    this.requestId = fields.requestId;
    this.retryAfterMs = fields.retryAfterMs;
    this.details = [...(fields.details ?? [])];
    this.outcome = fields.outcome ?? usualOutcome[fields.kind];
  }
}
