import { createFetch } from 'ofetch';
import { AffinityError, PROXY_SIGN_IN_STATUS, kindOfStatus } from './affinityError.ts';
import type { AffinityErrorFields } from './affinityError.ts';
import type { ApiRequest, RequestTarget } from './apiRequest.ts';
import type { ClientSettings } from './clientSettings.ts';
import { connectionFailure, isCertificateCode } from './connectionFailure.ts';
import type { ConnectionFailure } from './connectionFailure.ts';
import { errorDetails } from './errorDetails.ts';
import { limitsOfHeaders, reachedLimit, serverWait } from './rateLimits.ts';
import type { RateLimits } from './rateLimits.ts';
import { Redactor } from './redactor.ts';
import { LONGEST_TIMER_MS, untilAborted } from './untilAborted.ts';

const MAX_REQUEST_ID_LENGTH = 200;

/** Without it, the shape of a response depends on a setting of the key. Source: V2 docs, Versioning. */
const V2_VERSION = '2026-09-17';

/** A successful response whose body is parsed and not yet validated. */
export interface ApiResponse {
  readonly target: RequestTarget;
  readonly status: number;
  readonly requestId: string | undefined;
  /** The JSON value; `undefined` when the body is blank. */
  readonly body: unknown;
  readonly redactor: Redactor;
}

