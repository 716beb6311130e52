import { describe, expect, it, vi } from 'vitest';
import type { InteractionType, WalkOptions } from '../../src/affinity/index.ts';
import { MonthlyFloor } from '../../src/history/monthlyFloor.ts';
import { PagedResults } from '../../src/history/pagedResults.ts';
import type { WalkSource } from '../../src/history/pagedResults.ts';
import { recordQuery } from '../../src/model/recordRef.ts';
import { earliest } from '../../src/model/span.ts';
import { affinityWith, daysAgo, DAY, NOW } from './affinityWith.ts';
import type { Past } from './affinityWith.ts';

const YEAR = 365 * DAY;

/** Meetings, spread evenly over some years. */
function evenly(count: number, years: number): Past[] {
  return Array.from({ length: count }, (_, index) => ({
    date: Math.round(NOW - ((index + 0.5) * years * YEAR) / count),
  }));
}

function resultsOf(past: readonly Past[], { answer = true, perMonth, keep = 0 }: Firm = {}) {
  const floor = new MonthlyFloor(() => keep);
  const type: InteractionType = 0;
  const affinity = affinityWith(past, {
    ...(perMonth !== undefined && { limits: { perMonth } }),
    onLimits: (limits) => floor.learn(limits),
  });
  const { company } = affinity.records;
  const source: WalkSource = {
    isHint: true,
    span: (signal) => affinity.timelines.spanOf(company, type, signal),
    pages: ({ from, to }, options) => {
      const query = { type, ...recordQuery(company), startTime: from, endTime: to, pageSize: 100 };
      return affinity.client.interactions.iterate(query, options).pages();
    },
  };
  const shown = vi.fn<() => void>();
  const clock = { ms: 0, now: () => clock.ms, sleep: async () => new Promise<void>(() => {}) };
  const confirm = vi.fn<(requests: number) => Promise<boolean>>(async () => answer);
  const results = new PagedResults(source, { clock, onChange: shown, confirm, floor: () => floor.signal() });
  const ids = (): readonly number[] => results.state.items.map(({ id }) => id);
  return { ...affinity, results, source, shown, confirm, ids };
}

interface Firm {
  /** To whether so many requests may be made. */
  readonly answer?: boolean;
  readonly perMonth?: number;
  /** The floor. */
  readonly keep?: number;
}

type Scene = ReturnType<typeof resultsOf>;

/** The results of a walk that requests page after page, and the number of pages. */
async function pageAfterPage({ source, timelines, records }: Scene, options: WalkOptions = {}) {
  const span = await timelines.spanOf(records.company, 0);
  const found: number[] = [];
  let pages = 0;
  for await (const page of source.pages(span, { lookahead: 0, ...options })) {
    found.push(...page.items.map(({ id }) => id));
    pages += 1;
  }
  return { found, pages };
}

