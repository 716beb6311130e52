import { beforeAll, describe, expect, it } from 'vitest';
import type { InteractionTree } from '../../../src/editor/tree/interactionTree.ts';
import type { Row } from '../../../src/editor/tree/row.ts';
import { drawnTree } from '../../bench/drawnTree.ts';
import { bundledTree } from '../../bench/treeBundle.ts';
import { affinityWith, hourly } from '../../history/affinityWith.ts';
import { interaction } from '../../history/interaction.ts';

let Tree: typeof InteractionTree;
beforeAll(async () => {
  Tree = await bundledTree();
});

/** A type of a record with so many meetings, one an hour, all of them loaded; and what is drawn again from now on. */
async function loadedTree(count: number) {
  const affinity = affinityWith(hourly(count));
  const timeline = affinity.timelines.of(affinity.records.company, 0);
  await timeline.load();
  while (timeline.state.items.length < count) await timeline.loadOlder();
  const drawn = await drawnTree(Tree, { timelines: affinity.timelines, timeline });
  await drawn.draw();
  const again: (Row | undefined)[] = [];
  drawn.tree.onDidChangeTreeData((row) => again.push(row));
  return { ...affinity, ...drawn, timeline, again: () => again.splice(0).map((row) => row?.kind) };
}

describe('a type with rows', () => {
  it('redraws only its last row while it loads, and itself when the response arrives', async () => {
    const { timeline, gate, again } = await loadedTree(150);
    gate.hold();
    const refresh = timeline.refresh();
    expect(again()).toEqual(['last']);
    gate.release();
    await refresh;
    expect(again()).toEqual(['type']);
  });

  it('redraws only its last row when a request fails', async () => {
    const { timeline, failPages, again } = await loadedTree(150);
    failPages();
    await timeline.refresh();
    expect(timeline.state.status).toBe('failed');
    expect(again()).toEqual(['last', 'last']);
  });

  it('is redrawn as a whole when rows are added or removed', async () => {
    const { timeline, again, draw } = await loadedTree(10);
    timeline.put(interaction({ id: 5, date: timeline.state.items[3]?.date ?? new Date() }));
    expect(again()).toEqual(['type']);
    await draw();
    timeline.remove(0, 5);
    expect(again()).toEqual(['type']);
  });
});

describe('a type grouped by period', () => {
  it('has every row once, below the parent that it names', async () => {
    const { tree, type, timeline } = await loadedTree(2600);
    const seen = new Set<string>();
    const visit = async (parent: Row | undefined): Promise<void> => {
      for (const row of await tree.getChildren(parent)) {
        expect(seen.has(row.id)).toBe(false);
        seen.add(row.id);
        expect(tree.getParent(row)?.id).toBe(parent?.id);
        if (row.kind === 'period') await visit(row);
      }
    };
    await visit(type);
    const own = (id: number): string => `${type?.id ?? ''}:${String(id)}`;
    expect(timeline.state.items.filter(({ id }) => !seen.has(own(id)))).toEqual([]);
    expect(seen.size).toBeGreaterThan(2600);
  });
});
