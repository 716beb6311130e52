import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AffinityClient } from '../../src/affinity/index.ts';
import type { Person, RecordQuery } from '../../src/affinity/index.ts';
import { QuietSearch } from '../../src/history/quietSearch.ts';
import type { QuietSearchDeps } from '../../src/history/quietSearch.ts';
import { SampleDataBuilder, TestSandbox } from '../../src/sandbox/testing/index.ts';
import { runCount } from '../support/runCount.ts';
import { daysAgo, NOW } from './affinityWith.ts';

const span = { from: new Date(daysAgo(180)), to: new Date(daysAgo(90)) };

/** The firm with a person and a company for each of these days since the last contact. */
function firm(...ages: readonly number[]) {
  const builder = new SampleDataBuilder();
  const ann = builder.colleague({ firstName: 'Ann' });
  for (const age of ages) {
    const { id } = builder.person({ firstName: 'P', lastName: String(age) });
    builder.company({ name: `C ${age}`, personIds: [id] });
    builder.interaction({ type: 0, date: daysAgo(age), personIds: [id, ann.id] });
  }
  const clock = { now: () => NOW, sleep: async () => {} };
  const sandbox = new TestSandbox({ data: builder.build(), clock, limits: { perMinute: 1e6 } });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, clock, maxRetries: 0 });
  return { sandbox, client };
}

/** Lists persons by their last contact as the service may: any order, pages of some size, both ends included. */
class Lists {
  readonly #persons: readonly Person[];
  readonly #pageSize: number;
  readonly queries: RecordQuery[] = [];

