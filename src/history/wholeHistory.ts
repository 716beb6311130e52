import type { WalkOptions } from '../affinity/index.ts';

/**
 * How a walk is read whose reader wants all of it: the years side by side, in the background. So many pages may wait
 * for a reader that is still busy with the first year's; with fewer, the later years stand still meanwhile, and ten
 * years of 20,000 interactions take twice as long.
 */
export const wholeHistory = { lookahead: 100, priority: 'background' } as const satisfies WalkOptions;
