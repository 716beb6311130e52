import { afterEach, describe, expect, it } from 'vitest';
import { draftToNote } from '../../../src/drafts/model/newDraft.ts';
import { ann, jane } from '../../drafts/support/aDraft.ts';
import { NOW } from '../../sandbox/smallFirm.ts';
import { formsInWindow, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

const MEETING = 1001;
const NOTE = 590_001;

let window: FormsInWindow | undefined;

afterEach(async () => window?.end());

/** Adds a note to a meeting in a window where the user selects Undo. */
async function addAndUndo(prepare: (opened: FormsInWindow) => void = () => undefined) {
  window = await formsInWindow();
  const start = { id: 'note', account: '7/1', user: ann, now: new Date(NOW), zone: 'Europe/Berlin' };
  const meeting = {
    type: 0,
    id: MEETING,
    title: 'Kick-off with Acme',
    date: new Date(NOW).toISOString(),
  } as const;
  const subject = { kind: 'note', ...meeting, people: [ann, jane], route: 'interaction' } as const;
  const draft = { ...draftToNote(start, subject, []), text: 'Agreed on two pilots.' };
  window.writing.drafts.store.keep(draft);
  prepare(window);
  seen.answer = 'Undo';
  await window.writing.drafts.send(window.session, draft);
  await until(() => seen.said.length > 1);
  expect(seen.said[0]).toBe('Added a note to “Kick-off with Acme”.');
  return window.sandbox;
}

describe('undoing an added note', () => {
  it('deletes the note and confirms it', async () => {
    const sandbox = await addAndUndo();
    expect(sandbox.note(NOTE)).toBeUndefined();
    expect(seen.said[1]).toBe('$(check) Removed the note from “Kick-off with Acme”');
  });

  it('confirms nothing while the note is still there', async () => {
    const sandbox = await addAndUndo(({ sandbox: server }) =>
      server.play({ kind: 'status', status: 403, on: { method: 'DELETE' } }),
    );
    expect(sandbox.note(NOTE)).toBeDefined();
    expect(seen.said[1]).toMatch(/^The note on “Kick-off with Acme” couldn’t be deleted\./);
    expect(seen.said.join()).not.toContain('Removed');
  });
});
