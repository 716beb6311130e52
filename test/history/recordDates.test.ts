import { describe, expect, it } from 'vitest';
import { AffinityClient } from '../../src/affinity/index.ts';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { RecordBounds } from '../../src/history/recordBounds.ts';
import { SampleDataBuilder, TestSandbox } from '../../src/sandbox/testing/index.ts';
import { affinityWith, DAY, daysAgo, NOW } from './affinityWith.ts';
import type { Past } from './affinityWith.ts';

const types = [0, 1, 2, 3] as const;

/** One of each type in each of three years. */
const threeYears: readonly Past[] = [0, 1, 2].flatMap((year) =>
  types.map((type) => ({ type, date: daysAgo(30 + year * 365), direction: 0 as const })),
);

/** A deal with two companies, a person of each, and so many of none; each was met once. */
function deal(strays = 2) {
  const builder = new SampleDataBuilder();
  const ann = builder.colleague({ firstName: 'Ann' });
  const people = Array.from({ length: 2 + strays }, () => builder.person().id);
  const companyIds = people.slice(0, 2).map((id) => builder.company({ personIds: [id] }).id);
  const round = builder.opportunity({ personIds: people, companyIds });
  for (const [index, id] of people.entries())
    builder.interaction({ type: 0, date: daysAgo(100 * (index + 1)), personIds: [id, ann.id] });
  const clock = { ms: NOW, now: () => clock.ms, sleep: async () => {} };
  const sandbox = new TestSandbox({ data: builder.build(), clock });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, clock, maxRetries: 0 });
  const bounds = new RecordBounds(client, clock);
  const ask = async () => bounds.get({ kind: 'opportunity', id: round.id });
  return { sandbox, clock, ask };
}

describe('the dates of an opportunity', () => {
  it('are those of its companies and of its other persons, each requested once', async () => {
    const { ask, sandbox } = deal();
    const [bounds] = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(bounds?.firstEventDate?.getTime()).toBe(daysAgo(400));
    expect(bounds?.lastEventDate?.getTime()).toBe(daysAgo(100));
    await ask();
    expect(sandbox.requests.map(({ path }) => path.split('/')[1])).toEqual([
      'opportunities',
      'organizations',
      'organizations',
      'persons',
      'persons',
    ]);
  });

  it('aren’t requested for more than six records, which is cached for an hour', async () => {
    const { ask, sandbox, clock } = deal(5);
    expect(await ask()).toBeUndefined();
    expect(await ask()).toBeUndefined();
    expect(sandbox.requests).toHaveLength(3);
    clock.ms += DAY;
    expect(await ask()).toBeUndefined();
    expect(sandbox.requests).toHaveLength(6);
  });

  it('take one request for an opportunity with many persons and no company', async () => {
    const { timelines, records, sandbox } = affinityWith(threeYears);
    await timelines.prepare(records.opportunity);
    await timelines.prepare(records.opportunity);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('are unknown when one of its companies is hidden', async () => {
    const { ask, sandbox } = deal();
    sandbox.play({ on: { path: /^\/organizations\// }, kind: 'status', status: 404 });
    expect(await ask()).toBeUndefined();
  });
});

describe('the timelines of an opportunity', () => {
  it('don’t look before the first contact with its companies', async () => {
    const { timelines, records, sandbox } = affinityWith(threeYears, { isSmallDeal: true });
    const own = types.map((type) => timelines.of(records.opportunity, type));
    await all(own);
    expect(own.flatMap(({ state }) => state.items)).toHaveLength(12);
    expect(sandbox.requests.length).toBeLessThanOrEqual(14);
  });

  it('go back to the beginning when the dates can’t be loaded', async () => {
    const { timelines, records, fail } = affinityWith(threeYears, { isSmallDeal: true });
    fail({ on: { path: /^\/organizations\// }, kind: 'status', status: 404 });
    const timeline = timelines.of(records.opportunity, 0);
    await timeline.load();
    expect(timeline.state.items).toHaveLength(1);
    await all([timeline]);
    expect(timeline.state.items).toHaveLength(3);
    expect(timeline.state.since?.getUTCFullYear()).toBe(2000);
  });

  it('can be read further back than the dates say', async () => {
    const { timelines, records, pages } = affinityWith(threeYears, { isSmallDeal: true });
    const timeline = timelines.of(records.opportunity, 1);
    await all([timeline]);
    expect(timeline.state.canLookFurtherBack).toBe(true);
    const before = pages().length;
    await timeline.lookFurtherBack();
    expect(pages().length).toBe(before + 3);
  });
});

async function all(timelines: readonly InteractionTimeline[]): Promise<void> {
  await Promise.all(timelines.map(async (timeline) => timeline.load()));
  for (const timeline of timelines)
    while (!timeline.state.allLoaded && timeline.state.status === 'loaded') await timeline.loadOlder();
}
