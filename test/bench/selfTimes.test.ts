import { describe, expect, it } from 'vitest';
import { largestSelfTimes } from './selfTimes.ts';

const node = (id: number, functionName: string, url: string) => ({ id, callFrame: { functionName, url } });

const profile = {
  nodes: [
    node(1, 'draw', 'file:///x/affinity-interactions/dist/extension.cjs'),
    node(2, '(idle)', ''),
    node(3, '(garbage collector)', ''),
    node(4, 'draw', 'file:///x/affinity-interactions/dist/extension.cjs'),
    node(5, '', 'node:internal/timers'),
    node(6, 'send', 'file:///editor/extensionHostProcess.js'),
  ],
  samples: [1, 2, 3, 4, 5, 6],
  timeDeltas: [0, 1000, 90_000, 2000, 4000, 500, 100],
};

describe('the self-times of a profile', () => {
  it('are summed by bundle and function, the largest first, without idle time', () => {
    expect(largestSelfTimes(profile, 10)).toEqual([
      { place: 'extension.cjs', name: 'draw', ms: 5 },
      { place: 'engine', name: '(garbage collector)', ms: 2 },
      { place: 'node', name: '(anonymous)', ms: 0.5 },
      { place: 'editor', name: 'send', ms: 0.1 },
    ]);
  });

  it('are no more than were asked for', () => {
    expect(largestSelfTimes(profile, 1)).toHaveLength(1);
  });
});
