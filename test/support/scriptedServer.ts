import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { close, listen } from './localServer.ts';

/** The server's reaction to a request. */
export interface ScriptedAnswer {
  /** 200 by default. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is if it is a text, else as JSON; undefined for an empty body. */
  readonly body?: unknown;
  /** The answer waits for this. */
  readonly after?: Promise<unknown>;
  /** Sends nothing: the connection is cut, or stays open. */
  readonly silence?: 'cut' | 'stall';
  /** Sends half of the body. Then the connection is cut, or stays open. */
  readonly half?: 'cut' | 'stall';
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON of a write. */
  readonly body: unknown;
  /** True if the client disconnected before the answer. */
  readonly left: () => boolean;
}

export interface ScriptedServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** The highest number of concurrent requests. */
  readonly mostInFlight: () => number;
}

export type Script = (request: SeenRequest, count: number) => ScriptedAnswer;

/**
 * Serves scripted answers over HTTP: a list with one answer per request, or a function of the request. Requests beyond
 * the list get a 418, which no client repeats. The server closes when the test ends.
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
  const port = await listen(server);
  onTestFinished(async () => await close(server));
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
