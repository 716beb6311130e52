import { expect } from '@playwright/test';
import { menu } from '../desk.ts';
import type { Act, Acts } from '../desk.ts';
import { loggedAt } from './writing.ts';

/** Deletes the interactions that were logged in this round. */
export const deleting: Acts = {
  'delete a call': remove('03:07'),
  undo: async (desk) => {
    const { editor, sandbox } = desk;
    const total = sandbox.counts().interactions;
    await editor.notification('Deleted call').getByRole('button', { name: 'Undo' }).click();
    await expect(editor.notification('Logged again with a new ID')).toBeVisible();
    await expect(loggedAt(desk, '03:07')).toBeVisible();
    expect(sandbox.counts().interactions).toBe(total + 1);
    await editor.clearNotifications();
  },
  'delete it for good': removeForGood('03:07'),
  'delete the other one': removeForGood('04:07'),
};

function remove(time: string): Act {
  return async (desk) => {
    const { editor, sandbox } = desk;
    const total = sandbox.counts().interactions;
    await menu(desk, loggedAt(desk, time), 'Delete Interaction…');
    await editor.dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(editor.notification('Deleted call')).toBeVisible();
    await expect(loggedAt(desk, time)).toHaveCount(0);
    expect(sandbox.counts().interactions).toBe(total - 1);
  };
}

function removeForGood(time: string): Act {
  return async (desk) => {
    await remove(time)(desk);
    await desk.editor.clearNotifications();
    await expect(desk.editor.notifications).toHaveCount(0);
  };
}