describe('all results of a walk', () => {
  it('take one request for each page and one for the dates, side by side, in the order of a plain walk', async () => {
    const scene = resultsOf(evenly(450, 3));
    const plain = await pageAfterPage(resultsOf(evenly(450, 3)));
    await scene.results.loadAll();
    expect(scene.results.state.status).toBe('finished');
    expect(scene.ids()).toEqual(plain.found);
    expect(scene.ids()).toHaveLength(450);
    expect(scene.sandbox.requests).toHaveLength(plain.pages + 1);
    expect(scene.sandbox.mostInFlight).toBeGreaterThan(1);
    expect(scene.sandbox.mostInFlight).toBeLessThanOrEqual(6);
  });

  it('let requests of a waiting user go first', async () => {
    const { results, gate, client, records, sandbox } = resultsOf(evenly(1200, 12));
    await results.loadMore();
    sandbox.clearRequests();
    gate.hold();
    const reading = results.loadAll();
    await settled();
    const getting = client.persons.get(records.person.id);
    await settled();
    gate.release();
    await Promise.all([reading, getting]);
    const place = sandbox.requests.findIndex(({ path }) => path.startsWith('/persons/'));
    expect(place).toBe(6);
    expect(sandbox.requests.length).toBeGreaterThan(12);
  });

  it('stop without another request, and continue without losing or repeating an item', async () => {
    const scene = resultsOf(evenly(450, 3));
    const { results, sandbox, gate, ids } = scene;
    await results.loadMore();
    gate.hold();
    const reading = results.loadAll();
    await settled();
    results.stop();
    gate.release();
    await reading;
    await settled();
    expect(results.state).toMatchObject({ status: 'waiting', whole: true });
    const asked = sandbox.requests.length;
    const kept = ids();
    expect(kept.length).toBeGreaterThan(0);
    await results.loadMore();
    expect(sandbox.requests).toHaveLength(asked + 1);
    while (results.state.status === 'waiting') await results.loadMore();
    expect(ids()).toEqual((await pageAfterPage(scene)).found);
    expect(ids().slice(0, kept.length)).toEqual(kept);
  });

  it('keep their items when a page fails, and continue from there', async () => {
    const scene = resultsOf(evenly(450, 3));
    await scene.results.loadMore();
    scene.failPages(1);
    await scene.results.loadAll();
    expect(scene.results.state).toMatchObject({ status: 'failed', whole: true });
    await scene.results.loadAll();
    expect(scene.ids()).toEqual((await pageAfterPage(scene)).found);
  });

  it('are shown at most every 200 ms while they arrive', async () => {
    const { results, shown } = resultsOf(evenly(450, 3));
    await results.loadAll();
    // When it begins and when it ends; in between no time passes on this clock.
    expect(shown).toHaveBeenCalledTimes(2);
  });

  it('are read once for two callers', async () => {
    const { results, sandbox, ids } = resultsOf(evenly(250, 1));
    const plain = await pageAfterPage(resultsOf(evenly(250, 1)));
    await Promise.all([results.loadAll(), results.loadAll(), results.loadMore()]);
    expect(ids()).toEqual(plain.found);
    expect(sandbox.requests).toHaveLength(plain.pages + 1);
  });

  it('show nothing after they were cancelled', async () => {
    const { results, shown, gate, sandbox } = resultsOf(evenly(450, 3));
    gate.hold();
    const reading = results.loadAll();
    await settled();
    shown.mockClear();
    results.dispose();
    gate.release();
    await reading;
    expect(shown).not.toHaveBeenCalled();
    expect(sandbox.requests).toEqual([]);
  });
});

describe('the confirmation before many requests', () => {
  it('comes before the first request when many are expected', async () => {
    const { results, confirm, sandbox } = resultsOf(evenly(7000, 7), { answer: false });
    await results.loadMore();
    sandbox.clearRequests();
    await results.loadAll();
    expect(confirm).toHaveBeenCalledTimes(1);
    expect(confirm.mock.calls[0]?.[0]).toBeGreaterThan(60);
    expect(sandbox.requests).toEqual([]);
    expect(results.state.status).toBe('waiting');
  });

  it.each([1, 7])(
    'comes once, before the 51st, when the guess was too low: 70 pages in %i years',
    async (years) => {
      const { results, confirm, sandbox, ids } = resultsOf(evenly(7000, years), { answer: false });
      await results.loadAll();
      expect(confirm).toHaveBeenCalledTimes(1);
      expect(confirm.mock.calls[0]?.[0]).toBeGreaterThan(60);
      expect(sandbox.requests.length).toBeLessThanOrEqual(50);
      expect(results.state.status).toBe('waiting');
      const kept = ids().length;
      await results.loadMore();
      expect(ids().length).toBeGreaterThan(kept);
    },
  );

  it.each([1, 7])(
    'comes once when it is answered with yes, and all is read: 70 pages in %i years',
    async (years) => {
      const { results, confirm, ids } = resultsOf(evenly(7000, years));
      await results.loadAll();
      expect(confirm).toHaveBeenCalledTimes(1);
      expect(new Set(ids()).size).toBe(7000);
    },
  );

  it('comes once even if the many pages are far back, after at most half as many again', async () => {
    const quiet = Array.from({ length: 8 }, (_, year) => ({ date: daysAgo(year * 365 + 100) }));
    const loud = Array.from({ length: 6000 }, (_, index) => ({
      date: Math.round(daysAgo(8 * 365) - index * 10_000_000),
    }));
    const { results, confirm, sandbox } = resultsOf([...quiet, ...loud], { answer: false });
    await results.loadMore();
    await results.loadAll();
    expect(confirm).toHaveBeenCalledTimes(1);
    expect(sandbox.requests.length).toBeLessThanOrEqual(75);
  });

  it('never comes for 49 pages', async () => {
    const { results, confirm, sandbox } = resultsOf(evenly(4750, 1));
    await results.loadAll();
    expect(sandbox.requests.length).toBe(50);
    expect(confirm).not.toHaveBeenCalled();
    expect(results.state).toMatchObject({ status: 'finished' });
  });
});

