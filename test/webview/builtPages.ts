import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { pageBundles } from '../../webview/pageBundles.ts';
import { projectFolder } from '../support/folders.ts';

/** The environment variable with the path of the built pages, for the processes that run the tests. */
const pagesVariable = 'AFFINITY_BUILT_PAGES';

interface BuiltPages {
  /** By name, as in `dist/`. */
  readonly files: Readonly<Partial<Record<string, string>>>;
  readonly outputs: Metafile['outputs'];
}

/** Builds all pages as they are shipped, once before the tests. Returns what cleans up after them. */
export default async function buildPages(): Promise<() => Promise<void>> {
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
  const pages: BuiltPages = {
    files: Object.fromEntries(files.map((file) => [path.basename(file.path), file.text])),
    outputs: Object.assign({}, ...built.map(({ metafile }) => metafile.outputs)) as Metafile['outputs'],
  };
  const folder = await mkdtemp(path.join(tmpdir(), 'affinity-pages-'));
  const file = path.join(folder, 'pages.json');
  await writeFile(file, JSON.stringify(pages));
  process.env[pagesVariable] = file;
  return async () => await rm(folder, { recursive: true, force: true });
}

/** The pages that were built before the tests. */
export async function builtPages(): Promise<BuiltPages> {
  return JSON.parse(await readFile(process.env[pagesVariable] ?? '', 'utf8')) as BuiltPages;
}
