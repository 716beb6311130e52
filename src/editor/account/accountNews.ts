import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable } from 'vscode';
import { removeLeftovers, replaceFile } from '../storage/replaceFile.ts';
import { watchFile } from '../storage/storedValue.ts';

const FILE_NAME = 'account.json';

export interface ToldAccount {
  /** The account's name; undefined after a sign-out. */
  readonly account: string | undefined;
  /** When the user signed in or out, in milliseconds since the epoch. The news may arrive much later. */
  readonly at: number;
}

/**
 * Tells other windows which account was signed in or out, by name and without its key. An editor in the browser keeps a
 * copy of the secrets in each window, and fires no event when another window changes them.
 */
export class AccountNews {
  readonly #folder: string;
  /** A window ignores its own news, which could arrive after newer ones. */
  readonly #window = crypto.randomUUID();

  constructor(storagePath: string) {
    this.#folder = storagePath;
  }

  /** Never rejects: a window that misses the news reads the account when it is reloaded. */
  async tell({ account, at }: ToldAccount): Promise<void> {
    const text = JSON.stringify({ account: account ?? null, at, window: this.#window });
    await replaceFile(join(this.#folder, FILE_NAME), text).catch(() => undefined);
  }

  /** Calls back with news of other windows. Also removes temporary files that a killed editor left. */
  onDidTell(listener: (told: ToldAccount) => void): Disposable {
    void removeLeftovers(this.#folder).catch(() => undefined);
    const read = async (): Promise<void> => {
      const told = parse(await readFile(join(this.#folder, FILE_NAME), 'utf8').catch(() => ''));
      if (told !== undefined && told.window !== this.#window) listener(told);
    };
    return watchFile(this.#folder, FILE_NAME, () => void read());
  }
}

function parse(text: string): (ToldAccount & { readonly window: unknown }) | undefined {
  try {
    const told: unknown = JSON.parse(text);
    if (typeof told !== 'object' || told === null || !('account' in told)) return undefined;
    const { account } = told;
    const window = 'window' in told ? told.window : undefined;
    const at = 'at' in told && typeof told.at === 'number' ? told.at : Infinity;
    return typeof account === 'string' || account === null
      ? { account: account ?? undefined, at, window }
      : undefined;
  } catch {
    return undefined;
  }
}
