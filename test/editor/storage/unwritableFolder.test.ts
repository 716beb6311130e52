import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { formsInWindow, typed, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

/** Root may write anywhere, but not below a file. */
async function onUnwritableFolder(keepDraftsOnDisk: boolean): Promise<FormsInWindow> {
  const folder = await mkdtemp(path.join(tmpdir(), 'affinity-unwritable-'));
  await writeFile(path.join(folder, 'drafts'), 'in the place of the folder');
  return formsInWindow(keepDraftsOnDisk, folder);
}

const posts = ({ sandbox }: FormsInWindow) => sandbox.requests.filter(({ method }) => method === 'POST');

it('doesn’t send a draft that can’t be written, says what to do, and keeps the text in the form', async () => {
  const window = await onUnwritableFolder(true);
  await typed(window, { text: 'Nowhere to write.' });
  const [panel] = seen.panels;
  panel?.say({ kind: 'submit', submission: 1, revision: 1 });
  await until(() => panel?.told.at(-1)?.view?.problems?.length === 1);
  const [problem] = panel?.told.at(-1)?.view?.problems ?? [];
  expect(problem?.sentence).toContain('Nothing was sent, because the draft can’t be written to disk');
  expect(problem?.sentence).toContain('Keep Drafts On Disk');
  expect(posts(window)).toHaveLength(0);
  expect(window.writing.drafts.summaries().map(({ label, state }) => [label, state])).toEqual([
    ['Nowhere to write.', 'open'],
  ]);
  await window.end();
});

it('sends from memory when drafts aren’t kept on disk, and claims within the window', async () => {
  const window = await onUnwritableFolder(false);
  const id = await typed(window, { text: 'Nothing to write.' });
  seen.panels[0]?.dispose();
  await Promise.all([
    window.writing.drafts.sendById(window.session, id),
    window.writing.drafts.sendById(window.session, id),
  ]);
  expect(posts(window)).toHaveLength(1);
  expect(window.writing.drafts.summaries()).toEqual([]);
  await window.end();
});
