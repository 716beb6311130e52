import type { Sessions } from '../../src/editor/account/sessions.ts';
import type { InteractionTree } from '../../src/editor/tree/interactionTree.ts';
import type { Row } from '../../src/editor/tree/row.ts';
import type { Figure } from './figure.ts';
import { loadedTimeline, type LoadedTimeline } from './loadedTimeline.ts';
import { bundledTree } from './treeBundle.ts';

const rounds = 9;

/**
 * How long the tree holds up the extension host when the editor draws a type with 100,000 interactions loaded: the
 * editor asks for the rows, and then for what to draw of each of them, without a pause.
 */
export const treeWork: Figure = async () => {
  const now = Date.now();
  const loaded = await loadedTimeline(100_000, now);
  await loaded.loadAll();
  const Tree = await bundledTree();
  const tree = new Tree(sessionsWith(loaded), {
    drafts: [],
    onDidChangeDrafts: never,
  });
  const type = await typeRowOf(tree);
  const times: number[] = [];
  let drawn = 0;
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    const rows = await tree.getChildren(type);
    for (const row of rows) tree.getTreeItem(row);
    times.push(performance.now() - begin);
    drawn = rows.length;
  }
  return {
    findings: [
      {
        figure: 'tree',
        what: `longest hold-up of the host with 100,000 loaded (${String(drawn)} rows drawn)`,
        ours: { values: times, unit: 'ms' },
        comparison: 'value',
        goal: { atMost: 16 },
      },
    ],
  };
};

/** An event that never comes. */
const never = () => ({ dispose: () => {} });

/** Somebody is signed in and follows the record of the timeline. */
function sessionsWith({ timelines, timeline }: LoadedTimeline): Sessions {
  const stored = (current: unknown) => ({ current, onDidChange: never });
  const current = {
    name: 'bench',
    ready: Promise.resolve(),
    timelines,
    followed: stored([timeline.record]),
    filter: stored({}),
    expanded: stored([]),
  };
  return { current, ready: Promise.resolve(), onDidChange: never } as unknown as Sessions;
}

async function typeRowOf(tree: InteractionTree): Promise<Row | undefined> {
  const [record] = await tree.getChildren();
  const types = await tree.getChildren(record);
  return types.at(-1);
}
