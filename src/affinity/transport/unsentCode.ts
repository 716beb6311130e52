/** Failures to connect; a request that met one of them has certainly not reached the service. */
const codes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const DEEPEST = 4;

/** The code of a failure to connect, where the platform tells one in the chain of causes. */
export function unsentCode(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth === DEEPEST) return undefined;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string' && codes.has(code)) return code;
  return unsentCode(Reflect.get(error, 'cause'), depth + 1);
}
