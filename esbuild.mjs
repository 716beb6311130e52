// Builds dist/: what the editor loads at start, and beside it what is loaded when it is first used.
import { rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';
import { pageBundles } from './webview/pageBundles.ts';

const watch = process.argv.includes('--watch');
const sourcemap = watch || process.argv.includes('--sourcemap');
/** Names of functions stay, for a profile. */
const readable = process.argv.includes('--readable');
const outdir = option('outdir') ?? 'dist';
/** Where it is written what went into which bundle. */
const metafile = option('metafile');

/** Parts that `await import(…)` brings when they are first used, each a bundle of its own beside the extension. */
const onDemand = {
  sandbox: 'src/sandbox/index.ts',
  interactionMarkdown: 'src/editor/reader/interactionMarkdown.ts',
  openSession: 'src/editor/session/openSession.ts',
  allCommands: 'src/editor/commands/allCommands.ts',
  writing: 'src/editor/writing/writing.ts',
  forms: 'src/editor/form/forms.ts',
  freeTextWhen: 'src/dates/freeTextWhen.ts',
};

/** Turns `import('./sandbox/index.ts')` into a require of `./sandbox.cjs`, since CommonJS bundles cannot be split. */
const loadOnDemand = {
  name: 'load-on-demand',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /\.ts$/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'resolved') return undefined;
      const { path: file } = await resolve(path, { kind, importer, resolveDir, pluginData: 'resolved' });
      const name = Object.keys(onDemand).find((part) => file.replaceAll('\\', '/').endsWith(onDemand[part]));
      if (name === undefined) throw new Error(`${importer}: ${path} is imported on demand, but is no bundle`);
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

/** Each file of a bundle asks for the editor, and with each answer the editor goes to the disk to find out who asks. */
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
  // The worker build of ofetch uses the global fetch, which is the editor's own and knows its proxy settings.
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
