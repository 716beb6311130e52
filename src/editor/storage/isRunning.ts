import { isCode } from './isCode.ts';

/** Whether a process of this machine has that number: the one that is meant, or a later one that was given it. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is another user's.
    return isCode(error, 'EPERM');
  }
}
