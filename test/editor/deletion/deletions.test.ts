import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deletionWords, named } from '../../../src/editor/words/deletionWords.ts';
import { WritingOnDemand } from '../../../src/editor/writing/writingOnDemand.ts';
import { formsInWindow, noForms, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
  seen.answer = 'Delete';
});

afterEach(() => window.end());

const meeting = { type: 0, id: 1001 } as const;
const other = { type: 0, id: 1002 } as const;

/** The messages after the confirmation. */
const told = () => seen.said.slice(1).join('\n');

describe('a deletion that fails', () => {
  it.each([
    [401, 'Affinity no longer accepts your API key. Sign in again, then delete it again.'],
    [403, 'Your Affinity account isn’t allowed to do this. Affinity says: Nope.'],
    [429, 'Affinity’s request limit is reached'],
  ])('with status %i says why and what to do, without mentioning drafts', async (status, words) => {
    const { writing, session, sandbox } = window;
    // The limit of the minute, not the one on concurrent requests, which the client waits out.
    const headers = { 'X-Ratelimit-Limit-User-Remaining': '0' };
    sandbox.play({ kind: 'status', status, body: ['Nope.'], headers, on: { method: 'DELETE' } });
    await writing.deletions.delete(session, [meeting]);
    expect(told()).toContain(words);
    expect(told()).not.toContain('draft');
    expect(sandbox.interaction(0, 1001)).toBeDefined();
  });

  it('says that the interaction still exists when a lookup found it', async () => {
    const interaction = await window.session.connection.client.interactions.get(1001, 0);
    const words = deletionWords.notDeleted({ kind: 'still-there' }, { interaction });
    expect(words).toMatch(/^Couldn’t delete meeting “Kick-off”.* It’s still in Affinity; delete it again\.$/);
    const found = deletionWords.foundThere({ interaction });
    expect(found).toMatch(/^Not deleted: meeting “Kick-off”.* It’s still in Affinity\.$/);
  });

  it('offers no undo when someone else was faster', async () => {
    const { writing, session, sandbox, removed } = window;
    sandbox.play({ kind: 'status', status: 404, on: { method: 'DELETE' } });
    seen.answer = ['Delete', 'Undo'];
    await writing.deletions.delete(session, [meeting]);
    expect(told()).toMatch(/^No longer in Affinity: meeting “Kick-off”.* removed from the tree\.$/);
    expect(removed).toEqual(['0/1001']);
    expect(writing.drafts.summaries()).toEqual([]);
  });

  it('is logged with kind, method, path and status, and without any content', async () => {
    const { writing, session, sandbox, logged } = window;
    sandbox.play({ kind: 'status', status: 403, body: ['Secret words'], on: { method: 'DELETE' } });
    await writing.deletions.delete(session, [meeting]);
    expect(logged).toEqual([expect.stringMatching(/^DELETE \/interactions\/1001: forbidden, status 403/)]);
    expect(logged.join()).not.toMatch(/Secret|kE9/);
  });
});

describe('deleting several interactions', () => {
  it('stops when the account is signed out, and says how many are left', async () => {
    const { writing, session, sandbox, deps } = window;
    const sessions = deps.sessions as { current: typeof session | undefined };
    sandbox.play({ kind: 'delay', ms: 100, on: { method: 'DELETE' } });
    const deleting = writing.deletions.delete(session, [meeting, other]);
    await until(() => sandbox.requests.some(({ method }) => method === 'DELETE'));
    sessions.current = undefined;
    await deleting;
    sessions.current = session;
    expect(sandbox.interaction(0, 1001)).toBeUndefined();
    expect(sandbox.interaction(0, 1002)).toBeDefined();
    expect(told()).toMatch(/^Couldn’t delete meeting .* You’re no longer signed in to its account\.$/m);
  });

  it('says first what an undo cannot restore', async () => {
    await window.writing.deletions.delete(window.session, [meeting, other]);
    expect(seen.said[0]).toContain('Undo logs the others again with new IDs, under your name.');
    expect(seen.said[0]).toContain('Undo can’t restore titles.');
  });
});

it('names an interaction by its title when no people are known', async () => {
  const interaction = await window.session.connection.client.interactions.get(1001, 0);
  const alone = { ...interaction, persons: [], attendees: [] };
  expect(named({ interaction: alone })).toMatch(/^meeting “Kick-off” on /);
  expect(named({ interaction: { ...alone, title: undefined } })).toMatch(/^meeting on /);
});

