import { describe, expect, it } from 'vitest';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { affinityWith, daily, daysAgo, DAY, hourly, NOW } from './affinityWith.ts';
import type { Past } from './affinityWith.ts';

const dates = ({ state }: InteractionTimeline) => state.items.map(({ date }) => date.getTime());
const ms = (span: { from: Date; to: Date } | undefined) =>
  span && { from: span.from.getTime(), to: span.to.getTime() };

describe('a timeline that was never opened', () => {
  it('has made no request and isn’t loaded', () => {
    const { timelines, records, sandbox } = affinityWith(daily(3));
    const { state } = timelines.of(records.person, 0);
    expect(state).toMatchObject({ status: 'not-loaded', items: [], allLoaded: false, restored: false });
    expect(state.coverage).toBeUndefined();
    expect(sandbox.requests).toHaveLength(0);
  });
});

describe('the first page', () => {
  it('takes the record’s dates and one request', async () => {
    const { timelines, records, pages, bounds } = affinityWith(daily(3));
    const timeline = timelines.of(records.company, 0);
    await timeline.load();
    expect(dates(timeline)).toEqual([daysAgo(1), daysAgo(2), daysAgo(3)]);
    expect([bounds().length, pages().length]).toEqual([1, 1]);
  });

  it('of all four types requests the dates once', async () => {
    const { timelines, records, pages, bounds } = affinityWith(daily(3));
    await Promise.all(([0, 1, 2, 3] as const).map((type) => timelines.of(records.person, type).load()));
    expect([bounds().length, pages().length]).toEqual([1, 4]);
  });

  it('is one request for concurrent callers, and none for later ones', async () => {
    const { timelines, records, pages } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    expect(timeline.load()).toBe(timeline.load());
    await Promise.all([timeline.load(), timeline.loadOlder(), timeline.refresh()]);
    await timeline.load();
    expect(pages()).toHaveLength(1);
  });

  it('requests the largest page with the filter', async () => {
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

  it('is sorted newest first, then by higher ID', async () => {
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

  it('includes the planned meetings of a company', async () => {
    const { timelines, records } = affinityWith([{ date: NOW + 200 * DAY }, { date: daysAgo(1) }]);
    const timeline = timelines.of(records.company, 0);
    await timeline.load();
    expect(dates(timeline)).toEqual([NOW + 200 * DAY, daysAgo(1)]);
  });

  it('includes three months of planned meetings of an opportunity, and most of the past year', async () => {
    const { timelines, records, pages } = affinityWith([{ date: NOW + 80 * DAY }, { date: daysAgo(270) }]);
    const timeline = timelines.of(records.opportunity, 0);
    await timeline.load();
    expect(dates(timeline)).toEqual([NOW + 80 * DAY, daysAgo(270)]);
    expect(pages()).toHaveLength(1);
  });

  it('starts at the last contact if that was years ago', async () => {
    const { timelines, records, pages } = affinityWith([{ type: 3, date: daysAgo(3000) }]);
    const timeline = timelines.of(records.company, 3);
    await timeline.load();
    expect(dates(timeline)).toEqual([daysAgo(3000)]);
    expect(timeline.state).toMatchObject({ allLoaded: true, since: new Date(daysAgo(3001)) });
    expect(pages()).toHaveLength(1);
  });

  it('of a type without any interaction takes one request and covers one year', async () => {
    const { timelines, records, pages } = affinityWith([{ type: 3, date: daysAgo(3000) }]);
    const timeline = timelines.of(records.company, 2);
    await timeline.load();
    expect(timeline.state).toMatchObject({ items: [], allLoaded: true, since: new Date(daysAgo(365)) });
    expect(pages()).toHaveLength(1);
  });

  it('crosses three empty years and then stops', async () => {
    const { timelines, records, pages } = affinityWith([{ type: 1, date: daysAgo(365 * 5) }]);
    const timeline = timelines.of(records.opportunity, 1);
    await timeline.load();
    const nothing = { from: daysAgo(3 * 365), to: NOW };
    expect(pages()).toHaveLength(3);
    expect(timeline.state).toMatchObject({ status: 'loaded', items: [], allLoaded: false });
    expect([ms(timeline.state.skipped), ms(timeline.state.coverage)]).toEqual([nothing, nothing]);
  });

  it('counts unreadable interactions and shows the others', async () => {
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
  it('continues page by page and year by year until everything is loaded', async () => {
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

  it('makes no request once everything is loaded', async () => {
    const { timelines, records, pages } = affinityWith(daily(3));
    const timeline = timelines.of(records.company, 0);
    await timeline.load();
    await timeline.loadOlder();
    expect(pages()).toHaveLength(1);
  });

  it('covers a chunk with more pages only down to its oldest row', async () => {
    const { timelines, records } = affinityWith(hourly(250));
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    const oldest = timeline.state.items.at(-1);
    expect(timeline.state.coverage?.from).toEqual(oldest?.date);
  });

  it('covers nothing of an unsorted chunk before its last page', async () => {
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

  it('names the empty years of the last click only', async () => {
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

  it('is shared by concurrent callers', async () => {
    const { timelines, records, pages } = affinityWith(hourly(250));
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    await Promise.all([timeline.loadOlder(), timeline.loadOlder()]);
    expect(timeline.state.items).toHaveLength(200);
    expect(pages()).toHaveLength(2);
  });

  it('looks before the record’s first contact on demand, back to the year 2000', async () => {
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
