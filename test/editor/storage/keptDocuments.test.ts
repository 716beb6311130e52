import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { KeptDocuments } from '../../../src/editor/storage/keptDocuments.ts';
import { NOW } from '../../history/affinityWith.ts';
import { silentLog } from '../../support/silentLog.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'affinity-documents-'));
});
afterEach(async () => {
  await rm(home, { recursive: true });
});

const kickOff = { markdown: '# Kick-off\n', note: 'They ship in March.', readAt: NOW };

function kept() {
  const folder = new AccountFolder(home, 'acme', silentLog);
  const setting = { on: true };
  return { folder, setting, documents: new KeptDocuments(folder, () => setting.on) };
}

describe('a stored document', () => {
  it('is restored with the time of its reading', async () => {
    await kept().documents.write(0, 417, kickOff);
    expect(await kept().documents.read(0, 417)).toEqual(kickOff);
    expect(await kept().documents.read(1, 417)).toBeUndefined();
  });

  it('is neither stored nor shown after the setting is turned off or the user signs out', async () => {
    const { documents, folder, setting } = kept();
    await documents.write(0, 1, { ...kickOff, markdown: 'x' });
    setting.on = false;
    await documents.write(0, 2, { ...kickOff, markdown: 'x' });
    expect(await documents.read(0, 1)).toBeUndefined();
    expect(await folder.list('documents')).toEqual(['0-1.json']);
  });

  it('leaves nothing behind when all are removed during its write', async () => {
    const { documents, folder } = kept();
    const writing = [1, 2, 3].map((id) => documents.write(0, id, { ...kickOff, markdown: 'x' }));
    await folder.removeLoaded();
    await Promise.all(writing);
    expect(await folder.list('documents')).toEqual([]);
  });

  it('doesn’t fail a deletion when its file can’t be removed', async () => {
    const { documents } = kept();
    await mkdir(join(home, 'accounts', 'acme'), { recursive: true });
    await writeFile(join(home, 'accounts', 'acme', 'documents'), 'in the place of the folder');
    await expect(documents.forget(0, 417)).resolves.toBeUndefined();
  });

  it('of a version without notes is restored without them', async () => {
    const { documents, folder } = kept();
    const readAt = new Date(NOW).toJSON();
    await folder.write(
      'documents/0-417.json',
      JSON.stringify({ version: 1, readAt, markdown: '# Kick-off' }),
    );
    expect(await documents.read(0, 417)).toEqual({ markdown: '# Kick-off', note: '', readAt: NOW });
  });

  it('is ignored when it is of another version', async () => {
    const { documents, folder } = kept();
    const texts = ['# Text', 'null', '{"version":2}', '{"version":1,"readAt":"yesterday","markdown":"x"}'];
    for (const [id, text] of texts.entries()) await folder.write(`documents/0-${String(id)}.json`, text);
    for (const id of texts.keys()) expect(await documents.read(0, id)).toBeUndefined();
  });

  it('is one of the 200 newest after the folder is tidied', async () => {
    const { documents, folder } = kept();
    await folder.write('documents/meeting-1.md', 'of an older version');
    for (let id = 0; id < 205; id += 1) {
      await documents.write(3, id, { ...kickOff, markdown: 'x' });
      await utimes(join(folder.path, `documents/3-${String(id)}.json`), id, id);
    }
    await documents.tidy();
    const names = await folder.list('documents');
    expect(names).toHaveLength(200);
    expect(names).toContain('3-5.json');
    expect(names).not.toContain('3-4.json');
  });
});
