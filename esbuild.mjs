// Builds dist/: the bundle that the editor loads at start, the bundles that are loaded on demand, and the pages.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build, context } from 'esbuild';
import { pageBundles } from './webview/pageBundles.ts';

const watch = process.argv.includes('--watch');
const sourcemap = watch || process.argv.includes('--sourcemap');
/** Keeps the names of functions, for profiles. */
const readable = process.argv.includes('--readable');
const outdir = option('outdir') ?? 'dist';
/** Receives esbuild's metadata of all bundles. The packager starts the build without options. */
const metafile = option('metafile') ?? process.env['BUILD_METAFILE'];

/** The targets of `await import(…)`. Each is a bundle of its own. */
const onDemand = {
  sandbox: 'src/sandbox/index.ts',
  interactionMarkdown: 'src/editor/reader/interactionMarkdown.ts',
  openSession: 'src/editor/session/openSession.ts',
  allCommands: 'src/editor/commands/allCommands.ts',
  interactionSearches: 'src/editor/search/interactionSearches.ts',
  exportInteractions: 'src/editor/export/exportInteractions.ts',
  prepareBrief: 'src/editor/brief/prepareBrief.ts',
  languageModelTools: 'src/editor/tools/languageModelTools.ts',
  noteHtml: 'src/notes/noteHtml.ts',
  writing: 'src/editor/writing/writing.ts',
  forms: 'src/editor/form/forms.ts',
  quickLogs: 'src/editor/quicklog/quickLogs.ts',
  relationshipPanels: 'src/editor/relationship/relationshipPanels.ts',
  weekTree: 'src/editor/week/weekTree.ts',
  freeTextWhen: 'src/dates/freeTextWhen.ts',
  writtenDate: 'src/dates/writtenDate.ts',
  calendarFile: 'src/drafts/capture/calendarFile.ts',
  mailFile: 'src/drafts/capture/mailFile.ts',
  transcriptFile: 'src/drafts/capture/transcriptFile.ts',
};

/** Turns `import('./sandbox/index.ts')` into a require of `./sandbox.cjs`, because CommonJS bundles can't be split. */
const loadOnDemand = {
  name: 'load-on-demand',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /\.ts$/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === 'resolved') return undefined;
      const { path: file } = await resolve(path, { kind, importer, resolveDir, pluginData: 'resolved' });
      const name = bundleOf(file, { ...onDemand, ...shared });
      if (name === undefined)
        throw new Error(`${importer}: ${path} is imported on demand, but isn't a bundle`);
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

/** Modules that several bundles import. Each is a bundle of its own, which those require. */
const shared = {
  englishDates: 'src/dates/englishDates.ts',
  explain: 'src/editor/words/explain.ts',
  markdownReader: 'src/notes/markdownReader.ts',
};

const shareModules = {
  name: 'share-modules',
  setup({ onResolve, resolve }) {
    onResolve(
      { filter: /\/(?:englishDates|explain|markdownReader)\.ts$/ },
      async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (kind !== 'import-statement' || pluginData === 'resolved') return undefined;
        const { path: file } = await resolve(path, { kind, importer, resolveDir, pluginData: 'resolved' });
        const name = bundleOf(file, shared);
        return name && { path: `./${name}.cjs`, external: true };
      },
    );
  },
};

/** Reduces Zod to the names in the sources, and shares it. Inside a bundle each name is a variable, which is fast to call. */
const shareZod = {
  name: 'share-zod',
  setup({ onResolve, onLoad }) {
    const resolveDir = import.meta.dirname;
    onResolve({ filter: /^zod\/(?:mini|v4\/core)$/ }, ({ kind, namespace }) => {
      if (kind === 'entry-point') return { path: 'zod', namespace: 'zod' };
      return namespace === 'zod' ? undefined : { path: 'required', namespace: 'zod' };
    });
    onResolve({ filter: /^\.\/zod\.cjs$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'zod' }, async ({ path }) => {
      const { mini, core, watchFiles } = await usedOfZod();
      const bundled = `export { ${mini.join(', ')} } from 'zod/mini'; export { ${core.join(', ')} } from 'zod/v4/core';`;
      const required = `export const { ${[...mini, ...core].join(', ')} } = require('./zod.cjs');`;
      return { contents: path === 'zod' ? bundled : required, resolveDir, watchFiles };
    });
  },
};

async function usedOfZod() {
  const names = (await readdir('src', { recursive: true })).filter((name) => name.endsWith('.ts'));
  const watchFiles = names.map((name) => resolve('src', name));
  const code = (await Promise.all(watchFiles.map((file) => readFile(file, 'utf8')))).join('\n');
  const used = async (module, pattern) => {
    const named = new Set([...code.matchAll(pattern)].map(([, name]) => name));
    return Object.keys(await import(module)).filter((name) => named.has(name));
  };
  const mini = await used('zod/mini', /\bz\.(\w+)/g);
  const core = await used('zod/v4/core', /(\$Zod\w+)/g);
  // Of `z.core` only types are used, and it holds all of Zod, in all languages.
  return { mini: mini.filter((name) => name !== 'core'), core, watchFiles };
}

/** Caches `require`: the editor reads the disk for each call to find the caller, and many modules ask for the same. */
const askOnce = `'use strict';
require = ((ask, known) => (name) => (known[name] ??= ask(name)))(require, {});`;

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: !watch && !readable,
  sourcemap,
  metafile: true,
  logLevel: 'info',
  outdir,
};

/** @type {import('esbuild').BuildOptions} */
const host = {
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    searchWorker: 'src/editor/search/searchWorker.ts',
    ...onDemand,
    ...shared,
    zod: 'zod/mini',
  },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  // The worker build of ofetch uses the global fetch, which knows the editor's proxy settings.
  conditions: ['worker'],
  external: ['vscode'],
  banner: { js: askOnce },
  plugins: [loadOnDemand, shareModules, shareZod],
};

const bundles = [host, ...pageBundles.map((page) => ({ ...common, ...page }))];

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

/**
 * Names the bundle whose entry is this file.
 * @param {string} file
 * @param {Readonly<Record<string, string>>} entries
 */
function bundleOf(file, entries) {
  return Object.keys(entries).find((name) => file.replaceAll('\\', '/').endsWith(entries[name]));
}