  constructor(moments: readonly number[], pageSize = 500) {
    this.#persons = moments.map((moment, index) => ({
      id: ((index * 7919) % 1_000_003) + 1,
      emails: [],
      firstName: `${index}`,
      interactionDates: { lastInteractionDate: new Date(moment) },
    }));
    this.#pageSize = pageSize;
  }

  list = async (query: RecordQuery) => {
    this.queries.push(query);
    const { min, max } = query.dates?.lastInteraction ?? {};
    const inside = this.#persons
      .filter(({ interactionDates }) => {
        const last = interactionDates?.lastInteractionDate ?? new Date(0);
        return last >= new Date(min ?? 0) && last <= new Date(max ?? 0);
      })
      .toSorted((one, other) => one.id - other.id);
    const start = Number(query.pageToken ?? 0);
    const items = inside.slice(start, start + this.#pageSize);
    // A token does not promise another row.
    const isFull = items.length === this.#pageSize;
    return { items, ...(isFull && { nextPageToken: String(start + this.#pageSize) }) };
  };
}

const searchIn = (lists: Pick<Lists, 'list'>, deps: Partial<QuietSearchDeps> = {}) =>
  new QuietSearch(
    { kind: 'person', span },
    {
      source: { persons: lists, companies: { list: async () => ({ items: [] }) } },
      now: () => NOW,
      onChange: () => {},
      confirm: async () => true,
      ...deps,
    },
  );

async function readAll(search: QuietSearch): Promise<number> {
  let clicks = 0;
  for (; search.state.status === 'waiting' && clicks < 500; clicks += 1) await search.loadMore();
  return clicks;
}

const moments = (search: QuietSearch) => search.state.items.map(({ last }) => last?.getTime());

describe('the search for quiet records', () => {
  it('takes one request for up to a page, and sorts the longest ago first', async () => {
    const { client, sandbox } = firm(120, 400, 91, 179, 30);
    for (const kind of ['company', 'person'] as const) {
      sandbox.clearRequests();
      const deps = { source: client, now: () => NOW, onChange: () => {}, confirm: async () => true };
      const search = new QuietSearch({ kind, span }, deps);
      await search.loadMore();
      expect(search.state).toMatchObject({ status: 'finished', unreadable: 0, upTo: span.to });
      expect(moments(search)).toEqual([179, 120, 91].map(daysAgo));
      expect(search.state.items[0]).toMatchObject({
        readAt: NOW,
        dates: { lastEventDate: new Date(daysAgo(179)) },
      });
      expect(search.state.items.map(({ record }) => record.kind)).toEqual([kind, kind, kind]);
      expect(sandbox.requests.map(({ query }) => query)).toEqual([
        {
          min_last_interaction_date: span.from.toISOString(),
          max_last_interaction_date: span.to.toISOString(),
          with_interaction_dates: 'true',
          page_size: '500',
        },
      ]);
      await search.loadMore();
      expect(sandbox.requests).toHaveLength(1);
    }
  });

  it('finds nothing where there is nothing, in one request', async () => {
    const lists = new Lists([]);
    const search = searchIn(lists);
    await search.loadMore();
    expect(search.state).toMatchObject({ status: 'finished', items: [] });
    expect(lists.queries).toHaveLength(1);
  });

  it('shows the first of 10,000 after a few requests, and all of them for less than twice as many as pages', async () => {
    const length = span.to.getTime() - span.from.getTime();
    const all = Array.from(
      { length: 10_000 },
      (_, index) => span.from.getTime() + ((index * 7877) % 10_000) * (length / 10_000),
    );
    const lists = new Lists(all);
    const search = searchIn(lists);
    await search.loadMore();
    expect(lists.queries.length).toBeLessThanOrEqual(5);
    expect(search.state.items.length).toBeGreaterThan(50);
    await readAll(search);
    expect(moments(search)).toEqual(all.toSorted((one, other) => one - other));
    expect(lists.queries.length).toBeLessThan(40);
  });

  it('keeps the order over all windows and pages, and loses and doubles no record', async () => {
    const moment = fc.oneof(
      fc.integer({ min: span.from.getTime(), max: span.to.getTime() }),
      // Many at the same moment and at the ends.
      fc.constantFrom(span.from.getTime(), span.to.getTime(), daysAgo(100), daysAgo(100) + 1),
      fc.integer({ min: 0, max: 3000 }).map((ms) => daysAgo(120) + ms),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(moment, { maxLength: 120 }),
        fc.integer({ min: 1, max: 30 }),
        async (all, pageSize) => {
          const search = searchIn(new Lists(all, pageSize));
          await readAll(search);
          expect(search.state.status).toBe('finished');
          expect(moments(search)).toEqual(all.toSorted((one, other) => one - other));
          expect(new Set(search.state.items.map(({ record }) => record.id)).size).toBe(all.length);
        },
      ),
      { numRuns: runCount(25) },
    );
  });

  it('shows everything up to the moment that it names', async () => {
    const all = Array.from({ length: 60 }, (_, index) => daysAgo(91 + index));
    const search = searchIn(new Lists(all, 10));
    for (let click = 0; click < 4; click += 1) {
      await search.loadMore();
      const { upTo } = search.state;
      expect(moments(search)).toEqual(
        all.filter((one) => one <= upTo.getTime()).toSorted((one, other) => one - other),
      );
    }
  });

  it('leaves colleagues out', async () => {
    const search = searchIn({
      list: async () => ({
        items: [
          { id: 1, type: 1, emails: [], interactionDates: { lastInteractionDate: new Date(daysAgo(100)) } },
          {
            id: 2,
            type: 0,
            emails: ['a@b.example'],
            interactionDates: { lastInteractionDate: new Date(daysAgo(99)) },
          },
          { id: 3, type: 2, emails: [] },
        ],
      }),
    });
    await search.loadMore();
    expect(search.state.items.map(({ record, last }) => [record.name, last?.getTime()])).toEqual([
      ['a@b.example', daysAgo(99)],
      ['3', undefined],
    ]);
  });

  it('keeps what was found when the service fails, and goes on from there', async () => {
    const lists = new Lists(
      Array.from({ length: 60 }, (_, index) => daysAgo(91 + index)),
      10,
    );
    let fails = false;
    const search = searchIn({
      list: async (query) => {
        if (fails) throw new Error('away');
        return lists.list(query);
      },
    });
    await search.loadMore();
    const before = moments(search);
    fails = true;
    await search.loadMore();
    expect(search.state).toMatchObject({ status: 'failed', error: new Error('away') });
    expect(moments(search)).toEqual(before);
    fails = false;
    await search.loadMore();
    await readAll(search);
    expect(search.state.items).toHaveLength(60);
  });

  it('stops when it is told to, and goes on later', async () => {
    const { client, sandbox } = firm(120, 100);
    const deps = { source: client, now: () => NOW, onChange: () => {}, confirm: async () => true };
    const search = new QuietSearch({ kind: 'company', span }, deps);
    const loading = search.loadMore();
    search.stop();
    await loading;
    expect(search.state).toMatchObject({ status: 'waiting', items: [] });
    await search.loadMore();
    expect(search.state.items).toHaveLength(2);
    expect(sandbox.requests.length).toBeLessThanOrEqual(2);
  });

  it('fails when a page token comes back, rather than to read for ever', async () => {
    const search = searchIn({ list: async () => ({ items: [], nextPageToken: 'again' }) });
    await search.loadMore();
    expect(search.state).toMatchObject({ status: 'failed', error: { kind: 'bad-response' } });
  });
});

describe('the question of the search', () => {
  it('comes before the 51st request, once, and a refusal keeps what is there', async () => {
    // A day that alone takes hundreds of pages.
    const lists = new Lists(
      Array.from({ length: 700 }, (_, index) => daysAgo(179.5) + index),
      5,
    );
    const questions: number[] = [];
    let answer = false;
    const confirm = async (requests: number): Promise<boolean> => {
      questions.push(requests);
      return answer;
    };
    const search = searchIn(lists, { confirm });
    await search.loadMore();
    expect(lists.queries).toHaveLength(50);
    expect(questions).toEqual([expect.any(Number)]);
    expect(questions[0]).toBeGreaterThan(50);
    expect(search.state.status).toBe('waiting');
    answer = true;
    await readAll(search);
    expect(questions).toHaveLength(2);
    expect(search.state.items).toHaveLength(700);
  });

  it('is not asked for 50 requests', async () => {
    const lists = new Lists(
      Array.from({ length: 90 }, (_, index) => daysAgo(91 + index * 0.9)),
      10,
    );
    await readAll(searchIn(lists, { confirm: async () => expect.unreachable() }));
    expect(lists.queries.length).toBeLessThanOrEqual(50);
  });
});
