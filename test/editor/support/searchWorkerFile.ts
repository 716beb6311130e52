import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from '../../support/folders.ts';

let code: Promise<Uint8Array> | undefined;

/** Writes the bundle of the search thread, which is built once. Gives the path of the file. */
export async function searchWorkerFile(folder: string): Promise<string> {
  const file = path.join(folder, 'searchWorker.cjs');
  await writeFile(file, await (code ??= bundled()));
  return file;
}

async function bundled(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [path.join(projectFolder, 'src/editor/search/searchWorker.ts')],
    write: false,
    bundle: true,
    format: 'cjs',
    platform: 'node',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('Nothing was built.');
  return file.contents;
}
