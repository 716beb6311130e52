import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import { DeletionStore } from '../../../src/drafts/store/deletionStore.ts';
import { memoryInsteadOf, memoryStorage } from '../../../src/drafts/store/draftStorage.ts';
import { DraftStore } from '../../../src/drafts/store/draftStore.ts';
import { DeletionAttempts } from '../../../src/drafts/writing/deletionAttempts.ts';
import { readForDeletion } from '../../../src/drafts/writing/readForDeletion.ts';
import { undoDeletion } from '../../../src/drafts/writing/undoDeletion.ts';
import { draftFolder } from '../../../src/editor/storage/draftFolder.ts';
import type { TypeId } from '../../../src/model/interactionTypes.ts';
import { ids, NOW, smallFirm } from '../../sandbox/smallFirm.ts';
import { serveSandbox } from '../../support/serveSandbox.ts';
import type { ServedSandbox } from '../../support/serveSandbox.ts';
import { ann } from '../support/aDraft.ts';

const account = '7/1';
const id = '0-1001';
const meeting = { type: 0, id: 1001 } as const;
const start = { id: 'undo', account, user: ann, now: new Date(NOW), zone: 'Europe/Berlin' };

let now = NOW;

/** Skips all sleeps, except the one that ends a lookup. */
const clock = {
  now: () => now,
  sleep: async (ms: number, signal?: AbortSignal) => {
    if (ms < 60_000) await setImmediate();
    else await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  },
};

let served: ServedSandbox;
let client: AffinityClient;
let folder: string;
/** Work that a test leaves under way ends with its server, and must not write into a folder that is gone. */
let underWay: Promise<unknown>[] = [];

function begun<Result>(work: Promise<Result>): Promise<Result> {
  underWay.push(work);
  return work;
}

beforeEach(async () => {
  now = NOW;
  served = await serveSandbox({ data: smallFirm() });
  const { url, sandbox } = served;
  client = new AffinityClient({ apiKey: sandbox.apiKey, baseUrl: url, maxRetries: 0 });
  folder = await mkdtemp(path.join(tmpdir(), 'affinity-deletions-'));
});

