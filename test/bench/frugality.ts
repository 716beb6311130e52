import { AffinityClient } from '../../src/affinity/index.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import type { InteractionTimeline } from '../../src/timeline/interactionTimeline.ts';
import { Timelines } from '../../src/timeline/timelines.ts';
import { even, history } from '../support/history.ts';
import type { Figure } from './figure.ts';
import type { Finding } from './finding.ts';

const figure = 'frugality';
const types = [0, 1, 2, 3] as const;
const knownYears = 15;

/**
 * Requests until all four types of a record known for 15 years show their first rows, and until they show all of them,
 * against asking for every year since 2010.
 */
export const frugality: Figure = async () => {
  const now = Date.now();
  const monthly = even(12, knownYears);
  const past = history({ 0: monthly, 1: monthly, 2: monthly, 3: monthly }, now);
  const sandbox = createSandbox({ data: past.data, now: new Date(now) });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch });
  const requestsOf = async (work: () => Promise<unknown>): Promise<number> => {
    sandbox.clearRequests();
    await work();
    return sandbox.requests.length;
  };
  const { id, name } = past.company;
  const all = new Timelines(client, { now: () => now });
  const timelines = types.map((type) => all.of({ kind: 'company', id, name }, type));
  const expanded = await requestsOf(() => Promise.all(timelines.map((timeline) => timeline.load())));
  const pages = { expanded: timelines.filter(({ state }) => state.items.length > 0).length, all: 0 };
  pages.all = pages.expanded;
  const older = await requestsOf(async () => {
    for (const timeline of timelines) pages.all += await loadAll(timeline);
  });
  const shown = timelines.reduce((sum, { state }) => sum + state.items.length, 0);
  if (shown !== past.count) throw new Error(`${String(shown)} of ${String(past.count)} rows are shown.`);
  const everyYear = await requestsOf(() => askEveryYear(client, id, now));
  return {
    findings: [
      { ...overPages('all four types expanded', expanded, pages.expanded), goal: { atMost: 1 } },
      { ...overPages('all of their rows', expanded + older, pages.all), goal: { atMost: 1 } },
      {
        figure,
        what: 'all four types expanded',
        ours: { values: [expanded], unit: 'requests' },
        baseline: { values: [everyYear], unit: 'requests', what: 'for every year since 2010' },
        comparison: 'ratio',
      },
    ],
  };
};

/** Tells how many clicks brought rows. */
async function loadAll(timeline: InteractionTimeline): Promise<number> {
  let pages = 0;
  while (!timeline.state.allLoaded && timeline.state.status === 'loaded') {
    const before = timeline.state.items.length;
    await timeline.loadOlder();
    if (timeline.state.items.length > before) pages += 1;
  }
  return pages;
}

async function askEveryYear(client: AffinityClient, companyId: number, now: number): Promise<void> {
  const startTime = new Date('2010-01-01T00:00:00Z');
  for (const type of types) {
    const walk = client.interactions.iterate({ type, companyId, startTime, endTime: new Date(now) });
    for await (const page of walk.pages()) if (page.cursor === undefined) break;
  }
}

function overPages(what: string, requests: number, pages: number): Finding {
  const baseline = { values: [pages], unit: 'requests', what: 'pages shown' } as const;
  return { figure, what, ours: { values: [requests], unit: 'requests' }, baseline, comparison: 'difference' };
}
