import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { affinityWith, daily, daysAgo, DAY, hourly, NOW } from './affinityWith.ts';
import type { Past } from './affinityWith.ts';

const ids = ({ state }: InteractionTimeline) => state.items.map(({ id }) => id);
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A loaded timeline, its snapshot, and the same timeline as the next start of the editor makes it. */
async function restarted(history: Past[], maxRows?: number) {
  const affinity = affinityWith(history);
  const before = affinity.timelines.of(affinity.records.company, 0);
  await before.load();
  while (before.state.items.length < (maxRows ?? 0) && !before.state.allLoaded) await before.loadOlder();
  const snapshot = asJson(before.snapshot(maxRows));
  affinity.sandbox.clearRequests();
  affinity.clock.ms += DAY;
  const timeline = affinity.another().of(affinity.records.company, 0);
  const logNew = async (count: number) => {
    const personIds = [affinity.records.person.id, affinity.colleagues.ann.id];
    for (let index = 0; index < count; index += 1) {
      const date = new Date(NOW + index * 60_000);
      await affinity.client.interactions.create({ type: 0, personIds, content: 'x', date });
    }
    affinity.sandbox.clearRequests();
  };
  return { ...affinity, before, snapshot, timeline, logNew };
}

describe('a snapshot', () => {
  it('restores every row without a request, with its age', async () => {
    const { before, snapshot, timeline, sandbox } = await restarted(daily(5));
    expect(timeline.restore(snapshot)).toBe(true);
    const { items, ...state } = timeline.state;
    expect(asJson(items)).toEqual(asJson(before.state.items));
    expect(items[0]?.date).toBeInstanceOf(Date);
    expect(state).toMatchObject({
      status: 'loaded',
      restored: true,
      readAt: new Date(NOW),
      allLoaded: true,
      since: new Date(daysAgo(6)),
      coverage: before.state.coverage,
    });
    expect(sandbox.requests).toHaveLength(0);
  });

  it('is checked with one request, and then is current', async () => {
    const { snapshot, timeline, sandbox } = await restarted(daily(5));
    timeline.restore(snapshot);
    sandbox.deleteBehindTheBack(0, 1002);
    await timeline.refresh();
    expect(ids(timeline)).toEqual([1001, 1003, 1004, 1005]);
    expect(timeline.state).toMatchObject({ restored: false, readAt: new Date(NOW + DAY) });
    expect(sandbox.requests).toHaveLength(1);
  });

  it('of several pages is checked down to its last row, and then has one age', async () => {
    const { snapshot, timeline, sandbox, clock } = await restarted(hourly(400), 300);
    timeline.restore(snapshot);
    sandbox.deleteBehindTheBack(0, 1251);
    await timeline.refresh();
    expect(timeline.has(0, 1251)).toBe(false);
    expect(timeline.state).toMatchObject({ restored: false, oldestReadAt: new Date(clock.ms) });
    expect(sandbox.requests).toHaveLength(3);
    await timeline.refresh();
    expect(sandbox.requests).toHaveLength(4);
  });

  it('is checked down to its last row even if there is a page of new rows', async () => {
    const { snapshot, timeline, sandbox, logNew } = await restarted(hourly(400), 300);
    timeline.restore(snapshot);
    sandbox.deleteBehindTheBack(0, 1299);
    await logNew(90);
    await timeline.refresh();
    expect(timeline.has(0, 1299)).toBe(false);
    expect(timeline.has(0, 1300)).toBe(true);
    expect(timeline.state.restored).toBe(false);
    expect(sandbox.requests).toHaveLength(4);
  });

  it('leaves the rest to the next click when there are too many new rows', async () => {
    const { snapshot, timeline, sandbox, logNew } = await restarted(hourly(400), 300);
    timeline.restore(snapshot);
    sandbox.deleteBehindTheBack(0, 1251);
    await logNew(160);
    await timeline.refresh();
    expect(sandbox.requests).toHaveLength(4);
    expect(timeline.state).toMatchObject({ items: { length: 400 }, restored: false, allLoaded: false });
    while (!timeline.state.allLoaded) await timeline.loadOlder();
    expect(timeline.state.items).toHaveLength(559);
    expect(timeline.has(0, 1251)).toBe(false);
  });

  it('keeps its age when the check fails', async () => {
    const { snapshot, timeline, failPages } = await restarted(hourly(400), 300);
    timeline.restore(snapshot);
    failPages();
    await timeline.refresh();
    expect(timeline.state).toMatchObject({ status: 'failed', restored: true, readAt: new Date(NOW) });
  });

  it('continues where its rows end, without losing or repeating a row', async () => {
    const { snapshot, timeline, pages } = await restarted(hourly(250));
    timeline.restore(snapshot);
    while (!timeline.state.allLoaded) await timeline.loadOlder();
    expect(ids(timeline)).toEqual(Array.from({ length: 250 }, (_, index) => 1001 + index));
    expect(pages()).toHaveLength(2);
  });

  it('of a long timeline holds the newest rows and covers only those', async () => {
    const { snapshot, timeline } = await restarted(hourly(90), 10);
    timeline.restore(snapshot);
    expect(ids(timeline)).toHaveLength(10);
    expect(timeline.state).toMatchObject({
      allLoaded: false,
      coverage: { from: timeline.state.items[9]?.date },
    });
    await timeline.loadOlder();
    expect(ids(timeline)).toHaveLength(90);
  });

  it('doesn’t exist before a span is covered', async () => {
    const { timelines, records } = affinityWith(hourly(150), { open: { order: 'oldest-first' } });
    const timeline = timelines.of(records.company, 0);
    expect(timeline.snapshot()).toBeUndefined();
    await timeline.load();
    expect(timeline.snapshot()).toBeUndefined();
  });

  it('doesn’t overwrite loaded rows', async () => {
    const { snapshot, before } = await restarted(daily(5));
    expect(before.restore(snapshot)).toBe(false);
    expect(before.state.restored).toBe(false);
  });

  it('of another record, type or filter is refused', async () => {
    const { snapshot, timelines, records } = await restarted(daily(5));
    expect(timelines.of(records.person, 0).restore(snapshot)).toBe(false);
    expect(timelines.of(records.company, 1).restore(snapshot)).toBe(false);
    expect(timelines.of(records.company, 0, { manualOnly: true }).restore(snapshot)).toBe(false);
  });

  it('keeps the number of unreadable interactions', async () => {
    const { timelines, another, records, fail } = affinityWith([]);
    const body = { events: [{ id: 8 }, 'x'] };
    fail({ on: { path: '/interactions' }, kind: 'status', status: 200, body });
    const before = timelines.of(records.person, 1);
    await before.load();
    const timeline = another().of(records.person, 1);
    timeline.restore(asJson(before.snapshot()));
    expect(timeline.state.unreadable).toBe(2);
  });

  it.each([
    ['of another version', { version: 2 }],
    ['with a moment that is none', { from: 'yesterday' }],
    ['with a moment without an offset', { readAt: '2025-11-20T12:00:00' }],
    ['that ends before it starts', { from: '2026-01-01T00:00:00.000Z' }],
    ['that starts before its own start', { start: '2025-11-19T00:00:00.000Z' }],
    ['with a row that is older than it claims', { from: '2025-11-20T11:00:00.000Z' }],
    ['without rows', { rows: undefined }],
    ['with a row that is none', { rows: [{}] }],
    ['with a flag that is none', { done: 'yes' }],
    ['of a type that there is not', { type: 4 }],
    ['without a record', { record: { kind: 'deal', id: 1, name: '' } }],
  ])('%s is refused', async (_, change) => {
    const { snapshot, timeline } = await restarted(daily(5));
    expect(timeline.restore({ ...(snapshot as object), ...change })).toBe(false);
    expect(timeline.state.status).toBe('not-loaded');
    expect(timeline.restore(snapshot)).toBe(true);
  });

  it('never throws, whatever part of it is replaced', async () => {
    const { snapshot, another } = await restarted(daily(2));
    const places = leaves(snapshot);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        const timelines = another();
        expect(timelines.restore([replaced(snapshot, place, value)])).toBeLessThanOrEqual(1);
      }),
    );
    expect(another().restore([null, 3, 'x', [], {}, snapshot])).toBe(1);
    expect(another().restore({ snapshot })).toBe(0);
  });
});

type Place = readonly (string | number)[];

function leaves(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const entries = Object.entries(value as Record<string, unknown>);
  return [[], ...entries.flatMap(([key, part]) => leaves(part).map((place) => [key, ...place]))];
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}
