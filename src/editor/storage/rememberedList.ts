import type { AccountFolder } from './accountFolder.ts';

export interface RememberedListOptions<Entry> {
  readonly file: string;
  /** The oldest entries beyond it are dropped. */
  readonly max: number;
  /** Identifies an entry. A later one with the same key replaces it. */
  readonly keyOf: (entry: Entry) => string;
  /** Never throws, and skips what it can't read. */
  readonly parse: (stored: unknown) => readonly Entry[];
  /** Called before each read and write, as the setting can change. */
  readonly enabled: () => boolean;
}

/** A short list of the service's data, kept for the next start. Windows add to each other's entries. */
export class RememberedList<Entry> {
  readonly #folder: AccountFolder;
  readonly #options: RememberedListOptions<Entry>;
  /** By key, oldest first. */
  readonly #entries = new Map<string, Entry>();
  #isForgotten = false;

  constructor(folder: AccountFolder, options: RememberedListOptions<Entry>) {
    this.#folder = folder;
    this.#options = options;
  }

  /** Newest first. */
  get entries(): readonly Entry[] {
    return [...this.#entries.values()].toReversed();
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** Makes entries the newest ones, the last one first. Resolves when they are written; never rejects. */
  async put(entries: readonly Entry[]): Promise<void> {
    const added = new Map(entries.map((entry) => [this.#options.keyOf(entry), entry]));
    this.#add(added);
    await this.#write((stored) => [...without(stored, added), ...added]);
  }

  /** Never rejects. */
  async remove(key: string): Promise<void> {
    if (!this.#entries.delete(key)) return;
    await this.#write((stored) => without(stored, new Set([key])));
  }

  /** Reads what was kept. What was added meanwhile stays, and is newer. */
  async restore(): Promise<void> {
    if (!this.#options.enabled()) return;
    const stored = this.#keyed(await this.#folder.readJson(this.#options.file));
    this.#add([...stored, ...this.#entries]);
  }

  /** Removes the file, on sign-out; nothing is written afterwards. */
  async forgetAll(): Promise<void> {
    this.#isForgotten = true;
    await this.#folder.remove(this.#options.file);
  }

  async #write(change: (stored: readonly Keyed<Entry>[]) => readonly Keyed<Entry>[]): Promise<void> {
    const { enabled, file, max } = this.#options;
    if (!enabled() || this.#isForgotten) return;
    try {
      await this.#folder.update(file, (stored) =>
        change(this.#keyed(stored))
          .slice(-max)
          .map(([, entry]) => entry),
      );
    } catch (error) {
      this.#folder.log.warn(`${file} could not be written: ${String(error)}`);
    }
  }

  #keyed(stored: unknown): readonly Keyed<Entry>[] {
    return this.#options.parse(stored).map((entry) => [this.#options.keyOf(entry), entry]);
  }

  #add(entries: Iterable<Keyed<Entry>>): void {
    for (const [key, entry] of entries) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#options.max) return;
      this.#entries.delete(key);
    }
  }
}

type Keyed<Entry> = readonly [key: string, entry: Entry];

function without<Entry>(
  entries: readonly Keyed<Entry>[],
  keys: Pick<ReadonlySet<string>, 'has'>,
): readonly Keyed<Entry>[] {
  return entries.filter(([key]) => !keys.has(key));
}
