import { describe, expect, it } from 'vitest';
import { isBelowFloor, MonthlyFloor } from '../../src/history/monthlyFloor.ts';

const left = (remaining?: number) => ({ org: remaining === undefined ? {} : { remaining } });

describe('the floor of the monthly requests', () => {
  it('stops running work when fewer are left, and says how many', () => {
    const floor = new MonthlyFloor(() => 100);
    floor.learn(left(100));
    const signal = floor.signal();
    expect(signal.aborted).toBe(false);
    floor.learn(left(99));
    expect(isBelowFloor(signal.reason)).toBe(true);
    expect(signal.reason).toMatchObject({ remaining: 99, floor: 100 });
  });

  it('is recognized in another bundle, which has another class of it', () => {
    const copy = Object.assign(new Error('few'), { name: 'BelowFloor', remaining: 1, floor: 2 });
    expect(isBelowFloor(copy)).toBe(true);
    expect(isBelowFloor(new Error('given up'))).toBe(false);
  });

  it('stops later work at once', () => {
    const floor = new MonthlyFloor(() => 100);
    floor.learn(left(7));
    expect(floor.signal().aborted).toBe(true);
  });

  it.each([
    ['nothing is known', undefined],
    ['there is no limit', Infinity],
  ])('stops nothing while %s', (_, remaining) => {
    const floor = new MonthlyFloor(() => 100);
    floor.learn(left(remaining));
    expect(floor.signal().aborted).toBe(false);
  });

  it('stays known when a response doesn’t mention it', () => {
    const floor = new MonthlyFloor(() => 100);
    floor.learn(left(7));
    floor.learn(left());
    expect(floor.signal().aborted).toBe(true);
  });

  it('stops nothing when it is 0, and follows the setting', () => {
    let kept = 0;
    const floor = new MonthlyFloor(() => kept);
    floor.learn(left(0));
    expect(floor.signal().aborted).toBe(false);
    kept = 1;
    expect(floor.signal().aborted).toBe(true);
  });

  it('allows reading again in a new month', () => {
    const floor = new MonthlyFloor(() => 100);
    floor.learn(left(7));
    expect(floor.signal().aborted).toBe(true);
    floor.learn(left(100_000));
    expect(floor.signal().aborted).toBe(false);
  });
});