afterEach(async () => {
  await served.close();
  await Promise.allSettled(underWay);
  underWay = [];
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A window of the editor, with what it reads of the disk when it is opened. */
async function aWindow(
  storage = draftFolder(folder),
  onProblem = (what: string, name: string): void => expect.unreachable(`${what} ${name}`),
) {
  const store = new DeletionStore({ storage, onProblem });
  await store.load(account);
  const attempts = new DeletionAttempts({ store, interactions: client.interactions, clock });
  const read = async (ref: { readonly type: TypeId; readonly id: number } = meeting) => ({
    account,
    ...ref,
    ...(await readForDeletion(client, ref)),
  });
  return {
    store,
    read,
    remove: async (ref?: { readonly type: TypeId; readonly id: number }) =>
      begun(attempts.delete(await read(ref))),
    deleteRead: (kept: Awaited<ReturnType<typeof read>>) => begun(attempts.delete(kept)),
    look: () => begun(attempts.lookAgain(account, id)),
    shown: () => store.list(account).map(({ outcome }) => outcome),
  };
}

type Window = Awaited<ReturnType<typeof aWindow>>;

/** Takes effect or not, and nobody can look. */
function loseAnswer(when: 'before' | 'after'): void {
  served.sandbox.play({ kind: 'drop', when, on: { method: 'DELETE' } });
  served.sandbox.play({ kind: 'drop', when: 'before', on: { method: 'GET', nth: 3 }, times: Infinity });
}

async function anOpenDeletion(when: 'before' | 'after'): Promise<Window> {
  const window = await aWindow();
  loseAnswer(when);
  expect(await window.remove()).toMatchObject({ kind: 'open', problem: { kind: 'network' } });
  return window;
}

/** The process that had made the locks has ended. */
async function kill(): Promise<void> {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const locks = (await readdir(folder)).filter((name) => name.endsWith('.lock'));
  const text = JSON.stringify({ pid, host: hostname(), id: 'other' });
  await Promise.all(locks.map((name) => writeFile(path.join(folder, name), text)));
}

const isThere = () => served.sandbox.interaction(0, 1001) !== undefined;
const sent = (method: string) => served.sandbox.requests.filter((one) => one.method === method).length;

describe('a deletion with an unknown outcome', () => {
  it('is stored with everything that an undo needs, and survives a restart', async () => {
    await anOpenDeletion('after');
    const [kept] = (await aWindow()).store.list(account);
    expect(kept).toMatchObject({ outcome: { state: 'unknown', problem: { kind: 'network' } } });
    const read = { ...meeting, title: 'Kick-off', date: new Date(NOW - 30 * 86_400_000) };
    expect(kept?.interaction).toMatchObject(read);
    const entry = { personIds: [ids.ann, ids.jane], content: 'see deal_memo_v3', date: read.date };
    expect(kept?.undo).toMatchObject({ kind: 'possible', entry });
  });

  it('can be looked up: it was deleted and can be undone', async () => {
    const { look, shown } = await anOpenDeletion('after');
    served.sandbox.clearFaults();
    const result = await look();
    expect(result.kind).toBe('deleted');
    expect(shown()).toEqual([]);
    if (result.kind === 'deleted') await result.claim.finish();
    expect(await readdir(folder)).toEqual([]);
  });

  it('can be looked up: it was not deleted, and its record is removed', async () => {
    const { look, shown } = await anOpenDeletion('before');
    served.sandbox.clearFaults();
    expect(await look()).toEqual({ kind: 'still-there' });
    expect(shown()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    expect(sent('DELETE')).toBe(1);
  });

  it('stays with the newest reason while lookups fail', async () => {
    const { look, shown } = await anOpenDeletion('after');
    served.sandbox.clearFaults();
    served.sandbox.play({ kind: 'status', status: 401, times: Infinity });
    expect(await look()).toMatchObject({ kind: 'open' });
    expect(shown()).toMatchObject([{ state: 'unknown', problem: { kind: 'unauthorized' } }]);
  });

  it('can be repeated, and counts as this window’s when the interaction is gone', async () => {
    const { window, read } = await deletedWithoutWord();
    expect((await window.deleteRead(read)).kind).toBe('deleted');
  });

  it('is not reported as refused when the first attempt took effect', async () => {
    const { window, read } = await deletedWithoutWord();
    served.sandbox.play({ kind: 'status', status: 403, on: { method: 'DELETE' } });
    expect((await window.deleteRead(read)).kind).toBe('deleted');
  });

  it('is removed when the user discards it', async () => {
    const { store, shown } = await anOpenDeletion('before');
    expect(await store.discard(account, id)).toBe(true);
    expect(shown()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is read by its own account only', async () => {
    const { store } = await anOpenDeletion('after');
    for (const other of ['7/2', '7-1', '7_1']) {
      await store.load(other);
      expect(store.list(other)).toEqual([]);
      expect((await aWindow()).store.get(other, id)).toBeUndefined();
    }
  });

  it('is not written to disk when the user turned that off', async () => {
    const window = await aWindow(memoryInsteadOf(draftFolder(folder)));
    loseAnswer('after');
    expect((await window.remove()).kind).toBe('open');
    expect(window.shown()).toHaveLength(1);
    expect((await readdir(folder)).filter((name) => name.endsWith('.json'))).toEqual([]);
  });

  it('stays on disk when the user turns off writing to disk', async () => {
    const { store, shown } = await anOpenDeletion('after');
    const files = await readdir(folder);
    await store.moveTo(memoryInsteadOf(draftFolder(folder)));
    await store.load(account);
    expect(shown()).toHaveLength(1);
    expect(await readdir(folder)).toEqual(files);
  });

  it('is written to disk when the user turns that on again', async () => {
    const window = await aWindow(memoryInsteadOf(draftFolder(folder)));
    loseAnswer('after');
    await window.remove();
    await window.store.moveTo(draftFolder(folder));
    expect((await readdir(folder)).filter((name) => name.endsWith('.json'))).toHaveLength(1);
  });

  it('is reported and left unchanged when its file is invalid', async () => {
    await anOpenDeletion('after');
    const [name = ''] = await readdir(folder);
    await writeFile(path.join(folder, name), '{"version":1}');
    const told: string[] = [];
    const store = new DeletionStore({
      storage: draftFolder(folder),
      onProblem: (what) => told.push(what),
    });
    await store.load(account);
    expect(store.list(account)).toEqual([]);
    expect(told).toEqual(['unreadable']);
    expect(await readFile(path.join(folder, name), 'utf8')).toBe('{"version":1}');
  });
});

describe('a window that is killed', () => {
  it('leaves a deletion with an unknown outcome, even if nothing was sent', async () => {
    const window = await aWindow();
    const read = await window.read();
    served.sandbox.play({ kind: 'stall', on: { method: 'DELETE' } });
    void window.deleteRead(read);
    await expect.poll(() => sent('DELETE')).toBe(1);
    await kill();
    const after = await aWindow();
    expect(after.shown()).toEqual([{ state: 'unknown', problem: { kind: 'interrupted', said: [] } }]);
    expect(await after.look()).toEqual({ kind: 'still-there' });
  });

  it('leaves nothing behind while it offers to undo', async () => {
    const window = await aWindow();
    expect((await window.remove()).kind).toBe('deleted');
    await kill();
    expect((await aWindow()).shown()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

async function fails(): Promise<never> {
  return await Promise.reject(new Error('ENOSPC'));
}

describe('a disk that fails', () => {
  it('prevents a deletion that could not be stored', async () => {
    const told: string[] = [];
    const disk = draftFolder(folder);
    const full = await aWindow({ ...disk, write: fails }, (what) => told.push(what));
    expect(await full.remove()).toEqual({ kind: 'unwritten' });
    expect(isThere()).toBe(true);
    expect(sent('DELETE')).toBe(0);
    expect(told).toEqual(['not-written']);
    expect(full.shown()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not hide the unknown outcome of an earlier deletion', async () => {
    const before = await anOpenDeletion('after');
    served.sandbox.clearFaults();
    const read = { ...(before.store.get(account, id) ?? expect.unreachable()) };
    const full = await aWindow({ ...draftFolder(folder), write: fails }, () => undefined);
    expect(await full.deleteRead(read)).toEqual({ kind: 'unwritten' });
    expect(full.shown()).toMatchObject([{ state: 'unknown' }]);
    expect((await aWindow()).shown()).toMatchObject([{ state: 'unknown' }]);
  });

  it('leaves nothing behind once it works again, and removes nothing of another window', async () => {
    const stuck = { isStuck: true };
    const disk = draftFolder(folder);
    const remove = async (name: string) => (stuck.isStuck ? fails() : disk.remove(name));
    const window = await aWindow({ ...disk, remove }, () => undefined);
    loseAnswer('before');
    await window.remove();
    served.sandbox.clearFaults();
    expect(await window.look()).toEqual({ kind: 'still-there' });
    expect(await readdir(folder)).toHaveLength(1);
    stuck.isStuck = false;
    await window.store.load(account);
    expect(await readdir(folder)).toEqual([]);

    stuck.isStuck = true;
    loseAnswer('before');
    await window.remove();
    served.sandbox.clearFaults();
    await window.look();
    now += 1000;
    const other = await anOpenDeletion('before');
    stuck.isStuck = false;
    await window.store.load(account);
    expect(await readdir(folder), 'it is that of the other window by now').toHaveLength(1);
    expect(other.shown()).toHaveLength(1);
    expect(window.shown()).toHaveLength(1);
  });
});

describe('two windows', () => {
  it('do not delete or look up the same interaction at the same time', async () => {
    const [one, other] = [await aWindow(), await aWindow()];
    const read = await one.read();
    served.sandbox.play({ kind: 'stall', on: { method: 'DELETE' } });
    void one.deleteRead(read);
    await expect.poll(() => sent('DELETE')).toBe(1);
    expect(await other.deleteRead(read)).toEqual({ kind: 'busy' });
    await other.store.load(account);
    expect(other.shown()).toEqual([]);
    expect(await one.look()).toEqual({ kind: 'busy' });
  });

  it('offer one undo, in the window that deleted the interaction', async () => {
    const [one, other] = [await aWindow(), await aWindow(memoryStorage())];
    const read = await other.read();
    expect((await one.remove()).kind).toBe('deleted');
    expect(await other.deleteRead(read)).toEqual({ kind: 'gone-before' });
  });

  it('notice when the other one has found out the outcome', async () => {
    const one = await anOpenDeletion('after');
    const other = await aWindow();
    served.sandbox.clearFaults();
    expect((await one.look()).kind).toBe('deleted');
    expect(await other.look()).toEqual({ kind: 'busy' });
    await other.store.load(account);
    expect(other.shown()).toEqual([]);
  });

  it('notice that the outcome was settled meanwhile', async () => {
    const one = await anOpenDeletion('before');
    const other = await aWindow();
    served.sandbox.clearFaults();
    expect((await one.look()).kind).toBe('still-there');
    expect(await other.look()).toEqual({ kind: 'settled' });
    expect(other.shown()).toEqual([]);
  });
});

describe('a deletion that the service declines', () => {
  it('with {"success": false} is not reported as deleted, and leaves nothing behind', async () => {
    const body = { success: false };
    served.sandbox.play({ kind: 'status', status: 200, body, on: { method: 'DELETE' } });
    const { remove, shown } = await aWindow();
    expect(await remove()).toEqual({ kind: 'refused', problem: { kind: 'invalid-request', said: [] } });
    expect(isThere()).toBe(true);
    expect(shown()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('an undo', () => {
  it('stores a draft with all people, the direction and the text before the deletion is removed', async () => {
    const people = [ids.ann, ids.ben, ids.jane, ids.joe, ids.guest];
    const data = {
      type: 2,
      personIds: people,
      content: 'a_b\nc',
      date: new Date(NOW),
      direction: 0,
    } as const;
    const logged = await client.interactions.create(data);
    const window = await aWindow();
    const result = await window.remove({ type: 2, id: logged.id });
    if (result.kind !== 'deleted') throw new Error(result.kind);
    const drafts = new DraftStore({
      storage: memoryStorage(),
      clock,
      newId: () => 'x',
      onProblem: ({ code }) => expect.unreachable(code),
    });
    const draft = await undoDeletion(drafts, start, result);
    expect(draft).toMatchObject({ type: 2, direction: 0, text: 'a_b\nc' });
    expect(draft?.subject).toMatchObject({ restores: { type: 2, id: logged.id } });
    const known = draft?.people.map((one) => (one.state === 'known' ? one.person.id : 0));
    expect(known?.toSorted((one, other) => one - other)).toEqual(people);
    expect(drafts.list(account)).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });
});

/** It took effect, its answer was lost, and so was everything that would have told. Now the service answers again. */
async function deletedWithoutWord() {
  const window = await aWindow();
  const read = await window.read();
  served.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'DELETE' } });
  served.sandbox.play({ kind: 'drop', when: 'before', on: { method: 'GET' }, times: Infinity });
  expect((await window.deleteRead(read)).kind).toBe('open');
  served.sandbox.clearFaults();
  return { window, read };
}
