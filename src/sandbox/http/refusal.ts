const shapes: Readonly<Record<RefusalStatus, (refusal: Refusal) => unknown>> = {
  400: ({ message }) => ({ message }),
  401: ({ message }) => ({ message }),
  403: ({ message }) => ({ error: { message } }),
  404: ({ message }) => ({ error: message }),
  422: ({ message, param }) => (param === undefined ? [message] : { errors: [{ message, param }] }),
  429: ({ message }) => ({ detail: message }),
};

/** Source: V2 docs, Errors. */
const codes: Readonly<Record<RefusalStatus, string>> = {
  400: 'bad-request',
  401: 'authentication',
  403: 'authorization',
  404: 'not-found',
  422: 'validation',
  429: 'rate-limit',
};

export type RefusalStatus = 400 | 401 | 403 | 404 | 422 | 429;

/** A request that is answered with an error. Routes throw it, and `app.ts` turns it into an answer. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  /** The parameter or field that is to blame, where there is one. */
  readonly param: string | undefined;

  constructor(status: RefusalStatus, message: string, param?: string) {
    super(message);
    this.status = status;
    this.param = param;
  }

  /** Source: real answers, which have these words for unknown and for malformed ids alike. */
  static invalidId(field: string, value: unknown): Refusal {
    return new Refusal(422, `Field ${field}: expected ${String(value)} to be a valid id`, field);
  }
}

/**
 * The body of an error is not specified, and real ones have several shapes. Each status has a shape of its own
 * here, and 422 has two, so that clients have to cope with the variety.
 */
export function refusalBody(refusal: Refusal): unknown {
  return shapes[refusal.status](refusal);
}

/** V2 has one shape of errors, and 400 where V1 has 422. */
export function v2RefusalBody({ status, message, param }: Refusal): object {
  return { errors: [{ code: codes[status], message, ...(param !== undefined && { param }) }] };
}
