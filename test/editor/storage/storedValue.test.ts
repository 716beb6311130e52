import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Log } from '../../../src/editor/settings/configuration.ts';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { StoredValue } from '../../../src/editor/storage/storedValue.ts';
import { seen } from '../support/vscodeStandIn.ts';

let storage: string;
let folder: AccountFolder;

beforeEach(async () => {
  seen.watchers.length = 0;
  storage = await mkdtemp(path.join(tmpdir(), 'affinity-stored-'));
  folder = new AccountFolder(storage, 'acme', { warn: () => undefined } as unknown as Log);
});

afterEach(async () => {
  await rm(storage, { recursive: true, force: true, maxRetries: 3 });
});

const names = (stored: unknown): readonly string[] => (Array.isArray(stored) ? stored.map(String) : []);
const withName = (name: string) => (all: readonly string[]) => [...all, name];

async function value(): Promise<StoredValue<readonly string[]>> {
  const stored = new StoredValue(folder, 'names.json', names);
  await stored.ready;
  return stored;
}

/** In the place of the folder, below which nothing can be written, not even by root. */
const inTheWay = () => path.join(storage, 'accounts');

it('shows a change while it is written, and reverts it when the write fails', async () => {
  await writeFile(inTheWay(), '');
  const stored = await value();
  const shown: (readonly string[])[] = [];
  stored.onDidChange(() => shown.push(stored.current));
  await expect(stored.update(withName('Jane'))).rejects.toThrow('ENOTDIR');
  expect(stored.current).toEqual([]);
  expect(shown).toEqual([['Jane'], []]);
  await rm(inTheWay());
  await stored.update(withName('Joe'));
  expect(stored.current).toEqual(['Joe']);
});

it('shows all changes under way, and finally the content of the file', async () => {
  const [one, other] = [await value(), await value()];
  const writing = Promise.all([one.update(withName('Jane')), one.update(withName('Joe'))]);
  expect(one.current).toEqual(['Jane', 'Joe']);
  await Promise.all([writing, other.update(withName('Ann'))]);
  const text = await readFile(path.join(storage, 'accounts', 'acme', 'names.json'), 'utf8');
  expect(names(JSON.parse(text)).toSorted()).toEqual(['Ann', 'Jane', 'Joe']);
  for (const { created } of seen.watchers) created.fire();
  await expect.poll(() => one.current).toEqual(JSON.parse(text));
});
