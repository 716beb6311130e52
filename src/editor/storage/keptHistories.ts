import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { SavedHistory } from '../../history/recordHistory.ts';
import { HistoryLinesReader, historyLines } from '../../history/storedHistory.ts';
import type { HistoryArchive } from '../../history/wholeHistories.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { HISTORIES_FOLDER } from './accountFolder.ts';
import type { AccountFolder } from './accountFolder.ts';
import { inSlices } from './inSlices.ts';

const LINE_END = 10;

const fileName = (record: RecordId): string => `${recordKey(record).replace(':', '-')}.jsonl.gz`;

/**
 * Histories that were read with their texts, one compressed file per record. When nothing may be kept, they stay in memory
 * until the session ends.
 */
export class KeptHistories implements HistoryArchive {
  readonly #folder: AccountFolder;
  readonly #enabled: () => boolean;
  readonly #inMemory = new Map<string, SavedHistory>();

  /** `enabled` is called before each read and write, as the setting can change. */
  constructor(folder: AccountFolder, enabled: () => boolean) {
    this.#folder = folder;
    this.#enabled = enabled;
  }

  async load(record: RecordId): Promise<SavedHistory | undefined> {
    const inMemory = this.#inMemory.get(recordKey(record));
    if (inMemory !== undefined || !this.#enabled()) return inMemory;
    const name = `${HISTORIES_FOLDER}/${fileName(record)}`;
    const bytes = await this.#folder.readBytes(name);
    if (bytes === undefined) return undefined;
    try {
      const history = await unpacked(bytes);
      if (history !== undefined && recordKey(history.record) === recordKey(record)) return history;
      this.#folder.log.warn(`${name} is cut short or belongs to another record, and is read again.`);
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
    const name = `${HISTORIES_FOLDER}/${fileName(history.record)}`;
    try {
      const bytes = await packed(history);
      if (!this.#enabled()) return;
      await this.#folder.write(name, bytes);
      if (this.#inMemory.get(key) === history) this.#inMemory.delete(key);
    } catch (error) {
      this.#folder.log.warn(`${name} could not be written: ${String(error)}`);
    }
  }

  async forget(record: RecordId): Promise<void> {
    this.#inMemory.delete(recordKey(record));
    await this.#folder.remove(`${HISTORIES_FOLDER}/${fileName(record)}`);
  }

  /** Removes the files of records that aren't followed any more. */
  async tidy(followed: readonly RecordId[]): Promise<void> {
    const wanted = new Set(followed.map((record) => fileName(record)));
    await this.#folder.prune(HISTORIES_FOLDER, (name) => wanted.has(name));
  }

  dispose(): void {
    this.#inMemory.clear();
  }
}

async function packed(history: SavedHistory): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  await inSlices(historyLines(history), (line) => {
    parts.push(Buffer.from(`${line}\n`));
  });
  return promisify(gzip)(Buffer.concat(parts));
}

/** Undefined when the end is missing. Rejects when it is no history of this version. */
async function unpacked(bytes: Uint8Array): Promise<SavedHistory | undefined> {
  const text = await promisify(gunzip)(bytes);
  const reader = new HistoryLinesReader();
  await inSlices(linesOf(text), (line) => reader.take(line));
  return reader.history;
}

function* linesOf(text: Buffer): Generator<string, void> {
  for (let start = 0; start < text.length;) {
    const found = text.indexOf(LINE_END, start);
    const end = found < 0 ? text.length : found;
    yield text.toString('utf8', start, end);
    start = end + 1;
  }
}

/** Without what the file holds, which doesn't belong into the log. */
function messageOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is not JSON.';
  return error instanceof Error && 'code' in error ? String(error.code) : 'it has another version or shape.';
}
