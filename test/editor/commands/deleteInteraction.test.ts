import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Uri, window as editor } from 'vscode';
import { formCommands } from '../../../src/editor/commands/formCommands.ts';
import type { FormCommandDeps } from '../../../src/editor/commands/formCommands.ts';
import { eventually } from '../../support/eventually.ts';
import { enterEmailId } from '../support/enterEmailId.ts';
import { formsInWindow } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

const kickOff = Uri.from({ scheme: 'affinity', authority: '7/1', path: '/meeting-1001/Kick-off.md' });
const asked = /^Delete meeting “Kick-off” with .* on .*2025 \d\d:\d\d/;

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
  seen.inputs.length = 0;
  seen.answer = ['Delete', 'Undo'];
});

afterEach(async () => {
  vi.restoreAllMocks();
  await window.end();
});

const deleteInteraction = (...given: readonly [unknown?]) => {
  const deps = { writing: { get: async () => window.writing } } as unknown as FormCommandDeps;
  return formCommands(window.deps.sessions, deps).deleteInteraction(...given);
};

describe('Delete Interaction', () => {
  it('deletes the document of its title bar, and keeps it while Affinity refuses', async () => {
    const { sandbox, removed } = window;
    seen.answer = 'Delete';
    sandbox.play({ kind: 'status', status: 403, on: { method: 'DELETE' } });
    await deleteInteraction(kickOff);
    expect(seen.said[0]).toMatch(asked);
    expect(seen.said.slice(1)).toEqual([
      expect.stringMatching(/^Couldn’t delete meeting “Kick-off”.*isn’t allowed to do this/),
    ]);
    expect(removed).toEqual([]);
    expect(sandbox.interaction(0, 1001)).toBeDefined();
    await deleteInteraction(kickOff);
    expect(seen.said[2]).toMatch(asked);
    expect(seen.said.slice(3)).toEqual([expect.stringMatching(/^Deleted meeting “Kick-off”/)]);
    expect(removed).toEqual(['0/1001']);
    expect(sandbox.interaction(0, 1001)).toBeUndefined();
  });

  it('deletes nothing of a document of another account', async () => {
    await deleteInteraction(Uri.from({ scheme: 'affinity', authority: '7/2', path: kickOff.path }));
    expect(seen.said).toEqual([]);
    expect(window.sandbox.requests).toEqual([]);
  });

  it('deletes an email by its ID from the palette, and offers no Undo', async () => {
    const { sandbox, session, removed } = window;
    await session.timelines.of({ kind: 'person', id: 11, name: 'Jane Roe' }, 0).load();
    const told = vi.spyOn(editor, 'showInformationMessage');
    const deleting = deleteInteraction();
    const id = await enterEmailId();
    await eventually(() => expect(seen.said).toHaveLength(2));
    await deleting;
    expect(seen.said[0]).toMatch(/^Delete email /);
    expect(seen.said[0]).toContain('This can’t be undone: Affinity only accepts emails from mailboxes.');
    expect(told.mock.calls).toEqual([[expect.stringMatching(/^Deleted email /)]]);
    expect(sandbox.interaction(3, id)).toBeUndefined();
    expect(removed).toEqual([`3/${id}`]);
    expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});
