/** Does nothing. Used where no lock is needed, and where the storage could not give one. */
export const noLock: Release = () => Promise.resolve();

/**
 * Stores texts by name, one file each, so that two windows never overwrite each other's drafts. Names consist of letters,
 * digits, `.`, `-` and `_`.
 */
export interface DraftStorage {
  list(): Promise<readonly string[]>;
  /** Undefined when there is no such text. */
  read(name: string): Promise<string | undefined>;
  /** Replaces the whole text or leaves it unchanged. */
  write(name: string, text: string): Promise<void>;
  /** Also succeeds when there is no such text. */
  remove(name: string): Promise<void>;
  /**
   * Locks a text for this window. Undefined while another window holds the lock; a closed window holds none. Rejects when
   * the storage fails.
   */
  lock(name: string): Promise<Release | undefined>;
}

/** Never rejects. */
export type Release = () => Promise<void>;

/** Keeps drafts for as long as the window is open, for users who want nothing written to disk. */
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

/** Writes to memory only, but still shows what `old` holds. A text leaves `old` with its next change. */
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
