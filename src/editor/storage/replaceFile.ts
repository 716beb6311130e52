import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Older versions of the extension left out the random part. */
const TEMPORARY = /\.(?<pid>\d{1,10})(?:\.[\da-f-]{36})?\.new$/u;

const MAX_WRITE_MS = 60_000;

const MAX_SLEEP_MS = 24 * 3_600_000;

/** Replaces a whole file in one step: a crash leaves the old text or the new one. Only the user may read it. */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // Unique to this write, as one process may replace a file twice at the same moment.
  const temporary = `${file}.${process.pid}.${crypto.randomUUID()}.new`;
  try {
    await writeThrough(temporary, content);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Removes temporary files of editors that were killed while replacing a file. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isTemporary)) {
    const file = join(folder, name);
    const made = await stat(file).catch(() => undefined);
    if (made !== undefined && !isBeingWritten(name, made.mtimeMs)) await rm(file, { force: true });
  }
}

/**
 * True for a temporary file that another window may still be writing. A running process may have slept with its computer;
 * after a day, its number probably belongs to another process.
 */
export function isBeingWritten(name: string, changedAt: number): boolean {
  if (!isTemporary(name)) return false;
  const ageMs = Date.now() - changedAt;
  const pid = Number(TEMPORARY.exec(name)?.groups?.['pid']);
  return ageMs < MAX_WRITE_MS || (ageMs < MAX_SLEEP_MS && isRunning(pid));
}

function isTemporary(name: string): boolean {
  return TEMPORARY.test(name);
}

/** Without `sync` the rename may reach the disk before the content, and a power cut would leave an empty file. */
async function writeThrough(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** True when an error of the system has this code, such as `ENOENT`. */
export function isErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** True when a process of this machine has the number: the original one, or a later one that was given it. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process belongs to another user.
    return isErrorCode(error, 'EPERM');
  }
}
