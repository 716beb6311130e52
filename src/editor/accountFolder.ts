import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from './fileLock.ts';
import type { Log } from './log.ts';
import { replaceFile } from './replaceFile.ts';

/**
 * What is kept on disk for one account: texts by name, below the editor's storage folder of this extension.
 * A write replaces the whole file in one step, so that a crash leaves the old text or the new one, and
 * writes of one name go in order. Reading never rejects: what cannot be read is not there, and the log says so.
 */
export class AccountFolder {
  readonly path: string;
  /** Where is told what goes wrong for the account. */
  readonly log: Log;
  readonly #writes = new Map<string, Promise<void>>();

  constructor(storagePath: string, accountName: string, log: Log) {
    this.path = join(storagePath, 'accounts', accountName);
    this.log = log;
  }

  async read(name: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.path, name), 'utf8');
    } catch (error) {
      if (!isMissing(error)) this.log.warn(`${name} could not be read: ${String(error)}`);
      return undefined;
    }
  }

  async readJson(name: string): Promise<unknown> {
    const text = await this.read(name);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      this.log.warn(`${name} is no JSON and counts as empty.`);
      return undefined;
    }
  }

  /** Names of the files below a folder; none when it is not there. */
  async list(folder: string): Promise<string[]> {
    try {
      return await readdir(join(this.path, folder));
    } catch {
      return [];
    }
  }

  write(name: string, text: string): Promise<void> {
    return this.#inOrder(name, () => this.#replace(name, text));
  }

  /** Removes a file, or a folder with all that is in it. */
  remove(name: string): Promise<void> {
    return this.#inOrder(name, () => rm(join(this.path, name), { recursive: true, force: true }));
  }

  /** Reads, changes and writes a JSON text anew, so that what another window has written meanwhile is kept. */
  update(name: string, change: (value: unknown) => unknown): Promise<void> {
    return this.#inOrder(name, () =>
      withFileLock(join(this.path, name), async () => {
        await this.#replace(name, JSON.stringify(change(await this.readJson(name))));
      }),
    );
  }

  #replace(name: string, text: string): Promise<void> {
    return replaceFile(join(this.path, name), text);
  }

  #inOrder(name: string, step: () => Promise<void>): Promise<void> {
    const before = this.#writes.get(name) ?? Promise.resolve();
    const after = before.catch(() => undefined).then(step);
    this.#writes.set(name, after);
    return after;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
