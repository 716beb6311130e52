// Builds dist/: the bundle that the editor loads at start, the bundles that are loaded on demand, and the pages.
import { rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';
import { pageBundles } from './webview/pageBundles.ts';

const watch = process.argv.includes('--watch');
const sourcemap = watch || process.argv.includes('--sourcemap');
/** Keeps the names of functions, for profiles. */
const readable = process.argv.includes('--readable');
const outdir = option('outdir') ?? 'dist';
/** Receives esbuild's metadata of all bundles. */
const metafile = option('metafile');

/** The targets of `await import(…)`. Each is a bundle of its own. */
const onDemand = {
  sandbox: 'src/sandbox/index.ts',
  interactionMarkdown: 'src/editor/reader/interactionMarkdown.ts',
  openSession: 'src/editor/session/openSession.ts',
  allCommands: 'src/editor/commands/allCommands.ts',
  writing: 'src/editor/writing/writing.ts',
  forms: 'src/editor/form/forms.ts',
  freeTextWhen: 'src/dates/freeTextWhen.ts',
  writtenDate: 'src/dates/writtenDate.ts',
};

/** Turns `import('./sandbox/index.ts')` into a require of `./sandbox.cjs`, because CommonJS bundles can't be split. */
const loadOnDemand = {
  name: 'load-on-demand',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /\.ts$/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'resolved') return undefined;
      const { path: file } = await resolve(path, { kind, importer, resolveDir, pluginData: 'resolved' });
      const name = Object.keys(onDemand).find((part) => file.replaceAll('\\', '/').endsWith(onDemand[part]));
      if (name === undefined)
        throw new Error(`${importer}: ${path} is imported on demand, but isn't a bundle`);
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

/** Caches `require('vscode')`: the editor reads the disk for each call to find the caller, and each module calls it. */
const askOnce = `'use strict';
require = ((ask, editor) => (name) =>
  name === 'vscode' ? (editor ??= ask(name)) : ask(name))(require);`;

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: !watch && !readable,
  sourcemap,
  metafile: true,
  logLevel: 'info',
  outdir,
};

/** @type {import('esbuild').BuildOptions} */
const host = {
  ...shared,
  entryPoints: { extension: 'src/extension.ts', ...onDemand },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  // The worker build of ofetch uses the global fetch, which knows the editor's proxy settings.
  conditions: ['worker'],
  external: ['vscode'],
  banner: { js: askOnce },
  plugins: [loadOnDemand],
};

const bundles = [host, ...pageBundles.map((page) => ({ ...shared, ...page }))];

await rm(outdir, { recursive: true, force: true });
if (watch) {
  await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
} else {
  const built = await Promise.all(bundles.map((options) => build(options)));
  if (metafile !== undefined) await writeFile(metafile, JSON.stringify(built.map((one) => one.metafile)));
}

/** @param {string} name */
function option(name) {
  return process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
}
