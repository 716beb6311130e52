import { describe, expect, it } from 'vitest';
import { longTailedLatency } from './latency.ts';
import { quantile } from './statistics.ts';

const request = (page: number) => ({
  url: `http://127.0.0.1:8137/interactions?type=3&page_token=${String(page)}`,
});
const delays = (seed: number) => {
  const latency = longTailedLatency({ medianMs: 100, seed });
  return Array.from({ length: 2000 }, (_, page) => latency(request(page)));
};

describe('long-tailed delays', () => {
  it('lie around their median, with some several times as long', () => {
    expect(quantile(delays(1), 0.5)).toBeGreaterThan(90);
    expect(quantile(delays(1), 0.5)).toBeLessThan(110);
    expect(quantile(delays(1), 0.95)).toBeGreaterThan(230);
    expect(Math.min(...delays(1))).toBeGreaterThan(0);
  });

  it('are the same for the same seed and request, on any port', () => {
    expect(delays(7)).toEqual(delays(7));
    const latency = longTailedLatency({ medianMs: 100, seed: 7 });
    expect(latency({ url: request(3).url.replace('8137', '9999') })).toBe(latency(request(3)));
  });

  it('are other ones with another seed', () => {
    expect(delays(7).slice(0, 5)).not.toEqual(delays(8).slice(0, 5));
  });
});
