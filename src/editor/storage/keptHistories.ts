import { HistoryEdits, MOST_EDITS } from '../../history/historyEdits.ts';
import type { TimedEdit } from '../../history/historyEdits.ts';
import type { SavedHistory } from '../../history/recordHistory.ts';
import type { HistoryEdit } from '../../history/timelines.ts';
import type { HistoryArchive } from '../../history/wholeHistories.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { HISTORIES_FOLDER } from './accountFolder.ts';
import type { AccountFolder } from './accountFolder.ts';
import { packedHistory, unpackedHistory } from './packedHistory.ts';

const EDITS_FILE = 'edits.json';

const EDITS = `${HISTORIES_FOLDER}/${EDITS_FILE}`;

const fileName = (record: RecordId): string => `${recordKey(record).replace(':', '-')}.jsonl.gz`;

/** The file of a record's history within the folder of the account. */
export const historyFileName = (record: RecordId): string => `${HISTORIES_FOLDER}/${fileName(record)}`;

interface UnwrittenEdit {
  readonly edit: HistoryEdit;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Histories that were read with their texts, one compressed file per record. When nothing may be kept, they stay in memory
 * until the session ends.
 */
export class KeptHistories implements HistoryArchive {
  readonly #folder: AccountFolder;
  readonly #enabled: () => boolean;
  readonly #inMemory = new Map<string, SavedHistory>();
  #edits = new HistoryEdits();
  /** Edits that the file doesn't hold yet. */
  #unwritten: readonly UnwrittenEdit[] = [];
  /** Reading and writing the edits take turns: what is read before a write ends would lack what it writes. */
  #turn: Promise<void> = Promise.resolve();

  /** `enabled` is called before each read and write, as the setting can change. */
  constructor(folder: AccountFolder, enabled: () => boolean) {
    this.#folder = folder;
    this.#enabled = enabled;
  }

  async load(record: RecordId): Promise<SavedHistory | undefined> {
    await this.readEdits();
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
      if (this.edits(history.savedAt).length > 0) await this.#writeEdits();
      if (this.#inMemory.get(key) === history) this.#inMemory.delete(key);
    } catch (error) {
      this.#folder.log.warn(`${name} could not be written: ${String(error)}`);
    }
  }

  edits(since: number): readonly TimedEdit[] {
    return this.#edits.knownSince(since);
  }

  knowsEditsSince(moment: number): boolean {
    return this.#edits.since(moment) !== undefined;
  }

  /** Another window may have added some since. */
  readEdits(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#enabled()) return;
      const stored = await this.#folder.readJson(EDITS);
      this.#edits = this.#withUnwritten(stored);
    });
  }

  /** Notes an edit, which histories that were kept before, and rows that another window has loaded, don't have. Never rejects. */
  async takeEdit(edit: HistoryEdit): Promise<void> {
    const at = Date.now();
    this.#edits.add(edit, at);
    this.#unwritten = [...this.#unwritten, { edit, at }].slice(-MOST_EDITS);
    await this.#writeEdits();
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
    await this.#folder.prune(HISTORIES_FOLDER, (name) => wanted.has(name) || name.startsWith(EDITS_FILE));
  }

  dispose(): void {
    this.#inMemory.clear();
  }

  #writeEdits(): Promise<void> {
    return this.#inTurn(async () => this.#write());
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #write(): Promise<void> {
    if (!this.#enabled() || this.#unwritten.length === 0) return;
    try {
      let written: readonly UnwrittenEdit[] = [];
      await this.#folder.update(EDITS, (stored) => {
        written = this.#unwritten;
        this.#edits = this.#withUnwritten(stored);
        return this.#edits;
      });
      this.#unwritten = this.#unwritten.filter((one) => !written.includes(one));
    } catch (error) {
      this.#folder.log.warn(`${EDITS} could not be written: ${String(error)}`);
    }
  }

  #withUnwritten(stored: unknown): HistoryEdits {
    const edits = new HistoryEdits(stored);
    for (const { edit, at } of this.#unwritten) edits.add(edit, at);
    return edits;
  }
}

/** Without what the file holds, which doesn't belong into the log. */
function messageOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is not JSON.';
  return error instanceof Error && 'code' in error ? String(error.code) : 'it has another version or shape.';
}
