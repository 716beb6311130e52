import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { removeLeftovers, replaceFile } from '../../../src/editor/storage/replaceFile.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'affinity-replace-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

describe('a replaced file', () => {
  it('has one of the texts after concurrent writes, without temporary files', async () => {
    const file = path.join(folder, 'x.json');
    const texts = Array.from({ length: 50 }, (_, index) => String(index).repeat(1000));
    await Promise.all(texts.map((text) => replaceFile(file, text)));
    expect(texts).toContain(await readFile(file, 'utf8'));
    expect(await readdir(folder)).toEqual(['x.json']);
  });

  it('is flushed to disk before it replaces the old one', async () => {
    const probe = await open(path.join(folder, 'probe'), 'w');
    const sync = vi.spyOn(Object.getPrototypeOf(probe), 'sync');
    await probe.close();
    await replaceFile(path.join(folder, 'x.json'), 'new');
    expect(sync).toHaveBeenCalledOnce();
  });

  it.skipIf(process.platform === 'win32')(
    'is readable by its user only, also when it was by others',
    async () => {
      const file = path.join(folder, 'x.json');
      await writeFile(file, 'old', { mode: 0o644 });
      await replaceFile(file, 'new');
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    },
  );

  it('leaves no temporary file when the write fails', async () => {
    await mkdir(path.join(folder, 'x.json'));
    await expect(replaceFile(path.join(folder, 'x.json'), 'new')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['x.json']);
  });
});

describe('a temporary file of a killed editor', () => {
  it('is removed once no process can be writing it, and nothing else is', async () => {
    const id = crypto.randomUUID();
    const names = ['a.json', `a.json.999999999.${id}.new`, 'b.json.999999999.new', 'c.new'];
    const longAgo = new Date(Date.now() - 3_600_000);
    for (const name of names) {
      await writeFile(path.join(folder, name), '');
      await utimes(path.join(folder, name), longAgo, longAgo);
    }
    await writeFile(path.join(folder, `d.json.999999999.${id}.new`), '');
    await removeLeftovers(folder);
    expect((await readdir(folder)).toSorted()).toEqual(['a.json', 'c.new', `d.json.999999999.${id}.new`]);
  });
});
