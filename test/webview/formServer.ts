import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { pageHtml } from '../../src/protocol/pageHtml.ts';
import { pageBundles } from '../../webview/pageBundles.ts';
import { projectFolder } from '../support/folders.ts';
import { close, listen } from '../support/localServer.ts';

export interface FormServer {
  readonly url: string;
  close(): Promise<void>;
}

interface BuiltPages {
  /** By name, as in `dist/`. */
  readonly files: Readonly<Partial<Record<string, string>>>;
  readonly outputs: Metafile['outputs'];
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
  const { files: built } = await buildPages();
  const bundle = { script: built[`${name}.js`] ?? '', style: built[`${name}.css`] ?? '' };
  const deferred = `/${name}Deferred.js`;
  const html = { nonce: 'n0nce', lang, bundle, deferred, title };
  const files: Partial<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', withStyles(pageHtml(html), await editorStyles())],
    [deferred]: ['text/javascript', built[`${name}Deferred.js`] ?? ''],
  };
  const server = createServer(({ url = '' }, response) => {
    const [type, text] = files[url] ?? ['text/plain', 'Not found.'];
    if (files[url] === undefined) response.statusCode = 404;
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(text);
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${String(port)}/`, close: async () => await close(server) };
}

/** Builds all pages as they are shipped, into memory. */
export async function buildPages(): Promise<BuiltPages> {
  const built = await Promise.all(
    pageBundles.map((bundle) =>
      build({
        ...bundle,
        absWorkingDir: projectFolder,
        outdir: 'dist',
        write: false,
        minify: true,
        metafile: true,
        logLevel: 'silent',
      }),
    ),
  );
  const files = built.flatMap(({ outputFiles }) => outputFiles);
  return {
    files: Object.fromEntries(files.map((file) => [path.basename(file.path), file.text])),
    outputs: Object.assign({}, ...built.map(({ metafile }) => metafile.outputs)) as Metafile['outputs'],
  };
}

function withStyles(html: string, editorStyles: string): string {
  return html.replace('<head>', () => `<head><style nonce="n0nce">${editorStyles}</style>`);
}

async function editorStyles(): Promise<string> {
  return await readFile(path.join(import.meta.dirname, 'editorDefaults.css'), 'utf8');
}
