import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { MonthlyFloor } from '../../src/history/monthlyFloor.ts';
import { RecordReading } from '../../src/history/recordReading.ts';
import { typeIds } from '../../src/model/interactionTypes.ts';
import { mergedInto } from '../../src/model/mergedInto.ts';
import { affinityWith, daily, DAY, daysAgo } from './affinityWith.ts';
import type { Circumstances, Past } from './affinityWith.ts';

/** Three years with a meeting a day, a call a week and an email each second day. */
const busyYears: readonly Past[] = [
  ...daily(1000),
  ...daily(150).map(({ date }, week) => ({ type: 1, date: date - week * 6 * DAY }) as const),
  ...daily(500).map(({ date }, day) => ({ type: 3, date: date - day * DAY, direction: 0 }) as const),
];

function scene(
  past: readonly Past[],
  circumstances: Circumstances & { answer?: boolean; keep?: number } = {},
) {
  const { answer = true, keep = 0, ...others } = circumstances;
  const floor = new MonthlyFloor(() => keep);
  const affinity = affinityWith(past, { onLimits: (limits) => floor.learn(limits), ...others });
  const confirm = vi.fn<(requests: number) => Promise<boolean>>(async () => answer);
  const onChange = vi.fn<() => void>();
  const { timelines, records } = affinity;
  const deps = { timelines, confirm, onChange, floor: () => floor.signal() };
  const reading = new RecordReading(records.company, deps);
  const count = (): number => reading.timelines.reduce((sum, { state }) => sum + state.items.length, 0);
  return { ...affinity, reading, confirm, onChange, count };
}

describe('reading the rest of a record', () => {
  it('reads all types to their first contact, and requests nothing twice', async () => {
    const { reading, sandbox, count, confirm } = scene(busyYears);
    await reading.readRest({ asks: true });
    expect(count()).toBe(busyYears.length);
    expect(reading.timelines.map(({ state }) => state.allLoaded)).toEqual(typeIds.map(() => true));
    expect(sandbox.mostInFlight).toBeGreaterThan(1);
    expect(confirm).not.toHaveBeenCalled();
    sandbox.clearRequests();
    await reading.readRest({ asks: true });
    expect(sandbox.requests).toEqual([]);
    expect(reading.requestsLeft).toBeUndefined();
  });

  it('continues from pages that the tree has loaded', async () => {
    const { reading, timelines, records, pages, count } = scene(daily(450));
    const meetings = timelines.of(records.company, 0);
    await meetings.load();
    await meetings.loadOlder();
    const before = pages().length;
    await reading.readRest({ asks: true });
    expect(count()).toBe(450);
    // The rest of the meetings takes at most a page for each hundred and one for each year; other types take one each.
    expect(pages().length - before).toBeLessThanOrEqual(3 + 2 + (typeIds.length - 1));
  });

  it('reports its end, while the timelines report progress', async () => {
    const { reading, timelines, onChange } = scene(busyYears);
    const progress = vi.fn<() => void>();
    timelines.onDidChange(progress);
    const done = reading.readRest({ asks: true });
    expect(reading.isReading).toBe(true);
    await done;
    expect(reading.isReading).toBe(false);
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(progress.mock.calls.length).toBeGreaterThan(4);
  });
});

