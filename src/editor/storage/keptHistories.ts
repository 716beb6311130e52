import { HistoryEdits } from '../../history/historyEdits.ts';
import type { TimedEdit } from '../../history/historyEdits.ts';
import type { SavedHistory } from '../../history/recordHistory.ts';
import type { HistoryEdit } from '../../history/timelines.ts';
import type { HistoryArchive } from '../../history/wholeHistories.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { HISTORIES_FOLDER } from './accountFolder.ts';
import type { AccountFolder } from './accountFolder.ts';
import { packedHistory, unpackedHistory } from './historyFile.ts';

const EDITS_FILE = 'edits.json';

const fileName = (record: RecordId): string => `${recordKey(record).replace(':', '-')}.jsonl.gz`;

/** The file of a record's history within the folder of the account. */
export const historyFileName = (record: RecordId): string => `${HISTORIES_FOLDER}/${fileName(record)}`;

/**
 * Histories that were read with their texts, one compressed file per record. When nothing may be kept, they stay in memory
 * until the session ends.
 */
export class KeptHistories implements HistoryArchive {
  readonly #folder: AccountFolder;
  readonly #enabled: () => boolean;
  readonly #inMemory = new Map<string, SavedHistory>();
  #edits = new HistoryEdits();
  #editsRead: Promise<void> | undefined;

  /** `enabled` is called before each read and write, as the setting can change. */
  constructor(folder: AccountFolder, enabled: () => boolean) {
    this.#folder = folder;
    this.#enabled = enabled;
  }

  async load(record: RecordId): Promise<SavedHistory | undefined> {
    await this.#readEdits();
    const inMemory = this.#inMemory.get(recordKey(record));
    if (inMemory !== undefined || !this.#enabled()) return inMemory;
    const name = historyFileName(record);
    const bytes = await this.#folder.readBytes(name);
    if (bytes === undefined) return undefined;
    try {
      const history = await unpackedHistory(bytes);
      const isOwn = history !== undefined && recordKey(history.record) === recordKey(record);
      if (isOwn && this.#edits.since(history.savedAt) !== undefined) return history;
      this.#folder.log.warn(`${name} is cut short, too old or of another record, and is read again.`);
    } catch (error) {
      this.#folder.log.warn(`${name} can't be used and is read again: ${messageOf(error)}`);
    }
    return undefined;
  }

  /** A history that can't be written stays in memory, so that it isn't requested twice. */
  async save(history: SavedHistory): Promise<void> {
    const key = recordKey(history.record);
    this.#inMemory.set(key, history);
    if (!this.#enabled()) return;
    const name = historyFileName(history.record);
    try {
      const bytes = await packedHistory(history);
      if (!this.#enabled()) return;
      await this.#folder.write(name, bytes);
      if (this.#inMemory.get(key) === history) this.#inMemory.delete(key);
    } catch (error) {
      this.#folder.log.warn(`${name} could not be written: ${String(error)}`);
    }
  }

  edits(since: number): readonly TimedEdit[] {
    return this.#edits.since(since) ?? [];
  }

  /** Notes an edit, which histories that were kept before don't have. Never rejects. */
  async takeEdit(edit: HistoryEdit): Promise<void> {
    await this.#readEdits();
    const files = await this.#folder.list(HISTORIES_FOLDER);
    if (files.length === 0 && this.#inMemory.size === 0) return;
    this.#edits.add(edit, Date.now());
    if (!this.#enabled()) return;
    const name = `${HISTORIES_FOLDER}/${EDITS_FILE}`;
    await this.#folder.write(name, JSON.stringify(this.#edits)).catch((error: unknown) => {
      this.#folder.log.warn(`${name} could not be written: ${String(error)}`);
    });
  }

  async forget(record: RecordId): Promise<void> {
    this.#inMemory.delete(recordKey(record));
    await this.#folder.remove(historyFileName(record));
    const files = await this.#folder.list(HISTORIES_FOLDER);
    if (files.every((name) => name === EDITS_FILE)) await this.#folder.remove(HISTORIES_FOLDER);
  }

  /** Removes the files of records that aren't followed any more. */
  async tidy(followed: readonly RecordId[]): Promise<void> {
    const wanted = new Set(followed.map((record) => fileName(record)));
    await this.#folder.prune(HISTORIES_FOLDER, (name) => wanted.has(name) || name === EDITS_FILE);
  }

  dispose(): void {
    this.#inMemory.clear();
  }

  #readEdits(): Promise<void> {
    this.#editsRead ??= (async () => {
      if (!this.#enabled()) return;
      this.#edits = new HistoryEdits(await this.#folder.readJson(`${HISTORIES_FOLDER}/${EDITS_FILE}`));
    })();
    return this.#editsRead;
  }
}

/** Without what the file holds, which doesn't belong into the log. */
function messageOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is not JSON.';
  return error instanceof Error && 'code' in error ? String(error.code) : 'it has another version or shape.';
}
