import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './progress.ts';

/**
 * Runs `work` while no other process holds the lock file. The lock of a process that ended is taken over, so an
 * interrupted command doesn't block the next one.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true });
  let said = false;
  while (!(await take(file))) {
    if (!said) say(`Waiting for another command in this checkout (${path.basename(file)})…`);
    said = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const owner = Number(await readFile(file, 'utf8').catch(() => ''));
  // The owner of an empty file is about to write its process ID.
  if (owner === 0) await sleep(1000);
  const now = await readFile(file, 'utf8').catch(() => undefined);
  if (now !== undefined && (now === '' || (Number(now) === owner && !isRunning(owner)))) {
    await rm(file, { force: true });
  }
  return false;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
