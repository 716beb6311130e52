import path from 'node:path';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { pageBundles } from '../../webview/pageBundles.ts';
import { projectFolder } from '../support/folders.ts';

export interface BuiltForm {
  /** By name, as in `dist/`. */
  readonly files: Readonly<Partial<Record<string, string>>>;
  readonly outputs: Metafile['outputs'];
}

/** Builds the page as it is shipped, into memory. */
export async function buildForm(): Promise<BuiltForm> {
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
