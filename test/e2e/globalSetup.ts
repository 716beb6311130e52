import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provideCodeServer } from '../support/codeServer.ts';
import { copyExtension } from '../support/copyExtension.ts';
import { freshBuildVariable, projectFolder } from '../support/folders.ts';
import { PlainError } from '../support/progress.ts';
import { runCommand } from '../support/runCommand.ts';

/** Names the folder of the built extension to the workers. */
export const builtExtensionVariable = 'AFFINITY_TEST_EXTENSION';

/**
 * Builds the extension and copies what a package of it holds, so that a build in the checkout meanwhile disturbs no
 * test, and nothing that is left out of the package can be used by accident.
 */
async function globalSetup(): Promise<() => Promise<void>> {
  await provideCodeServer();
  if (process.env[freshBuildVariable] === undefined) await build();
  const home = await mkdtemp(path.join(tmpdir(), 'affinity-extension-'));
  const extension = path.join(home, 'affinity-interactions');
  await copyExtension(extension);
  await cp(path.join(projectFolder, 'dist'), path.join(extension, 'dist'), { recursive: true });
  process.env[builtExtensionVariable] = extension;
  return async () => await rm(home, { recursive: true, force: true });
}

async function build(): Promise<void> {
  const { code, output } = await runCommand(process.execPath, ['esbuild.mjs'], { cwd: projectFolder });
  if (code !== 0) throw new PlainError(output);
}

export default globalSetup;
