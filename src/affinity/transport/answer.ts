import { AffinityError } from './affinityError.ts';
import type { RequestTarget } from './apiRequest.ts';
import type { Redactor } from './redactor.ts';

/** A successful answer, not yet read, and what its reader needs to say what is wrong with it. */
export interface Answer {
  readonly target: RequestTarget;
  readonly status: number;
  readonly requestId: string | undefined;
  /** The JSON value; `undefined` when the body is blank. */
  readonly body: unknown;
  readonly redactor: Redactor;
}

export function badResponse(answer: Answer, problem: string): AffinityError {
  const { method, path } = answer.target;
  return new AffinityError({
    kind: 'bad-response',
    message: answer.redactor.text(`${method} ${path}: ${problem}`),
    method,
    path,
    status: answer.status,
    requestId: answer.requestId,
  });
}
