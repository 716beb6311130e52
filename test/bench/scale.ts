import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { drawnTree } from './drawnTree.ts';
import type { DrawnTree } from './drawnTree.ts';
import type { Figure } from './figure.ts';
import { heapBytes } from './heapBytes.ts';
import { loadedTimeline } from './loadedTimeline.ts';
import { timed } from './timed.ts';
import { bundledTree } from './treeBundle.ts';

const figure = 'scale';
const rounds = 9;

/**
 * One timeline with 100,000 emails, each of five people: what a refresh takes, from the click to the last row that the
 * editor asks for, by itself and against one with a page of them; and what an interaction takes of the memory.
 */
export const scale: Figure = async () => {
  const now = Date.now();
  const small = await loadedTimeline(100, now);
  const large = await loadedTimeline(100_000, now);
  const before = { bytes: await heapBytes(), count: large.timeline.state.items.length };
  await large.loadAll();
  const bytesEach = ((await heapBytes()) - before.bytes) / (large.timeline.state.items.length - before.count);
  const Tree = await bundledTree();
  const [ofSmall, ofLarge] = [await drawnTree(Tree, small), await drawnTree(Tree, large)];
  const times = { small: [] as number[], large: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.small.push(await timed(() => refreshed(small.timeline, ofSmall)));
    times.large.push(await timed(() => refreshed(large.timeline, ofLarge)));
  }
  for (const { tree } of [ofSmall, ofLarge]) tree.dispose();
  return {
    findings: [
      {
        figure,
        what: 'refresh of 100,000, with drawing it',
        ours: { values: times.large, unit: 'ms' },
        comparison: 'value',
        goal: { atMost: 100 },
      },
      {
        figure,
        what: 'refresh of 100,000, with drawing it',
        ours: { values: times.large, unit: 'ms' },
        baseline: { values: times.small, unit: 'ms', what: 'with 100' },
        comparison: 'difference',
        goal: { atMost: 100 },
      },
      {
        figure,
        what: 'memory per interaction',
        ours: { values: [bytesEach / 1024], unit: 'KB' },
        comparison: 'value',
        goal: { atMost: 1.5 },
      },
    ],
  };
};

async function refreshed(timeline: InteractionTimeline, drawn: DrawnTree): Promise<void> {
  await timeline.refresh();
  if ((await drawn.draw()) === 0) throw new Error('Nothing is drawn.');
}
