import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { InteractionTree } from '../../src/editor/tree/interactionTree.ts';
import { projectFolder } from '../support/folders.ts';

/** The class of the tree, bundled with a stand-in for the editor. */
export async function bundledTree(): Promise<typeof InteractionTree> {
  const home = await mkdtemp(path.join(tmpdir(), 'affinity-bench-tree-'));
  const outfile = path.join(home, 'interactionTree.mjs');
  const vscode = fileURLToPath(new URL('vscodeShim.ts', import.meta.url));
  await build({
    entryPoints: [path.join(projectFolder, 'src/editor/tree/interactionTree.ts')],
    outfile,
    alias: { vscode },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    conditions: ['worker'],
  });
  try {
    const bundle = (await import(pathToFileURL(outfile).href)) as { InteractionTree: typeof InteractionTree };
    return bundle.InteractionTree;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
