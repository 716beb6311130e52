import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Replaces a whole file in one step: a crash leaves the old text or the new one. Only the user may read it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // Of this one write alone: two of one process may replace the same file at the same moment.
  const temporary = `${file}.${process.pid}.${crypto.randomUUID()}.new`;
  try {
    await writeThrough(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Removes what editors left in a folder that were killed in the middle of replacing a file. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => leftover.test(one))) {
    const file = join(folder, name);
    const made = await stat(file).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > longestWriteMs) await rm(file, { force: true });
  }
}

/** Older versions of the extension named them by the process alone. */
const leftover = /\.\d+(?:\.[\da-f-]{36})?\.new$/u;

/** Another window may be writing one at this moment. */
const longestWriteMs = 60_000;

/** A rename may reach the disk before the text does, unless that was waited for: a power cut would leave it empty. */
async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
