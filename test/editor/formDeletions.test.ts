import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notDeletedWords } from '../../src/editor/form/deletionWords.ts';
import { type FormsInWindow, formsInWindow } from './support/formsInWindow.ts';
import { seen } from './support/vscodeStandIn.ts';

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
  seen.answer = 'Delete';
});

afterEach(() => window.end());

const meeting = { type: 0, id: 1001 } as const;
const other = { type: 0, id: 1002 } as const;

/** What was said after the question. */
const told = () => seen.said.slice(1).join('\n');

describe('a deletion that fails', () => {
  it.each([
    [401, 'Affinity does not accept the stored API key any more. Sign in again, then delete it again.'],
    [403, 'Your Affinity account may not do this. Affinity says: Nope.'],
    [500, 'Affinity has a problem of its own'],
    [429, 'Affinity allows no more requests'],
  ])('with status %i says why and what to do, and speaks of no draft', async (status, words) => {
    const { forms, session, sandbox } = window;
    sandbox.play({ kind: 'status', status, body: ['Nope.'], on: { method: 'DELETE' } });
    if (status === 500)
      sandbox.play({ kind: 'status', status, on: { method: 'GET', nth: 3 }, times: Infinity });
    await forms.delete(session, [meeting]);
    expect(told()).toContain(words);
    expect(told()).not.toContain('draft');
    expect(sandbox.interaction(0, 1001)).toBeDefined();
  });

  it('says that it is still there where the answer was lost and somebody has looked', async () => {
    const interaction = await window.session.connection.client.interactions.get(1001, 0);
    const words = notDeletedWords({ kind: 'still-there' }, interaction);
    expect(words).toMatch(/^Not deleted: meeting “Kick-off”.* and still has it. Delete it again.$/);
  });

  it('is in the log with kind, method, path and status, and nothing of what was written', async () => {
    const { forms, session, sandbox, logged } = window;
    sandbox.play({ kind: 'status', status: 403, body: ['Secret words'], on: { method: 'DELETE' } });
    await forms.delete(session, [meeting]);
    expect(logged).toEqual([expect.stringMatching(/^DELETE \/interactions\/1001: forbidden, status 403/)]);
    expect(logged.join()).not.toMatch(/Secret|kE9/);
  });
});

describe('a deletion of several', () => {
  it('names the one that is gone, takes it out of the tree, and offers the others', async () => {
    const { forms, session, sandbox, removed } = window;
    const interaction = await session.connection.client.interactions.get(1001, 0);
    sandbox.deleteBehindTheBack(0, 1001);
    await forms.delete(session, [{ ...meeting, interaction }, other]);
    expect(seen.said[0]).toMatch(/^Not in Affinity any more: meeting “Kick-off” with Jane Roe/);
    expect(seen.said[1]).toMatch(/^Delete meeting with Jane Roe/);
    expect(removed).toEqual(['0/1001', '0/1002']);
    expect(sandbox.interaction(0, 1002)).toBeUndefined();
  });

  it('leaves out what cannot be read, and says so', async () => {
    const { forms, session, sandbox } = window;
    sandbox.play({ kind: 'status', status: 500, on: { path: '/interactions/1001' } });
    await forms.delete(session, [meeting, other]);
    expect(seen.said[0]).toContain('One interaction could not be read, so it is not deleted.');
    expect(sandbox.interaction(0, 1001)).toBeDefined();
    expect(sandbox.interaction(0, 1002)).toBeUndefined();
  });
});
