import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pageHtml } from '../../src/protocol/pageHtml.ts';
import type { PageBundle } from '../../src/protocol/pageHtml.ts';
import { buildForm } from './buildForm.ts';

export interface FormServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page as the editor would: the same HTML, the same policy, the editor's own styles in front. */
export async function serveForm(lang = 'en'): Promise<FormServer> {
  const { files: built } = await buildForm();
  const bundle = { script: built['form.js'] ?? '', style: built['form.css'] ?? '' };
  const files: Partial<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', pageOf(bundle, await editorStyles(), lang)],
    '/formDeferred.js': ['text/javascript', built['formDeferred.js'] ?? ''],
  };
  const server = createServer(({ url = '' }, response) => {
    const [type, text] = files[url] ?? ['text/plain', 'There is nothing.'];
    if (files[url] === undefined) response.statusCode = 404;
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}/`, close: () => closed(server) };
}

function pageOf(bundle: PageBundle, editorStyles: string, lang: string): string {
  const html = pageHtml({
    nonce: 'n0nce',
    lang,
    bundle,
    deferred: '/formDeferred.js',
    title: 'Log Interaction',
  });
  return html.replace('<head>', () => `<head><style nonce="n0nce">${editorStyles}</style>`);
}

async function editorStyles(): Promise<string> {
  return await readFile(path.join(import.meta.dirname, 'editorDefaults.css'), 'utf8');
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
