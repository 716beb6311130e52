import { expect } from '@playwright/test';
import type { FaultKind } from '../../../src/sandbox/testing/index.ts';
import { hurry } from '../../e2e/hurry.ts';
import { usedUpLimit } from '../../support/usedUpLimit.ts';
import { asked, menu } from '../desk.ts';
import type { Acts, Desk } from '../desk.ts';

/** A service with bad days. */
export const failing: Acts = {
  ...failure('a server that fails', 'Affinity returned an error (500)', { kind: 'status', status: 500 }),
  ...failure('a limit', /^Limit reached until /, {
    kind: 'status',
    status: 429,
    headers: usedUpLimit,
  }),
  ...failure('a broken connection', 'Affinity can’t be reached', { kind: 'drop', when: 'before' }),
  ...failure('silence', 'Affinity didn’t respond', { kind: 'stall' }),
  ...failure('nonsense', 'Unreadable response', { kind: 'garbage' }),
};

function failure(what: string, row: string | RegExp, fault: FaultKind): Acts {
  return {
    [`refresh and meet ${what}`]: async (desk) => await meet(desk, row, fault),
    [`try again after ${what}`]: async ({ editor: { tree }, sandbox }) => {
      sandbox.clearRequests();
      await tree.action(tree.row(/ click to retry$/), 'Retry');
      await expect.poll(() => asked(sandbox)).toEqual(['/interactions1']);
      await expect(tree.progress).toHaveCount(0);
      await expect(tree.row(/ click to retry$/)).toHaveCount(0);
      await expect(tree.row(/^Call, /).first()).toBeVisible();
    },
  };
}

async function meet(desk: Desk, row: string | RegExp, fault: FaultKind): Promise<void> {
  const { editor, sandbox } = desk;
  const { tree } = editor;
  // Silence is waited for on purpose; else an answer that is slow on a busy machine is to arrive.
  if (fault.kind === 'stall') await hurry(editor, { pauses: 40, patience: 60 });
  sandbox.play({ ...fault, on: { path: '/interactions' }, times: Infinity });
  await menu(desk, tree.row('Calls'), 'Refresh');
  await expect(tree.row(/ click to retry$/).locator('.label-name')).toHaveText(row);
  await expect(tree.row(/^Call, /).first()).toBeVisible();
  sandbox.clearFaults();
  if (fault.kind === 'stall') await hurry(editor, { pauses: 40 });
}
