import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { bodies, writes } from '../../e2e/form.ts';
import { acme, menu } from '../desk.ts';
import type { Act, Acts, Desk } from '../desk.ts';
import { expand } from './browsing.ts';

/** Logs and edits with the form. */
export const writing: Acts = {
  'expand calls': expand('Calls', /^Call, /),
  'log a call': log('03:07', 'Soaked once.'),
  'edit it': edit,
  'log a call whose answer is lost': async (desk) => {
    desk.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST' } });
    await log('04:07', 'Soaked in the rain.')(desk);
  },
  'look into the form': async ({ editor, form, sandbox }) => {
    sandbox.clearRequests();
    await editor.command('Affinity: Log Interaction…');
    await form.isOpen('Log interaction');
    await form.text.press('Escape');
    await form.isClosed();
    expect(writes(sandbox)).toEqual([]);
  },
  'begin one and discard it': discard,
  'save over what somebody changed': saveOver,
};

/** The call of yesterday that was logged at this time. */
export function loggedAt({ editor }: Desk, time: string): Locator {
  return editor.tree.row(new RegExp(`^Call, (?=.*with Marcus Okafor and 1 other\\b).* at ${time}\\b`));
}

function log(time: string, text: string): Act {
  return async (desk) => {
    const { editor, form, sandbox } = desk;
    const total = sandbox.counts().interactions;
    sandbox.clearRequests();
    await menu(desk, editor.tree.row('Calls'), 'Log Interaction…');
    await form.isOpen(`Log interaction with ${acme}`);
    await form.enter({ date: `yesterday ${time}`, people: ['Marcus Okafor'], text });
    await form.save.click();
    await form.isClosed();
    expect(bodies(sandbox, 'POST')).toMatchObject([{ type: 1, content: text }]);
    expect(sandbox.counts().interactions).toBe(total + 1);
    await expect(loggedAt(desk, time)).toBeVisible();
  };
}

async function edit(desk: Desk): Promise<void> {
  const { form, sandbox } = desk;
  sandbox.clearRequests();
  await menu(desk, loggedAt(desk, '03:07'), 'Edit Interaction…');
  await form.isOpen(/^Edit /);
  await expect(form.text).toHaveValue('Soaked once.');
  await form.text.fill('Soaked twice.');
  await form.text.press('Control+Enter');
  await form.isClosed();
  expect(bodies(sandbox, 'PUT')).toEqual([{ type: 1, content: 'Soaked twice.' }]);
}

async function discard({ editor, form, sandbox }: Desk): Promise<void> {
  sandbox.clearRequests();
  await editor.command('Affinity: Log Interaction…');
  await form.isOpen('Log interaction');
  await form.enter({ people: ['Jane Roe'], text: 'Never mind.' });
  await expect(form.draft).toContainText('Draft kept');
  const button = form.page.getByRole('link', { name: 'Discard Draft' });
  await form.button('Discard Draft').or(button).click();
  await editor.dialog.getByRole('button', { name: 'Discard Draft' }).click();
  await form.isClosed();
  await expect(editor.tree.row('Drafts')).toHaveCount(0);
  expect(writes(sandbox)).toEqual([]);
}

/** The same call each time, whose text is another one each time. */
async function saveOver({ editor, form, sandbox, history }: Desk): Promise<void> {
  const call = history.of(acme, 1).find(({ noteIds }) => noteIds.length > 0);
  if (call === undefined) throw new RangeError('The sample data has no call with a text.');
  const [mine, theirs] = ['Mine', 'Theirs'].map((whose) => `${whose} of ${new Date().toISOString()}.`);
  await editor.command('Affinity: Edit Interaction…');
  // It is below all that was opened and loaded.
  await editor.quickInput.type('enter type');
  await editor.quickInput.choose('Enter Type and ID…');
  await editor.quickInput.choose('Call');
  await editor.quickInput.type(String(call.id));
  await editor.quickInput.accept();
  await form.isOpen(/^Edit /);
  await form.text.fill(mine ?? '');
  sandbox.changeBehindTheBack(1, call.id, { content: theirs ?? '' });
  await form.save.click();
  await expect(form.conflict).toContainText(theirs ?? '');
  await form.button('Compare').click();
  await expect(editor.tab('In Affinity now ↔ Yours')).toBeVisible();
  await editor.tab(/^Edit/).click();
  await form.button('Save Mine').click();
  await form.isClosed();
  await expect(editor.tabs, 'the difference goes with its form').toHaveCount(0);
  expect(sandbox.note(call.noteIds[0] ?? 0)?.content).toBe(mine);
}