/** Sends a request once. Errors of the layers below never leave it. */
export class HttpExchange {
  readonly #settings: ClientSettings;
  readonly #redactor: Redactor;
  readonly #fetch: ReturnType<typeof createFetch>;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
    this.#redactor = new Redactor(settings.apiKey);
    this.#fetch = createFetch({ fetch: settings.fetch });
  }

  /** @throws AffinityError, or the signal's reason once it is aborted. */
  async run(request: ApiRequest, signal?: AbortSignal): Promise<ApiResponse> {
    const { timeoutMs } = this.#settings;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), Math.min(timeoutMs, LONGEST_TIMER_MS));
    const stop = AbortSignal.any(signal ? [signal, timeout.signal] : [timeout.signal]);
    try {
      const response = await this.#send(request, stop);
      return await this.#read(request, response, stop);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof AffinityError) throw error;
      throw this.#failure(request, {
        kind: 'timeout',
        message: `no complete response within ${timeoutMs} ms`,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async #send(request: ApiRequest, stop: AbortSignal): Promise<Response> {
    const sending = this.#fetch.raw(urlOf(request, this.#settings.baseUrl), {
      method: request.method,
      headers: {
        accept: 'application/json',
        ...this.#authorization(request),
        ...(request.body && { 'content-type': 'application/json' }),
      },
      ...(request.body && { body: JSON.stringify(request.body) }),
      // Following a redirect would take the key to wherever it points.
      redirect: 'manual',
      retry: false,
      ignoreResponseError: true,
      responseType: 'stream',
      signal: stop,
    });
    try {
      return await untilAborted(sending, stop);
    } catch (error) {
      stop.throwIfAborted();
      throw this.#noResponse(request, connectionFailure(error));
    }
  }

  #authorization({ api }: ApiRequest): Record<string, string> {
    const { apiKey } = this.#settings;
    if (api !== 'v2') return { authorization: `Basic ${btoa(`:${apiKey}`)}` };
    return { authorization: `Bearer ${apiKey}`, 'x-affinity-api-version': V2_VERSION };
  }

  #noResponse(request: ApiRequest, { code, isProxySignIn, isUnsent }: ConnectionFailure): AffinityError {
    const named = code === undefined ? '' : ` (${code})`;
    const outcome = isUnsent ? 'not-sent' : 'unknown';
    if (isProxySignIn) {
      const message = `the proxy wants a sign-in (${PROXY_SIGN_IN_STATUS})`;
      return this.#failure(request, {
        kind: 'network',
        message,
        status: PROXY_SIGN_IN_STATUS,
        code,
        outcome,
      });
    }
    const problem = isCertificateCode(code)
      ? 'certificate not trusted'
      : isUnsent
        ? 'no connection'
        : 'no response';
    return this.#failure(request, { kind: 'network', message: `${problem}${named}`, code, outcome });
  }

  async #read(request: ApiRequest, response: Response, stop: AbortSignal): Promise<ApiResponse> {
    void this.#reportLimits(limitsOfHeaders(response.headers));
    const { status } = response;
    const requestId = this.#requestId(response);
    const fields = { kind: 'bad-response', status, requestId } as const;
    if (isRedirect(response)) {
      response.body?.cancel().catch(() => {});
      throw this.#failure(request, {
        ...fields,
        message: 'the response is a redirect, which is not followed',
      });
    }
    if (!response.ok) throw await this.#refusal(request, response, stop);
    const text = await readText(response, stop).catch(() => {
      stop.throwIfAborted();
      throw this.#failure(request, { ...fields, message: 'the response was cut short' });
    });
    try {
      const body: unknown = text.trim() === '' ? undefined : JSON.parse(text);
      return { target: request, status, requestId, body, redactor: this.#redactor };
    } catch {
      throw this.#failure(request, { ...fields, message: 'the response is not JSON' });
    }
  }

  /** The status alone tells the kind, so a body that cannot be read costs only the details. */
  async #refusal(request: ApiRequest, response: Response, stop: AbortSignal): Promise<AffinityError> {
    const { status, headers } = response;
    const text = await readText(response, stop).catch(() => '');
    const retryAfterMs = serverWait(status, headers, this.#settings.clock.now());
    const { details, code, param } = errorDetails(text, (message) => this.#redactor.text(message));
    return this.#failure(request, {
      kind: kindOfStatus(status),
      ...(status === PROXY_SIGN_IN_STATUS && { outcome: 'not-sent' }),
      message: [`status ${status}`, ...details.slice(0, 3)].join(': '),
      status,
      requestId: this.#requestId(response),
      retryAfterMs,
      ...(status === 429 && { limit: reachedLimit(limitsOfHeaders(headers), retryAfterMs) }),
      details,
      code,
      param,
    });
  }

  /** The key goes before the cut, because half a key would not be recognised. */
  #requestId({ headers }: Response): string | undefined {
    const requestId = headers.get('x-request-id') ?? undefined;
    return requestId && this.#redactor.text(requestId).slice(0, MAX_REQUEST_ID_LENGTH);
  }

  #failure(request: ApiRequest, fields: Omit<AffinityErrorFields, 'method' | 'path'>): AffinityError {
    const { method, path } = request;
    return new AffinityError({
      ...fields,
      message: this.#redactor.text(`${method} ${path}: ${fields.message}`),
      code: fields.code && this.#redactor.text(fields.code),
      method,
      path,
    });
  }

  /** A listener that throws or rejects must not cost the response. */
  async #reportLimits(limits: RateLimits): Promise<void> {
    try {
      await this.#settings.onLimits(limits);
    } catch {
      // The listener's failure is its own business.
    }
  }
}

/** @returns the error for a successful response that breaks the contract */
export function badResponse(response: ApiResponse, problem: string): AffinityError {
  const { method, path } = response.target;
  return new AffinityError({
    kind: 'bad-response',
    message: response.redactor.text(`${method} ${path}: ${problem}`),
    method,
    path,
    status: response.status,
    requestId: response.requestId,
  });
}

/** The URL of a request, including its query. */
export function urlOf({ url, path, query }: ApiRequest, baseUrl: string): string {
  if (url !== undefined) return url;
  const parameters = new URLSearchParams(query).toString();
  return `${baseUrl}${path}${parameters && `?${parameters}`}`;
}

function isRedirect(response: Response): boolean {
  const { status, type, redirected } = response;
  return type === 'opaqueredirect' || redirected || (status >= 300 && status < 400);
}

async function readText(response: Response, stop: AbortSignal): Promise<string> {
  try {
    return await untilAborted(response.text(), stop);
  } finally {
    if (stop.aborted) response.body?.cancel().catch(() => {});
  }
}
