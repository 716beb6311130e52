import { describe, expect, it } from 'vitest';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { affinityWith, daily, daysAgo, DAY, hourly, NOW } from './affinityWith.ts';
import type { Past } from './affinityWith.ts';

const dates = ({ state }: InteractionTimeline) => state.items.map(({ date }) => date.getTime());
const ms = (span: { from: Date; to: Date } | undefined) =>
  span && { from: span.from.getTime(), to: span.to.getTime() };

describe('a timeline that nobody has opened', () => {
  it('has asked for nothing and says so', () => {
    const { timelines, records, sandbox } = affinityWith(daily(3));
    const { state } = timelines.of(records.person, 0);
    expect(state).toMatchObject({ status: 'not-loaded', items: [], allLoaded: false, restored: false });
    expect(state.coverage).toBeUndefined();
    expect(sandbox.requests).toHaveLength(0);
  });
});

describe('the first page', () => {
  it('takes the record’s bounds and one request', async () => {
    const { timelines, records, pages, bounds } = affinityWith(daily(3));
    const timeline = timelines.of(records.company, 0);
    await timeline.load();
    expect(dates(timeline)).toEqual([daysAgo(1), daysAgo(2), daysAgo(3)]);
    expect([bounds().length, pages().length]).toEqual([1, 1]);
  });

  it('of all four types takes the bounds once', async () => {
    const { timelines, records, pages, bounds } = affinityWith(daily(3));
    await Promise.all(([0, 1, 2, 3] as const).map((type) => timelines.of(records.person, type).load()));
    expect([bounds().length, pages().length]).toEqual([1, 4]);
  });

  it('is one request for whoever asks meanwhile, and none for whoever asks later', async () => {
    const { timelines, records, pages } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    expect(timeline.load()).toBe(timeline.load());
    await Promise.all([timeline.load(), timeline.loadOlder(), timeline.refresh()]);
    await timeline.load();
    expect(pages()).toHaveLength(1);
  });

  it('asks with the filter and the largest page', async () => {
    const { timelines, records, colleagues, pages } = affinityWith([
      { type: 2, date: daysAgo(1), direction: 1, byHand: true, withBob: true },
      { type: 2, date: daysAgo(2), direction: 0, byHand: true, withBob: true },
      { type: 2, date: daysAgo(3), direction: 1, byHand: false, withBob: true },
      { type: 2, date: daysAgo(4), direction: 1, byHand: true, withBob: false },
    ]);
    const colleague = { id: colleagues.bob.id, name: 'Bob' };
    const timeline = timelines.of(records.person, 2, { manualOnly: true, colleague, direction: 1 });
    await timeline.load();
    expect(dates(timeline)).toEqual([daysAgo(1)]);
    expect(pages()[0]?.query['page_size']).toBe('100');
  });

  it('is the newest first, and at one moment the higher id', async () => {
    const { timelines, records } = affinityWith(
      [{ date: daysAgo(2) }, { date: daysAgo(1) }, { date: daysAgo(1) }],
      {
        open: { order: 'oldest-first' },
      },
    );
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    expect(timeline.state.items.map(({ id }) => id)).toEqual([1003, 1002, 1001]);
  });

  it('has the planned meetings of a company', async () => {
    const { timelines, records } = affinityWith([{ date: NOW + 200 * DAY }, { date: daysAgo(1) }]);
    const timeline = timelines.of(records.company, 0);
    await timeline.load();
    expect(dates(timeline)).toEqual([NOW + 200 * DAY, daysAgo(1)]);
  });

  it('has the planned meetings of an opportunity for three months, and most of the past year', async () => {
    const { timelines, records, pages } = affinityWith([{ date: NOW + 80 * DAY }, { date: daysAgo(270) }]);
    const timeline = timelines.of(records.opportunity, 0);
    await timeline.load();
    expect(dates(timeline)).toEqual([NOW + 80 * DAY, daysAgo(270)]);
    expect(pages()).toHaveLength(1);
  });

  it('starts at the last known moment when that is years ago', async () => {
    const { timelines, records, pages } = affinityWith([{ type: 3, date: daysAgo(3000) }]);
    const timeline = timelines.of(records.company, 3);
    await timeline.load();
    expect(dates(timeline)).toEqual([daysAgo(3000)]);
    expect(timeline.state).toMatchObject({ allLoaded: true, since: new Date(daysAgo(3001)) });
    expect(pages()).toHaveLength(1);
  });

  it('of a type that the service knows nothing of takes one request and claims one year', async () => {
    const { timelines, records, pages } = affinityWith([{ type: 3, date: daysAgo(3000) }]);
    const timeline = timelines.of(records.company, 2);
    await timeline.load();
    expect(timeline.state).toMatchObject({ items: [], allLoaded: true, since: new Date(daysAgo(365)) });
    expect(pages()).toHaveLength(1);
  });

  it('crosses three empty years and then says what it found', async () => {
    const { timelines, records, pages } = affinityWith([{ type: 1, date: daysAgo(365 * 5) }]);
    const timeline = timelines.of(records.opportunity, 1);
    await timeline.load();
    const nothing = { from: daysAgo(3 * 365), to: NOW };
    expect(pages()).toHaveLength(3);
    expect(timeline.state).toMatchObject({ status: 'loaded', items: [], allLoaded: false });
    expect([ms(timeline.state.skipped), ms(timeline.state.coverage)]).toEqual([nothing, nothing]);
  });

  it('counts what cannot be read, and shows its neighbours', async () => {
    const { timelines, records, fail } = affinityWith([]);
    const good = { id: 7, type: 1, date: '2025-11-01T10:00:00Z' };
    const body = { events: [good, { id: 8, type: 1 }, { id: 8, type: 1 }, 'x'], next_page_token: null };
    fail({ on: { path: '/interactions' }, kind: 'status', status: 200, body });
    const timeline = timelines.of(records.person, 1);
    await timeline.load();
    expect(timeline.state.items.map(({ id }) => id)).toEqual([7]);
    expect(timeline.state.unreadable).toBe(2);
  });
});

