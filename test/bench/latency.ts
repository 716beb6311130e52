import { Random } from '../../src/sandbox/fieldstone/random.ts';

/** How long the server takes for a request, in milliseconds. */
export type Latency = (request: Pick<Request, 'url'>) => number;

/** The same for every request. */
export function fixedLatency(ms: number): Latency {
  return () => ms;
}

/**
 * Most answers near the median, some take several times as long: a log-normal distribution. What a request draws
 * depends on the seed and its address alone, so that two walks over the same pages wait for the same answers, in
 * whatever order they ask.
 */
export function longTailedLatency({ medianMs, sigma = 0.6, seed }: LongTail): Latency {
  return ({ url }) => {
    const random = new Random(hash(`${seed} ${new URL(url).search}`));
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    return medianMs * Math.exp(sigma * normal);
  };
}

interface LongTail {
  readonly medianMs: number;
  /** Standard deviation of the logarithm. With 0.6, one response in twenty takes 2.7 times the median. */
  readonly sigma?: number;
  readonly seed: number;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
