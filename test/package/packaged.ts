import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { projectFolder } from '../support/folders.ts';
import { runCommand } from '../support/runCommand.ts';

/** The package, and the build that it was made of. */
export interface Packaged {
  readonly vsix: string;
  /** The output of the packager. */
  readonly output: string;
  readonly dist: string;
  /** The path of esbuild's metadata of all bundles. */
  readonly metafile: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    packaged: Packaged;
  }
}

/** Builds and packages the extension once for all tests. */
export default async function packageOnce(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'affinity-vsix-'));
  const [vsix, metafile] = [path.join(folder, 'extension.vsix'), path.join(folder, 'meta.json')];
  const vsce = path.join(projectFolder, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { code, output } = await runCommand(
    process.execPath,
    [vsce, 'package', '--no-dependencies', '--out', vsix],
    { cwd: projectFolder, env: { ...process.env, BUILD_METAFILE: metafile } },
  );
  if (code !== 0) throw new Error(output);
  project.provide('packaged', { vsix, output, dist: path.join(projectFolder, 'dist'), metafile });
  return async () => await rm(folder, { recursive: true, force: true });
}
