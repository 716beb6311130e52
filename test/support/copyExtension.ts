import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from './folders.ts';

const parts = ['media', 'l10n', 'skills', 'package.json', 'README.md', 'LICENSE'];

/** The texts of the manifest, in English and in each translation. */
const MANIFEST_TEXTS = /^package\.nls(?:\.[\w-]+)?\.json$/;

/** Copies what a package of the extension holds besides `dist`, so that a test can't use anything else by accident. */
export async function copyExtension(folder: string): Promise<void> {
  const texts = (await readdir(projectFolder)).filter((name) => MANIFEST_TEXTS.test(name));
  for (const part of [...parts, ...texts]) {
    const source = path.join(projectFolder, part);
    if (existsSync(source)) await cp(source, path.join(folder, part), { recursive: true });
  }
}
