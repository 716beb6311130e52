import { expect } from '@playwright/test';
import { acme } from '../desk.ts';
import type { Act, Acts, Desk } from '../desk.ts';
import { collapse, expand } from './browsing.ts';

/** Interactions as documents. */
export const reading: Acts = {
  'expand chat messages': expand('Chat messages', /^Chat message, /),
  'read a chat message': read(0),
  'read the next one': read(1),
  'read one more': read(2),
  'close what was read': closeAll,
  'collapse chat messages': collapse('Chat messages'),
  'list calls from the palette, and read one': listCalls,
  'close it': closeAll,
};

function read(nth: number): Act {
  return async ({ editor }) => {
    const { tree } = editor;
    const before = await editor.documentUri();
    await tree.click(tree.row(/^Chat message, /).nth(nth));
    await expect.poll(() => editor.documentUri()).not.toBe(before);
    await expect.poll(() => editor.documentUri()).toContain('/chat-');
    await expect.poll(() => editor.documentText()).toContain('- **Type:** Chat message, ');
  };
}

async function listCalls({ editor, sandbox }: Desk): Promise<void> {
  const { quickInput } = editor;
  await editor.command('Affinity: List Interactions…');
  await quickInput.type('acme');
  await quickInput.choose(acme);
  await quickInput.choose('Calls');
  await quickInput.choose('Last 5 years');
  await expect(quickInput.title).toContainText(`Calls with ${acme} (4/4)`);
  await expect(quickInput.rows).not.toHaveCount(0);
  await quickInput.type('load older');
  sandbox.clearRequests();
  await quickInput.choose('Load older…');
  await expect.poll(() => sandbox.requests.length).toBe(1);
  // The rows that arrive would take the place of the one that is clicked.
  await expect(editor.page.locator('.quick-input-progress.active')).toHaveCount(0);
  await quickInput.type('call with');
  await quickInput.rows.first().click();
  await expect.poll(() => editor.documentText()).toContain('- **Type:** Call');
}

export async function closeAll({ editor }: Desk): Promise<void> {
  expect(await editor.tabs.count()).toBeGreaterThan(0);
  await editor.command('View: Close All Editors');
  await expect(editor.tabs).toHaveCount(0);
}