it('names an interaction without a title by the first words of its note, when that was read', async () => {
  const { interactions } = window.session.connection.client;
  const untitled = { ...(await interactions.get(1001, 0)), title: 'Manually logged event' };
  const entry = { type: 0, personIds: [1, 11], content: 'They ship.\nMore', date: untitled.date } as const;
  const undo = { kind: 'possible', entry, losesFormatting: false } as const;
  expect(named({ interaction: untitled, undo })).toMatch(/^meeting “They ship\.” with [^“]+ on /);
  expect(named({ interaction: untitled })).toMatch(/^meeting with /);
});

/** Takes effect, or not, with nobody who could look. */
async function lose(when: 'before' | 'after', status?: number): Promise<void> {
  const { writing, session, sandbox } = window;
  const fault =
    status === undefined ? ({ kind: 'drop', when } as const) : ({ kind: 'status', status } as const);
  const look = status === undefined ? ({ kind: 'drop', when: 'before' } as const) : fault;
  sandbox.play({ ...fault, on: { method: 'DELETE' } });
  sandbox.play({ ...look, on: { method: 'GET', nth: 3 }, times: Infinity });
  await writing.deletions.delete(session, [meeting]);
}

const row = () => window.writing.deletions.summaries()[0];

describe('a deletion with an unknown outcome', () => {
  it('is a row with a reason, without a notification', async () => {
    await lose('after');
    expect(told()).toMatch(
      /^\$\(question\) Couldn’t confirm that meeting “Kick-off”.* was deleted\. Check again under Drafts\.$/,
    );
    expect(row()).toMatchObject({ id: '0-1001', label: 'Kick-off', state: 'offline' });
    expect(row()?.description).toMatch(
      /^Delete: Meeting · may have been deleted: Affinity can’t be reached · /,
    );
    expect(row()?.tooltip).toContain('Click to check; this doesn’t delete anything.');
    expect(row()?.record).toEqual({ kind: 'person', id: 11 });
    expect(window.removed).toEqual([]);
  });

  it('says in its row that the service returned an error', async () => {
    await lose('before', 500);
    expect(row()).toMatchObject({ state: 'unknown' });
    expect(row()?.tooltip).toContain('Affinity returned an error (500).');
  });

  it('is shown by the next window without a command', async () => {
    await lose('after');
    const later = await formsInWindow(true, window.folder);
    const onDemand = new WritingOnDemand({ ...later.deps, forms: () => noForms });
    await expect.poll(() => onDemand.drafts).toMatchObject([{ kind: 'deletion', id: '0-1001' }]);
    onDemand.dispose();
    later.dispose();
  });

  it('can be looked up, removed from the tree, and undone', async () => {
    const { writing, session, sandbox, removed } = window;
    await lose('after');
    sandbox.clearFaults();
    seen.answer = 'Undo';
    await writing.deletions.lookAgain(session, '0-1001');
    expect(told()).toContain('Confirmed as deleted: meeting “Kick-off”');
    expect(removed).toEqual(['0/1001']);
    expect(told()).toContain('Logged again with a new ID, under your name.');
    expect(row()).toBeUndefined();
    expect(writing.drafts.summaries()).toEqual([]);
  });

  it('stays a row, without a notification, when the lookup fails', async () => {
    await lose('after');
    const said = seen.said.length;
    await window.writing.deletions.lookAgain(window.session, '0-1001');
    expect(seen.said.slice(said)).toEqual([expect.stringMatching(/^\$\(question\) Couldn’t confirm/)]);
    expect(row()).toMatchObject({ state: 'offline' });
  });

  it('is settled when it is deleted again and gone', async () => {
    const { writing, session, sandbox } = window;
    await lose('after');
    sandbox.clearFaults();
    await writing.deletions.deleteAgain(session, '0-1001');
    await expect.poll(told).toContain('Confirmed as deleted: meeting “Kick-off”');
    expect(row()).toBeUndefined();
    expect(told()).not.toContain('No longer in Affinity');
  });

  it('stays a row, without a notification, when it is deleted again while offline', async () => {
    await lose('before');
    const said = seen.said.length;
    await window.writing.deletions.deleteAgain(window.session, '0-1001');
    await until(() => seen.said.length > said);
    expect(seen.said.slice(said)).toEqual([expect.stringMatching(/^\$\(question\) Couldn’t confirm/)]);
    expect(row()).toMatchObject({ state: 'offline' });
  });

  it('is repeated after a confirmation', async () => {
    const { writing, session, sandbox } = window;
    await lose('before', 503);
    sandbox.clearFaults();
    await writing.deletions.deleteAgain(session, '0-1001');
    expect(sandbox.interaction(0, 1001)).toBeUndefined();
    expect(told()).toMatch(/Delete meeting “Kick-off”.*\n.*[^]*Deleted meeting “Kick-off”/);
    expect(row()).toBeUndefined();
  });

  it('is discarded only after a confirmation', async () => {
    const { writing, session } = window;
    await lose('after');
    await writing.deletions.discard(session, '0-1001');
    expect(row()).toBeDefined();
    seen.answer = 'Discard Deletion';
    await writing.deletions.discard(session, '0-1001');
    expect(row()).toBeUndefined();
  });
});

