import { AffinityError } from './affinityError.ts';
import type { RequestTarget } from './apiRequest.ts';

/** The rule names the parameter. It never quotes the value: people paste keys into the wrong field. */
export function invalidArgument({ method, path }: RequestTarget, rule: string): AffinityError {
  return new AffinityError({ kind: 'invalid-argument', message: rule, method, path });
}
