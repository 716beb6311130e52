import type { InteractionType } from '../../affinity/index.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import { DOCUMENTS_FOLDER } from './accountFolder.ts';
import type { AccountFolder } from './accountFolder.ts';

const MAX_DOCUMENTS = 200;

const fileName = (type: InteractionType, id: number): string => `${DOCUMENTS_FOLDER}/${type}-${id}.json`;

/** An interaction as a document. */
export interface ReadInteraction {
  readonly markdown: string;
  /** Plain text of its notes, for tooltips; empty when it has none. */
  readonly note: string;
  /** When the service was asked, in milliseconds since the epoch. */
  readonly readAt: number;
}

/** Documents that were opened, kept for the next start. One that cannot be written or read is requested again. */
export class KeptDocuments {
  readonly #folder: AccountFolder;
  readonly #enabled: () => boolean;

  /** `enabled` is called before each read and write, as the setting can change. */
  constructor(folder: AccountFolder, enabled: () => boolean) {
    this.#folder = folder;
    this.#enabled = enabled;
  }

  async read(type: InteractionType, id: number): Promise<ReadInteraction | undefined> {
    if (!this.#enabled()) return undefined;
    return keptDocument(await this.#folder.readJson(fileName(type, id)));
  }

  /** The notes of all kept documents, one after another. */
  async *notes(): AsyncGenerator<InteractionRef & { readonly note: string }, void> {
    if (!this.#enabled()) return;
    for (const name of await this.#folder.list(DOCUMENTS_FOLDER)) {
      const [, type, id] = /^(\d)-(\d{1,16})\.json$/.exec(name) ?? [];
      if (type === undefined || id === undefined) continue;
      const kept = keptDocument(await this.#folder.readJson(`${DOCUMENTS_FOLDER}/${name}`));
      if (kept !== undefined) yield { type: Number(type), id: Number(id), note: kept.note };
    }
  }

  async write(type: InteractionType, id: number, read: ReadInteraction): Promise<void> {
    if (!this.#enabled()) return;
    const name = fileName(type, id);
    const text = JSON.stringify({ version: 1, ...read, readAt: new Date(read.readAt).toJSON() });
    await this.#folder.write(name, text).catch((error: unknown) => {
      this.#folder.log.warn(`${name} could not be written: ${String(error)}`);
    });
  }

  /** Never rejects: a save or deletion succeeded even when its old document cannot be removed. */
  async forget(type: InteractionType, id: number): Promise<void> {
    const name = fileName(type, id);
    await this.#folder.remove(name).catch((error: unknown) => {
      this.#folder.log.warn(`${name} could not be removed: ${String(error)}`);
    });
  }

  /** Removes all but the newest documents, and files of older versions. */
  async tidy(): Promise<void> {
    await this.#folder.prune(DOCUMENTS_FOLDER, (name) => name.endsWith('.json'), MAX_DOCUMENTS);
  }
}

function keptDocument(stored: unknown): ReadInteraction | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { version, readAt, markdown, note } = stored as { readonly [field: string]: unknown };
  if (version !== 1 || typeof readAt !== 'string' || typeof markdown !== 'string') return undefined;
  const moment = Date.parse(readAt);
  if (Number.isNaN(moment)) return undefined;
  return { markdown, note: typeof note === 'string' ? note : '', readAt: moment };
}
