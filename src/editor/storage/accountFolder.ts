import { readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../settings/configuration.ts';
import { withFileLock } from './fileLock.ts';
import { isBeingWritten, isErrorCode, removeLeftovers, replaceFile } from './replaceFile.ts';

/** Where stands what the service gave. */
export const INTERACTIONS_FOLDER = 'interactions';
export const DOCUMENTS_FOLDER = 'documents';
export const BOUNDS_FILE = 'bounds.json';

interface KeptFile {
  readonly name: string;
  readonly changedAt: number;
}

/**
 * What is kept on disk for one account: texts by name, below the editor's storage folder of this extension.
 * A write replaces the whole file in one step, so that a crash leaves the old text or the new one. What changes a
 * folder goes in order, so that nothing is left of one that is removed while something is written into it.
 * Reading never rejects: what cannot be read is not there, and the log says so.
 */
export class AccountFolder {
  readonly path: string;
  /** Where is told what goes wrong for the account. */
  readonly log: Log;
  /** The last change of each folder, or of each file that stands in none. */
  readonly #changes = new Map<string, Promise<unknown>>();

  constructor(storagePath: string, accountName: string, log: Log) {
    this.path = join(storagePath, 'accounts', accountName);
    this.log = log;
  }

  async read(name: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.path, name), 'utf8');
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

  /**
   * Removes all files of a folder but the newest so many of those that are wanted, and names these, the newest first.
   * What a window has begun to write stays for as long as that can take.
   */
  prune(folder: string, isWanted: (name: string) => boolean, most = Infinity): Promise<string[]> {
    return this.#inOrder(folder, async () => {
      const files = (await this.#files(folder)).toSorted((one, other) => other.changedAt - one.changedAt);
      const kept = files.filter(({ name }) => isWanted(name)).slice(0, most);
      const unwanted = files.filter(
        (file) => !kept.includes(file) && !isBeingWritten(file.name, file.changedAt),
      );
      await Promise.all(unwanted.map(({ name }) => rm(join(this.path, folder, name), { force: true })));
      return kept.map(({ name }) => name);
    });
  }

  /** Removes what killed editors left half written. Never rejects, and disturbs no window that is writing. */
  async removeLeftovers(): Promise<void> {
    const folders = ['.', INTERACTIONS_FOLDER, DOCUMENTS_FOLDER].map((name) => join(this.path, name));
    await Promise.all(folders.map((folder) => removeLeftovers(folder))).catch((error: unknown) => {
      this.log.warn(`What an editor left half written could not be removed: ${String(error)}`);
    });
  }

  /** Removes all that the service gave; what the user chose or wrote stays. */
  async removeLoaded(): Promise<void> {
    const names = [INTERACTIONS_FOLDER, DOCUMENTS_FOLDER, BOUNDS_FILE];
    await Promise.all(names.map((name) => this.remove(name)));
  }

  /**
   * Reads, changes and writes a JSON text anew, so that what another window has written meanwhile is kept. Rejects when
   * it cannot be read: taken for empty it would be written over.
   */
  update(name: string, change: (value: unknown) => unknown): Promise<void> {
    return this.#inOrder(name, () =>
      withFileLock(join(this.path, name), async () => {
        await this.#replace(name, JSON.stringify(change(await this.#toChange(name))));
      }),
    );
  }

  /** What a file holds before it is written over. A text that is no JSON is set aside, where the user still has it. */
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
      this.log.warn(`${name} is no JSON, counts as empty, and is kept as ${name}.broken.`);
      return undefined;
    }
  }

  #replace(name: string, text: string): Promise<void> {
    return replaceFile(join(this.path, name), text);
  }

  /** When each file was last changed. One that another window removes meanwhile is none. */
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
