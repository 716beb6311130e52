import { beforeAll, describe, expect, it } from 'vitest';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import type { InteractionTree } from '../../../src/editor/tree/interactionTree.ts';
import type { DeletionSummary, DraftSummary } from '../../../src/editor/words/draftSummary.ts';
import { bundledTree } from '../../bench/treeBundle.ts';
import { noOpenings } from '../support/noOpenings.ts';

let Tree: typeof InteractionTree;

beforeAll(async () => {
  Tree = await bundledTree();
});

describe('the rows of drafts', () => {
  it('don’t redraw other rows when an unkept draft changes', async () => {
    const { drafts, drawn } = await aTree();
    drafts.change();
    expect(drawn()).toEqual([]);
  });

  it('redraw the tree once for a new draft, and only themselves while it is edited', async () => {
    const { tree, drafts, drawn } = await aTree();
    for (let typed = 0; typed < 3; typed += 1) drafts.change('one');
    expect(drawn()).toEqual(['all']);
    await tree.getChildren();
    drafts.change('one');
    expect(drawn()).toEqual(['all', 'drafts']);
  });

  it('redraw the tree once when the last draft goes, despite later events about it', async () => {
    const { tree, drafts, drawn } = await aTree('one');
    for (let told = 0; told < 3; told += 1) drafts.change();
    expect(drawn()).toEqual(['all']);
    expect(await tree.getChildren()).toEqual([]);
    drafts.change();
    expect(drawn()).toEqual(['all']);
  });
});

it('a deletion’s row checks again on click, and has a menu of its own', async () => {
  const { tree, drafts } = await aTree('one');
  drafts.drafts = [{ ...draft('0-1001'), kind: 'deletion', state: 'offline' }, draft('one')];
  const [parent] = await tree.getChildren();
  const rows = await tree.getChildren(parent);
  const items = rows.map((row) => tree.getTreeItem(row));
  expect(items.map(({ contextValue }) => contextValue)).toEqual(['deletion', 'draft']);
  expect(items[0]?.command).toMatchObject({ command: 'affinity.lookAgain', arguments: [rows[0]] });
});

/**
 * Drawn for somebody who follows nothing, with drafts of these names; and what is to be drawn anew since
 * then.
 */
async function aTree(...names: readonly string[]) {
  const listeners: (() => void)[] = [];
  const drafts = {
    drafts: names.map(draft) as readonly (DeletionSummary | DraftSummary)[],
    onDidChangeDrafts: (listener: () => void) => {
      listeners.push(listener);
      return { dispose: () => {} };
    },
    change: (...now: readonly string[]) => {
      drafts.drafts = now.map(draft);
      for (const listener of listeners) listener();
    },
  };
  const tree = new Tree(somebody(), drafts, {
    quietAfterDays: 0,
    onDidChangeQuietAfterDays: () => ({ dispose: () => {} }),
  });
  await tree.getChildren();
  const told: string[] = [];
  tree.onDidChangeTreeData((row) => told.push(row?.kind ?? 'all'));
  return { tree, drafts, drawn: (): readonly string[] => told };
}

function draft(id: string): DraftSummary {
  return { kind: 'draft', id, label: id, description: '', tooltip: '', state: 'open' };
}

const never = () => ({ dispose: () => {} });

function somebody(): Sessions {
  const stored = (current: unknown) => ({ current, onDidChange: never });
  const [followed, order, filter, expanded] = [stored([]), stored('name'), stored({}), stored([])];
  const session = { name: 'somebody', ready: Promise.resolve(), followed, order, filter, expanded };
  const timelines = { onDidChange: never, bounds: { known: () => undefined, onDidChange: never } };
  const current = { ...session, timelines, openings: noOpenings };
  return { current, ready: Promise.resolve(), onDidChange: never } as unknown as Sessions;
}
