import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../affinity/index.ts';
import { isErrorCode, isRunning } from './replaceFile.ts';
import { systemClock } from './systemClock.ts';

const RETRY_MS = 20;

const MAX_WAIT_MS = 10_000;

/** A running process refreshes its lock more often than this. */
const MAX_AGE_MS = 15 * 60_000;

/** Far below the maximum age, since a computer that slept missed some refreshes. */
const REFRESH_MS = 60_000;

/** Removing a stale lock takes milliseconds. */
const MAX_BREAK_MS = 10_000;

/**
 * Locks a path for this process with a file that only one process can create; undefined while another process holds it.
 * The lock of a process that has ended is stale, and so is one that is too old, unless its process is known to be running.
 * A lock is refreshed while it is held.
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

/** Waits for the lock. Rejects when it is not free in time. */
export async function withFileLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  for (let waitedMs = 0; waitedMs < MAX_WAIT_MS; waitedMs += RETRY_MS) {
    const release = await fileLock(path);
    if (release !== undefined) return await releasing(work, release);
    await sleep(RETRY_MS);
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

/** Keeps the lock young, since other machines judge it by its age alone. Never rejects. */
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
    // A failure is repaired by the next refresh.
    await utimes(file, now, now).catch(() => undefined);
  }
}

async function holds(file: string, text: string): Promise<boolean> {
  return (await readFile(file, 'utf8').catch(() => undefined)) === text;
}

/** Removes a stale lock. Only one process does so at a time, or it could remove the lock that came after it. */
async function broken(file: string): Promise<boolean> {
  if (!(await isStale(file))) return false;
  const breaking = `${file}.breaking`;
  if (!(await make(breaking, ''))) {
    if ((await ageMs(breaking)) > MAX_BREAK_MS) await rm(breaking, { force: true });
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
  // Created just now, or by a process that ended before it could write its name.
  if (holder === undefined) return age > MAX_BREAK_MS;
  if (holder.host !== hostname()) return age > MAX_AGE_MS;
  if (!isRunning(holder.pid)) return true;
  const start = holder.start === undefined ? undefined : await startOf(holder.pid);
  // The age doesn't matter if the process start is known: a computer that slept continues its write afterwards.
  return start === undefined ? age > MAX_AGE_MS : start !== holder.start;
}

/** 0 when the file is missing. */
async function ageMs(file: string): Promise<number> {
  const made = await stat(file).catch(() => undefined);
  return made === undefined ? 0 : Date.now() - made.mtimeMs;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Undefined where the system doesn't tell. */
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
 * When a process started, which tells it from a later one with the same number. That is common after a restart, and in
 * containers. Outside of Linux only the start of this process is known.
 */
async function startOf(pid: number): Promise<string | undefined> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // Source: proc(5), field 22. The name may contain spaces and parentheses; the start is the twentieth field after it.
  const start = status?.slice(status.lastIndexOf(')') + 2).split(' ')[19];
  return start ?? (pid === process.pid ? String(Math.round(performance.timeOrigin)) : undefined);
}
