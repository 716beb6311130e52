import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { type FormBundle, formHtml } from '../../src/protocol/formHtml.ts';
import { formBundle } from '../../webview/formBundle.ts';
import { projectFolder } from '../support/folders.ts';

export interface FormServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page as the editor would: the same HTML, the same policy, the editor's own styles in front. */
export async function serveForm(lang = 'en'): Promise<FormServer> {
  const { toolkit, ...bundle } = await builtBundle();
  const files: Partial<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', pageOf(bundle, await editorStyles(), lang)],
    '/toolkit.js': ['text/javascript', toolkit],
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

function pageOf(bundle: FormBundle, editorStyles: string, lang: string): string {
  const html = formHtml({ nonce: 'n0nce', lang, bundle, toolkit: '/toolkit.js', title: 'Log Interaction' });
  return html.replace('<head>', () => `<head><style nonce="n0nce">${editorStyles}</style>`);
}

async function builtBundle(): Promise<FormBundle & { readonly toolkit: string }> {
  const { outputFiles } = await build({
    ...formBundle,
    absWorkingDir: projectFolder,
    outdir: 'dist',
    write: false,
    minify: true,
    logLevel: 'silent',
  });
  const built = (name: string) => outputFiles.find((file) => path.basename(file.path) === name)?.text ?? '';
  return { script: built('form.js'), style: built('form.css'), toolkit: built('toolkit.js') };
}

async function editorStyles(): Promise<string> {
  return await readFile(path.join(import.meta.dirname, 'editorDefaults.css'), 'utf8');
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
