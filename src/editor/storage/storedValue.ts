import { mkdir } from 'node:fs/promises';
import { Disposable, EventEmitter, RelativePattern, Uri, workspace } from 'vscode';
import type { AccountFolder } from './accountFolder.ts';

/**
 * A small value of one account, kept as a JSON file. A change is applied to what the file holds at that moment,
 * so that two windows never lose one another's changes, and a change of another window is noticed.
 */
export class StoredValue<Value> implements Disposable {
  readonly #folder: AccountFolder;
  readonly #file: string;
  readonly #parse: (stored: unknown) => Value;
  readonly #changed = new EventEmitter<void>();
  readonly #watcher: Disposable;
  /** What the file holds, as far as this window knows. */
  #stored: Value;
  /** Shown already, and not yet written. */
  #pending: readonly { readonly change: (value: Value) => Value }[] = [];
  #current: Value;

  readonly onDidChange = this.#changed.event;
  /** Settles when the file has been read; never rejects. */
  readonly ready: Promise<void>;

  /** `parse` never throws; it gives the empty value for everything that is none. */
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

  /** Shows the change at once, and no longer when it could not be written: then this rejects. */
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

  /** What is being written may be in the file already, and is read once it surely is. */
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
 * Calls back when the file is made or changed, by whatever window. The folder is made first: the editor does not notice
 * what happens in one that came to be after it began to watch.
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
  // Where no folder can be made nothing will be written either.
  mkdir(folder, { recursive: true }).then(begin, () => undefined);
  return new Disposable(() => {
    isDisposed = true;
    watcher?.dispose();
  });
}
