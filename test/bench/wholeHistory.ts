import { AffinityClient, type InteractionType, type WalkOptions } from '../../src/affinity/index.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import { wholeHistory as readAll } from '../../src/timeline/wholeHistory.ts';
import type { Figure } from './figure.ts';
import type { Finding } from './finding.ts';
import { even, growing, history, YEAR_MS, type History, type PerYear } from '../support/history.ts';
import { fixedLatency, longTailedLatency, type Latency } from './latency.ts';
import { timed } from './timed.ts';

const figure = 'whole history';
const years = 10;
const types = [0, 1, 2, 3] as const;

/** Mostly e-mails, and every year a third more than the year before: 20,000 in all. */
const grown: PerYear = {
  0: growing(2500, years, 1.35),
  1: growing(1500, years, 1.35),
  2: growing(3500, years, 1.35),
  3: growing(12_500, years, 1.35),
};
const steady: PerYear = {
  0: even(500, years),
  1: even(500, years),
  2: even(500, years),
  3: even(500, years),
};

/**
 * Ten years of all four types, 20,000 interactions: the walk with look-ahead against one that asks for page after
 * page. The pages of one year depend on each other, so no walk can be faster than the longest of those chains; here
 * it is the newest year of e-mails, which is read alone for comparison.
 */
export const wholeHistory: Figure = async ({ seed }) => {
  const now = Date.now();
  const past = history(grown, now);
  const fixed = await walks({ past, now, latency: fixedLatency(100), rounds: 3 });
  const random = await walks({ past, now, latency: longTailedLatency({ medianMs: 100, seed }), rounds: 1 });
  const evenly = await walks({ past: history(steady, now), now, latency: fixedLatency(100), rounds: 1 });
  const findings: Finding[] = [
    { ...overSequential('20,000 interactions, 100 ms', fixed), goal: { atLeast: 5 } },
    { ...overChain('the same', fixed), goal: { atMost: 1.25 } },
    overSequential(`the same, long-tailed delays (seed ${String(seed)})`, random),
    overSequential('500 of each type in every year', evenly),
  ];
  return { findings };
};

interface Walks {
  readonly ours: readonly number[];
  readonly sequential: readonly number[];
  readonly chain: readonly number[];
}

interface Scene {
  readonly past: History;
  readonly now: number;
  readonly latency: Latency;
  readonly rounds: number;
}

async function walks({ past, now, latency, rounds }: Scene): Promise<Walks> {
  let isWarm = false;
  const delayMs: Latency = (request) => (isWarm ? latency(request) : 0);
  const sandbox = createSandbox({ data: past.data, now: new Date(now), delayMs, limits: ample });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch });
  const read = async (type: InteractionType, back: number, options: WalkOptions): Promise<number> => {
    const span = { startTime: new Date(now - back * YEAR_MS), endTime: new Date(now) };
    const query = { type, companyId: past.company.id, ...span, pageSize: 100 };
    let count = 0;
    for await (const page of client.interactions.iterate(query, options).pages()) count += page.items.length;
    return count;
  };
  const sideBySide = async (): Promise<void> =>
    complete(past, await Promise.all(types.map((type) => read(type, years, readAll))));
  const sequentially = async (): Promise<void> => {
    const counts: number[] = [];
    for (const type of types) counts.push(await read(type, years, { lookahead: 0 }));
    complete(past, counts);
  };
  // Code that runs for the first time takes ten times as long, and ours would bear it alone.
  await sideBySide();
  isWarm = true;
  const times = { ours: [] as number[], sequential: [] as number[], chain: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(await timed(sideBySide));
    times.chain.push(await timed(() => read(3, 1, { lookahead: 0 })));
    times.sequential.push(await timed(sequentially));
  }
  return times;
}

/** A limit of requests would end the walk that is measured; the sandbox counts real minutes. */
const ample = { perMinute: 1_000_000, perMonth: 'unlimited' } as const;

function complete(past: History, counts: readonly number[]): void {
  const read = counts.reduce((one, other) => one + other, 0);
  if (read !== past.count)
    throw new Error(`${String(read)} of ${String(past.count)} interactions were read.`);
}

function overSequential(what: string, { ours, sequential }: Walks): Finding {
  const baseline = { values: sequential, unit: 'ms', what: 'page after page' } as const;
  return { figure, what, ours: { values: ours, unit: 'ms' }, baseline, comparison: 'speed-up' };
}

function overChain(what: string, { ours, chain }: Walks): Finding {
  const baseline = { values: chain, unit: 'ms', what: 'the longest chain alone' } as const;
  return { figure, what, ours: { values: ours, unit: 'ms' }, baseline, comparison: 'ratio' };
}
