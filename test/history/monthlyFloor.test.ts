import { describe, expect, it } from 'vitest';
import { isBelowFloor, MonthlyFloor } from '../../src/history/monthlyFloor.ts';

const left = (remaining?: number) => ({ org: remaining === undefined ? {} : { remaining } });

describe('the floor of the monthly requests', () => {
  it('stops what is under way when fewer are left, and says how many', () => {
    const floor = new MonthlyFloor(() => 100);
    floor.learn(left(100));
    const signal = floor.signal();
    expect(signal.aborted).toBe(false);
    floor.learn(left(99));
    expect(isBelowFloor(signal.reason)).toBe(true);
    expect(signal.reason).toMatchObject({ remaining: 99, floor: 100 });
  });

  it('is known for what it is in another bundle, where its class is another one', () => {
    const copy = Object.assign(new Error('few'), { name: 'BelowFloor', remaining: 1, floor: 2 });
    expect(isBelowFloor(copy)).toBe(true);
    expect(isBelowFloor(new Error('given up'))).toBe(false);
  });

  it('stops what begins later at once', () => {
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

  it('stays known when an answer says nothing of it', () => {
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

  it('lets reading begin again in a new month', () => {
    const floor = new MonthlyFloor(() => 100);
    floor.learn(left(7));
    expect(floor.signal().aborted).toBe(true);
    floor.learn(left(100_000));
    expect(floor.signal().aborted).toBe(false);
  });
});
