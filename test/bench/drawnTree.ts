import type { Sessions } from '../../src/editor/session/sessions.ts';
import type { InteractionTree } from '../../src/editor/tree/interactionTree.ts';
import type { Row } from '../../src/editor/tree/row.ts';
import { noOpenings } from '../editor/support/noOpenings.ts';
import type { LoadedTimeline } from './loadedTimeline.ts';

/** The tree above a loaded timeline. */
export interface DrawnTree {
  readonly tree: InteractionTree;
  /** The row of the type that is loaded. */
  readonly type: Row | undefined;
  /** Asks for the rows of the type and for what to draw of each, as the editor does; gives their number. */
  readonly draw: () => Promise<number>;
}

/** Somebody is signed in and follows the record of the timeline. */
export async function drawnTree(
  Tree: typeof InteractionTree,
  loaded: Pick<LoadedTimeline, 'timeline' | 'timelines'>,
): Promise<DrawnTree> {
  const tree = new Tree(
    sessionsWith(loaded),
    { drafts: [], onDidChangeDrafts: never },
    { quietAfterDays: 45, onDidChangeQuietAfterDays: never },
  );
  const [record] = await tree.getChildren();
  const types = await tree.getChildren(record);
  const type = types.find((row) => row.kind === 'type' && row.type === loaded.timeline.type);
  const draw = async (): Promise<number> => {
    const rows = await tree.getChildren(type);
    for (const row of rows) tree.getTreeItem(row);
    return rows.length;
  };
  return { tree, type, draw };
}

/** An event that never comes. */
const never = () => ({ dispose: () => {} });

function sessionsWith({ timelines, timeline }: Pick<LoadedTimeline, 'timeline' | 'timelines'>): Sessions {
  const stored = (current: unknown) => ({ current, onDidChange: never });
  const current = {
    name: 'bench',
    ready: Promise.resolve(),
    timelines,
    openings: noOpenings,
    followed: stored([timeline.record]),
    order: stored('name'),
    filter: stored({}),
    expanded: stored([]),
  };
  return { current, ready: Promise.resolve(), onDidChange: never } as unknown as Sessions;
}
