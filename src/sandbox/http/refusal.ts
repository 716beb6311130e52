const shapes: Readonly<Record<RefusalStatus, (refusal: Refusal) => unknown>> = {
  401: ({ message }) => ({ message }),
  403: ({ message }) => ({ error: { message } }),
  404: ({ message }) => ({ error: message }),
  422: ({ message, param }) => (param === undefined ? [message] : { errors: [{ message, param }] }),
  429: ({ message }) => ({ detail: message }),
};

/**
 * A request that is answered with an error. Thrown anywhere behind the routes, turned into an answer in
 * `app.ts`.
 */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  /** The parameter or field that is to blame, where there is one. */
  readonly param: string | undefined;

  constructor(status: RefusalStatus, message: string, param?: string) {
    super(message);
    this.status = status;
    this.param = param;
  }

  /** Source of the words: seen in real answers, for unknown and for malformed ids alike. */
  static invalidId(field: string, value: unknown): Refusal {
    return new Refusal(422, `Field ${field}: expected ${String(value)} to be a valid id`, field);
  }
}

export type RefusalStatus = 401 | 403 | 404 | 422 | 429;

/**
 * The body of an error is not specified, and real ones come in several shapes. Each status has a shape of its
 * own here, 422 even two, so that whoever reads errors of the sandbox has to cope with the variety.
 */
export function refusalBody(refusal: Refusal): unknown {
  return shapes[refusal.status](refusal);
}
