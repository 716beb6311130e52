import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'affinity-account-'));
});
afterEach(async () => rm(home, { recursive: true, force: true }));

const log = { trace: vi.fn(), debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn(), show: vi.fn() };
const folder = () => new AccountFolder(home, 'acme', log);

describe('an update of a stored file', () => {
  it('starts from nothing if there is no file', async () => {
    const own = folder();
    await own.update('followed.json', (stored) => [stored ?? 'none']);
    expect(await own.readJson('followed.json')).toEqual(['none']);
  });

  it('isn’t written if the file can’t be read', async () => {
    const own = folder();
    const change = vi.fn(() => []);
    await mkdir(path.join(own.path, 'followed.json'), { recursive: true });
    await expect(own.update('followed.json', change)).rejects.toThrow('EISDIR');
    expect(change).not.toHaveBeenCalled();
  });

  it('sets aside a text that isn’t JSON', async () => {
    const own = folder();
    await mkdir(own.path, { recursive: true });
    await writeFile(path.join(own.path, 'followed.json'), '[{"id": 1}, {"i');
    await own.update('followed.json', (stored) => [stored ?? 'none']);
    expect(await own.readJson('followed.json')).toEqual(['none']);
    expect(await readFile(path.join(own.path, 'followed.json.broken'), 'utf8')).toBe('[{"id": 1}, {"i');
  });
});