describe('the confirmation before many requests', () => {
  const manyRequests = daily(5000);

  it('is asked once for all types', async () => {
    const { reading, confirm, count } = scene([
      ...manyRequests,
      ...daily(300).map((one) => ({ ...one, type: 1 }) as const),
    ]);
    await reading.readRest({ asks: true });
    expect(confirm).toHaveBeenCalledTimes(1);
    expect(confirm.mock.calls[0]?.[0]).toBeGreaterThan(50);
    expect(count()).toBe(manyRequests.length + 300);
  });

  it('keeps the first pages when declined, and is asked again next time', async () => {
    const { reading, confirm, pages, count } = scene(manyRequests, { answer: false });
    await reading.readRest({ asks: true });
    expect(count()).toBe(100);
    expect(pages().length).toBeLessThanOrEqual(2 + typeIds.length);
    await reading.readRest({ asks: true });
    expect(confirm).toHaveBeenCalledTimes(2);
  });

  it('is skipped if not wanted, with the estimate known', async () => {
    const { reading, confirm, count } = scene(manyRequests);
    await reading.readRest({ asks: false });
    expect(confirm).not.toHaveBeenCalled();
    expect(count()).toBe(100);
    expect(reading.requestsLeft).toBeGreaterThan(50);
  });

  it('is asked once for all types when the history is denser than its newest page', async () => {
    const dense = daily(30).concat(
      Array.from({ length: 9000 }, (_, place) => ({ date: daysAgo(800) - place * 60_000 })),
      Array.from({ length: 9000 }, (_, place) => ({ type: 1, date: daysAgo(800) - place * 60_000 }) as const),
    );
    const { reading, confirm, pages, count } = scene(dense, { answer: false });
    await reading.readRest({ asks: true });
    expect(confirm).toHaveBeenCalledTimes(1);
    // Up to 24 pages were requested ahead, and a type that had been asked for continues to its next page.
    expect(pages().length).toBeLessThanOrEqual(50 + 24 + 8);
    expect(count()).toBeGreaterThan(2000);
  });
});

describe('reading that ends early', () => {
  it('keeps its results when stopped, and continues from there', async () => {
    const { reading, sandbox, count } = scene(busyYears);
    sandbox.play({ kind: 'delay', ms: 100, on: { path: '/interactions' }, times: Infinity });
    const done = reading.readRest({ asks: true });
    await vi.waitUntil(() => count() > 300, { timeout: 30_000, interval: 2 });
    reading.stop();
    await done;
    expect(reading.isReading).toBe(false);
    expect(count()).toBeLessThan(busyYears.length);
    const asked = sandbox.requests.length;
    await sleep(30);
    expect(sandbox.requests.length).toBe(asked);
    expect(reading.timelines.every(({ state }) => state.status !== 'failed')).toBe(true);
    await reading.readRest({ asks: true });
    expect(count()).toBe(busyYears.length);
  });

  it('stops at once, even while a page never arrives', async () => {
    const { reading, gate } = scene(busyYears);
    gate.hold();
    const done = reading.readRest({ asks: true });
    reading.stop();
    await done;
    expect(reading.isReading).toBe(false);
    gate.release();
  });

  it('keeps its results when a request fails, and a retry reads the rest', async () => {
    const { reading, sandbox, count } = scene(busyYears);
    const on = { path: '/interactions', nth: 9 };
    sandbox.play({ on, kind: 'status', status: 503, times: Infinity });
    await reading.readRest({ asks: true });
    expect(count()).toBeGreaterThan(0);
    expect(count()).toBeLessThan(busyYears.length);
    expect(reading.timelines.some(({ state }) => state.status === 'failed')).toBe(true);
    sandbox.clearFaults();
    await reading.readRest({ asks: true });
    expect(count()).toBe(busyYears.length);
  });

  it('stops at the monthly floor with the reason', async () => {
    const { reading, count } = scene(daily(4000), { limits: { perMonth: 1000 }, keep: 990 });
    await reading.readRest({ asks: true });
    expect(reading.stopped?.floor).toBe(990);
    expect(count()).toBeGreaterThan(0);
    expect(count()).toBeLessThan(4000);
  });

  it('reports a merged record', async () => {
    const { reading, fail } = scene(daily(3));
    const body = { message: 'This organization has been merged into organization 8.' };
    fail({ kind: 'status', status: 422, body, times: Infinity });
    await reading.readRest({ asks: true });
    const [meetings] = reading.timelines;
    const error = meetings?.state.failure?.error;
    const said = error !== undefined && 'details' in error ? (error.details as readonly string[]) : [];
    expect(mergedInto(said)).toBe(8);
    expect(reading.isReading).toBe(false);
  });

  it('makes no request after dispose', async () => {
    const { reading, sandbox, onChange } = scene(daily(3));
    reading.dispose();
    await reading.readRest({ asks: true });
    expect(sandbox.requests).toEqual([]);
    expect(onChange).not.toHaveBeenCalled();
  });
});
