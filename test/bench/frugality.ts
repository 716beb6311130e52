import { AffinityClient } from '../../src/affinity/index.ts';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { Timelines } from '../../src/history/timelines.ts';
import { recordQuery } from '../../src/model/recordRef.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import { ended, even, history } from '../support/history.ts';
import type { History, PerYear } from '../support/history.ts';
import type { Figure } from './figure.ts';
import type { Finding, Goal } from './finding.ts';

const figure = 'frugality';
const types = [0, 1, 2, 3] as const;
const knownYears = 15;
const monthly = even(12, knownYears);
const busy: PerYear = { 0: monthly, 1: monthly, 2: monthly, 3: monthly };
/** The API tells the last email, event and chat message, and of calls nothing but the last interaction of any kind. */
const sparse: PerYear = { ...busy, 1: ended(4, 3, 6), 2: ended(4, 3, 7) };
const threeYears = even(4, 3);
const young: PerYear = { 0: threeYears, 1: threeYears, 2: threeYears, 3: threeYears };

/**
 * Requests until all four types of a record show their first rows, and until they show all of them, beyond one for each
 * page that is shown; and against asking for every year since 2010.
 */
export const frugality: Figure = async () => {
  const now = Date.now();
  const known = await counted(history(busy, now), 'company', now);
  const withGaps = await counted(history(sparse, now), 'company', now);
  const deal = await counted(history(young, now), 'opportunity', now);
  const lastCall = 'last call six years ago, which the API tells no date of';
  const ofDeal = 'a deal of three years, whose dates are its company’s';
  return {
    findings: [
      overPages('all four types expanded', known.expanded, { atMost: 1 }),
      overPages('all of their rows', known.all, { atMost: 1 }),
      // One for the dates, and the three empty years that a click may cross.
      overPages(`all four types expanded; ${lastCall}`, withGaps.expanded, { atMost: 4 }),
      // One for the dates, twelve empty years of calls, and five of chat messages, whose first the API does not tell either.
      overPages(`all of their rows; ${lastCall}`, withGaps.all, { atMost: 1 + 12 + 5 }),
      overPages(`all four types expanded; ${ofDeal}`, deal.expanded, { atMost: 2 }),
      overPages(`all of their rows; ${ofDeal}`, deal.all, { atMost: 2 }),
      overEveryYear('all four types expanded', known),
      overEveryYear(`all of their rows; ${ofDeal}`, { ...deal, expanded: deal.all }),
    ],
  };
};

/** Requests that were made, and pages that showed something. */
interface Count {
  readonly requests: number;
  readonly pages: number;
}

interface Counts {
  readonly expanded: Count;
  readonly all: Count;
  readonly everyYear: number;
}

async function counted(past: History, kind: 'company' | 'opportunity', now: number): Promise<Counts> {
  const sandbox = new TestSandbox({ data: past.data, now: new Date(now) });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch });
  const requestsOf = async (work: () => Promise<unknown>): Promise<number> => {
    sandbox.clearRequests();
    await work();
    return sandbox.requests.length;
  };
  const { id, name } = kind === 'company' ? past.company : past.deal;
  const record: RecordRef = { kind, id, name };
  const own = new Timelines(client, { now: () => now });
  const timelines = types.map((type) => own.of(record, type));
  const first = await requestsOf(() => Promise.all(timelines.map((timeline) => timeline.load())));
  const pages = timelines.filter(({ state }) => state.items.length > 0).length;
  let more = 0;
  const older = await requestsOf(async () => {
    for (const timeline of timelines) more += await loadAll(timeline);
  });
  const shown = timelines.reduce((sum, { state }) => sum + state.items.length, 0);
  if (shown !== past.count) throw new Error(`${String(shown)} of ${String(past.count)} rows are shown.`);
  return {
    expanded: { requests: first, pages },
    all: { requests: first + older, pages: pages + more },
    everyYear: await requestsOf(() => askEveryYear(client, record, now)),
  };
}

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

async function askEveryYear(client: AffinityClient, record: RecordRef, now: number): Promise<void> {
  const startTime = new Date('2010-01-01T00:00:00Z');
  for (const type of types) {
    const query = { type, ...recordQuery(record), startTime, endTime: new Date(now) };
    for await (const page of client.interactions.iterate(query).pages()) if (page.cursor === undefined) break;
  }
}

function overPages(what: string, { requests, pages }: Count, goal: Goal): Finding {
  const ours = { values: [requests], unit: 'requests' } as const;
  const baseline = { values: [pages], unit: 'requests', what: 'pages shown' } as const;
  return { figure, what, ours, baseline, comparison: 'difference', goal };
}

function overEveryYear(what: string, { expanded, everyYear }: Counts): Finding {
  const ours = { values: [expanded.requests], unit: 'requests' } as const;
  const baseline = { values: [everyYear], unit: 'requests', what: 'for every year since 2010' } as const;
  return { figure, what, ours, baseline, comparison: 'ratio' };
}
