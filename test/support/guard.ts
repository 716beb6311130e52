/**
 * Runs a command as long as whoever started the guard lives: when its standard input ends, for whatever reason,
 * everything of its process group is ended, and the folder that was made for it is removed. So nothing is left when a
 * test runner is killed. Arguments: the folder, the command and its arguments.
 *
 * A command that ends by itself leaves its folder, with the log that says why.
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const [folder = '', command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', () => void end(false));
child.on('exit', () => void end(false));
process.stdin.on('end', () => void end(true)).resume();
// The group's signal below, and a Ctrl+C in the terminal, are for the others.
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
