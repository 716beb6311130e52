import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type * as vscodeApi from 'vscode';

type Vscode = typeof vscodeApi;

/** The extension that runs the functions; install it in the editor under test. */
export const hostRunnerFolder = fileURLToPath(new URL('hostRunner', import.meta.url));

/**
 * Runs functions in the extension host of an editor. A reload or a crash starts a new host; `untilStarted` waits for it.
 */
export class ExtensionHost {
  readonly #file: string;
  readonly #token: string;
  #current: { readonly port: number; readonly pid: number } | undefined;

  /** @param file receives the port and process ID of the host; its folder must exist */
  constructor(file: string, token: string = randomUUID()) {
    this.#file = file;
    this.#token = token;
  }

  /** Environment variables for the editor. */
  get env(): Readonly<Record<string, string>> {
    return { AFFINITY_HOST_RUNNER_FILE: this.#file, AFFINITY_HOST_RUNNER_TOKEN: this.#token };
  }

  /** Returns the host of a second window that is about to open and writes to the same file. */
  beside(): ExtensionHost {
    const other = new ExtensionHost(this.#file, this.#token);
    other.#current = this.#current;
    return other;
  }

  /** Waits for another host than the current one. */
  async untilStarted(timeout = 60_000): Promise<void> {
    for (const end = Date.now() + timeout; Date.now() < end; await sleep(50)) {
      const text = await readFile(this.#file, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const found = JSON.parse(text) as { readonly port: number; readonly pid: number };
      if (found.pid === this.#current?.pid) continue;
      this.#current = found;
      return;
    }
    throw new Error(`No extension host started within ${String(timeout)} ms.`);
  }

  /**
   * Runs a function in the host and returns its result, which must survive JSON. The function is sent as text: it sees
   * `vscode`, its argument and `require`, but no variables around it.
   */
  async run<Result, Argument = undefined>(
    task: (vscode: Vscode, argument: Argument) => Result | PromiseLike<Result>,
    ...[argument]: Argument extends undefined ? [] : [Argument]
  ): Promise<Result> {
    if (this.#current === undefined) throw new Error('The extension host has not started.');
    const response = await fetch(`http://127.0.0.1:${String(this.#current.port)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ source: String(task), argument }),
    });
    const answer = (await response.json()) as { readonly value?: Result; readonly error?: string };
    if (answer.error !== undefined) throw new Error(`In the extension host: ${answer.error}`);
    return answer.value as Result;
  }

  /** Kills the host. The editor starts another. */
  kill(): void {
    if (this.#current !== undefined) process.kill(this.#current.pid, 'SIGKILL');
  }

  /** Waits for the host to end after its window was closed, and kills it if that takes too long. */
  async end(): Promise<void> {
    const pid = this.#current?.pid;
    this.#current = undefined;
    await rm(this.#file, { force: true });
    if (pid === undefined) return;
    for (const end = Date.now() + 3000; isRunning(pid) && Date.now() < end;) await sleep(25);
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
