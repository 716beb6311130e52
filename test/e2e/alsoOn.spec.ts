import { SampleDataBuilder } from '../../src/sandbox/testing/index.ts';
import type { SampleData, TestSandbox } from '../../src/sandbox/testing/index.ts';
import { expect, test } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, bodies, Form, writes } from './form.ts';

const ids = { ann: 1, jane: 11, acme: 21, deal: 31 };

test.use({ sandboxOptions: { data: firm() } });

test('logs an interaction that is also on a company and a deal, and shows its note there', async ({
  editor,
  sandbox,
}) => {
  const form = new Form(editor);
  await begin(editor);
  await follow(editor, 'Acme', 'acme');
  await editor.tree.menu(editor.tree.row('Acme', 1), 'Log Interaction…');
  await form.isOpen('Log interaction with Acme');
  await form.enter({ date: 'yesterday 3:07am', people: ['Jane Roe'], text: 'Two pilots agreed.' });
  sandbox.clearRequests();
  await form.button('Add Acme').click();
  await expect(form.chip(/Acme.*Company/)).toBeVisible();
  const alsoOn = form.page.getByRole('combobox', { name: 'Also on' });
  await alsoOn.fill('series');
  await form.page.getByRole('option', { name: /Series A/ }).click();
  await expect(form.chip(/Series A.*Opportunity/)).toBeVisible();
  await editor.inEveryTheme('log-also-on');
  await form.save.click();
  await form.isClosed();
  await expect(editor.page.locator('.statusbar')).toContainText('also on Acme, Series A');
  const records = { companies: [{ id: ids.acme }], opportunities: [{ id: ids.deal }] };
  expect(bodies(sandbox, 'POST')).toMatchObject([{ person_ids: [ids.ann, ids.jane] }, records]);
  expect(noteWritten(sandbox)).toMatchObject({
    content: 'Two pilots agreed.',
    companyIds: [ids.acme],
    opportunityIds: [ids.deal],
  });
  await expect(editor.tree.row('Drafts')).toHaveCount(0);
});

test('finishes the remaining step after a restart, and logs nothing again', async ({ editor, sandbox }) => {
  const form = new Form(editor);
  const draft = editor.tree.row(/^Draft, /);
  await begin(editor);
  await follow(editor, 'Acme', 'acme');
  await editor.tree.menu(editor.tree.row('Acme', 1), 'Log Interaction…');
  await form.isOpen('Log interaction with Acme');
  await form.enter({ date: 'yesterday 3:07am', people: ['Jane Roe'], text: 'Two pilots agreed.' });
  await form.button('Add Acme').click();
  await expect(form.chip(/Acme.*Company/)).toBeVisible();
  const on = { method: 'POST', path: '/v2/notes' };
  sandbox.play({ kind: 'status', status: 422, body: { errors: [{ message: 'companies: busy' }] }, on });
  await form.save.click();
  await form.isClosed();
  await expect(editor.notification(/Logged “.*”, but not on Acme yet/)).toBeVisible();
  await expect(draft).toContainText('Also on: Acme');

  // A draft is stored within a second.
  await editor.page.waitForTimeout(1000);
  await editor.restartExtensions();
  await expect(draft).toContainText('Also on: Acme');
  await editor.tree.click(draft);
  await form.isOpen('Add the note to records');
  await expect(form.page.locator('.field:visible > .labelRow > .label')).toHaveText(['Note', 'Also on']);
  await expect(form.summary).toContainText('companies: busy');
  await editor.screenshot('form-step-left');
  await form.save.click();
  await form.isClosed();
  await expect(editor.page.locator('.statusbar')).toContainText('to Acme.');
  await expect(editor.tree.row('Drafts')).toHaveCount(0);
  expect(writes(sandbox).filter(({ path }) => path === '/interactions')).toHaveLength(1);
  expect(noteWritten(sandbox)?.companyIds).toEqual([ids.acme]);
});

/** The note that the second write is about. */
function noteWritten(sandbox: TestSandbox) {
  return sandbox.note(Number(writes(sandbox).at(1)?.path.split('/').at(-1)));
}

function firm(): SampleData {
  const builder = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  builder.colleague({ id: ids.ann, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  builder.person({ id: ids.jane, firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  builder.company({ id: ids.acme, name: 'Acme', domains: ['acme.example'], personIds: [ids.jane] });
  builder.opportunity({ id: ids.deal, name: 'Series A', personIds: [ids.jane], companyIds: [ids.acme] });
  return builder.build();
}
