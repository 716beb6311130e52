import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { KeptHistories } from '../../../src/editor/storage/keptHistories.ts';
import type { SavedHistory } from '../../../src/history/recordHistory.ts';
import { NOW } from '../../history/affinityWith.ts';
import { interaction } from '../../history/interaction.ts';
import { silentLog } from '../../support/silentLog.ts';

const homes: string[] = [];
afterEach(async () => {
  await Promise.all(homes.splice(0).map((home) => rm(home, { recursive: true })));
});

const acme = { kind: 'company', id: 7, name: 'Acme' } as const;
const FILE = 'histories/company-7.jsonl.gz';

function historyOf(rows: number): SavedHistory {
  const ann = { id: 3, type: 1, firstName: 'Ann', lastName: 'Lee', emails: ['ann@firm.example'] };
  const saved = {
    start: NOW - 1e11,
    from: NOW - 1e11,
    to: NOW,
    done: true,
    readAt: NOW,
    oldestReadAt: NOW,
    unreadable: [['9', NOW - 5]] as const,
    rows: Array.from({ length: rows }, (_, index) =>
      interaction({ id: index, date: new Date(NOW - index * 1000), persons: [ann], noteIds: [index + 1] }),
    ),
  };
  const notes = saved.rows.map(
    ({ id }) => [id + 1, `“Note” ${String(id)}\nwith lines\u2028and signs 🚀`] as const,
  );
  return { record: acme, savedAt: NOW, types: new Map([[0, [saved]]]), notes };
}

async function folderWith() {
  const home = await mkdtemp(join(tmpdir(), 'affinity-histories-'));
  homes.push(home);
  const warn = vi.fn<(message: string) => void>();
  const folder = new AccountFolder(home, 'acme', { ...silentLog, warn });
  const setting = { on: true };
  const start = () => new KeptHistories(folder, () => setting.on);
  return { home, folder, warn, setting, start };
}

describe('kept histories', () => {
  it('come back after a restart as they were', async () => {
    const { start } = await folderWith();
    await start().save(historyOf(250));
    const loaded = await start().load(acme);
    expect(loaded).toEqual(historyOf(250));
    expect(await start().load({ kind: 'person', id: 7 })).toBeUndefined();
  });

  it('stay in memory alone when nothing is to be remembered', async () => {
    const { start, setting, folder } = await folderWith();
    setting.on = false;
    const kept = start();
    await kept.save(historyOf(3));
    expect(await kept.load(acme)).toEqual(historyOf(3));
    expect(await folder.list('histories')).toEqual([]);
    expect(await start().load(acme)).toBeUndefined();
  });

  it.each([
    ['is cut short', (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2)],
    ['is empty', () => new Uint8Array()],
    ['is not JSON', () => gzipSync('hello\n')],
    ['is not compressed', () => Buffer.from('hello')],
    ['is from a newer version', () => gzipSync('{"version":2}\n{"end":true}\n')],
    [
      'lacks its end',
      () => gzipSync(`{"version":1,"record":{"kind":"company","id":7,"name":"A"},"savedAt":1}\n`),
    ],
    [
      'belongs to another record',
      () =>
        gzipSync(`{"version":1,"record":{"kind":"company","id":8,"name":"A"},"savedAt":1}\n{"end":true}\n`),
    ],
  ])('count as missing when the file %s, which the log says', async (_, damaged) => {
    const { start, folder, warn } = await folderWith();
    await start().save(historyOf(20));
    const file = join(folder.path, FILE);
    await writeFile(file, damaged(await readFile(file)));
    expect(await start().load(acme)).toBeUndefined();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain(FILE);
    await start().save(historyOf(2));
    expect(await start().load(acme)).toEqual(historyOf(2));
  });

  it('are used from memory when the folder can’t be written', async () => {
    const { start, folder, warn } = await folderWith();
    await mkdir(folder.path, { recursive: true });
    await writeFile(join(folder.path, 'histories'), 'a file in the way');
    const kept = start();
    await kept.save(historyOf(4));
    expect(warn).toHaveBeenCalledTimes(1);
    expect(await kept.load(acme)).toEqual(historyOf(4));
  });

  it('are removed with their record, at sign-out, and when the record is no longer followed', async () => {
    const { start, folder } = await folderWith();
    const kept = start();
    const other = { kind: 'person', id: 1, name: 'Jo' } as const;
    await kept.save(historyOf(4));
    await kept.save({ ...historyOf(4), record: other });
    await kept.forget(acme);
    expect(await folder.list('histories')).toEqual(['person-1.jsonl.gz']);
    await kept.save(historyOf(4));
    await kept.tidy([acme]);
    expect(await folder.list('histories')).toEqual(['company-7.jsonl.gz']);
    await folder.removeLoaded();
    expect(await folder.list('histories')).toEqual([]);
  });

  it('come with what each of two windows has edited', async () => {
    const { home, start } = await folderWith();
    const one = start();
    await one.save(historyOf(9));
    const other = new KeptHistories(new AccountFolder(home, 'acme', silentLog), () => true);
    await other.load(acme);
    await Promise.all([
      one.takeEdit({ type: 0, id: 1, about: [] }),
      other.takeEdit({ type: 0, id: 2, about: [] }),
    ]);
    await one.takeEdit({ type: 0, id: 3, about: [] });
    await other.load(acme);
    expect(new Set(other.edits(NOW).map(({ id }) => id))).toEqual(new Set([1, 2, 3]));
  });

  it('come with an edit that is written while they are loaded', async () => {
    const { folder, start } = await folderWith();
    const kept = start();
    await kept.save(historyOf(9));
    const readJson = folder.readJson.bind(folder);
    const held = Promise.withResolvers<void>();
    vi.spyOn(folder, 'readJson').mockImplementationOnce(async (name) => {
      const before = await readJson(name);
      await held.promise;
      return before;
    });
    const loading = kept.load(acme);
    const edit = kept.takeEdit({ type: 0, id: 5, about: [] });
    setTimeout(held.resolve, 50);
    await Promise.all([loading, edit]);
    expect(kept.edits(NOW)).toMatchObject([{ id: 5 }]);
  });

  it('come with an edit that was made while the first of them was read', async () => {
    const { start } = await folderWith();
    const kept = start();
    await kept.takeEdit({ type: 0, id: 5, about: [] });
    await kept.save(historyOf(9));
    const again = start();
    await again.load(acme);
    expect(again.edits(NOW)).toMatchObject([{ id: 5 }]);
  });

  it('come with what was edited since, and are read again when that isn’t known', async () => {
    const { start, folder } = await folderWith();
    const row = interaction({ id: 5, title: 'Changed' });
    await start().takeEdit({ type: 0, id: 5, interaction: row, about: [acme] });
    const other = start();
    await other.readEdits();
    expect(other.edits(NOW)).toMatchObject([{ id: 5 }]);
    const kept = start();
    await kept.save(historyOf(9));
    await kept.takeEdit({ type: 0, id: 6, about: [] });
    const again = start();
    await again.load(acme);
    expect(again.edits(NOW)).toMatchObject([
      { id: 5, interaction: row, about: ['company:7'] },
      { id: 6, about: [] },
    ]);
    expect(again.edits(Date.now() + 1000)).toEqual([]);
    for (let id = 0; id < 301; id += 1) await again.takeEdit({ type: 0, id, about: [] });
    expect(await start().load(acme)).toBeUndefined();
    await again.forget(acme);
    expect(await folder.list('histories')).toEqual([]);
  });
});
