import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AccountFolder } from '../../src/editor/accountFolder.ts';
import { RememberedInteractions } from '../../src/editor/tree/rememberedInteractions.ts';
import type { Timelines } from '../../src/timeline/timelines.ts';
import { affinityWith, DAY, hourly, NOW, type Past } from '../timeline/affinityWith.ts';
import { silentLog } from '../support/silentLog.ts';

const homes: string[] = [];
afterEach(async () => {
  await Promise.all(homes.splice(0).map((home) => rm(home, { recursive: true })));
});

/** An editor that remembers, and how to start it again. */
async function editorWith(history: Past[]) {
  const affinity = affinityWith(history);
  const home = await mkdtemp(join(tmpdir(), 'affinity-remembered-'));
  homes.push(home);
  const folder = new AccountFolder(home, 'acme', silentLog);
  const open = (timelines: Timelines) => ({
    timelines,
    timeline: timelines.of(affinity.records.company, 0),
    remembered: new RememberedInteractions(folder, timelines, () => true),
  });
  const started = async () => {
    const editor = open(affinity.another());
    await editor.remembered.restore();
    return editor;
  };
  return { ...affinity, folder, first: open(affinity.timelines), started };
}

describe('what was loaded before a restart', () => {
  it('stays without an interaction that was deleted before the rows were checked', async () => {
    const { first, started, clock } = await editorWith(hourly(150));
    await first.timeline.load();
    await first.remembered.flush();
    clock.ms += DAY;
    const second = await started();
    second.timelines.remove(0, 1001);
    await second.remembered.flush();
    const third = await started();
    expect(third.timeline.state).toMatchObject({ items: { length: 99 }, readAt: new Date(NOW) });
    expect(third.timeline.has(0, 1001)).toBe(false);
  });

  it('is not written again just because it came back', async () => {
    const { first, folder, started } = await editorWith(hourly(150));
    await first.timeline.load();
    await first.remembered.flush();
    const second = await started();
    await folder.remove('interactions');
    await second.remembered.flush();
    expect(await folder.list('interactions')).toEqual([]);
  });
});
