import { createFetch } from 'ofetch';
import { AffinityError } from './affinityError.ts';
import type { AffinityErrorFields } from './affinityError.ts';
import type { Answer } from './answer.ts';
import type { ApiRequest } from './apiRequest.ts';
import type { ClientSettings } from './clientOptions.ts';
import { LONGEST_TIMER_MS } from './clock.ts';
import { errorDetails } from './errorDetails.ts';
import { limitsOfHeaders } from './rateLimits.ts';
import type { RateLimits } from './rateLimits.ts';
import { Redactor } from './redactor.ts';
import { serverWait } from './serverWait.ts';
import { statusKind } from './statusKind.ts';
import { unsentCode } from './unsentCode.ts';
import { untilAborted } from './untilAborted.ts';

const LONGEST_REQUEST_ID = 200;

/** Sends a request once and says what became of it. Nothing that the layers below throw gets out of here. */
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
  async run(request: ApiRequest, signal?: AbortSignal): Promise<Answer> {
    const { timeoutMs } = this.#settings;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), Math.min(timeoutMs, LONGEST_TIMER_MS));
    const stop = AbortSignal.any(signal ? [signal, timeout.signal] : [timeout.signal]);
    try {
      const response = await this.#response(request, stop);
      return await this.#answer(request, response, stop);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof AffinityError) throw error;
      throw this.#failure(request, { kind: 'timeout', message: `no whole answer within ${timeoutMs} ms` });
    } finally {
      clearTimeout(timer);
    }
  }

  async #response(request: ApiRequest, stop: AbortSignal): Promise<Response> {
    const { baseUrl, apiKey } = this.#settings;
    const query = new URLSearchParams(request.query).toString();
    const sending = this.#fetch.raw(`${baseUrl}${request.path}${query && `?${query}`}`, {
      method: request.method,
      headers: {
        accept: 'application/json',
        authorization: `Basic ${btoa(`:${apiKey}`)}`,
        ...(request.body && { 'content-type': 'application/json' }),
      },
      ...(request.body && { body: JSON.stringify(request.body) }),
      // Followed, a redirect would take the key to wherever it points.
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
      const code = unsentCode(error);
      throw this.#failure(request, {
        kind: 'network',
        message: code ? `no connection (${code})` : 'no answer',
        outcome: code ? 'not-sent' : 'unknown',
      });
    }
  }

  async #answer(request: ApiRequest, response: Response, stop: AbortSignal): Promise<Answer> {
    void this.#tellLimits(limitsOfHeaders(response.headers));
    const { status } = response;
    const requestId = this.#requestId(response);
    if (isRedirect(response)) {
      response.body?.cancel().catch(() => {});
      const message = 'a redirect, which is not followed';
      throw this.#failure(request, { kind: 'bad-response', message, status, requestId });
    }
    if (!response.ok) throw await this.#refusal(request, response, stop);
    const fields = { kind: 'bad-response', status, requestId } as const;
    const text = await readText(response, stop).catch(() => {
      stop.throwIfAborted();
      throw this.#failure(request, { ...fields, message: 'an answer that was cut short' });
    });
    try {
      const body: unknown = text.trim() === '' ? undefined : JSON.parse(text);
      return { target: request, status, requestId, body, redactor: this.#redactor };
    } catch {
      throw this.#failure(request, { ...fields, message: 'an answer that is not JSON' });
    }
  }

  /** The status alone tells the kind, so a body that cannot be read takes nothing but the details. */
  async #refusal(request: ApiRequest, response: Response, stop: AbortSignal): Promise<AffinityError> {
    const { status, headers } = response;
    const text = await readText(response, stop).catch(() => '');
    const details = errorDetails(text, (message) => this.#redactor.text(message));
    return this.#failure(request, {
      kind: statusKind(status),
      message: [`status ${status}`, ...details.slice(0, 3)].join(': '),
      status,
      requestId: this.#requestId(response),
      retryAfterMs: serverWait(status, headers, this.#settings.clock.now()),
      details,
    });
  }

  /** First the key, then the cut: the first half of a key would not be recognised any more. */
  #requestId({ headers }: Response): string | undefined {
    const requestId = headers.get('x-request-id') ?? undefined;
    return requestId && this.#redactor.text(requestId).slice(0, LONGEST_REQUEST_ID);
  }

  #failure(request: ApiRequest, fields: Omit<AffinityErrorFields, 'method' | 'path'>): AffinityError {
    const { method, path } = request;
    return new AffinityError({
      ...fields,
      message: this.#redactor.text(`${method} ${path}: ${fields.message}`),
      method,
      path,
    });
  }

  /** A listener that throws, or rejects, must not cost the answer. */
  async #tellLimits(limits: RateLimits): Promise<void> {
    try {
      await this.#settings.onLimits(limits);
    } catch {
      // Nobody is left to tell.
    }
  }
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
