import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { copyExtension } from '../support/copyExtension.ts';
import { projectFolder } from '../support/folders.ts';
import { PlainError } from '../support/progress.ts';
import { runCommand } from '../support/runCommand.ts';

export interface BuiltExtension {
  /** Holds what the package holds. */
  readonly folder: string;
  /** esbuild's metadata of the bundles. */
  readonly metafiles: readonly Metafile[];
  remove(): Promise<void>;
}

/** Builds the extension into a folder of its own, so that a build of the checkout disturbs no measurement. */
export async function buildExtension({ readable = false } = {}): Promise<BuiltExtension> {
  const home = await mkdtemp(path.join(tmpdir(), 'affinity-bench-'));
  const folder = path.join(home, 'affinity-interactions');
  const metafile = path.join(home, 'metafile.json');
  await copyExtension(folder);
  const args = ['esbuild.mjs', `--outdir=${path.join(folder, 'dist')}`, `--metafile=${metafile}`];
  if (readable) args.push('--readable');
  const { code, output } = await runCommand(process.execPath, args, { cwd: projectFolder });
  if (code !== 0) throw new PlainError(output);
  return {
    folder,
    metafiles: JSON.parse(await readFile(metafile, 'utf8')) as Metafile[],
    remove: async () => await rm(home, { recursive: true, force: true }),
  };
}
