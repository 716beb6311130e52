import type { InteractionTree } from '../../src/editor/tree/interactionTree.ts';
import type { Row } from '../../src/editor/tree/row.ts';
import { drawnTree } from './drawnTree.ts';
import type { Figure } from './figure.ts';
import { loadedTimeline } from './loadedTimeline.ts';
import { median } from './statistics.ts';
import { bundledTree } from './treeBundle.ts';

const rounds = 9;
const loadedCount = 100_000;

/**
 * How long the tree holds up the extension host with 100,000 interactions loaded: the editor asks for the rows of a
 * level, and then for what to draw of each of them, without a pause. Every level is opened, down to the last period,
 * and the one that takes longest counts.
 */
export const treeWork: Figure = async () => {
  const loaded = await loadedTimeline(loadedCount, Date.now());
  await loaded.loadAll();
  const { tree, type } = await drawnTree(await bundledTree(), loaded);
  const timesByLevel = new Map<string, number[]>();
  let most = 0;
  for (let round = 0; round < rounds; round += 1) {
    const levels = await opened(tree, type);
    for (const { id, ms } of levels) timesByLevel.set(id, [...(timesByLevel.get(id) ?? []), ms]);
    most = Math.max(...levels.map(({ rows }) => rows.length));
    const ids = new Set(levels.flatMap(({ rows }) => rows.filter(isInteraction).map(({ id }) => id)));
    if (ids.size !== loadedCount) throw new Error(`${String(ids.size)} interactions are in the tree.`);
  }
  tree.dispose();
  const times = [...timesByLevel.values()].toSorted((one, other) => median(other) - median(one));
  return {
    findings: [
      {
        figure: 'tree',
        what: `longest hold-up of the host with 100,000 loaded (at most ${String(most)} rows a level)`,
        ours: { values: times[0] ?? [], unit: 'ms' },
        comparison: 'value',
        goal: { atMost: 16 },
      },
    ],
  };
};

interface Level {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly ms: number;
}

/** Opens a row and all that is folded below it, a level after the other. */
async function opened(tree: InteractionTree, parent: Row | undefined): Promise<readonly Level[]> {
  const begin = performance.now();
  const rows = await tree.getChildren(parent);
  for (const row of rows) tree.getTreeItem(row);
  const levels: Level[] = [{ id: parent?.id ?? '', rows, ms: performance.now() - begin }];
  for (const row of rows) if (row.kind === 'period') levels.push(...(await opened(tree, row)));
  return levels;
}

const isInteraction = ({ kind }: Row): boolean => kind === 'interaction';
