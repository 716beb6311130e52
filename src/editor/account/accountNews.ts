import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable } from 'vscode';
import { removeLeftovers, replaceFile } from '../storage/replaceFile.ts';
import { watchFile } from '../storage/storedValue.ts';

const FILE_NAME = 'account.json';

export interface ToldAccount {
  /** Undefined: signed out. */
  readonly account: string | undefined;
  /** When the user chose it, in milliseconds since the epoch; it may be heard long after. */
  readonly at: number;
}

/**
 * Tells the other windows whose account was chosen, by name and without its key: an editor in the browser keeps the
 * secrets of each window apart until it is reloaded, and no event tells of a sign-out in another one.
 */
export class AccountNews {
  readonly #folder: string;
  /** A window does not listen to itself: what it told may be heard late, after it has told something else. */
  readonly #window = crypto.randomUUID();

  constructor(storagePath: string) {
    this.#folder = storagePath;
  }

  /** Never rejects: a window that hears nothing learns of it when it is reloaded. */
  async tell({ account, at }: ToldAccount): Promise<void> {
    const text = JSON.stringify({ account: account ?? null, at, window: this.#window });
    await replaceFile(join(this.#folder, FILE_NAME), text).catch(() => undefined);
  }

  /** Calls back with what another window has told. Every start listens, and so removes what killed editors left. */
  onDidTell(listener: (told: ToldAccount) => void): Disposable {
    void removeLeftovers(this.#folder).catch(() => undefined);
    const hear = async (): Promise<void> => {
      const told = parse(await readFile(join(this.#folder, FILE_NAME), 'utf8').catch(() => ''));
      if (told !== undefined && told.window !== this.#window) listener(told);
    };
    return watchFile(this.#folder, FILE_NAME, () => void hear());
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
