import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { pageHtml } from '../../src/protocol/pageHtml.ts';
import { close, listen } from '../support/localServer.ts';
import { builtPages } from './builtPages.ts';

export interface FormServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the form as the editor would: with the same HTML and policy, and the editor's styles first. */
export async function serveForm(lang = 'en'): Promise<FormServer> {
  return await servePage('form', 'Log Interaction', lang);
}

/** Serves the relationship page as the editor would. */
export async function serveRelationship(): Promise<FormServer> {
  return await servePage('relationship', 'Relationship: Acme Robotics', 'en');
}

async function servePage(name: string, title: string, lang: string): Promise<FormServer> {
  const { files: built } = await builtPages();
  const bundle = { script: built[`${name}.js`] ?? '', style: built[`${name}.css`] ?? '' };
  const deferred = `/${name}Deferred.js`;
  const html = { nonce: 'n0nce', lang, bundle, deferred, title };
  const files: Partial<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', withStyles(pageHtml(html), await editorStyles())],
    [deferred]: ['text/javascript', built[`${name}Deferred.js`] ?? ''],
  };
  const server = createServer(({ url = '' }, response) => {
    const [file = ''] = url.split('?');
    const [type, text] = files[file] ?? ['text/plain', 'Not found.'];
    if (files[file] === undefined) response.statusCode = 404;
    // The browser keeps the compiled code of a script that it may cache.
    if (file === deferred) response.setHeader('cache-control', 'max-age=3600');
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(text);
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${String(port)}/`, close: async () => await close(server) };
}

function withStyles(html: string, editorStyles: string): string {
  return html.replace('<head>', () => `<head><style nonce="n0nce">${editorStyles}</style>`);
}

async function editorStyles(): Promise<string> {
  return await readFile(path.join(import.meta.dirname, 'editorDefaults.css'), 'utf8');
}
