/**
 * Where drafts are kept: texts by name, one file each, so that two windows never overwrite what the other one holds.
 * Names consist of letters, digits, `.`, `-` and `_`. A `write` replaces the whole text or leaves it as it was.
 */
export interface DraftStorage {
  list(): Promise<readonly string[]>;
  /** Undefined when there is no such text. */
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
  /** Succeeds when there is no such text, too. */
  remove(name: string): Promise<void>;
  /**
   * Gives a text to one window alone; undefined while another one has it. A window that is gone has nothing. Rejects when
   * the storage fails.
   */
  lock(name: string): Promise<Release | undefined>;
}

/** Never rejects. */
export type Release = () => Promise<void>;

/** For those who want nothing written: drafts live as long as the window. */
export function memoryStorage(): DraftStorage {
  const texts = new Map<string, string>();
  const locked = new Set<string>();
  return {
    list: async () => [...texts.keys()],
    read: async (name) => texts.get(name),
    write: async (name, text) => void texts.set(name, text),
    remove: async (name) => void texts.delete(name),
    lock: async (name) => {
      if (locked.has(name)) return undefined;
      locked.add(name);
      return async () => void locked.delete(name);
    },
  };
}

/**
 * For those who want nothing written where something was written before: it is still there to be finished, and leaves
 * `old` with its next change.
 */
export function memoryInsteadOf(old: DraftStorage): DraftStorage {
  const memory = memoryStorage();
  return {
    list: async () => [...new Set([...(await memory.list()), ...(await old.list())])],
    read: async (name) => (await memory.read(name)) ?? old.read(name),
    write: async (name, text) => {
      await memory.write(name, text);
      await old.remove(name);
    },
    remove: async (name) => {
      await memory.remove(name);
      await old.remove(name);
    },
    lock: async (name) => ((await old.read(name)) === undefined ? memory.lock(name) : old.lock(name)),
  };
}
