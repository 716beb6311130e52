import { mkdir } from 'node:fs/promises';
import { Disposable, EventEmitter, RelativePattern, Uri, workspace } from 'vscode';
import type { AccountFolder } from './accountFolder.ts';

/**
 * A small value of one account in a JSON file. A change is applied to the file's current content, so that windows never
 * lose each other's changes, and changes of other windows are noticed.
 */
export class StoredValue<Value> implements Disposable {
  readonly #folder: AccountFolder;
  readonly #file: string;
  readonly #parse: (stored: unknown) => Value;
  readonly #changed = new EventEmitter<void>();
  readonly #watcher: Disposable;
  /** The content of the file, as last read or written. */
  #stored: Value;
  /** Changes that are shown and not written yet. */
  #pending: readonly { readonly change: (value: Value) => Value }[] = [];
  #current: Value;

  readonly onDidChange = this.#changed.event;
  /** Resolves when the file was read; never rejects. */
  readonly ready: Promise<void>;

  /** `parse` never throws, and returns the empty value for invalid content. */
  constructor(folder: AccountFolder, file: string, parse: (stored: unknown) => Value) {
    this.#folder = folder;
    this.#file = file;
    this.#parse = parse;
    this.#stored = parse(undefined);
    this.#current = this.#stored;
    this.ready = this.#read();
    this.#watcher = watchFile(folder.path, file, () => void this.#read());
  }

  get current(): Value {
    return this.#current;
  }

  /** Shows the change at once. Rejects, and takes the change back, when it could not be written. */
  async update(change: (value: Value) => Value): Promise<void> {
    const pending = { change };
    this.#pending = [...this.#pending, pending];
    this.#show();
    try {
      let written = this.#stored;
      await this.#folder.update(this.#file, (stored) => (written = change(this.#parse(stored))));
      this.#stored = written;
    } finally {
      this.#pending = this.#pending.filter((one) => one !== pending);
      this.#show();
      if (this.#pending.length === 0) void this.#read();
    }
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#changed.dispose();
  }

  /** Not while a change is being written: the file may contain it already. It is read afterwards. */
  async #read(): Promise<void> {
    const stored = await this.#folder.readJson(this.#file);
    if (stored === undefined || this.#pending.length > 0) return;
    this.#stored = this.#parse(stored);
    this.#show();
  }

  #show(): void {
    const value = this.#pending.reduce((shown, { change }) => change(shown), this.#stored);
    if (JSON.stringify(value) === JSON.stringify(this.#current)) return;
    this.#current = value;
    this.#changed.fire();
  }
}

/**
 * Calls back when a window creates or changes the file. The folder is created first, since the editor does not watch a
 * folder that appears later.
 */
export function watchFile(folder: string, name: string, listener: () => void): Disposable {
  let watcher: Disposable | undefined;
  let isDisposed = false;
  const begin = (): void => {
    if (isDisposed) return;
    const files = workspace.createFileSystemWatcher(
      new RelativePattern(Uri.file(folder), name),
      false,
      false,
      true,
    );
    files.onDidCreate(listener);
    files.onDidChange(listener);
    watcher = files;
  };
  // Without the folder nothing will be written either.
  mkdir(folder, { recursive: true }).then(begin, () => undefined);
  return new Disposable(() => {
    isDisposed = true;
    watcher?.dispose();
  });
}
