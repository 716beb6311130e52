import { untilAborted } from '../store/clock.ts';
import type { Clock } from '../store/clock.ts';
import type { Fault } from './fault.ts';

/**
 * Plays a fault on a request. `answer` is the sandbox without it: it lets the request take effect, unless it
 * is given another answer to count and to send in its place.
 */
export async function faultyAnswer(
  fault: Fault,
  request: Request,
  { answer, clock }: { answer: (instead?: () => Response) => Promise<Response>; clock: Clock },
): Promise<Response> {
  if (fault.kind === 'status') return statusAnswer(fault, answer);
  const comesBefore =
    'when' in fault ? fault.when === 'before' : fault.kind === 'delay' || fault.kind === 'stall';
  if (comesBefore) await hindrance(fault, request.signal, clock);
  const response = await answer();
  if (!comesBefore) await hindrance(fault, request.signal, clock);
  if (fault.kind === 'garbage')
    return withBody(response, fault.body ?? '<!doctype html><h1>Bad gateway</h1>');
  if (fault.kind === 'cut-body' || fault.kind === 'stall-body')
    return halfOf(response, fault.kind, request.signal);
  return response;
}

/** What `fetch` rejects with when the connection is cut. */
function connectionCut(): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  });
}

async function statusAnswer(
  { status, body, headers, takeEffect }: Extract<Fault, { kind: 'status' }>,
  answer: (instead?: () => Response) => Promise<Response>,
): Promise<Response> {
  const isText = typeof body === 'string' || body === undefined;
  const content = body === undefined ? null : isText ? body : JSON.stringify(body);
  const contentType = isText ? 'text/plain; charset=utf-8' : 'application/json';
  const init = { status, headers: { 'Content-Type': contentType } };
  const counted = takeEffect === true ? await answer() : await answer(() => new Response(content, init));
  const response = new Response(content, init);
  for (const [name, value] of counted.headers) {
    if (name.startsWith('x-')) response.headers.set(name, value);
  }
  for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value);
  return response;
}

async function hindrance(fault: Fault, signal: AbortSignal, clock: Clock): Promise<void> {
  if (fault.kind === 'drop') throw connectionCut();
  if (fault.kind === 'stall') await untilAborted(signal);
  if (fault.kind === 'delay') await clock.sleep(fault.ms, signal);
}

function withBody({ status, headers }: Response, body: string | ReadableStream): Response {
  const copy = new Headers(headers);
  copy.delete('content-length');
  return new Response(body, { status, headers: copy });
}

async function halfOf(
  response: Response,
  kind: 'cut-body' | 'stall-body',
  signal: AbortSignal,
): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const half = bytes.slice(0, Math.ceil(bytes.length / 2));
  let isHalfSent = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!isHalfSent) {
        isHalfSent = true;
        controller.enqueue(half);
        return;
      }
      if (kind === 'cut-body')
        controller.error(new TypeError('terminated', { cause: connectionCut().cause }));
      else await untilAborted(signal);
    },
  });
  const answer = withBody(response, body);
  answer.headers.set('Content-Length', String(bytes.length));
  return answer;
}
