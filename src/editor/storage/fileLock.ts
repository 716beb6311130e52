import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../affinity/index.ts';
import { isErrorCode, isRunning } from './replaceFile.ts';
import { systemClock } from './systemClock.ts';

const PAUSE_MS = 20;

const LONGEST_WAIT_MS = 10_000;

/** Nobody who lives leaves a lock alone for so long. */
const LONGEST_HOLD_MS = 15 * 60_000;

/** A computer that slept has slept through some of them. */
const REFRESH_MS = 60_000;

/** What breaks a lock needs no time. */
const LONGEST_BREAK_MS = 10_000;

/**
 * Takes what a path names for this process alone, by a file that only one can make; undefined while another one has it.
 * The file of a process that has ended counts for nothing, nor does one that is older than anybody needs, unless the very
 * process that made it is known to live. While it is held it does not grow old.
 */
export async function fileLock(
  path: string,
  clock: Clock = systemClock,
): Promise<(() => Promise<void>) | undefined> {
  const file = `${path}.lock`;
  const { pid } = process;
  const text = JSON.stringify({ pid, host: hostname(), id: crypto.randomUUID(), start: await startOf(pid) });
  await mkdir(dirname(file), { recursive: true });
  if (!(await make(file, text)) && !((await broken(file)) && (await make(file, text)))) return undefined;
  const released = new AbortController();
  void keepFresh(file, text, { clock, signal: released.signal });
  return async () => {
    released.abort();
    if (await holds(file, text)) await rm(file, { force: true }).catch(() => undefined);
  };
}

/** Waits for its turn. Rejects when that does not come. */
export async function withFileLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  for (let waitedMs = 0; waitedMs < LONGEST_WAIT_MS; waitedMs += PAUSE_MS) {
    const release = await fileLock(path);
    if (release !== undefined) return await releasing(work, release);
    await sleep(PAUSE_MS);
  }
  throw new Error(`${path} is used by another window.`);
}

async function releasing<Result>(work: () => Promise<Result>, release: () => Promise<void>): Promise<Result> {
  try {
    return await work();
  } finally {
    await release();
  }
}

async function make(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Where nobody can tell whether the holder lives, age is taken for its death. Never rejects. */
async function keepFresh(
  file: string,
  text: string,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const isOver = () =>
    clock.sleep(REFRESH_MS, signal).then(
      () => false,
      () => true,
    );
  while (!(await isOver()) && (await holds(file, text))) {
    const now = new Date(clock.now());
    // A disk that fails at this moment is tried again at the next one.
    await utimes(file, now, now).catch(() => undefined);
  }
}

async function holds(file: string, text: string): Promise<boolean> {
  return (await readFile(file, 'utf8').catch(() => undefined)) === text;
}

/** Removes a lock that counts for nothing; one at a time, so that nobody removes the lock that came after it. */
async function broken(file: string): Promise<boolean> {
  if (!(await isStale(file))) return false;
  const breaking = `${file}.breaking`;
  if (!(await make(breaking, ''))) {
    if ((await ageMs(breaking)) > LONGEST_BREAK_MS) await rm(breaking, { force: true });
    return false;
  }
  try {
    if (!(await isStale(file))) return false;
    await rm(file, { force: true });
    return true;
  } finally {
    await rm(breaking, { force: true });
  }
}

async function isStale(file: string): Promise<boolean> {
  const age = await ageMs(file);
  const holder = await holderOf(file);
  // Made at this moment, or by a process that ended before it could write its name.
  if (holder === undefined) return age > LONGEST_BREAK_MS;
  if (holder.host !== hostname()) return age > LONGEST_HOLD_MS;
  if (!isRunning(holder.pid)) return true;
  const start = holder.start === undefined ? undefined : await startOf(holder.pid);
  // Whether it is the same process is not known everywhere; where it is, age says nothing: a computer that slept in the
  // middle of a write goes on with it.
  return start === undefined ? age > LONGEST_HOLD_MS : start !== holder.start;
}

/** 0 when there is none. */
async function ageMs(file: string): Promise<number> {
  const made = await stat(file).catch(() => undefined);
  return made === undefined ? 0 : Date.now() - made.mtimeMs;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Absent where it cannot be found out. */
  readonly start: string | undefined;
}

async function holderOf(file: string): Promise<Holder | undefined> {
  try {
    const holder: unknown = JSON.parse(await readFile(file, 'utf8'));
    const isHolder = typeof holder === 'object' && holder !== null && 'pid' in holder && 'host' in holder;
    if (!isHolder || typeof holder.pid !== 'number' || typeof holder.host !== 'string') return undefined;
    const start = 'start' in holder && typeof holder.start === 'string' ? holder.start : undefined;
    return { pid: holder.pid, host: holder.host, start };
  } catch {
    return undefined;
  }
}

/**
 * Tells a process from a later one that was given its number, as happens after a restart, in containers always. By the
 * system where that tells of any process; elsewhere this process knows it of itself alone.
 */
async function startOf(pid: number): Promise<string | undefined> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name may hold spaces and brackets; the start is the twentieth field after it.
  const start = status?.slice(status.lastIndexOf(')') + 2).split(' ')[19];
  return start ?? (pid === process.pid ? String(Math.round(performance.timeOrigin)) : undefined);
}
