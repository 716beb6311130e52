import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { RememberedInteractions } from '../../../src/editor/storage/rememberedInteractions.ts';
import type { ShownTimelines } from '../../../src/editor/storage/rememberedInteractions.ts';
import type { Timelines } from '../../../src/history/timelines.ts';
import type { RecordRef } from '../../../src/model/recordRef.ts';
import { affinityWith, DAY, hourly, NOW } from '../../history/affinityWith.ts';
import type { Past } from '../../history/affinityWith.ts';
import { eventually } from '../../support/eventually.ts';
import { silentLog } from '../../support/silentLog.ts';

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
  const setting = { on: true };
  const { company, person } = affinity.records;
  const open = (timelines: Timelines) => ({
    timelines,
    timeline: timelines.of(company, 0),
    remembered: new RememberedInteractions(folder, timelines, () => setting.on),
  });
  const started = async (shown: Partial<ShownTimelines> = {}) => {
    const editor = open(affinity.another());
    await editor.remembered.restore({ followed: [company, person], filter: {}, ...shown });
    return editor;
  };
  const files = async () => (await folder.list('interactions')).toSorted();
  return { ...affinity, folder, files, setting, first: open(affinity.timelines), started };
}

/** More than the second after which it is written. */
const written = async () => new Promise((done) => setTimeout(done, 1300));

describe('stored interactions', () => {
  it('stay without one that was deleted before they were checked', async () => {
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

  it('aren’t written again just because they were restored', async () => {
    const { first, folder, files, started } = await editorWith(hourly(150));
    await first.timeline.load();
    await first.remembered.flush();
    const second = await started();
    await folder.remove('interactions');
    await second.remembered.flush();
    expect(await files()).toEqual([]);
  });

  it('are restored for followed records and removed for others', async () => {
    const { first, files, records, started } = await editorWith(hourly(3));
    await Promise.all([first.timeline.load(), first.timelines.of(records.person, 0).load()]);
    await first.remembered.flush();
    const second = await started({ followed: [records.person] });
    expect(second.timeline.state.status).toBe('not-loaded');
    expect(second.timelines.of(records.person, 0).state.restored).toBe(true);
    expect(await files()).toEqual([`person-${String(records.person.id)}-0-.json`]);
  });

  it('are restored with and without the current filter and removed for others', async () => {
    const { first, files, records, started } = await editorWith(hourly(3));
    const sent = { direction: 0 } as const;
    const byHand = { manualOnly: true };
    const timelines = [{}, sent, byHand].map((filter) => first.timelines.of(records.company, 2, filter));
    await Promise.all(timelines.map((timeline) => timeline.load()));
    await first.remembered.flush();
    const second = await started({ filter: byHand });
    const restored = [{}, sent, byHand].map(
      (filter) => second.timelines.of(records.company, 2, filter).state.restored,
    );
    expect(restored).toEqual([true, false, true]);
    expect(await files()).toHaveLength(2);
  });

  it('are those of the 200 timelines that changed last', async () => {
    const { folder, files, started } = await editorWith([]);
    const followed = Array.from({ length: 60 }, (_, id): RecordRef => ({ kind: 'company', id, name: 'x' }));
    await mkdir(join(folder.path, 'interactions'), { recursive: true });
    const names = followed.flatMap(({ id }) => [0, 1, 2, 3].map((type) => `company-${id}-${type}-.json`));
    for (const [index, name] of names.entries()) {
      await writeFile(join(folder.path, 'interactions', name), '{}');
      await utimes(join(folder.path, 'interactions', name), index, index);
    }
    await started({ followed });
    expect(await files()).toEqual(names.slice(-200).toSorted());
  });

  it('aren’t restored from a half-written file, which is removed unless it is still being written', async () => {
    const { folder, files, records, started } = await editorWith([]);
    const name = `company-${String(records.company.id)}-0-.json`;
    await folder.write(`interactions/${name}.7.new`, '{"version"');
    await folder.write(`interactions/${name}.8.new`, '{"version"');
    await utimes(join(folder.path, 'interactions', `${name}.7.new`), 0, 0);
    const { timeline } = await started();
    expect(timeline.state.status).toBe('not-loaded');
    expect(await files()).toEqual([`${name}.8.new`]);
  });
});

describe('no file remains', () => {
  it('of a record that is unfollowed before its rows are written', async () => {
    const { first, files, records } = await editorWith(hourly(3));
    await Promise.all([first.timeline.load(), first.timelines.of(records.person, 0).load()]);
    first.timelines.forget(records.company);
    await first.remembered.forget(records.company);
    await written();
    // On a busy machine the write may still be under way.
    const name = `person-${String(records.person.id)}-0-.json`;
    await eventually(async () => expect(await files()).toEqual([name]));
  });

  it('of a record that is unfollowed during the write', async () => {
    const { first, files, records } = await editorWith(hourly(3));
    await first.timeline.load();
    const writing = first.remembered.flush();
    await first.remembered.forget(records.company);
    await writing;
    expect(await files()).toEqual([]);
  });

  it.each([0, 1, 3, 7])('by a sign-out %i moments into a write', async (moments) => {
    const { first, files, folder, records } = await editorWith(hourly(100));
    const timelines = [0, 1, 2, 3].map((type) => first.timelines.of(records.person, type as 0 | 1 | 2 | 3));
    await Promise.all([first.timeline, ...timelines].map((timeline) => timeline.load()));
    const writing = first.remembered.flush();
    for (let turn = 0; turn < moments; turn += 1) await new Promise((done) => setImmediate(done));
    first.remembered.dispose();
    await folder.removeLoaded();
    await writing;
    expect(await files()).toEqual([]);
  });

  it('when the setting is turned off before the rows are written', async () => {
    const { first, files, setting } = await editorWith(hourly(3));
    await first.timeline.load();
    setting.on = false;
    await written();
    await first.remembered.flush();
    expect(await files()).toEqual([]);
  });
});
