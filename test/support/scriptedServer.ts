import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What the server does with one request. */
export interface ScriptedAnswer {
  /** 200 by default. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text goes out as it is, anything else as JSON; none is an empty body. */
  readonly body?: unknown;
  /** Nothing is said before this is over. */
  readonly after?: Promise<unknown>;
  /** No answer: the connection is cut at once, or stays open without a word. */
  readonly silence?: 'cut' | 'stall';
  /** Half of the body comes; then the connection is cut, or stays open without a word. */
  readonly half?: 'cut' | 'stall';
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** JSON of a write, as a value. */
  readonly body: unknown;
  /** Whether the client went away before it had the answer. */
  readonly left: () => boolean;
}

export interface ScriptedServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** The most requests that were in flight at one time. */
  readonly mostInFlight: () => number;
}

export type Script = (request: SeenRequest, count: number) => ScriptedAnswer;

/**
 * Answers over real HTTP what a test says: a list, one answer a request, or a function of the request. A request too many
 * gets a 418, which no client repeats. Closed when the test is over.
 */
export async function scriptedServer(script: readonly ScriptedAnswer[] | Script): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const answerTo: Script =
    typeof script === 'function'
      ? script
      : (_, count) => script[count] ?? { status: 418, body: 'not in the script' };
  const server = createServer((incoming, outgoing) => {
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    outgoing.once('close', () => (inFlight -= 1));
    const answer = async () => {
      const request = await seen(incoming, outgoing);
      const count = requests.push(request) - 1;
      await play(answerTo(request, count), outgoing);
    };
    answer().catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, mostInFlight: () => mostInFlight };
}

async function seen(incoming: IncomingMessage, outgoing: ServerResponse): Promise<SeenRequest> {
  const { method = 'GET', url = '/', headers } = incoming;
  const { pathname: path, searchParams } = new URL(url, 'http://localhost');
  const query = Object.fromEntries(searchParams);
  const text = (await buffer(incoming)).toString();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  let left = false;
  outgoing.once('close', () => (left = !outgoing.writableFinished));
  return { method, path, query, headers, body, left: () => left };
}

async function play(answer: ScriptedAnswer, outgoing: ServerResponse): Promise<void> {
  await answer.after;
  if (answer.silence === 'cut') outgoing.destroy();
  if (answer.silence) return;
  const { body = '' } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
  const status = answer.status ?? 200;
  outgoing.writeHead(status, { ...(status !== 204 && type), ...answer.headers });
  if (!answer.half) {
    outgoing.end(text);
    return;
  }
  outgoing.write(text.slice(0, text.length / 2), () => {
    if (answer.half === 'cut') outgoing.destroy();
  });
}
