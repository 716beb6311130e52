import type { Interaction, InteractionType } from '../../src/sandbox/testing/index.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, bodies, Form, writes } from './form.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);
const acme = 'Acme Robotics';
const hour = 3_600_000;

test.use({ sandboxOptions: { now } });

test('edits date and text, sends the changes only, and shows them everywhere', async ({
  editor,
  sandbox,
}) => {
  const form = new Form(editor);
  const { tree } = editor;
  const meeting = found(0, (one) => noteType(one) === 2 && !mentions(one));
  await begin(editor);
  await follow(editor, acme, 'acme');
  await tree.expand(tree.row('Meetings'));
  const row = tree.at(meeting.date);
  await tree.click(row);
  await expect.poll(() => editor.documentText()).toContain(`Meeting ${String(meeting.id)}`);

  await test.step('the text, from the document’s title bar', async () => {
    await editor.documentAction('Edit Interaction…').click();
    await form.isOpen(`Edit “${meeting.title ?? ''}”`);
    await expect(form.page.locator('#type-field')).toContainText(
      'You can’t change the type of an existing interaction.',
    );
    await expect(form.page.getByRole('radio')).toHaveCount(0);
    await expect(form.date).toBeFocused();
    const [word = ''] = /(?<=>)[A-Z][^<]{10,}/.exec(history.note(meeting)) ?? [];
    await expect(form.text).toHaveValue(new RegExp(`${escaped(word)}[^<]*$`));
    await form.save.click();
    await expect(form.summary).toContainText('There are no changes to save');
    await form.text.fill('They signed: see deal_memo_v3.');
    await expect(form.lines('text')).toContainText('The note has formatting');
    sandbox.clearRequests();
    await form.text.press('Control+Enter');
    await form.isClosed();
    await expect
      .poll(() => editor.page.evaluate<string>('document.activeElement.tagName'), 'the keyboard goes on')
      .not.toBe('BODY');
    expect(bodies(sandbox, 'PUT')).toEqual([{ type: 0, content: 'They signed: see deal_memo_v3.' }]);
    await expect.poll(() => editor.documentText()).toContain('They signed: see deal');
    expect(sandbox.note(meeting.noteIds[0] ?? 0)?.content).toBe('They signed: see deal_memo_v3.');
  });

  await test.step('the date and the people, from the row', async () => {
    const [added] = history.company('Helios Grid').personIds.filter((id) => !meeting.personIds.includes(id));
    const name = history.name(added ?? 0);
    expect(await editor.documentText()).not.toContain(name);
    await tree.menu(row, 'Edit Interaction…');
    await form.isOpen(`Edit “${meeting.title ?? ''}”`);
    await form.date.fill(typed(meeting.date - 2 * hour));
    await form.add(name);
    sandbox.clearRequests();
    await form.save.click();
    await form.isClosed();
    await expect.poll(() => editor.documentText()).toContain(name);
    expect(sandbox.interaction(0, meeting.id)?.date).toBe(meeting.date - 2 * hour);
    await expect(row).toHaveCount(0);
    await expect(tree.at(meeting.date - 2 * hour)).toBeVisible();
  });
});

test('shows another user’s changes in the editor’s diff, and lets the user choose', async ({
  editor,
  sandbox,
}) => {
  const form = new Form(editor);
  const call = found(1, (one) => noteType(one) === 0 && !mentions(one));
  await begin(editor);
  await editByNumber(editor, 'Call', call.id);
  await form.isOpen(/^Edit/);
  await form.text.fill('My words.');
  sandbox.changeBehindTheBack(1, call.id, { content: 'Their words.', date: call.date + hour });
  await form.save.click();
  await expect(form.conflict).toContainText('Someone changed this interaction while the form was open.');
  await expect(form.conflict.getByRole('heading', { name: 'Someone else changed' })).toBeFocused();
  await expect(form.conflict).toContainText('Their words.');
  await expect(form.conflict).toContainText('You didn’t change this. Their version is kept.');
  expect(writes(sandbox)).toEqual([]);
  await editor.screenshot('form-conflict');

  await form.button('Compare').click();
  await expect(editor.tab('In Affinity now ↔ Yours')).toBeVisible();
  await expect
    .poll(() => diffTexts(editor))
    .toMatchObject([/ UTC\n[^]*Their words\.\n$/, / UTC\n[^]*My words\.\n$/].map(matching));
  await expect(editor.page.locator('.diffOverview, .monaco-diff-editor')).not.toHaveCount(0);
  // In a narrow window the lines of the other side are drawn between these.
  const mine = editor.page.locator('.modified-in-monaco-diff-editor .view-lines:not(.line-delete)');
  await expect(mine).toContainText('words.');
  await editor.screenshot('form-conflict-diff');
  await editor.tab(/^Edit/).click();
  await form.button('Save Mine').click();
  await form.isClosed();
  await expect(editor.tab('In Affinity now ↔ Yours'), 'what it says is no longer so').toHaveCount(0);
  expect(bodies(sandbox, 'PUT')).toEqual([{ type: 1, content: 'My words.' }]);
  expect(sandbox.interaction(1, call.id)?.date).toBe(call.date + hour);

  // The one that was opened last is offered first.
  await editor.command('Affinity: Edit Interaction…');
  await editor.quickInput.rows.first().click();
  await form.isOpen(/^Edit/);
  await form.text.fill('Mine again.');
  sandbox.changeBehindTheBack(1, call.id, { content: 'Theirs again.' });
  await form.text.press('Control+Enter');
  await form.button('Use Theirs').click();
  await expect(form.text).toHaveValue('Theirs again.');
  await expect(form.conflict).toBeHidden();
  sandbox.clearRequests();
  await form.save.click();
  await expect(form.summary).toContainText('There are no changes to save');
  expect(sandbox.requests).toEqual([]);
});

/** The last interaction with a person at Acme whose date is unique. */
function found(type: InteractionType, is: (one: Interaction) => boolean): Interaction {
  const all = history.of(acme, type).filter(({ date }) => date < now.getTime());
  const alone = all.filter((one) => all.filter(({ date }) => date === one.date).length === 1);
  const one = alone.find((each) => is(each));
  if (one === undefined) throw new RangeError('The sample data has no such interaction.');
  return one;
}

function noteType({ noteIds: [id] }: Interaction): number | undefined {
  return history.data.notes.find((note) => note.id === id)?.type;
}

function mentions({ noteIds: [id] }: Interaction): boolean {
  return (history.data.notes.find((note) => note.id === id)?.mentionedPersonIds.length ?? 0) > 0;
}

async function editByNumber(editor: Editor, type: string, id: number): Promise<void> {
  await editor.run('affinity.editInteraction');
  await editor.quickInput.choose(type);
  // The number must not be typed into the list of types.
  await expect(editor.quickInput.title).toHaveText(type);
  await editor.quickInput.type(String(id));
  await editor.quickInput.accept();
}

async function diffTexts(editor: Editor): Promise<readonly string[]> {
  return await editor.host((vscode) => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (!(input instanceof vscode.TabInputTextDiff)) return [];
    const shown = [input.original, input.modified].map(String);
    const documents = vscode.workspace.textDocuments;
    return shown.map((uri) => documents.find((one) => one.uri.toString() === uri)?.getText() ?? '');
  });
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

/** A date as a user types it, in the time zone of the editor. */
function typed(date: number): string {
  const style = { dateStyle: 'short', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', ...style }).format(date);
}
