import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountNews } from '../../../src/editor/account/accountNews.ts';
import { openSession } from '../../../src/editor/session/openSession.ts';
import type { SessionDeps } from '../../../src/editor/session/openSession.ts';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { silentLog } from '../../support/silentLog.ts';

const minute = 60_000;
const folders = ['', 'interactions', 'documents'];

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'affinity-leftovers-'));
});
afterEach(async () => rm(home, { recursive: true, force: true }));

async function leave(folder: string, name: string, ageMs: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, 'half');
  const then = new Date(Date.now() - ageMs);
  await utimes(file, then, then);
}

const temporary = (pid: number) => `a.json.${pid}.${crypto.randomUUID()}.new`;
/** The ID of a process that has ended. */
const dead = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('the temporary files of a killed editor', () => {
  it('are removed from all folders of the account when it is opened', async () => {
    const account = path.join(home, 'accounts', 'sample');
    const pid = dead();
    for (const folder of folders) {
      await leave(path.join(account, folder), temporary(pid), 2 * minute);
      await leave(path.join(account, folder), `b.json.${pid}.new`, 2 * minute);
    }
    await leave(account, 'followed.json', 2 * minute);
    const identity = { tenant: { id: 1, name: 'Sample' }, user: { id: 1 } };
    const configuration = { baseUrl: '', rememberInteractions: true, keepRequests: 0 };
    const sample = {
      fetch: async () => new Response('{}'),
      apiKey: 'x',
    };
    const deps: SessionDeps = { storagePath: home, sample, configuration, log: silentLog };
    const session = openSession({ kind: 'sample', identity }, deps);
    await session?.ready;
    await expect
      .poll(async () => (await readdir(account, { recursive: true })).filter((name) => name.endsWith('.new')))
      .toEqual([]);
    expect(await readdir(account)).toContain('followed.json');
    session?.dispose();
  });

  it('are removed at the next start, next to the account’s news', async () => {
    await leave(home, `account.json.${dead()}.${crypto.randomUUID()}.new`, 2 * minute);
    const news = new AccountNews(home).onDidTell(() => undefined);
    await expect.poll(() => readdir(home)).toEqual([]);
    news.dispose();
  });
});

describe('the temporary files of a running window', () => {
  it('stay while its process runs, even if it slept meanwhile, but not forever', async () => {
    const own = new AccountFolder(home, 'acme', silentLog);
    const writer = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: 'pipe' });
    await once(writer, 'spawn');
    const { pid = 0 } = writer;
    const [asleep, ancient] = [temporary(pid), temporary(pid)];
    await leave(own.path, asleep, 60 * minute);
    await leave(own.path, ancient, 25 * 60 * minute);
    const unwritten = `interactions/${asleep}`;
    await leave(path.join(own.path, 'interactions'), asleep, 60 * minute);
    await own.removeLeftovers();
    await own.prune('interactions', () => false);
    const there = await readdir(own.path, { recursive: true });
    expect(there.toSorted()).toEqual([asleep, 'interactions', unwritten].toSorted());

    writer.kill();
    await once(writer, 'exit');
    await own.removeLeftovers();
    expect(await readdir(own.path, { recursive: true })).toEqual(['interactions']);
  });

  it('stay as long as a write can take, whichever process owns them', async () => {
    const own = new AccountFolder(home, 'acme', silentLog);
    const name = temporary(dead());
    await leave(own.path, name, 0);
    await own.removeLeftovers();
    expect(await readdir(own.path)).toEqual([name]);
  });

  it('are never removed by windows that open the folder meanwhile', async () => {
    const windows = Array.from({ length: 4 }, () => new AccountFolder(home, 'acme', silentLog));
    await Promise.all(
      windows.flatMap((window, index) => [
        window.write(`interactions/${index}.json`, 'whole'),
        window.removeLeftovers(),
        window.write('bounds.json', 'whole'),
        window.removeLeftovers(),
      ]),
    );
    const there = (await readdir(path.join(home, 'accounts', 'acme'), { recursive: true })).toSorted();
    expect(there.filter((name) => name.endsWith('.new'))).toEqual([]);
    expect(there).toHaveLength(6);
  });
});
