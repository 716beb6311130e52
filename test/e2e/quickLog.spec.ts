import { SampleDataBuilder } from '../../src/sandbox/testing/index.ts';
import type { SampleData } from '../../src/sandbox/testing/index.ts';
import { localNoon } from './dates.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { bodies, Form } from './form.ts';
import { Tree } from './tree.ts';

const HOUR = 3_600_000;
const ids = { ann: 1, jane: 11, joe: 12, past: 1001 };
const yesterday = new Date(localNoon() - 24 * HOUR);
/** As it is typed into the line. */
const kickOff = `${yesterday.toISOString().slice(0, 16)}Z`;

test.use({ sandboxOptions: { data: firm() }, settings: { 'affinity.rememberInteractions': false } });

test('logs by keyboard with at most ten keys besides the text, and undoes it', async ({
  editor,
  sandbox,
}) => {
  const { quickInput } = editor;
  await meetJane(editor);
  let keys = 0;
  const press = async (key: string): Promise<void> => {
    keys += 1;
    await editor.page.keyboard.press(key);
  };
  await editor.command('Affinity: Quick Log…');
  await expect(quickInput.title).toHaveText('Quick Log (1/3)');
  await expect(quickInput.row('Meeting')).toHaveClass(/focused/);
  await press('ArrowDown');
  await press('Enter');
  await expect(quickInput.title).toHaveText('Call (2/3)');
  await expect(quickInput.row('Jane Roe')).toBeVisible();
  await editor.screenshot('quick-log-people');
  await press('ArrowDown');
  await press('Space');
  await expect(quickInput.box.locator('.quick-input-count')).toContainText('2');
  await press('Enter');
  await expect(quickInput.title).toHaveText('Call · Jane Roe (3/3)');
  await expect(quickInput.message).toContainText('It’s logged for Ann Lee at Small Firm.');
  await editor.page.keyboard.type('yesterday 3pm: talked about pricing');
  await expect(quickInput.message).toContainText(/15:00 CET? · .* UTC/);
  await editor.inEveryTheme('quick-log-line');
  await press('Enter');
  const logged = editor.notification('Logged: Call · Jane Roe');
  await expect(logged).toBeVisible();
  expect(keys, 'the goal is ten').toBeLessThanOrEqual(10);
  expect(bodies(sandbox, 'POST')).toMatchObject([
    { type: 1, person_ids: [ids.ann, ids.jane], content: 'talked about pricing' },
  ]);
  await logged.getByRole('button', { name: 'Undo' }).click();
  await expect(editor.notification('Deleted call “talked about pricing”')).toBeVisible();
  expect(sandbox.counts().interactions).toBe(1);
});

test('applies the checks of the form, goes back, and opens in the form', async ({ editor, sandbox }) => {
  const { quickInput } = editor;
  const week = await meetJane(editor);

  await test.step('people: an external one is needed, and found while typing', async () => {
    await editor.command('Affinity: Quick Log…');
    await quickInput.choose('Meeting');
    await expect(quickInput.title).toHaveText('Meeting (2/3)');
    await quickInput.accept();
    await expect(quickInput.input).toHaveAttribute('placeholder', /^Add at least one external person\./);
    await quickInput.type('joe');
    await expect(quickInput.row('Joe Doe')).toBeVisible();
    await editor.screenshot('quick-log-search');
    await editor.page.keyboard.press('ArrowDown');
    await editor.page.keyboard.press('Space');
    await quickInput.type('jane@acme.example, nobody@acme.example');
    await quickInput.accept();
    await expect(quickInput.input).toHaveValue('nobody@acme.example');
    await expect(quickInput.title).toContainText('Couldn’t find “nobody@acme.example” in Affinity.');
    await editor.screenshot('quick-log-not-found');
    await quickInput.type('');
    await quickInput.accept();
    await expect(quickInput.title).toHaveText('Meeting · Joe Doe, Jane Roe (3/3)');
  });

  await test.step('the line: a refused date, a similar interaction, and Back with what was typed', async () => {
    await quickInput.type('2025-02-30: talked');
    await expect(quickInput.message).toContainText('This day or time doesn’t exist.');
    await quickInput.accept();
    expect(bodies(sandbox, 'POST')).toEqual([]);
    await quickInput.type(`${kickOff}: talked`);
    await expect(quickInput.message).toContainText(`${kickOff.slice(11, 16)} UTC`);
    await quickInput.accept();
    await expect(quickInput.title).toHaveText('A similar interaction is already logged.');
    await editor.screenshot('quick-log-similar');
    await quickInput.button('Back').click();
    await expect(quickInput.title).toHaveText('Meeting · Joe Doe, Jane Roe (3/3)');
    await expect(quickInput.input).toHaveValue(`${kickOff}: talked`);
    await quickInput.button('Open in Form').click();
  });

  await test.step('the form has the date, the people and the text', async () => {
    const form = new Form(editor);
    await form.isOpen('Log interaction');
    await expect(form.date).toHaveValue(kickOff);
    await expect(form.text).toHaveValue('talked');
    await expect(form.chips).toContainText(['Ann Lee', 'Joe Doe', 'Jane Roe']);
    await form.text.press('Escape');
    await form.isClosed();
  });

  await test.step('Log Again takes the people of a row', async () => {
    await week.menu(week.row(/Kick-off with Acme/), 'Log Again…');
    const form = new Form(editor);
    await form.isOpen('Log interaction');
    await expect(form.chips).toContainText(['Jane Roe', 'Ann Lee']);
    await expect(form.text).toHaveValue('');
    await editor.screenshot('log-again');
  });
});

/** Opens yesterday's meeting with Jane, so that she is among those met last. */
async function meetJane(editor: Editor): Promise<Tree> {
  await editor.openView();
  await editor.signIn();
  const week = new Tree(editor.page, 'My Week');
  if ((await week.header.getAttribute('aria-expanded')) !== 'true') await week.header.click();
  await week.expand(week.row('Yesterday'));
  await week.click(week.row(/Kick-off with Acme/));
  await expect.poll(() => editor.documentText()).toContain('# Kick-off with Acme');
  return week;
}

/** Ann has met Jane, and not Joe. */
function firm(): SampleData {
  const builder = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  builder.colleague({ id: ids.ann, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  builder.person({ id: ids.jane, firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  builder.person({ id: ids.joe, firstName: 'Joe', lastName: 'Doe', emails: ['joe@acme.example'] });
  const date = yesterday.getTime();
  const [title, personIds] = ['Kick-off with Acme', [ids.ann, ids.jane]];
  builder.interaction({ type: 0, id: ids.past, date, endDate: date + HOUR, title, personIds });
  return builder.build();
}