describe('an undo', () => {
  beforeEach(() => {
    seen.answer = ['Delete', 'Undo'];
  });

  // It looks for as long as a deletion may take to take effect.
  it('does not log an interaction that still exists', { timeout: 20_000 }, async () => {
    const { writing, sandbox, session } = window;
    sandbox.play({ kind: 'status', status: 200, body: { success: true }, on: { method: 'DELETE' } });
    await writing.deletions.delete(session, [meeting]);
    expect(told()).toMatch(/Nothing to undo: meeting “Kick-off”.* is still in Affinity\.$/);
    expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(writing.drafts.summaries()).toEqual([]);
  });

  const seenUnder = { ...meeting, record: { kind: 'company', id: 7 } } as const;

  it('shows the interaction under the record where it was deleted', async () => {
    const { writing, session, shownUnder } = window;
    await writing.deletions.delete(session, [seenUnder]);
    expect(shownUnder).toEqual(['company:7']);
  });

  it('shows it there when its draft is sent later, too', async () => {
    const { writing, sandbox, session, shownUnder } = window;
    sandbox.play({ kind: 'status', status: 403, on: { method: 'POST' } });
    await writing.deletions.delete(session, [seenUnder]);
    const [draft] = writing.drafts.summaries();
    expect(shownUnder).toEqual([]);
    await writing.drafts.sendById(session, draft?.id ?? '');
    expect(writing.drafts.summaries()).toEqual([]);
    expect(shownUnder).toEqual(['company:7']);
  });

  it('shows the question about a similar interaction', async () => {
    const { writing, sandbox, session } = window;
    const { client } = session.connection;
    const { date } = await client.interactions.get(1001, 0);
    await client.interactions.create({ type: 0, personIds: [1, 11], content: 'By another window.', date });
    sandbox.clearRequests();
    await writing.deletions.delete(session, [meeting]);
    expect(told()).toContain('because a similar interaction exists. Open the draft to decide.');
    expect(seen.panels).toHaveLength(1);
    expect(writing.drafts.summaries()).toHaveLength(1);
    expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

it('says first what an undo cannot restore', async () => {
  await window.writing.deletions.delete(window.session, [meeting]);
  expect(seen.said[0]).toContain('Undo can’t restore the title.');
});

describe('deleting several interactions', () => {
  it('names the one that is gone, removes it from the tree, and offers the others', async () => {
    const { writing, session, sandbox, removed } = window;
    const interaction = await session.connection.client.interactions.get(1001, 0);
    sandbox.deleteBehindTheBack(0, 1001);
    await writing.deletions.delete(session, [{ ...meeting, interaction }, other]);
    expect(seen.said[0]).toMatch(/^No longer in Affinity: meeting “Kick-off” with Jane Roe/);
    expect(seen.said[1]).toMatch(/^Delete meeting with Jane Roe/);
    expect(removed).toEqual(['0/1001', '0/1002']);
    expect(sandbox.interaction(0, 1002)).toBeUndefined();
  });

  it('leaves out unreadable interactions, and says so', async () => {
    const { writing, session, sandbox } = window;
    sandbox.play({ kind: 'status', status: 500, on: { path: '/interactions/1001' } });
    await writing.deletions.delete(session, [meeting, other]);
    expect(seen.said[0]).toContain('One interaction couldn’t be read, so it won’t be deleted.');
    expect(sandbox.interaction(0, 1001)).toBeDefined();
    expect(sandbox.interaction(0, 1002)).toBeUndefined();
  });
});
