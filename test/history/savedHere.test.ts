import { describe, expect, it } from 'vitest';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { affinityWith, daily, daysAgo, hourly, NOW } from './affinityWith.ts';
import { interaction } from './interaction.ts';

const ids = ({ state }: InteractionTimeline) => state.items.map(({ id }) => id);
const meeting = (id: number, date: number) => interaction({ id, date: new Date(date) });

async function opened(...[history, circumstances]: Parameters<typeof affinityWith>) {
  const affinity = affinityWith(history, circumstances);
  const timeline = affinity.timelines.of(affinity.records.person, 0);
  await timeline.load();
  affinity.sandbox.clearRequests();
  return { ...affinity, timeline };
}

describe('an interaction that was saved here', () => {
  it('appears in its place at once, without a request', async () => {
    const { timeline, sandbox } = await opened(daily(3));
    timeline.put(meeting(5, daysAgo(1.5)));
    timeline.put(meeting(6, NOW + 1));
    timeline.put(meeting(9, daysAgo(2)));
    expect(ids(timeline)).toEqual([6, 1001, 5, 1002, 9, 1003]);
    expect(sandbox.requests).toHaveLength(0);
  });

  it('replaces its row, even if the date has changed', async () => {
    const { timeline } = await opened(daily(3));
    timeline.put({ ...meeting(1001, daysAgo(2.5)), title: 'Later' });
    expect(ids(timeline)).toEqual([1002, 1001, 1003]);
    expect(timeline.state.items[1]?.title).toBe('Later');
  });

  it('is one row, however often it was saved between two readings of the state', async () => {
    const { timeline } = await opened(daily(3));
    expect(ids(timeline)).toEqual([1001, 1002, 1003]);
    for (const day of [0.5, 1.5, 2.5]) timeline.put(meeting(5, daysAgo(day)));
    timeline.put(meeting(6, daysAgo(0.2)));
    timeline.remove(0, 6);
    expect(ids(timeline)).toEqual([1001, 1002, 5, 1003]);
  });

  it('appears among the rows of a chunk that isn’t covered yet', async () => {
    const { timeline } = await opened(hourly(150), { open: { order: 'oldest-first' } });
    timeline.put({ ...meeting(1150, daysAgo(7)), title: 'Changed' });
    expect(timeline.state.items.find(({ id }) => id === 1150)?.title).toBe('Changed');
    timeline.put(meeting(5, daysAgo(3)));
    timeline.put(meeting(6, daysAgo(300)));
    expect([timeline.has(0, 5), timeline.has(0, 6)]).toEqual([true, false]);
  });

  it('no longer counts as unreadable', async () => {
    const { timelines, records, fail } = affinityWith([]);
    fail({ on: { path: '/interactions' }, kind: 'status', status: 200, body: { events: [{ id: 7 }] } });
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    timeline.put(meeting(7, daysAgo(1)));
    expect(timeline.state).toMatchObject({ unreadable: 0, items: [{ id: 7 }] });
  });

  it('doesn’t appear before the rows around it are loaded', async () => {
    const { timeline } = await opened(hourly(250));
    timeline.put(meeting(5, daysAgo(8)));
    expect(timeline.has(0, 5)).toBe(false);
    timeline.put(meeting(1001, daysAgo(8)));
    expect(timeline.has(0, 1001)).toBe(false);
  });

  it('doesn’t appear in a timeline that isn’t loaded, or of another type', async () => {
    const { timelines, records, timeline } = await opened(daily(3));
    const calls = timelines.of(records.person, 1);
    calls.put(interaction({ type: 1 }));
    timeline.put(interaction({ type: 1 }));
    expect(calls.state).toMatchObject({ status: 'not-loaded', items: [] });
    expect(timeline.state.items).toHaveLength(3);
  });

  it('survives the response to a request that was sent before', async () => {
    const { timeline, gate } = await opened(daily(3));
    gate.hold();
    const refresh = timeline.refresh();
    timeline.put(meeting(5, daysAgo(1.5)));
    timeline.put({ ...meeting(1002, daysAgo(2)), title: 'Mine' });
    timeline.remove(0, 1003);
    gate.release();
    await refresh;
    expect(ids(timeline)).toEqual([1001, 5, 1002]);
    expect(timeline.state.items[2]?.title).toBe('Mine');
  });

  it('survives the first response too', async () => {
    const { timelines, records, gate } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    gate.hold();
    const load = timeline.load();
    timeline.put(meeting(5, daysAgo(1.5)));
    timeline.remove(0, 1003);
    gate.release();
    await load;
    expect(ids(timeline)).toEqual([1001, 5, 1002]);
  });

  it('yields to a later response', async () => {
    const { timeline } = await opened(daily(3));
    timeline.put(meeting(5, daysAgo(1.5)));
    timeline.remove(0, 1003);
    await timeline.refresh();
    expect(ids(timeline)).toEqual([1001, 1002, 1003]);
  });

  it('stays when it is newer than the span of a refresh', async () => {
    const { timelines, records } = affinityWith([{ type: 1, date: daysAgo(1) }]);
    const timeline = timelines.of(records.person, 1);
    await timeline.load();
    timeline.put(interaction({ id: 5, type: 1, date: new Date(NOW + 86_400_000) }));
    await timeline.refresh();
    expect(ids(timeline)).toEqual([5, 1001]);
  });
});

describe('an interaction that was deleted here', () => {
  it('disappears at once, without a request, and only of its type', async () => {
    const { timeline, sandbox } = await opened(daily(3));
    timeline.remove(1, 1001);
    timeline.remove(0, 1002);
    timeline.remove(0, 4711);
    expect(ids(timeline)).toEqual([1001, 1003]);
    expect(sandbox.requests).toHaveLength(0);
  });
});

describe('a hundred thousand interactions', () => {
  it('are added, shown and refreshed, each once and in order', async () => {
    const { timeline } = await opened(daily(3));
    for (let id = 1; id <= 100_000; id += 1) {
      timeline.put(meeting(10_000 + id, NOW + 1_000_000 + ((id * 7919) % 100_003)));
    }
    const { items } = timeline.state;
    expect(items).toHaveLength(100_003);
    expect(items.every((row, index) => row.date >= (items[index + 1]?.date ?? new Date(0)))).toBe(true);
    await timeline.refresh();
    expect(timeline.state.items.slice(-3).map(({ id }) => id)).toEqual([1001, 1002, 1003]);
  }, 60_000);
});
