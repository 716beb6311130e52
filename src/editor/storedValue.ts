import { EventEmitter, type Disposable } from 'vscode';
import type { AccountFolder } from './accountFolder.ts';
import { watchFile } from './watchFile.ts';

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
  #current: Value;

  readonly onDidChange = this.#changed.event;
  /** Settles when the file has been read; never rejects. */
  readonly ready: Promise<void>;

  /** `parse` never throws; it gives the empty value for everything that is none. */
  constructor(folder: AccountFolder, file: string, parse: (stored: unknown) => Value) {
    this.#folder = folder;
    this.#file = file;
    this.#parse = parse;
    this.#current = parse(undefined);
    this.ready = this.#read();
    this.#watcher = watchFile(folder.path, file, () => void this.#read());
  }

  get current(): Value {
    return this.#current;
  }

  async update(change: (value: Value) => Value): Promise<void> {
    this.#set(change(this.#current));
    await this.#folder.update(this.#file, (stored) => change(this.#parse(stored)));
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#changed.dispose();
  }

  async #read(): Promise<void> {
    const stored = await this.#folder.readJson(this.#file);
    if (stored !== undefined) this.#set(this.#parse(stored));
  }

  #set(value: Value): void {
    if (JSON.stringify(value) === JSON.stringify(this.#current)) return;
    this.#current = value;
    this.#changed.fire();
  }
}
