import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { DraftStore } from '../../../src/drafts/store/draftStore.ts';
import type { Log } from '../../../src/editor/settings/configuration.ts';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { draftFolder } from '../../../src/editor/storage/draftFolder.ts';
import { fileLock } from '../../../src/editor/storage/fileLock.ts';
import { systemClock } from '../../../src/editor/storage/systemClock.ts';
import { aDraft } from '../../drafts/support/aDraft.ts';
import { VirtualClock } from '../../support/virtualClock.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'affinity-windows-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const sending: Draft['outcome'] = { state: 'sending', sent: { at: '2025-11-20T12:00:00.000Z', type: 0 } };

function aWindow(): DraftStore {
  return new DraftStore({
    storage: draftFolder(folder),
    clock: systemClock,
    delayMs: 5,
    newId: () => crypto.randomUUID(),
    onProblem: ({ code, name }) => expect.unreachable(`${code} ${name}`),
  });
}

const endedPid = () => spawnSync(process.execPath, ['-e', '']).pid;

const lockOf = (pid: number, host = hostname()) =>
  writeFile(path.join(folder, 'x.lock'), JSON.stringify({ pid, host, id: 'other' }));

const add = (entry: string) => (stored: unknown) => [
  ...(Array.isArray(stored) ? (stored as readonly unknown[]) : []),
  entry,
];

async function windowsWith(draft: Draft, count: number): Promise<readonly DraftStore[]> {
  const first = aWindow();
  first.keep(draft);
  await first.flush();
  const windows = [first, ...Array.from({ length: count - 1 }, aWindow)];
  await Promise.all(windows.map((window) => window.load(draft.account)));
  return windows;
}

describe('a draft that is open in several windows', () => {
  it('is claimed by one of them only, however close the attempts', async () => {
    for (let round = 0; round < 20; round += 1) {
      const draft = aDraft({ id: `round-${round}` });
      const windows = await windowsWith(draft, 4);
      const claims = await Promise.all(windows.map((one) => one.claim({ ...draft, outcome: sending })));
      expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
    }
  });

  it('can’t be claimed while another window sends it, or after it was saved', async () => {
    const draft = aDraft();
    const [one, other] = await windowsWith(draft, 2);
    expect(await one?.claim({ ...draft, outcome: sending })).toBe('claimed');
    await other?.load(draft.account);
    expect(await other?.claim({ ...draft, outcome: sending })).toBe('busy');
    await one?.discard(draft.id);
    expect(await other?.claim({ ...draft, outcome: sending })).toBe('gone');
    expect(await readdir(folder)).toEqual([]);
  });

  it('can be claimed again once the sending window has recorded the outcome', async () => {
    const draft = aDraft();
    const [one, other] = await windowsWith(draft, 2);
    await one?.claim({ ...draft, outcome: sending });
    one?.keep({ ...draft, outcome: { state: 'open' } });
    await one?.flush();
    await other?.load(draft.account);
    expect(await other?.claim({ ...draft, outcome: sending })).toBe('claimed');
  });

  it('continues under another name in the second window, and loses nothing', async () => {
    const draft = aDraft();
    const windows = await windowsWith(draft, 3);
    windows.forEach((one, index) => one.keep({ ...draft, text: `Window ${index}` }));
    await Promise.all(windows.map((one) => one.flush()));
    const after = aWindow();
    await after.load(draft.account);
    const texts = after.list(draft.account).map(({ text }) => text);
    expect(texts.toSorted()).toEqual(['Window 0', 'Window 1', 'Window 2']);
  });
});

describe('concurrent changes of several windows', () => {
  it('are all kept', async () => {
    const log = { warn: (text: string) => expect.unreachable(text) } as unknown as Log;
    const windows = Array.from({ length: 4 }, () => new AccountFolder(folder, 'acme', log));
    const numbers = Array.from({ length: 10 }, (_, index) => index);
    await Promise.all(
      windows.flatMap((one, index) =>
        numbers.map((number) => one.update('followed.json', add(`${index}/${number}`))),
      ),
    );
    expect(await windows[0]?.readJson('followed.json')).toHaveLength(40);
  });
});

describe('a lock', () => {
  it('of an ended process is taken over by one of the waiting processes', async () => {
    await lockOf(endedPid());
    const locks = await Promise.all(Array.from({ length: 8 }, () => fileLock(path.join(folder, 'x'))));
    expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1);
  });

  it('of a running process or another machine is respected until it is too old', async () => {
    await lockOf(process.pid);
    expect(await fileLock(path.join(folder, 'x'))).toBeUndefined();
    await lockOf(endedPid(), 'elsewhere');
    expect(await fileLock(path.join(folder, 'x'))).toBeUndefined();
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(path.join(folder, 'x.lock'), longAgo, longAgo);
    expect(await fileLock(path.join(folder, 'x'))).toBeDefined();
  });

  it('is kept fresh while it is held, and not afterwards', async () => {
    const clock = new VirtualClock(Date.now());
    const release = await fileLock(path.join(folder, 'x'), clock);
    const file = path.join(folder, 'x.lock');
    for (let minute = 0; minute < 20; minute += 1) {
      await clock.pass(60_000);
      const age = async () => clock.now() - (await stat(file)).mtimeMs;
      await expect.poll(age, { interval: 1 }).toBeLessThan(1_000);
    }
    await release?.();
    await lockOf(process.pid);
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(file, longAgo, longAgo);
    await clock.pass(600_000);
    expect((await stat(file)).mtimeMs).toBeCloseTo(longAgo.getTime(), -1);
  });

  it('isn’t kept fresh after another process has taken it over', async () => {
    const clock = new VirtualClock(Date.now());
    const file = path.join(folder, 'x.lock');
    await fileLock(path.join(folder, 'x'), clock);
    await lockOf(process.pid, 'elsewhere');
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(file, longAgo, longAgo);
    await clock.pass(600_000);
    expect((await stat(file)).mtimeMs).toBeCloseTo(longAgo.getTime(), -1);
  });

  it('of this running process is respected at any age', async () => {
    const file = path.join(folder, 'x.lock');
    await fileLock(path.join(folder, 'x'));
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(file, longAgo, longAgo);
    expect(await fileLock(path.join(folder, 'x'))).toBeUndefined();
  });

  it.each([
    ['this', process.pid],
    ['another', process.ppid],
  ])('of a process whose number %s one has now is taken over at once', async (_, pid) => {
    const start = 'of a process before it';
    const text = JSON.stringify({ pid, host: hostname(), id: 'other', start });
    await writeFile(path.join(folder, 'x.lock'), text);
    expect(await fileLock(path.join(folder, 'x'))).toBeDefined();
  });

  it('isn’t released by a process that has lost it', async () => {
    const release = await fileLock(path.join(folder, 'x'));
    await lockOf(process.pid);
    await release?.();
    expect(await readdir(folder)).toEqual(['x.lock']);
  });
});
