import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { close, listen } from './localServer.ts';

export interface ServedSandbox {
  /** A base address without a slash at its end. */
  readonly url: string;
  readonly sandbox: TestSandbox;
  /** Refuses connections until `up`, as on a machine without a network. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Ends open connections too, including those of requests that are never answered. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox over real HTTP, on this machine only. A fault that rejects or breaks off a body in process is
 * a cut connection here, and a request is aborted when its client disconnects.
 */
export async function serveSandbox(
  options: TestSandboxOptions & { readonly port?: number } = {},
): Promise<ServedSandbox> {
  const sandbox = new TestSandbox(options);
  const server = createServer((incoming, outgoing) => {
    answer(sandbox, incoming, outgoing).catch(() => outgoing.destroy());
  });
  const port = await listen(server, options.port);
  const down = async (): Promise<void> => await close(server);
  return {
    url: `http://127.0.0.1:${port}`,
    sandbox,
    down,
    up: async () => void (await listen(server, port)),
    close: down,
  };
}

async function answer(
  sandbox: TestSandbox,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await requestOf(incoming, whenClosed(outgoing));
  const response = await sandbox.fetch(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  for await (const chunk of response.body ?? []) {
    await new Promise<void>((resolve, reject) => {
      outgoing.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  }
  outgoing.end();
}

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming;
  const body = await buffer(incoming);
  const values = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const init = { method, headers: values, signal };
  return new Request(
    `http://${headers.host ?? '127.0.0.1'}${url}`,
    body.length === 0 ? init : { ...init, body },
  );
}

function whenClosed(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  outgoing.once('close', () => controller.abort());
  return controller.signal;
}
