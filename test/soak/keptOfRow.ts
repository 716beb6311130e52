import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { median } from '../bench/statistics.ts';
import type { Editor } from '../e2e/editor.ts';
import { Tree } from '../e2e/tree.ts';
import { hostState } from './hostState.ts';

/** The companion with the bare view. */
export const bareParts = fileURLToPath(new URL('../bench/bareParts', import.meta.url));

/** The collector's moods show in the heap too; they even out. */
const batches = 5;
const timesInBatch = 20;

/** The memory of one row that was drawn. */
export interface Kept {
  readonly bytes: number;
  readonly sets: number;
}

/**
 * The control: what the host keeps of a row of a view that is not ours, each time that it is drawn. The
 * editor's `ExtHostTreeView` registers a store of disposables for every row with the view
 * (`_createTreeNode`). When the row is drawn anew it empties that store, but does not let go of it as long as
 * the view lives.
 */
export async function keptOfRow(editor: Editor): Promise<Kept> {
  await editor.page.locator('.activitybar').getByRole('tab', { name: 'Bare parts' }).click();
  const tree = new Tree(editor.page, 'Bare rows');
  await tree.expand(tree.row('Branch 0'));
  await expect(tree.row('Branch 0, row 9')).toBeVisible();
  const bytes: number[] = [];
  const sets: number[] = [];
  let before = await stateAndDrawn(editor);
  for (let batch = 0; batch < batches; batch += 1) {
    for (let time = 0; time < timesInBatch; time += 1) await drawAnew(editor);
    const after = await stateAndDrawn(editor);
    const rows = after.drawn - before.drawn;
    expect(rows).toBeGreaterThan(100 * timesInBatch);
    bytes.push((after.heap - before.heap) / rows);
    sets.push((after.sets - before.sets) / rows);
    before = after;
  }
  return { bytes: median(bytes), sets: median(sets) };
}

async function stateAndDrawn(editor: Editor) {
  return { ...(await hostState(editor)), drawn: await drawn(editor) };
}

async function drawAnew(editor: Editor): Promise<void> {
  const before = await drawn(editor);
  await editor.host(async (vscode) => {
    await vscode.commands.executeCommand('bareParts.drawAnew');
  });
  await expect.poll(() => drawn(editor), { intervals: [50] }).toBeGreaterThan(before + 100);
}

async function drawn(editor: Editor): Promise<number> {
  return await editor.host(async (vscode) => await vscode.commands.executeCommand<number>('bareParts.drawn'));
}
