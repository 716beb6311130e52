import { readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../settings/configuration.ts';
import { withFileLock } from './fileLock.ts';
import { isBeingWritten, isErrorCode, removeLeftovers, replaceFile } from './replaceFile.ts';

/** Data of the service, as opposed to the user's choices. */
export const INTERACTIONS_FOLDER = 'interactions';
export const DOCUMENTS_FOLDER = 'documents';
export const HISTORIES_FOLDER = 'histories';
export const BOUNDS_FILE = 'bounds.json';
export const OPENINGS_FILE = 'openings.json';
export const OPENED_FILE = 'opened.json';
export const PEOPLE_FILE = 'people.json';

interface KeptFile {
  readonly name: string;
  readonly changedAt: number;
}

/**
 * Files of one account, below the extension's storage folder. A write replaces the whole file in one step, so that a crash
 * leaves the old text or the new one. Changes to a folder run in order, so that nothing is left of one that is removed
 * during a write. Reading never rejects: an unreadable file counts as missing and is logged.
 */
export class AccountFolder {
  readonly path: string;
  readonly log: Log;
  /** The last change of each folder, or of each file outside of a folder. */
  readonly #changes = new Map<string, Promise<unknown>>();

  constructor(storagePath: string, accountName: string, log: Log) {
    this.path = join(storagePath, 'accounts', accountName);
    this.log = log;
  }

  async read(name: string): Promise<string | undefined> {
    const bytes = await this.readBytes(name);
    return bytes?.toString('utf8');
  }

  async readBytes(name: string): Promise<Buffer | undefined> {
    try {
      return await readFile(join(this.path, name));
    } catch (error) {
      if (!isErrorCode(error, 'ENOENT')) this.log.warn(`${name} could not be read: ${String(error)}`);
      return undefined;
    }
  }

  async readJson(name: string): Promise<unknown> {
    const text = await this.read(name);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      this.log.warn(`${name} is not JSON and counts as empty.`);
      return undefined;
    }
  }

  /** Names of the files in a folder; empty when there is no folder. */
  async list(folder: string): Promise<string[]> {
    try {
      return await readdir(join(this.path, folder));
    } catch {
      return [];
    }
  }

  write(name: string, content: string | Uint8Array): Promise<void> {
    return this.#inOrder(name, () => this.#replace(name, content));
  }

  /** Removes a file, or a folder with its content. */
  remove(name: string): Promise<void> {
    return this.#inOrder(name, () => rm(join(this.path, name), { recursive: true, force: true }));
  }

  /**
   * Removes all files of a folder except the newest wanted ones, up to a maximum, and returns their names, newest first. A
   * file that another window may still be writing stays.
   */
  prune(folder: string, isWanted: (name: string) => boolean, max = Infinity): Promise<string[]> {
    return this.#inOrder(folder, async () => {
      const files = (await this.#files(folder)).toSorted((one, other) => other.changedAt - one.changedAt);
      const kept = files.filter(({ name }) => isWanted(name)).slice(0, max);
      const unwanted = files.filter(
        (file) => !kept.includes(file) && !isBeingWritten(file.name, file.changedAt),
      );
      await Promise.all(unwanted.map(({ name }) => rm(join(this.path, folder, name), { force: true })));
      return kept.map(({ name }) => name);
    });
  }

  /** Removes temporary files of killed editors. Never rejects, and leaves files that a window is writing. */
  async removeLeftovers(): Promise<void> {
    const folders = ['.', INTERACTIONS_FOLDER, DOCUMENTS_FOLDER, HISTORIES_FOLDER].map((name) =>
      join(this.path, name),
    );
    await Promise.all(folders.map((folder) => removeLeftovers(folder))).catch((error: unknown) => {
      this.log.warn(`Temporary files could not be removed: ${String(error)}`);
    });
  }

  /** Removes all data of the service; the user's choices and drafts stay. */
  async removeLoaded(): Promise<void> {
    const folders = [INTERACTIONS_FOLDER, DOCUMENTS_FOLDER, HISTORIES_FOLDER];
    const names = [...folders, BOUNDS_FILE, OPENINGS_FILE, OPENED_FILE, PEOPLE_FILE];
    await Promise.all(names.map((name) => this.remove(name)));
  }

  /**
   * Reads, changes and writes a JSON file under a lock, so that changes of other windows are kept. Rejects when the file
   * cannot be read, since it would be overwritten.
   */
  update(name: string, change: (value: unknown) => unknown): Promise<void> {
    return this.#inOrder(name, () =>
      withFileLock(join(this.path, name), async () => {
        await this.#replace(name, JSON.stringify(change(await this.#toChange(name))));
      }),
    );
  }

  /** The content of a file before it is changed. A file that is not JSON is renamed, so that the user still has it. */
  async #toChange(name: string): Promise<unknown> {
    const file = join(this.path, name);
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (!isErrorCode(error, 'ENOENT')) throw error;
    });
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      await rename(file, `${file}.broken`);
      this.log.warn(`${name} is not JSON, counts as empty, and is kept as ${name}.broken.`);
      return undefined;
    }
  }

  #replace(name: string, content: string | Uint8Array): Promise<void> {
    return replaceFile(join(this.path, name), content);
  }

  /** Files with the time of their last change. A file that another window removes meanwhile is left out. */
  async #files(folder: string): Promise<KeptFile[]> {
    const names = await this.list(folder);
    const files = await Promise.all(
      names.map(async (name) => {
        const status = await stat(join(this.path, folder, name)).catch(() => undefined);
        return status && { name, changedAt: status.mtimeMs };
      }),
    );
    return files.filter((file) => file !== undefined);
  }

  #inOrder<Result>(name: string, step: () => Promise<Result>): Promise<Result> {
    const [folder = name] = name.split('/', 1);
    const before = this.#changes.get(folder) ?? Promise.resolve();
    const after = before.catch(() => undefined).then(step);
    this.#changes.set(folder, after);
    return after;
  }
}
