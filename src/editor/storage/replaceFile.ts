import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Older versions of the extension named them by the process alone. */
const TEMPORARY = /\.(?<pid>\d{1,10})(?:\.[\da-f-]{36})?\.new$/u;

const LONGEST_WRITE_MS = 60_000;

const LONGEST_SLEEP_MS = 24 * 3_600_000;

/** Replaces a whole file in one step: a crash leaves the old text or the new one. Only the user may read it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // Of this one write alone: two of one process may replace the same file at the same moment.
  const TEMPORARY = `${file}.${process.pid}.${crypto.randomUUID()}.new`;
  try {
    await writeThrough(TEMPORARY, text);
    await rename(TEMPORARY, file);
  } catch (error) {
    await rm(TEMPORARY, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Removes what editors left in a folder that were killed in the middle of replacing a file. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isTemporary)) {
    const file = join(folder, name);
    const made = await stat(file).catch(() => undefined);
    if (made !== undefined && !isBeingWritten(name, made.mtimeMs)) await rm(file, { force: true });
  }
}

/**
 * Whether a file is what another window writes before it replaces one, and that window may go on with it: so may a
 * process that lives and was asleep with its computer. After a day its number is rather that of a later one.
 */
export function isBeingWritten(name: string, changedAt: number): boolean {
  if (!isTemporary(name)) return false;
  const ageMs = Date.now() - changedAt;
  const pid = Number(TEMPORARY.exec(name)?.groups?.['pid']);
  return ageMs < LONGEST_WRITE_MS || (ageMs < LONGEST_SLEEP_MS && isRunning(pid));
}

function isTemporary(name: string): boolean {
  return TEMPORARY.test(name);
}

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
