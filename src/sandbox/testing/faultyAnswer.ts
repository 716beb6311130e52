import type { Intervention } from '../http/sandboxEnv.ts';
import { untilAborted } from '../store/sandboxClock.ts';
import type { SandboxClock } from '../store/sandboxClock.ts';
import type { Fault } from './faultQueue.ts';

interface FaultDeps {
  /** The answer of the sandbox without the fault. */
  readonly answer: (intervention?: Intervention) => Promise<Response>;
  readonly clock: SandboxClock;
}

/** Plays a fault on a request. */
export async function faultyAnswer(
  fault: Fault,
  request: Request,
  { answer, clock }: FaultDeps,
): Promise<Response> {
  if (fault.kind === 'status') return statusAnswer(fault, answer);
  const comesBefore =
    'when' in fault ? fault.when === 'before' : fault.kind === 'delay' || fault.kind === 'stall';
  if (comesBefore) await obstruct(fault, request.signal, clock);
  const response = await answer();
  if (!comesBefore) await obstruct(fault, request.signal, clock);
  if (fault.kind === 'garbage')
    return withBody(response, fault.body ?? '<!doctype html><h1>Bad gateway</h1>');
  if (fault.kind === 'cut-body' || fault.kind === 'stall-body')
    return halfOf(response, fault.kind, request.signal);
  return response;
}

/** The error of `fetch` when the connection is cut. */
function connectionCut(): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  });
}

async function statusAnswer(
  { status, body, headers, takeEffect }: Extract<Fault, { kind: 'status' }>,
  answer: FaultDeps['answer'],
): Promise<Response> {
  const isText = typeof body === 'string' || body === undefined;
  const content = body === undefined ? null : isText ? body : JSON.stringify(body);
  const contentType = isText ? 'text/plain; charset=utf-8' : 'application/json';
  const init = { status, headers: { 'Content-Type': contentType } };
  const counted =
    takeEffect === true ? await answer() : await answer({ answer: () => new Response(content, init) });
  const response = new Response(content, init);
  for (const [name, value] of counted.headers) {
    if (name.startsWith('x-')) response.headers.set(name, value);
  }
  for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value);
  return response;
}

async function obstruct(fault: Fault, signal: AbortSignal, clock: SandboxClock): Promise<void> {
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