describe('loading older', () => {
  it('goes on page by page and year by year until all is loaded', async () => {
    const history: Past[] = [...hourly(250), { date: daysAgo(700) }];
    const { timelines, records, pages } = affinityWith(history);
    const timeline = timelines.of(records.company, 0);
    await timeline.load();
    const counts = [timeline.state.items.length];
    for (let click = 0; click < 3; click += 1) {
      await timeline.loadOlder();
      counts.push(timeline.state.items.length);
    }
    expect(counts).toEqual([100, 200, 250, 251]);
    expect(timeline.state).toMatchObject({ allLoaded: true, since: new Date(daysAgo(701)) });
    expect(pages()).toHaveLength(4);
  });

  it('asks for nothing once all is loaded', async () => {
    const { timelines, records, pages } = affinityWith(daily(3));
    const timeline = timelines.of(records.company, 0);
    await timeline.load();
    await timeline.loadOlder();
    expect(pages()).toHaveLength(1);
  });

  it('claims a chunk with further pages only down to its oldest row', async () => {
    const { timelines, records } = affinityWith(hourly(250));
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    const oldest = timeline.state.items.at(-1);
    expect(timeline.state.coverage?.from).toEqual(oldest?.date);
  });

  it('claims nothing of a chunk that does not come newest first before its last page', async () => {
    const { timelines, records } = affinityWith([...hourly(150), { date: daysAgo(800) }], {
      open: { order: 'oldest-first' },
    });
    const timeline = timelines.of(records.opportunity, 0);
    await timeline.load();
    expect(timeline.state.items).toHaveLength(100);
    expect(timeline.state.coverage).toBeUndefined();
    await timeline.loadOlder();
    expect(ms(timeline.state.coverage)).toEqual({ from: daysAgo(275), to: NOW + 90 * DAY });
  });

  it('names the years in which the last click found nothing, and not those of the click before', async () => {
    const { timelines, records, pages } = affinityWith([{ type: 1, date: daysAgo(365 * 5) }]);
    const timeline = timelines.of(records.opportunity, 1);
    await timeline.load();
    await timeline.loadOlder();
    expect(pages()).toHaveLength(5);
    expect(dates(timeline)).toEqual([daysAgo(365 * 5)]);
    expect(timeline.state.skipped).toBeUndefined();
    await timeline.loadOlder();
    expect(ms(timeline.state.skipped)).toEqual({ from: daysAgo(365 * 8), to: daysAgo(365 * 5) });
  });

  it('is shared by two who ask', async () => {
    const { timelines, records, pages } = affinityWith(hourly(250));
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    await Promise.all([timeline.loadOlder(), timeline.loadOlder()]);
    expect(timeline.state.items).toHaveLength(200);
    expect(pages()).toHaveLength(2);
  });

  it('looks behind the record’s first known moment when asked to, down to the year 2000', async () => {
    const { timelines, records, pages } = affinityWith([
      { type: 2, date: daysAgo(4) },
      { type: 3, date: daysAgo(100) },
      { type: 2, date: daysAgo(500) },
    ]);
    const timeline = timelines.of(records.company, 2);
    await timeline.load();
    expect(timeline.state).toMatchObject({ allLoaded: true, canLookFurtherBack: true });
    await timeline.lookFurtherBack();
    expect(dates(timeline)).toEqual([daysAgo(4), daysAgo(500)]);
    expect(timeline.state.allLoaded).toBe(false);
    while (!timeline.state.allLoaded) await timeline.loadOlder();
    expect(timeline.state.since).toEqual(new Date('2000-01-01T00:00:00Z'));
    const asked = pages().length;
    expect(timeline.state.canLookFurtherBack).toBe(false);
    await timeline.lookFurtherBack();
    expect(pages()).toHaveLength(asked);
  });
});
