import { describe, expect, it } from 'vitest';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import type { Fault } from '../../src/sandbox/testing/index.ts';
import { affinityWith, daily, daysAgo, hourly } from './affinityWith.ts';

const dates = ({ state }: InteractionTimeline) => state.items.map(({ date }) => date.getTime());
const onBounds = { path: /^\/(persons|organizations)/ };

describe('a failure', () => {
  it('of the first page is part of the state, doesn’t reject, and is repeated by retry', async () => {
    const { timelines, records, failPages } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    failPages();
    await timeline.load();
    expect(timeline.state).toMatchObject({ status: 'failed', items: [] });
    expect(timeline.state.failure).toMatchObject({ during: 'load', error: { kind: 'server' } });
    await timeline.retry();
    expect(timeline.state).toMatchObject({ status: 'loaded' });
    expect(dates(timeline)).toHaveLength(3);
  });

  it('isn’t repeated when the row is opened again', async () => {
    const { timelines, records, failPages, pages } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    failPages();
    await timeline.load();
    await timeline.load();
    expect(pages()).toHaveLength(1);
    expect(timeline.state.status).toBe('failed');
  });

  it('of older rows keeps the loaded rows, and retry continues after them', async () => {
    const { timelines, records, failPages, pages } = affinityWith(hourly(250));
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    failPages();
    await timeline.loadOlder();
    expect(timeline.state).toMatchObject({ status: 'failed', failure: { during: 'older' } });
    expect(timeline.state.items).toHaveLength(100);
    await timeline.retry();
    expect(timeline.state.items).toHaveLength(200);
    expect(pages()).toHaveLength(3);
  });

  it('in the middle of empty years doesn’t request the earlier ones again', async () => {
    const { timelines, records, fail, pages } = affinityWith([{ type: 1, date: daysAgo(365 * 2 + 10) }]);
    const timeline = timelines.of(records.opportunity, 1);
    fail({ on: { path: '/interactions', nth: 3 }, kind: 'status', status: 503 });
    await timeline.load();
    expect(timeline.state.status).toBe('failed');
    expect(timeline.state.coverage?.from.getTime()).toBe(daysAgo(365 * 2));
    await timeline.retry();
    expect(dates(timeline)).toHaveLength(1);
    expect(pages()).toHaveLength(4);
  });

  it('of a refresh keeps every row, and retry refreshes', async () => {
    const { timelines, records, failPages } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    failPages();
    await timeline.refresh();
    expect(timeline.state).toMatchObject({ status: 'failed', failure: { during: 'refresh' } });
    expect(dates(timeline)).toHaveLength(3);
    await timeline.retry();
    expect(timeline.state.status).toBe('loaded');
  });

  it('makes no request when there is nothing to retry', async () => {
    const { timelines, records, pages } = affinityWith(daily(3));
    await timelines.of(records.person, 0).retry();
    expect(pages()).toHaveLength(0);
  });

  it('counts even if it isn’t an error of the client', async () => {
    const { timelines, records, client } = affinityWith(daily(3));
    const timeline = timelines.of(records.person, 0);
    client.interactions.iterate = () => {
      throw 'something else';
    };
    await timeline.load();
    expect(timeline.state.failure?.error).toBeInstanceOf(Error);
  });

  it('of an expired page token restarts from the loaded rows', async () => {
    const { timelines, records, fail, pages } = affinityWith(hourly(250));
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    const body = { message: 'Invalid page_token variable' };
    fail({ on: { path: '/interactions' }, kind: 'status', status: 422, body });
    await timeline.loadOlder();
    expect(timeline.state.status).toBe('loaded');
    await timeline.loadOlder();
    expect(new Set(dates(timeline)).size).toBe(250);
    expect(timeline.state).toMatchObject({ items: { length: 250 }, allLoaded: true });
    expect(pages()).toHaveLength(4);
  });
});

describe('dates that can’t be loaded', () => {
  const faults: Fault[] = [
    { on: onBounds, kind: 'status', status: 500 },
    { on: onBounds, kind: 'status', status: 403 },
    { on: onBounds, kind: 'status', status: 404 },
    { on: onBounds, kind: 'garbage' },
  ];

  it.each(faults)('do not cost the page ($kind $status)', async (fault) => {
    const { timelines, records, fail, pages } = affinityWith([{ type: 3, date: daysAgo(2) }]);
    fail(fault);
    const timeline = timelines.of(records.person, 3);
    await timeline.load();
    expect(dates(timeline)).toEqual([daysAgo(2)]);
    expect(timeline.state.allLoaded).toBe(false);
    expect(pages()).toHaveLength(1);
  });

  it('are requested again by the next type', async () => {
    const { timelines, records, fail, bounds } = affinityWith(daily(3));
    fail({ on: onBounds, kind: 'status', status: 500 });
    await timelines.of(records.person, 0).load();
    await timelines.of(records.person, 1).load();
    expect(bounds()).toHaveLength(2);
  });

  it.each([
    [401, 'unauthorized'],
    [429, 'rate-limited'],
  ])('are the failure when the page would fail as well (%d)', async (status, kind) => {
    const { timelines, records, fail, pages } = affinityWith(daily(3));
    fail({ on: onBounds, kind: 'status', status });
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    expect(timeline.state).toMatchObject({ status: 'failed', failure: { error: { kind } } });
    expect(pages()).toHaveLength(0);
    await timeline.retry();
    expect(dates(timeline)).toHaveLength(3);
  });
});
