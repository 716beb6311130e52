import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AccountFolder } from '../../src/editor/storage/accountFolder.ts';
import { RememberedInteractions } from '../../src/editor/storage/rememberedInteractions.ts';
import { Timelines } from '../../src/history/timelines.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';
import { silentLog } from '../support/silentLog.ts';
import type { Figure } from './figure.ts';
import { HoldUpWatch } from './holdUpWatch.ts';
import { loadedTimeline } from './loadedTimeline.ts';

const rounds = 9;
const rows = 80;

/** How long the host is held up at a stretch while what was loaded before the restart comes back: 300 emails a row. */
export const comeback: Figure = async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'affinity-bench-comeback-'));
  try {
    const folder = new AccountFolder(home, 'bench', silentLog);
    const followed = await written(folder);
    await longestHoldUp(folder, followed);
    const values: number[] = [];
    for (let round = 0; round < rounds; round += 1) values.push(await longestHoldUp(folder, followed));
    return {
      findings: [
        {
          figure: 'comeback',
          what: `longest hold-up of the host while ${String(rows)} remembered rows come back`,
          ours: { values, unit: 'ms' },
          comparison: 'value',
          goal: { atMost: 16 },
        },
      ],
    };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};

/** The files of so many rows; tells of which records they are. */
async function written(folder: AccountFolder): Promise<readonly RecordRef[]> {
  const loaded = await loadedTimeline(1000, Date.now());
  await loaded.loadAll();
  const snapshot = loaded.timeline.snapshot(300);
  const records = Array.from({ length: rows }, (_, id): RecordRef => ({ kind: 'company', id, name: 'Acme' }));
  for (const record of records) {
    const text = JSON.stringify({ ...snapshot, record });
    await folder.write(`interactions/company-${String(record.id)}-3-.json`, text);
  }
  return records;
}

async function longestHoldUp(folder: AccountFolder, followed: readonly RecordRef[]): Promise<number> {
  const timelines = new Timelines(source, { now: () => Date.now() });
  const remembered = new RememberedInteractions(folder, timelines, () => true);
  const watch = new HoldUpWatch();
  await remembered.restore({ followed, filter: {} });
  const longest = watch.stop();
  const restored = followed.filter((record) => timelines.of(record, 3).state.items.length === 300).length;
  if (restored !== rows) throw new Error(`${String(restored)} rows came back.`);
  timelines.dispose();
  remembered.dispose();
  return longest;
}

const refuse = (): never => {
  throw new Error('What comes back asks for nothing.');
};
const source = {
  persons: { get: refuse },
  companies: { get: refuse },
  opportunities: { get: refuse },
  interactions: { iterate: refuse },
};
