/** A request that fails with one of these has certainly not reached the service. */
const unsentCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const MAX_CAUSES = 4;

/** The code of a failure to connect, if the platform names one in the chain of causes. */
export function connectionFailure(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth === MAX_CAUSES) return undefined;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string' && unsentCodes.has(code)) return code;
  return connectionFailure(Reflect.get(error, 'cause'), depth + 1);
}