describe('the monthly floor', () => {
  it('stops reading except for requests in flight, keeps the items, and allows a single page', async () => {
    const scene = resultsOf(evenly(3900, 10), { perMonth: 130, keep: 100 });
    const { results, sandbox, ids } = scene;
    await results.loadAll();
    expect(results.state).toMatchObject({ status: 'waiting', stopped: { floor: 100 } });
    expect(results.state.stopped?.remaining).toBeLessThan(100);
    expect(sandbox.requests.length).toBeGreaterThan(30);
    expect(sandbox.requests.length).toBeLessThanOrEqual(36);
    const asked = sandbox.requests.length;
    const kept = ids();
    await results.loadMore();
    expect(sandbox.requests).toHaveLength(asked + 1);
    expect(results.state).toMatchObject({ status: 'waiting', stopped: undefined });
    expect(new Set(ids()).size).toBeGreaterThan(kept.length);
    expect(ids().slice(0, kept.length)).toEqual(kept);
  });

  it('allows no reading once it is reached', async () => {
    const { results, sandbox } = resultsOf(evenly(3900, 10), { perMonth: 90, keep: 100 });
    await results.loadMore();
    sandbox.clearRequests();
    await results.loadAll();
    expect(results.state).toMatchObject({ status: 'waiting', stopped: { floor: 100 } });
    expect(sandbox.requests).toEqual([]);
  });

  it.each([
    ['the firm has no limit', { keep: 100 }],
    ['none is kept', { keep: 0, perMonth: 100 }],
  ])('stops nothing where %s', async (_, firm) => {
    const { results, ids } = resultsOf(evenly(3900, 10), firm);
    await results.loadAll();
    expect(results.state.status).toBe('finished');
    expect(ids()).toHaveLength(3900);
  });
});

describe('the results of a walk', () => {
  it('end at the first contact: five meetings take one page and the dates', async () => {
    const { results, sandbox } = resultsOf(evenly(5, 1));
    await results.loadMore();
    expect(results.state).toMatchObject({ status: 'finished', canLookFurtherBack: true });
    expect(sandbox.requests.map(({ path }) => path)).toEqual([
      expect.stringContaining('/organizations/'),
      '/interactions',
    ]);
  });

  it('can be continued before the first contact', async () => {
    const { results, sandbox, pages } = resultsOf(evenly(5, 1));
    await results.loadMore();
    const before = results.state.span?.from;
    sandbox.clearRequests();
    await results.lookFurtherBack();
    expect(results.state).toMatchObject({
      status: 'waiting',
      canLookFurtherBack: false,
    });
    expect(pages()).toHaveLength(3);
    await results.loadAll();
    expect(results.state).toMatchObject({ status: 'finished', span: { from: earliest, to: before } });
    expect(results.state.items).toHaveLength(5);
  });

  it('show an item at the border of both spans once', async () => {
    const { results, source } = resultsOf([{ date: daysAgo(10) }, { date: daysAgo(40) }]);
    const joined = new PagedResults(
      { ...source, span: async () => ({ from: new Date(daysAgo(40)), to: new Date(NOW) }) },
      {
        clock: { now: () => 0, sleep: async () => {} },
        onChange: () => {},
        confirm: async () => true,
        floor: () => new AbortController().signal,
      },
    );
    await joined.loadMore();
    expect(joined.state.items).toHaveLength(2);
    await joined.lookFurtherBack();
    expect(joined.state.items).toHaveLength(2);
    results.dispose();
  });

  it('cover the whole time when the dates can’t be loaded', async () => {
    const { results, fail } = resultsOf(evenly(5, 1));
    fail({ on: { path: '/organizations/' }, kind: 'status', status: 500 });
    await results.loadMore();
    expect(results.state).toMatchObject({ status: 'waiting', canLookFurtherBack: false });
    expect(results.state.span?.from).toEqual(earliest);
  });

  it('estimate the requests for the rest', async () => {
    const { results } = resultsOf(evenly(1200, 12));
    expect(results.requestsLeft).toBeUndefined();
    await results.loadMore();
    const before = results.requestsLeft?.about ?? 0;
    expect(before).toBeGreaterThan(11);
    expect(before).toBeLessThan(30);
    await results.loadAll();
    expect(results.requestsLeft).toEqual({ about: 0, least: 0 });
  });
});

const settled = async (): Promise<void> => new Promise((done) => setTimeout(done, 20));
