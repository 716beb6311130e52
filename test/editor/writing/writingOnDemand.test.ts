import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WritingOnDemand } from '../../../src/editor/writing/writingOnDemand.ts';
import { formsInWindow, noForms, typed, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
});

afterEach(() => window.end());

it('shows the draft of another window without having opened a form', async () => {
  const other = new WritingOnDemand({ ...window.deps, forms: () => noForms });
  await until(() => seen.watchers.length === 4);
  await typed(window, { text: 'From another window.' });
  expect(other.drafts).toEqual([]);
  for (const { created } of seen.watchers) created.fire();
  await expect.poll(() => other.drafts.map(({ label }) => label)).toEqual(['From another window.']);
  other.dispose();
});

it('watches no folder until an account is signed in', async () => {
  // Those of the forms of the first window.
  await until(() => seen.watchers.length === 2);
  const listeners: (() => void)[] = [];
  const sessions = {
    current: undefined as unknown,
    ready: Promise.resolve(),
    onDidChange: (listener: () => void) => {
      listeners.push(listener);
      return { dispose: () => undefined };
    },
  };
  const other = new WritingOnDemand({
    ...window.deps,
    sessions: sessions as never,
    forms: () => noForms,
  });
  for (let turn = 0; turn < 10; turn += 1) await readdir(window.folder);
  expect(seen.watchers).toHaveLength(2);
  sessions.current = window.session;
  for (const listener of listeners) listener();
  await until(() => seen.watchers.length === 4);
  other.dispose();
});
