import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { formHtml } from '../../src/protocol/formHtml.ts';
import { formBundle } from '../../webview/formBundle.ts';
import { projectFolder } from '../support/folders.ts';

export interface FormServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page as the editor would: the same HTML, the same policy, the editor's own styles in front. */
export async function serveForm(lang = 'en'): Promise<FormServer> {
  const files = await builtFiles();
  const server = createServer(({ url }, response) => {
    if (url === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(pageOf(origin, lang));
      return;
    }
    const file = files.get(url ?? '');
    if (file === undefined) response.statusCode = 404;
    else response.setHeader('content-type', file.type);
    response.end(file?.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { url: `${origin}/`, close: () => closed(server) };
}

function pageOf(origin: string, lang: string): string {
  const html = formHtml({
    nonce: 'n0nce',
    cspSource: origin,
    scriptUri: `${origin}/form.js`,
    styleUri: `${origin}/form.css`,
    lang,
    title: 'Log Interaction',
  });
  return html.replace('<head>', `<head><link rel="stylesheet" href="${origin}/editor.css">`);
}

async function builtFiles(): Promise<ReadonlyMap<string, { type: string; text: string }>> {
  const { outputFiles } = await build({
    ...formBundle,
    absWorkingDir: projectFolder,
    outdir: 'dist',
    write: false,
    minify: true,
    logLevel: 'silent',
  });
  const files = new Map(
    outputFiles.map((file) => {
      const type = file.path.endsWith('.css') ? 'text/css' : 'text/javascript';
      return [`/${path.basename(file.path)}`, { type, text: file.text }];
    }),
  );
  const defaults = await readFile(path.join(import.meta.dirname, 'editorDefaults.css'), 'utf8');
  return files.set('/editor.css', { type: 'text/css', text: defaults });
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
