import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { SearchTasks } from '../../src/editor/search/searchTasks.ts';
import { SearchThread } from '../../src/editor/search/searchThread.ts';
import { packedHistory } from '../../src/editor/storage/packedHistory.ts';
import type { SavedHistory } from '../../src/history/recordHistory.ts';
import type { SavedStretch } from '../../src/history/stretch.ts';
import { parseSearchQuery } from '../../src/search/searchQuery.ts';
import { projectFolder } from '../support/folders.ts';
import type { Figure } from './figure.ts';
import type { Finding } from './finding.ts';
import { heapBytes } from './heapBytes.ts';
import { HoldUpWatch } from './holdUpWatch.ts';
import { SearchableTexts } from './searchableTexts.ts';
import { timed } from './timed.ts';

const count = 100_000;
const records = 10;
const queries = 200;
const figure = 'search';

/** Words over 100,000 interactions with texts: the index is made in its thread from the files of ten histories. */
export const search: Figure = async ({ seed }) => {
  const home = await mkdtemp(path.join(tmpdir(), 'affinity-bench-search-'));
  try {
    const texts = new SearchableTexts(seed);
    const files = await written(home, texts);
    const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
    const inThread = await searched(home, files, texts);
    const memory = await memoryOf(files);
    const value = (what: string, values: readonly number[], unit: 'ms' | 'KB', atMost?: number): Finding => ({
      figure,
      what,
      ours: { values, unit },
      comparison: 'value',
      ...(atMost !== undefined && { goal: { atMost } }),
    });
    return {
      findings: [
        value(`from a query to its results, one to three words`, inThread.times, 'ms', 50),
        value('the slowest of them', [Math.max(...inThread.times)], 'ms', 150),
        {
          figure,
          what: 'longest hold-up of the host while a history is taken into the index',
          ours: { values: inThread.holdUps, unit: 'ms' },
          // On a busy machine other processes hold up the host as well.
          baseline: { values: inThread.idle, unit: 'ms', what: 'an idle host for as long' },
          comparison: 'difference',
          goal: { atMost: 16 },
        },
        value('until the index is made', [inThread.ms], 'ms'),
        value('memory of the index', [memory / 1024], 'KB', 60 * 1024),
        value('size on disk', [sizes.reduce((sum, one) => sum + one, 0) / 1024], 'KB', 40 * 1024),
      ],
    };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};

async function written(home: string, texts: SearchableTexts): Promise<readonly string[]> {
  const files: string[] = [];
  for (let record = 0; record < records; record += 1) {
    const file = path.join(home, `company-${String(record)}.jsonl.gz`);
    await writeFile(file, await packedHistory(historyOf(record, texts)));
    files.push(file);
  }
  return files;
}

function historyOf(record: number, texts: SearchableTexts): SavedHistory {
  const notes: [number, string][] = [];
  const types = new Map<0 | 1 | 2 | 3, readonly SavedStretch[]>();
  for (const type of [0, 1, 2, 3] as const) {
    const rows = Array.from({ length: count / records / 4 }, (_, place) => {
      const entry = texts.entry(record * 10_000 + place * 4 + type);
      notes.push([entry.id, entry.text ?? '']);
      return texts.interaction(entry);
    });
    const dates = rows.map(({ date }) => date.getTime());
    const [from, to] = [Math.min(...dates), Math.max(...dates) + 1];
    const read = { start: from, from, to, done: true, readAt: to, oldestReadAt: to, unreadable: [] };
    types.set(type, [{ ...read, rows }]);
  }
  return { record: { kind: 'company', id: record, name: 'Acme' }, savedAt: 0, types, notes };
}

async function searched(home: string, files: readonly string[], texts: SearchableTexts) {
  const worker = path.join(home, 'searchWorker.cjs');
  const entry = path.join(projectFolder, 'src/editor/search/searchWorker.ts');
  await build({ entryPoints: [entry], outfile: worker, bundle: true, format: 'cjs', platform: 'node' });
  const thread = new SearchThread(worker);
  try {
    const holdUps: number[] = [];
    const idle: number[] = [];
    const ms = await timed(async () => {
      for (const file of files) {
        const watch = new HoldUpWatch();
        const taken = await timed(async () => thread.load(file));
        holdUps.push(watch.stop());
        const beside = new HoldUpWatch();
        await sleep(taken);
        idle.push(beside.stop());
      }
    });
    const times: number[] = [];
    for (let place = 0; place < queries; place += 1) {
      const typed = Array.from({ length: 1 + (place % 3) }, () => texts.word()).join(' ');
      times.push(
        await timed(async () => thread.search(await parseSearchQuery(typed, async () => undefined), 100)),
      );
    }
    const { size } = await thread.search(await parseSearchQuery('', async () => undefined), 1);
    if (size !== count) throw new Error(`${String(size)} of ${String(count)} interactions are in the index.`);
    return { ms: ms / 2, holdUps, idle, times };
  } finally {
    thread.dispose();
  }
}

async function memoryOf(files: readonly string[]): Promise<number> {
  const before = (await heapBytes()) + process.memoryUsage().arrayBuffers;
  const tasks = new SearchTasks();
  for (const file of files) await tasks.load(file);
  const after = (await heapBytes()) + process.memoryUsage().arrayBuffers;
  const { size } = await tasks.search(await parseSearchQuery('', async () => undefined), 1);
  if (size !== count) throw new Error(`${String(size)} interactions are in the index.`);
  return after - before;
}
