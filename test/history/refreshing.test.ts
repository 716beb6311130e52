import { describe, expect, it } from 'vitest';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { affinityWith, daily, daysAgo, DAY, hourly, NOW } from './affinityWith.ts';

const ids = ({ state }: InteractionTimeline) => state.items.map(({ id }) => id);
const dates = ({ state }: InteractionTimeline) => state.items.map(({ date }) => date.getTime());

async function opened(...[history, circumstances]: Parameters<typeof affinityWith>) {
  const affinity = affinityWith(history, circumstances);
  const timeline = affinity.timelines.of(affinity.records.person, 0);
  await timeline.load();
  return { ...affinity, timeline };
}

/** Logs a meeting as somebody else would, elsewhere. */
async function logMeeting({ client, records, colleagues }: ReturnType<typeof affinityWith>, date: number) {
  const personIds = [records.person.id, colleagues.ann.id];
  return client.interactions.create({ type: 0, personIds, content: 'x', date: new Date(date) });
}

describe('a refresh', () => {
  it('takes one request and shows new, changed and deleted rows', async () => {
    const affinity = await opened(daily(5));
    const { timeline, sandbox, clock, pages, bounds } = affinity;
    clock.ms += DAY;
    sandbox.deleteBehindTheBack(0, 1002);
    sandbox.changeBehindTheBack(0, 1004, { date: daysAgo(0) + 1, title: 'Moved' });
    await logMeeting(affinity, NOW + 2);
    await timeline.refresh();
    expect(ids(timeline)).toEqual([1006, 1004, 1001, 1003, 1005]);
    expect(timeline.state.items[1]?.title).toBe('Moved');
    expect([pages().length, bounds().length]).toEqual([2, 1]);
    expect(timeline.state.readAt?.getTime()).toBe(NOW + DAY);
  });

  it('keeps older rows and the position to continue from', async () => {
    const { timeline, sandbox, pages } = await opened(hourly(250));
    await timeline.loadOlder();
    sandbox.deleteBehindTheBack(0, 1010);
    await timeline.refresh();
    expect(timeline.state.items).toHaveLength(199);
    expect(pages()).toHaveLength(3);
    await timeline.loadOlder();
    expect(timeline.state).toMatchObject({ items: { length: 249 }, allLoaded: true });
    expect(pages()).toHaveLength(4);
  });

  it('tells the age of the rows that it didn’t check', async () => {
    const { timeline, clock } = await opened(hourly(250));
    await timeline.loadOlder();
    clock.ms += 60_000;
    await timeline.refresh();
    expect(timeline.state.readAt?.getTime()).toBe(NOW + 60_000);
    expect(timeline.state.oldestReadAt?.getTime()).toBe(NOW);
  });

  it('can drop older rows instead of keeping them unchecked', async () => {
    const { timeline, sandbox, clock } = await opened(hourly(250));
    await timeline.loadOlder();
    sandbox.deleteBehindTheBack(0, 1150);
    clock.ms += 60_000;
    await timeline.refresh({ forgetOlder: true });
    expect(timeline.state).toMatchObject({ items: { length: 100 }, oldestReadAt: new Date(NOW + 60_000) });
    await timeline.loadOlder();
    expect(timeline.has(0, 1150)).toBe(false);
  });

  it('keeps showing the rows meanwhile', async () => {
    const { timeline, gate } = await opened(daily(3));
    gate.hold();
    const refresh = timeline.refresh();
    expect(timeline.state).toMatchObject({ status: 'loading', activity: 'refresh', items: { length: 3 } });
    gate.release();
    await refresh;
    expect(timeline.state.status).toBe('loaded');
  });

  it('continues to the known rows when there are more new rows than one page holds', async () => {
    const { timeline, clock, pages, ...affinity } = await opened(daily(4), { pageSize: 2 });
    clock.ms += DAY;
    for (const hour of [1, 2, 3, 4]) await logMeeting({ ...affinity, clock, pages }, NOW + hour * 3_600_000);
    affinity.sandbox.clearRequests();
    await timeline.refresh();
    expect(pages()).toHaveLength(3);
    expect(ids(timeline)).toEqual([1008, 1007, 1006, 1005, 1001, 1002]);
  });

  it('sets old rows aside behind a gap, and restores them when the walk reaches them', async () => {
    const { timeline, clock, pages, ...affinity } = await opened(daily(4), { pageSize: 2 });
    await timeline.loadOlder();
    clock.ms += DAY;
    for (let hour = 1; hour <= 9; hour += 1) {
      await logMeeting({ ...affinity, clock, pages }, NOW + hour * 3_600_000);
    }
    affinity.sandbox.clearRequests();
    await timeline.refresh();
    expect(ids(timeline)).toEqual([1013, 1012, 1011, 1010, 1009, 1008]);
    await timeline.loadOlder();
    expect(ids(timeline)).toEqual([1013, 1012, 1011, 1010, 1009, 1008, 1007, 1006]);
    await timeline.loadOlder();
    expect(ids(timeline).slice(8)).toEqual([1005, 1001, 1002, 1003, 1004]);
    expect(pages()).toHaveLength(5);
  });

  it('requests the dates again if the last contact was years ago, and finds new rows', async () => {
    const affinity = affinityWith([{ date: daysAgo(1500) }]);
    const timeline = affinity.timelines.of(affinity.records.company, 1);
    await timeline.load();
    expect(timeline.state.coverage?.to.getTime()).toBe(daysAgo(1499));
    const personIds = [affinity.records.person.id, affinity.colleagues.ann.id];
    affinity.clock.ms += DAY;
    await affinity.client.interactions.create({ type: 1, personIds, content: 'x', date: new Date(NOW) });
    affinity.sandbox.clearRequests();
    await timeline.refresh();
    expect(dates(timeline)).toEqual([NOW]);
    expect([affinity.bounds().length, affinity.pages().length]).toEqual([1, 3]);
  });

  it('stops at the rows that were set aside, even if the page that reaches them is empty', async () => {
    const affinity = affinityWith([{ type: 1, date: daysAgo(1460) }]);
    const timeline = affinity.timelines.of(affinity.records.company, 1);
    await timeline.load();
    const personIds = [affinity.records.person.id, affinity.colleagues.ann.id];
    affinity.clock.ms += DAY / 2;
    await affinity.client.interactions.create({ type: 1, personIds, content: 'x', date: new Date(NOW) });
    await timeline.refresh();
    expect(dates(timeline)).toEqual([NOW]);
    affinity.sandbox.clearRequests();
    await timeline.loadOlder();
    expect(dates(timeline)).toEqual([NOW, daysAgo(1460)]);
    expect(timeline.state.skipped).toBeUndefined();
    expect(affinity.pages()).toHaveLength(1);
  });

  it('notices that the last planned meeting was cancelled', async () => {
    const affinity = affinityWith([{ date: NOW + 200 * DAY }, { date: daysAgo(1) }]);
    const timeline = affinity.timelines.of(affinity.records.person, 0);
    await timeline.load();
    affinity.sandbox.deleteBehindTheBack(0, 1001);
    await timeline.refresh();
    expect(ids(timeline)).toEqual([1002]);
  });

  it('counts unreadable interactions again', async () => {
    const { timeline, fail } = await opened([]);
    const broken = { on: { path: '/interactions' }, kind: 'status', status: 200 } as const;
    fail({ ...broken, body: { events: [{ id: 7 }, { id: 8 }] } });
    await timeline.refresh();
    expect(timeline.state.unreadable).toBe(2);
    fail({ ...broken, body: { events: [{ id: 8 }, { id: 7, type: 0, date: '2025-11-01T10:00:00Z' }] } });
    await timeline.refresh();
    expect(timeline.state).toMatchObject({ unreadable: 1, items: [{ id: 7 }] });
    await timeline.refresh();
    expect(timeline.state).toMatchObject({ unreadable: 0, items: [] });
  });

  it('loads a timeline that was never loaded', async () => {
    const { timelines, records, pages } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    await timeline.refresh();
    expect([timeline.state.items.length, pages().length]).toEqual([3, 1]);
  });

  it('is shared by concurrent callers', async () => {
    const { timeline, pages } = await opened(daily(3));
    await Promise.all([timeline.refresh(), timeline.refresh()]);
    expect(pages()).toHaveLength(2);
  });
});

