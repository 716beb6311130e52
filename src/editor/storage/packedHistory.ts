import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { HistoryLinesReader, historyLines } from '../../history/historyLines.ts';
import { inSlices } from '../../history/inSlices.ts';
import type { SavedHistory } from '../../history/recordHistory.ts';

const LINE_END = 10;

export async function packedHistory(history: SavedHistory): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  await inSlices(historyLines(history), (line) => {
    parts.push(Buffer.from(`${line}\n`));
  });
  return promisify(gzip)(Buffer.concat(parts));
}

/** Undefined when the end is missing. Rejects when it is no history of this version. */
export async function unpackedHistory(bytes: Uint8Array): Promise<SavedHistory | undefined> {
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
