import { expect } from '@playwright/test';
import { sandboxKeys } from '../../../src/sandbox/testing/index.ts';
import type { Acts } from '../desk.ts';

export const account: Acts = {
  'sign out': async ({ editor }) => {
    await editor.command('Affinity: Sign Out');
    await expect(editor.tree.welcome).toContainText('See who on your team spoke with whom');
    await expect(editor.statusItem(/^Affinity: /)).toHaveCount(0);
  },
  'sign in': async ({ editor }) => {
    await editor.command('Affinity: Sign In with API Key…');
    await editor.quickInput.type(sandboxKeys.user);
    await editor.quickInput.accept();
    await expect(editor.statusItem(/^Affinity: /)).toBeVisible();
    await expect(editor.tree.welcome).toContainText('Nothing followed yet');
  },
};
