import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { RememberedBounds } from '../../../src/editor/storage/rememberedInteractions.ts';
import { affinityWith, daily, DAY } from '../../history/affinityWith.ts';
import { eventually } from '../../support/eventually.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'affinity-bounds-'));
});
afterAll(async () => rm(home, { recursive: true, force: true }));

const log = { trace: vi.fn(), debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn(), show: vi.fn() };

function folder(account: string) {
  const own = new AccountFolder(home, account, log);
  return { own, files: async () => readdir(own.path).catch(() => []) };
}

describe('stored dates of records', () => {
  it('let the first click after a restart request only its page', async () => {
    const { own } = folder('restarted');
    const { timelines, another, records, clock, sandbox } = affinityWith(daily(5));
    const before = new RememberedBounds(own, timelines, () => true);
    await timelines.prepare(records.company);
    await eventually(async () => expect(await own.read('bounds.json')).toBeDefined());
    clock.ms += DAY;
    const later = another();
    await new RememberedBounds(own, later, () => true).restore();
    sandbox.clearRequests();
    const timeline = later.of(records.company, 0);
    await timeline.load();
    expect(sandbox.requests.map(({ path }) => path)).toEqual(['/interactions']);
    expect(timeline.state).toMatchObject({ allLoaded: true });
    expect(timeline.state.items).toHaveLength(5);
    await before.forgetAll();
  });

  it('are removed on sign-out, including those still being written', async () => {
    const { own, files } = folder('gone');
    const { timelines, records } = affinityWith(daily(5));
    const remembered = new RememberedBounds(own, timelines, () => true);
    await timelines.prepare(records.company);
    const asking = timelines.prepare(records.person);
    await remembered.forgetAll();
    await asking;
    await new Promise((done) => setTimeout(done, 50));
    expect(await files()).not.toContain('bounds.json');
  });

  it('are written a few times, not once per record, when many change at once', async () => {
    const { own } = folder('many');
    const { timelines, clock } = affinityWith([]);
    const write = vi.spyOn(own, 'write');
    const remembered = new RememberedBounds(own, timelines, () => true);
    const count = 600;
    for (let id = 1; id <= count; id += 1) timelines.bounds.learn({ kind: 'company', id }, {}, clock.ms);
    await eventually(async () => expect(await own.readJson('bounds.json')).toHaveLength(count));
    expect(write.mock.calls.length).toBeLessThanOrEqual(3);
    await remembered.forgetAll();
  });

  it('are removed and not written when the setting is off', async () => {
    const { own, files } = folder('off');
    const { timelines, records } = affinityWith(daily(5));
    await own.write('bounds.json', '[]');
    const remembered = new RememberedBounds(own, timelines, () => false);
    await remembered.restore();
    await timelines.prepare(records.company);
    await new Promise((done) => setTimeout(done, 50));
    expect(await files()).not.toContain('bounds.json');
  });
});
