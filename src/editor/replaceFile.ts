import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Replaces a whole file in one step: a crash leaves the old text or the new one. Only the user may read it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, file);
}

/** Removes what editors left in a folder that were killed in the middle of replacing a file. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => /\.\d+\.new$/u.test(one))) {
    const file = join(folder, name);
    const made = await stat(file).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > longestWriteMs) await rm(file, { force: true });
  }
}

/** Another window may be writing one at this moment. */
const longestWriteMs = 60_000;
