import { afterEach, beforeEach, expect, it } from 'vitest';
import { formCommands } from '../../../src/editor/commands/formCommands.ts';
import type { FormCommandDeps } from '../../../src/editor/commands/formCommands.ts';
import { enterEmailId } from '../support/enterEmailId.ts';
import { formsInWindow } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
  seen.inputs.length = 0;
});

afterEach(() => window.end());

it('says that an email, entered by its ID, can’t be edited, and opens no form', async () => {
  const deps = { forms: { get: async () => window.forms } } as unknown as FormCommandDeps;
  await window.session.timelines.of({ kind: 'person', id: 11, name: 'Jane Roe' }, 0).load();
  const editing = formCommands(window.deps.sessions, deps).editInteraction();
  await enterEmailId();
  await editing;
  expect(seen.said).toEqual(['Emails can’t be edited. Affinity syncs them from mailboxes.']);
  expect(seen.panels).toEqual([]);
});
