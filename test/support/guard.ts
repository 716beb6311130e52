/**
 * Runs a command until the process that started the guard ends. When standard input closes, the guard kills its
 * process group and removes the folder, so a killed test runner leaves nothing behind. Arguments: the folder, the
 * command and its arguments. If the command ends by itself, the folder stays, with the log that says why.
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const [folder = '', command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', () => void end(false));
child.on('exit', () => void end(false));
process.stdin.on('end', () => void end(true)).resume();
// The signal to the group below, and Ctrl+C in the terminal, must not end the guard.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

let ending = false;

async function end(andRemove: boolean): Promise<void> {
  if (ending) return;
  ending = true;
  process.kill(-process.pid, 'SIGTERM');
  for (let waited = 0; waited < 2000 && !hasEnded(); waited += 50) await sleep(50);
  await sleep(100);
  if (andRemove) await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  process.kill(-process.pid, 'SIGKILL');
}

function hasEnded(): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
