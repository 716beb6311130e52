import type { AffinityErrorKind } from './affinityError.ts';

const kinds = new Map<number, AffinityErrorKind>([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'conflict'],
  [429, 'rate-limited'],
]);

/** What a status outside 2xx is called. Source: V1 docs, Error Codes. */
export function statusKind(status: number): AffinityErrorKind {
  if (status >= 400 && status < 500) return kinds.get(status) ?? 'invalid-request';
  return status >= 500 && status < 600 ? 'server' : 'bad-response';
}
