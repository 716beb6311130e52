import { even, growing, history } from '../support/history.ts';
import type { History, PerYear } from '../support/history.ts';
import type { Figure } from './figure.ts';
import type { Finding } from './finding.ts';
import { fixedLatency, longTailedLatency } from './latency.ts';
import type { Latency } from './latency.ts';
import { median } from './statistics.ts';
import { WalkScene } from './walkScene.ts';

const figure = 'whole history';
const years = 10;
/** Requests that the client has in flight at a time, by default. */
const places = 6;

/** Mostly emails, and every year so many times more than the year before: 20,000 in all. */
const grown = (factor: number): PerYear => ({
  0: growing(2500, years, factor),
  1: growing(1500, years, factor),
  2: growing(3500, years, factor),
  3: growing(12_500, years, factor),
});
const yearly = even(500, years);

/**
 * Ten years of all four types, 20,000 interactions: what "Load all…" does in the palette, against a walk that asks for page
 * after page; both from the first page of each type on, which is on screen when it is chosen. No walk can be faster than the longest chain, since each page of a year names the next one, nor than all
 * requests by six at a time; which of the two is the larger depends on how the interactions lie.
 */
export const wholeHistory: Figure = async ({ seed }) => {
  const now = Date.now();
  const fixed = fixedLatency(100);
  const random = longTailedLatency({ medianMs: 100, seed });
  const steep = history(grown(1.35), now);
  const shapes = [
    { what: 'a third more each year', past: steep, latency: fixed },
    { what: '15 % more each year', past: history(grown(1.15), now), latency: fixed },
    {
      what: '500 of each type a year',
      past: history({ 0: yearly, 1: yearly, 2: yearly, 3: yearly }, now),
      latency: fixed,
    },
    { what: `a third more, long-tailed delays (seed ${String(seed)})`, past: steep, latency: random },
  ];
  const findings: Finding[] = [];
  for (const [place, { what, past, latency }] of shapes.entries()) {
    // The sequential walk takes half a minute; its spread is seen at the first shape.
    const measured = await walks({ past, now, latency, rounds: 3, sequentialRounds: place === 0 ? 3 : 1 });
    findings.push(
      { ...overSequential(what, measured), ...(place === 0 && { goal: { atLeast: 5 } }) },
      overChain(what, measured),
      { ...overFloor(what, measured), goal: { atMost: 1.25 } },
    );
  }
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
  readonly sequentialRounds: number;
}

async function walks({ past, now, latency, rounds, sequentialRounds }: Scene): Promise<Walks> {
  const scene = new WalkScene(past, years, now, latency);
  const warming = new WalkScene(past, years, now, fixedLatency(0));
  // Code that runs for the first time takes ten times as long, and ours would bear it alone.
  await warming.sideBySide();
  const times = { ours: [] as number[], sequential: [] as number[], chain: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const work = [
      async () => void times.ours.push(await scene.sideBySide()),
      async () => void times.chain.push(await scene.chain()),
      async () => void (round < sequentialRounds && times.sequential.push(await scene.inTurn())),
    ];
    for (const step of round % 2 === 0 ? work : work.toReversed()) await step();
  }
  return times;
}

function overSequential(what: string, { ours, sequential }: Walks): Finding {
  const baseline = { values: sequential, unit: 'ms', what: 'page after page' } as const;
  return { figure, what, ours: { values: ours, unit: 'ms' }, baseline, comparison: 'speed-up' };
}

function overChain(what: string, { ours, chain }: Walks): Finding {
  const baseline = { values: chain, unit: 'ms', what: 'the longest chain alone' } as const;
  return { figure, what, ours: { values: ours, unit: 'ms' }, baseline, comparison: 'ratio' };
}

function overFloor(what: string, { ours, chain, sequential }: Walks): Finding {
  const sixAtATime = median(sequential) / places;
  const values = chain.map((alone) => Math.max(alone, sixAtATime));
  const baseline = { values, unit: 'ms', what: 'the larger of chain and requests ÷ 6' } as const;
  return { figure, what, ours: { values: ours, unit: 'ms' }, baseline, comparison: 'ratio' };
}
