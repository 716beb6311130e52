const MAX_CAUSES = 5;
const CODE = /^[A-Z][A-Z0-9_]{2,60}$/;

/** Chromium, whose network stack an editor may use, names its code in the message only. */
const CHROMIUM_CODE = /\bnet::(?<code>ERR_[A-Z_]{3,60})\b/;
const PROXY_SIGN_IN = /proxy authentication required|proxy response \(407\)|\b407 proxy|statusCode=407/i;

/** The connection failed before any part of the request was sent. */
const unsentCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_CONNECTION_REFUSED',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_PROXY_CONNECTION_FAILED',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Source: Node docs, X509 certificate error codes. Codes with `CERT` in a telling place are matched by a pattern. */
const certificateCodes = new Set([
  'CRL_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const CERTIFICATE_CODE = /^(?:ERR_TLS_|ERR_)?CERT_/;

export interface ConnectionFailure {
  /** The platform's code, such as `ECONNREFUSED`. */
  readonly code?: string | undefined;
  /** A proxy on the way wants the user to sign in. */
  readonly isProxySignIn: boolean;
  /** The request has certainly not reached the service. */
  readonly isUnsent: boolean;
}

/** Reads why there is no response from the chain of causes of an error that `fetch` threw. */
export function connectionFailure(error: unknown): ConnectionFailure {
  const causes = [...causesOf(error)];
  const codes = causes.map(codeOf).filter((code) => code !== undefined);
  const unsent = codes.find((code) => unsentCodes.has(code) || isCertificateCode(code));
  const isRefusedTunnel = causes.some((cause) => PROXY_SIGN_IN.test(messageOf(cause)));
  return {
    code: unsent ?? codes[0],
    isProxySignIn: isRefusedTunnel || isHidden407(causes),
    isUnsent: isRefusedTunnel || unsent !== undefined,
  };
}

/** The TLS certificate of the service, or of a proxy that stands in for it, is not trusted. */
export function isCertificateCode(code: string | undefined): boolean {
  return code !== undefined && (certificateCodes.has(code) || CERTIFICATE_CODE.test(code));
}

/** The fetch standard makes a network error of every 407; Node throws it with an empty error as its cause. */
function isHidden407(causes: readonly object[]): boolean {
  const last = causes.at(-1);
  return last instanceof Error && last.message === '' && codeOf(last) === undefined;
}

function* causesOf(error: unknown): Generator<object> {
  let cause = error;
  for (let count = 0; count < MAX_CAUSES && typeof cause === 'object' && cause !== null; count += 1) {
    yield cause;
    cause = Reflect.get(cause, 'cause');
  }
}

function codeOf(cause: object): string | undefined {
  const code: unknown = Reflect.get(cause, 'code');
  if (typeof code === 'string' && CODE.test(code)) return code;
  return CHROMIUM_CODE.exec(messageOf(cause))?.groups?.['code'];
}

function messageOf(cause: object): string {
  const message: unknown = Reflect.get(cause, 'message');
  return typeof message === 'string' ? message : '';
}
