import { afterEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import type { TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { aDraft } from '../../drafts/support/aDraft.ts';
import { ids } from '../../sandbox/smallFirm.ts';
import { formsInWindow, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

const logged = { type: 0, id: 1005 } as const;
const NOTE = 590_001;
const acme = { kind: 'company', id: ids.acme, name: 'Acme' } as const;

let window: FormsInWindow | undefined;

afterEach(async () => window?.end());

async function send(draft: Draft, options: TestSandboxOptions = {}): Promise<FormsInWindow> {
  window = await formsInWindow(true, undefined, options);
  window.writing.drafts.store.keep(draft);
  await window.writing.drafts.send(window.session, draft);
  return window;
}

/** Logs a meeting whose note could not be put on its company. */
async function halfDone(): Promise<FormsInWindow> {
  const draft = aDraft({ alsoOn: [acme] });
  window = await formsInWindow();
  const on = { method: 'POST', path: '/v2/notes' };
  window.sandbox.play({ kind: 'status', status: 422, body: ['companies: busy'], on });
  window.writing.drafts.store.keep(draft);
  await window.writing.drafts.send(window.session, draft);
  return window;
}

describe('the remaining step of a logged interaction', () => {
  it('is announced, and has a row of its own that says what sending it does', async () => {
    const { writing } = await halfDone();
    expect(seen.said.at(-1)).toMatch(/^Logged “.*”, but not on Acme yet\. .*companies: busy/);
    const [row] = writing.drafts.summaries();
    expect(row?.description).toMatch(/^Also on: Acme · refused/);
    expect(row?.tooltip).toContain('Sending this draft adds its note to them and logs nothing again.');
    expect(row?.tooltip).toContain('companies: busy');
  });

  it('is finished from its row', async () => {
    const { writing, session, sandbox } = await halfDone();
    const [row] = writing.drafts.summaries();
    await writing.drafts.sendById(session, row?.id ?? '');
    expect(writing.drafts.summaries()).toEqual([]);
    expect(sandbox.note(NOTE)?.companyIds).toEqual([ids.acme]);
    expect(
      sandbox.requests.filter(({ path, method }) => method === 'POST' && path === '/interactions'),
    ).toHaveLength(1);
  });

  it('is deleted with its interaction, and an undo restores both', async () => {
    const { writing, session, sandbox } = await halfDone();
    seen.answer = ['Delete', 'Undo'];
    await writing.deletions.delete(session, [logged]);
    expect(sandbox.interaction(0, logged.id)).toBeUndefined();
    expect(writing.drafts.summaries()).toEqual([]);
    expect(sandbox.note(NOTE + 1)).toMatchObject({ content: 'We talked.', companyIds: [ids.acme] });
  });
});

it('the remaining step is deleted with its interaction even when the deletion is confirmed later', async () => {
  const { writing, session, sandbox } = await halfDone();
  seen.answer = 'Delete';
  sandbox.play({ kind: 'drop', when: 'after', on: { method: 'DELETE' } });
  sandbox.play({ kind: 'status', status: 500, on: { method: 'GET', path: '/interactions', nth: 2 } });
  await writing.deletions.delete(session, [logged]);
  expect(writing.drafts.summaries()).toHaveLength(1);
  seen.answer = 'Undo';
  await writing.deletions.lookAgain(session, '0-1005');
  expect(writing.drafts.summaries()).toEqual([]);
  expect(sandbox.note(NOTE + 1)).toMatchObject({ content: 'We talked.', companyIds: [ids.acme] });
});

describe('the records of a deleted interaction', () => {
  it('show it again after an undo', async () => {
    const { writing, session, sandbox } = await send(aDraft({ alsoOn: [acme] }));
    expect(sandbox.note(NOTE)?.companyIds).toEqual([ids.acme]);
    seen.answer = ['Delete', 'Undo'];
    await writing.deletions.delete(session, [logged]);
    expect(sandbox.note(NOTE)).toBeUndefined();
    expect(sandbox.note(NOTE + 1)).toMatchObject({ content: 'We talked.', companyIds: [ids.acme] });
  });

  it('lose the separate note that this window has added', async () => {
    const draft = aDraft({ alsoOn: [acme], recordsWay: 'separate' });
    const { writing, session, sandbox } = await send(draft, { v2: { access: 'none' } });
    expect(sandbox.note(NOTE + 1)).toMatchObject({ companyIds: [ids.acme], interaction: null });
    seen.answer = 'Delete';
    await writing.deletions.delete(session, [logged]);
    expect(seen.said.join('\n')).toContain('The separate note on Acme is deleted too.');
    expect(sandbox.note(NOTE)).toBeUndefined();
    expect(sandbox.note(NOTE + 1)).toBeUndefined();
  });

  it('get a separate note again after an undo where V2 takes none', async () => {
    const draft = aDraft({ alsoOn: [acme], recordsWay: 'separate' });
    const { writing, session, sandbox } = await send(draft, { v2: { access: 'none' } });
    seen.said.length = 0;
    seen.answer = ['Delete', 'Undo'];
    await writing.deletions.delete(session, [logged]);
    expect(sandbox.interaction(0, logged.id + 1)).toBeDefined();
    // The stand-in for the editor answers its message with Undo, too.
    expect(seen.said).toContain('Added a separate note to Acme.');
    expect(seen.said.at(-1)).toMatch(/^Logged again/);
    expect(writing.drafts.summaries()).toEqual([]);
  });
});

it('takes a separate note back when asked to, and leaves the interaction', async () => {
  window = await formsInWindow(true, undefined, { v2: { access: 'none' } });
  const draft = aDraft({ alsoOn: [acme], recordsWay: 'separate' });
  window.writing.drafts.store.keep(draft);
  seen.answer = 'Undo';
  await window.writing.drafts.send(window.session, draft);
  expect(seen.said).toContain('Added a separate note to Acme.');
  const { sandbox } = window;
  await until(() => seen.said.at(-1) === '$(check) Removed the separate note from Acme');
  expect(sandbox.note(NOTE + 1)).toBeUndefined();
  expect(window.sandbox.interaction(0, logged.id)).toBeDefined();
});
