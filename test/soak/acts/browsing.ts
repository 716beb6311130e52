import { expect } from '@playwright/test';
import { follow } from '../../e2e/following.ts';
import { acme, asked, menu } from '../desk.ts';
import type { Act, Acts, Desk } from '../desk.ts';

/** From the search to a long list, and away again. */
export const browsing: Acts = {
  'follow a company': async ({ editor }) => await follow(editor, acme, 'acme'),
  'expand meetings': expand('Meetings', /^Meeting, /),
  'load older meetings': loadOlder,
  'load still older ones': loadOlder,
  'load one more page of them': loadOlder,
  'collapse meetings': collapse('Meetings'),
  'expand emails': expand('Emails', /^Email, /),
  'filter: sent only': async ({ editor }) => {
    const { tree, quickInput } = editor;
    await editor.command('Affinity: Filter Interactions…');
    await quickInput.choose('Sent');
    await quickInput.box.getByRole('button', { name: 'OK' }).click();
    await expect(tree.message).toContainText('Filtered: sent only');
    await expect(tree.row(/^Email, Sent, /).first()).toBeVisible();
    await expect(tree.row(/^Email, Received, /)).toHaveCount(0);
  },
  'clear the filter': async ({ editor: { tree } }) => {
    await tree.titleAction('Clear Filter');
    await expect(tree.message).toBeHidden();
    await expect(tree.row(/^Email, Received, /).first()).toBeVisible();
  },
  'refresh the company': async (desk) => {
    const { editor, sandbox } = desk;
    const { tree } = editor;
    sandbox.clearRequests();
    await menu(desk, tree.row(acme, 1), 'Refresh');
    await expect.poll(() => asked(sandbox)).toEqual(['/interactions3']);
    await expect(tree.progress).toHaveCount(0);
  },
  'collapse emails': collapse('Emails'),
};

export const leaving: Acts = {
  'collapse calls': collapse('Calls'),
  unfollow: async (desk) => {
    const { tree } = desk.editor;
    await tree.reveal(tree.row(acme, 1));
    await menu(desk, tree.row(acme, 1), 'Unfollow');
    await expect(tree.welcome).toContainText('Nothing followed yet');
  },
};

export function expand(type: string, rows: RegExp): Act {
  return async ({ editor: { tree } }) => {
    await tree.expand(tree.row(type));
    await expect(tree.row(rows).first()).toBeVisible();
  };
}

export function collapse(type: string): Act {
  return async ({ editor: { tree } }) => {
    await tree.reveal(tree.row(type));
    await tree.collapse(tree.row(type));
  };
}

async function loadOlder({ editor: { tree }, sandbox }: Desk): Promise<void> {
  const last = tree.row(/^Load older…, before /);
  await tree.reveal(last);
  const before = (await last.getAttribute('aria-label')) ?? '';
  sandbox.clearRequests();
  await tree.click(last);
  await expect.poll(() => asked(sandbox)).toEqual(['/interactions0']);
  // New rows push the row out, and the next one may be below the visible part.
  await expect(async () => {
    await tree.reveal(last);
    expect(await last.getAttribute('aria-label', { timeout: 1000 })).not.toBe(before);
  }).toPass({ timeout: 30_000 });
}