describe('concurrent work', () => {
  it('aborts a load of older rows for a refresh, without losing or repeating any', async () => {
    const { timeline, gate, pages } = await opened(hourly(250));
    gate.hold();
    const older = timeline.loadOlder();
    const refresh = timeline.refresh();
    expect(timeline.state.activity).toBe('refresh');
    gate.release();
    await Promise.all([older, refresh]);
    expect(pages()).toHaveLength(2);
    expect(timeline.state).toMatchObject({ status: 'loaded', items: { length: 100 } });
    await timeline.loadOlder();
    expect(new Set(ids(timeline)).size).toBe(200);
  });

  it('loads older rows after a running refresh, once for all callers', async () => {
    const { timeline, pages } = await opened(hourly(250));
    await Promise.all([timeline.refresh(), timeline.loadOlder(), timeline.loadOlder()]);
    expect(timeline.state.items).toHaveLength(200);
    expect(pages()).toHaveLength(3);
  });

  it('doesn’t load older rows after a failed or cancelled refresh', async () => {
    const { timeline, failPages, gate, pages } = await opened(hourly(250));
    failPages();
    await Promise.all([timeline.refresh(), timeline.loadOlder()]);
    expect([timeline.state.status, pages().length]).toEqual(['failed', 2]);
    gate.hold();
    const work = [timeline.refresh(), timeline.loadOlder()];
    timeline.cancel();
    gate.release();
    await Promise.all(work);
    expect([timeline.state.status, pages().length]).toEqual(['loaded', 2]);
  });

  it('drops older rows despite a plain refresh under way, and on retry', async () => {
    const { timeline, failPages } = await opened(hourly(250));
    await timeline.loadOlder();
    failPages(2);
    await Promise.all([timeline.refresh(), timeline.refresh({ forgetOlder: true })]);
    expect(timeline.state).toMatchObject({ status: 'failed', items: { length: 200 } });
    await timeline.retry();
    await timeline.retry();
    expect(timeline.state).toMatchObject({ status: 'loaded', items: { length: 100 } });
  });

  it('stops when cancelled: loaded rows stay, and nothing has failed', async () => {
    const { timeline, gate } = await opened(hourly(250));
    gate.hold();
    const older = timeline.loadOlder();
    timeline.cancel();
    await older;
    gate.release();
    expect(timeline.state).toMatchObject({ status: 'loaded', items: { length: 100 } });
    expect(timeline.state.failure).toBeUndefined();
    await timeline.loadOlder();
    expect(timeline.state.items).toHaveLength(200);
  });

  it('stops when the first load is cancelled during the request for dates', async () => {
    const { timelines, records, gate, pages } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    gate.hold();
    const load = timeline.load();
    timeline.cancel();
    await load;
    gate.release();
    expect(timeline.state.status).toBe('not-loaded');
    expect(pages()).toHaveLength(0);
  });

  it('ends with dispose: no response, listener or method has an effect afterwards', async () => {
    const { timeline, gate, pages } = await opened(hourly(250));
    let changes = 0;
    timeline.onDidChange(() => (changes += 1));
    gate.hold();
    const older = timeline.loadOlder();
    changes = 0;
    timeline.dispose();
    gate.release();
    await older;
    const [first] = timeline.state.items;
    if (first) timeline.put({ ...first, id: 5 });
    await Promise.all([
      timeline.loadOlder(),
      timeline.refresh(),
      timeline.retry(),
      timeline.lookFurtherBack(),
    ]);
    expect(timeline.state).toMatchObject({ status: 'loaded', items: { length: 100 } });
    expect([changes, pages().length]).toEqual([0, 1]);
  });

  it('ignores the response to an aborted request', async () => {
    const { timeline, client } = await opened(hourly(250));
    const iterate = client.interactions.iterate.bind(client.interactions);
    client.interactions.iterate = (query, options) => iterate(query, { ...options, signal: undefined });
    const before = timeline.state.items;
    const refresh = timeline.refresh();
    timeline.cancel();
    const older = timeline.loadOlder();
    timeline.cancel();
    await Promise.all([refresh, older]);
    timeline.remove(0, 4711);
    expect(timeline.state.items).toBe(before);
  });
});

describe('a listener', () => {
  it('is called for every change until it unsubscribes', async () => {
    const { timelines, records } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    const seen: string[] = [];
    const stop = timeline.onDidChange(() => seen.push(timeline.state.status));
    await timeline.load();
    expect(seen).toEqual(['loading', 'loaded']);
    stop();
    await timeline.refresh();
    expect(seen).toHaveLength(2);
  });

  it('gets the same state object until something changes', async () => {
    const { timeline } = await opened(daily(3));
    const { state } = timeline;
    expect(timeline.state).toBe(state);
    await timeline.refresh();
    expect(timeline.state).not.toBe(state);
  });
});
