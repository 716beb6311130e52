import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WholeHistory } from '../../src/history/recordHistory.ts';
import { withoutDeleted } from '../../src/history/withoutDeleted.ts';
import type { TypeId } from '../../src/model/interactionTypes.ts';
import { runCount } from '../support/runCount.ts';
import { affinityWith, daysAgo, hourly } from './affinityWith.ts';
import { historiesInMemory } from './historiesInMemory.ts';

const MINUTE = 60_000;

/** A person with meetings, a whole history that can be read again, and a timeline. */
function desk(meetings = 250) {
  const affinity = affinityWith(hourly(meetings));
  const { client, timelines, clock, records, colleagues, sandbox } = affinity;
  const { histories, edits } = historiesInMemory(affinity);
  const timeline = timelines.of(records.person, 0);
  const shown = async (): Promise<ReadonlySet<number>> => {
    const kept = (await histories.kept(records.person)) as WholeHistory;
    const stateOf = (type: TypeId) => timelines.of(records.person, type).state;
    const left = withoutDeleted(kept, stateOf, (since) => histories.edits(since));
    return new Set(left.map(({ id }) => id));
  };
  return {
    ...affinity,
    timeline,
    edits,
    shown,
    wait: () => void (clock.ms += MINUTE),
    readAll: () => histories.read(records.person, { confirm: async () => true, types: [0] }),
    logElsewhere: (date: number) => {
      const personIds = [records.person.id, colleagues.ann.id];
      return client.interactions.create({ type: 0, personIds, content: 'x', date: new Date(date) });
    },
    isThere: (id: number) => sandbox.interaction(0, id) !== undefined,
  };
}

describe('kept interactions', () => {
  it('that were deleted elsewhere are left out where the loaded rows are newer', async () => {
    const { readAll, sandbox, wait, timeline, shown } = desk();
    await readAll();
    sandbox.deleteBehindTheBack(0, 1010);
    sandbox.deleteBehindTheBack(0, 1200);
    wait();
    await timeline.load();
    const left = await shown();
    expect([left.size, left.has(1010), left.has(1200)]).toEqual([249, false, true]);
    await timeline.loadOlder();
    await timeline.loadOlder();
    expect((await shown()).has(1200)).toBe(false);
  });

  it('that are newer than the loaded rows stay', async () => {
    const { readAll, logElsewhere, wait, timeline, shown } = desk(50);
    await timeline.load();
    wait();
    const { id } = await logElsewhere(daysAgo(1) - 30 * MINUTE);
    await readAll();
    expect((await shown()).has(id)).toBe(true);
  });

  it('are compared with the rows that a refresh has read again, and with no others', async () => {
    const { readAll, logElsewhere, sandbox, wait, timeline, shown } = desk();
    await timeline.load();
    await timeline.loadOlder();
    wait();
    const { id: older } = await logElsewhere(daysAgo(1) - 150 * 60 * MINUTE - 1);
    await readAll();
    sandbox.deleteBehindTheBack(0, 1010);
    wait();
    await timeline.refresh();
    const left = await shown();
    expect([left.has(1010), left.has(older)]).toEqual([false, true]);
  });

  it('that another window has saved since stay', async () => {
    const { readAll, client, logElsewhere, edits, records, clock, wait, timeline, shown } = desk(50);
    await readAll();
    wait();
    await timeline.load();
    wait();
    const { id } = await logElsewhere(daysAgo(1) - 30 * MINUTE);
    const interaction = await client.interactions.get(id, 0);
    edits.push({ at: clock.ms, type: 0, id, interaction, about: [`person:${String(records.person.id)}`] });
    expect((await shown()).has(id)).toBe(true);
  });

  it('all stay while the rows come from a snapshot', async () => {
    const { readAll, timelines, another, records, sandbox, wait, timeline } = desk(50);
    await timeline.load();
    await readAll();
    sandbox.deleteBehindTheBack(0, 1010);
    wait();
    await timeline.refresh();
    const restarted = another();
    restarted.restore(timelines.snapshot());
    const kept: WholeHistory = {
      record: records.person,
      interactions: [{ id: 1010, type: 0, date: new Date(daysAgo(1) - 10) } as never],
      coverage: new Map([[0, { isComplete: true, unreadable: 0, requestsLeft: 0, readAt: new Date(0) }]]),
      missing: 0,
    };
    const left = withoutDeleted(
      kept,
      (type) => restarted.of(records.person, type).state,
      () => [],
    );
    expect(left).toHaveLength(1);
  });
});

it('nothing that is still there is left out, whatever is read, logged and deleted in between', async () => {
  const step = fc.oneof(
    fc.constantFrom('load' as const, 'older' as const, 'refresh' as const, 'all' as const),
    fc.record({ remove: fc.nat() }),
    fc.record({ log: fc.nat(200 * 60) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { readAll, timeline, sandbox, logElsewhere, isThere, wait, shown } = desk(150);
      await readAll();
      const known = new Set(await shown());
      for (const one of steps) {
        wait();
        if (one === 'load') await timeline.load();
        else if (one === 'older') await timeline.loadOlder();
        else if (one === 'refresh') await timeline.refresh();
        else if (one === 'all') for (const id of await readAll().then(shown)) known.add(id);
        else if ('log' in one) await logElsewhere(daysAgo(1) - one.log * MINUTE - 1);
        else {
          const id = 1001 + (one.remove % 150);
          if (isThere(id)) sandbox.deleteBehindTheBack(0, id);
        }
        const left = await shown();
        expect([...known].filter((id) => isThere(id) && !left.has(id))).toEqual([]);
      }
    }),
    { numRuns: runCount(15) },
  );
});
