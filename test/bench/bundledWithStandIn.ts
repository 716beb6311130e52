import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { projectFolder } from '../support/folders.ts';

/** Loads the exports of a file, bundled with a stand-in for the editor. */
export async function bundledWithStandIn<Exports>(file: string): Promise<Exports> {
  const home = await mkdtemp(path.join(tmpdir(), 'affinity-bundle-'));
  const outfile = path.join(home, 'bundle.mjs');
  const vscode = fileURLToPath(new URL('../editor/support/vscodeStandIn.ts', import.meta.url));
  await build({
    entryPoints: [path.join(projectFolder, file)],
    outfile,
    alias: { vscode },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    conditions: ['worker'],
    logLevel: 'error',
  });
  try {
    return (await import(pathToFileURL(outfile).href)) as Exports;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
