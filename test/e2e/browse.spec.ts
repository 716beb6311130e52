import type { Interaction } from '../../src/sandbox/testing/index.ts';
import { localClock, localDay, localMoment, rowDay, utcMoment } from './dates.ts';
import { expect, test } from './fixtures.ts';
import type { Editor, Row } from './fixtures.ts';
import { follow } from './following.ts';
import { Form } from './form.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);
const kvist = 'Kvist & Bro Family Office';
const acme = 'Acme Robotics';
const types = ['Meetings', 'Calls', 'Chat messages', 'Emails'] as const;

test.use({ sandboxOptions: { now } });

test('leads from the welcome view and the sample data to an interaction, and back', async ({
  editor,
  sandbox,
}) => {
  const { tree, quickInput } = editor;
  await editor.openView();
  await tree.welcome.getByText('Explore with sample data').click();
  await expect(editor.statusItem('Affinity: Sample data')).toBeVisible();
  await tree.welcome.getByRole('button', { name: 'Follow Person, Company or Opportunity…' }).click();
  await quickInput.type('acme');
  await quickInput.choose(acme);
  await expect(tree.row(acme, 1)).toHaveAttribute('aria-selected', 'true');
  expect(await tree.outline()).toEqual([acme, ...types.map((type) => `  ${type}`)]);

  await tree.expand(tree.row('Chat messages'));
  await tree.click(tree.row(/^Chat message, (Sent|Received), /).first());
  await expect.poll(() => editor.documentText()).toContain('- **Type:** Chat message, ');
  expect(await editor.documentUri()).toMatch(/^affinity:\/\/sample\/chat-\d+\//);

  await editor.command('Affinity: Sign Out');
  await expect(tree.welcome).toContainText('See who on your team spoke with whom');
  await expect(editor.statusItem(/Affinity/)).toHaveCount(0);
  expect(sandbox.requests, 'sample data uses no network').toEqual([]);
});

test('loads fifteen years, with one request per click', async ({ editor, sandbox }) => {
  const { tree } = editor;
  const meetings = history.of(kvist, 0);
  const oldest = meetings.at(-1) as Interaction;
  await editor.openView();
  await editor.signIn();
  expect(sandbox.requests.map(({ path }) => path)).toEqual(['/auth/whoami']);
  await follow(editor, kvist, 'kvist');
  await expect
    .poll(() => sandbox.requests.filter(({ path }) => path.startsWith('/organizations/')))
    .toHaveLength(1);

  sandbox.clearRequests();
  for (const type of ['Emails', 'Chat messages', 'Calls', 'Meetings']) await tree.expand(tree.row(type));
  // Calls can be up to fifteen years old: three years are requested before the row says that they are empty.
  expect(sandbox.requests.map(({ query }) => query['type'])).toEqual(['3', '2', '1', '1', '1', '0']);
  const start = localDay(oldest.date - 24 * 60 * 60 * 1000);
  for (const type of ['emails', 'chat messages'])
    await expect(tree.row(new RegExp(`^No ${type} since `))).toBeVisible();
  await expect(tree.row(/^Nothing between .*, load older…$/)).toBeVisible();
  await tree.collapse(tree.row('Calls'));

  sandbox.clearRequests();
  for (let shown = 1; shown < meetings.length; shown += 1) {
    await expect(tree.row('Annual meeting with Kvist & Bro')).toHaveCount(shown);
    await tree.click(tree.row('Load older…'));
  }
  await expect(tree.row(`All loaded · since ${start}`)).toBeVisible();
  await expect(tree.row('Load older…')).toHaveCount(0);
  await expect(tree.description(tree.row('Meetings'))).toHaveText(
    `${String(meetings.length)} · back to ${start}`,
  );
  const rows = (await tree.all()).filter(({ label }) => label.endsWith('  Annual meeting with Kvist & Bro'));
  expect(rows.map(({ label, description }) => [label, description])).toEqual(
    meetings.map(({ date, personIds }) => [
      `${rowDay(date)}  Annual meeting with Kvist & Bro`,
      `${localClock(date)} · ${inShort(personIds)}`,
    ]),
  );
  expect(rows[0]?.spoken).toContain(`, with ${history.name(outside(meetings[0]))}`);
  expect(sandbox.requests).toHaveLength(meetings.length - 1);
  const spans = sandbox.requests.map(({ query }) => [query['start_time'], query['end_time']]);
  expect(spans.slice(1).map(([, end]) => end)).toEqual(spans.slice(0, -1).map(([begin]) => begin));
});

test('reads an interaction of each type, filters, and restores everything after a reload', async ({
  editor,
  sandbox,
}) => {
  const { tree, quickInput } = editor;
  await editor.openView();
  await editor.signIn();
  await follow(editor, acme, 'acme');

  await test.step('reads an interaction of each type', async () => {
    for (const type of [0, 1, 2, 3] as const) {
      const interaction = oneToRead(type);
      const parent = tree.row(types[type]);
      await tree.expand(parent);
      const row = tree.at(interaction.date).first();
      await tree.reveal(row);
      await tree.click(row);
      await expect.poll(() => editor.documentText()).toContain(`${singular[type]} ${String(interaction.id)}`);
      await expectReadable(await editor.documentText(), interaction);
      if (type === 0) await expectReplies(editor);
      await tree.reveal(parent);
      if (type !== 3) await tree.collapse(parent);
    }
    await tree.menu(tree.row('Meetings'), 'List Interactions…');
    await expect(quickInput.title).toContainText(`Meetings with ${acme}`);
    await quickInput.cancel();
  });

  await test.step('shows sent emails only', async () => {
    await editor.command('Affinity: Filter Interactions…');
    await quickInput.choose('Sent');
    sandbox.clearRequests();
    await quickInput.box.getByRole('button', { name: 'OK' }).click();
    await expect(tree.message).toContainText('Filtered: sent only (chat messages, emails)');
    await expect(tree.row(/^Email, Sent, /).first()).toBeVisible();
    await expect(tree.row(/^Email, Received, /)).toHaveCount(0);
    expect(sandbox.requests.map(({ query }) => query['direction'])).toEqual(['0']);
  });

  await test.step('shows manually logged interactions with a colleague', async () => {
    await clearFilter(editor);
    await expect(tree.row(/^Email, Received, /).first()).toBeVisible();
    await tree.collapse(tree.row('Emails'));
    await tree.expand(tree.row('Calls'));
    await editor.command('Affinity: Filter Interactions…');
    await quickInput.choose('Manually logged');
    await quickInput.choose('With a colleague…');
    await quickInput.box.getByRole('button', { name: 'OK' }).click();
    await expect(quickInput.title).toContainText('Select a Colleague');
    await quickInput.type('carter');
    await quickInput.choose('Ben Carter');
    await expect(tree.message).toContainText('manually logged · with Ben Carter');
    const ben = history.data.persons.find(({ lastName }) => lastName === 'Carter')?.id ?? 0;
    const matching = history
      .of(acme, 1)
      .filter((call) => call.manualCreatorId !== null && call.personIds.includes(ben))
      .map(({ date }) => `${rowDay(date)}, ${localClock(date)}`);
    const calls = tree.row(/^Call, /);
    await expect(calls.first()).toContainText(matching[0]?.split(', ')[0] ?? 'none');
    const rows = (await tree.all()).filter(({ spoken }) => spoken.startsWith('Call, '));
    const shown = rows.map(({ label, description }) =>
      [label.split('  ')[0], description.split(' · ')[0]].join(', '),
    );
    expect(shown).not.toEqual([]);
    expect(shown).toEqual(matching.slice(0, shown.length));
  });

  const before = await tree.all();
  const document = await editor.documentText();
  const name = await editor.tabs.locator('.label-name').first().innerText();
  const form = new Form(editor);
  const page = editor.webview;
  const chosen = page.getByRole('complementary').getByRole('heading');
  let cell = '';

  await test.step('a relationship and a form are open too', async () => {
    await tree.menu(tree.row(acme, 1), 'Show Relationship');
    await expect(page.getByRole('grid')).toBeVisible();
    await page.getByRole('radio', { name: 'All' }).click();
    await expect(page.locator('td[tabindex="0"]')).toBeVisible();
    await page.locator('td[tabindex="0"]').press('Enter');
    await expect(chosen).toBeVisible();
    cell = await chosen.innerText();
    await editor.run('affinity.logInteraction');
    await form.isOpen('Log interaction');
    await form.enter({ date: 'yesterday 3:07am', people: ['Marcus Okafor'], text: 'Reloaded.' });
    await form.people.fill('half a na');
    await expect(form.draft).toContainText('Draft kept');
  });

  await test.step('restores everything after a reload, without a request', async () => {
    await editor.tab(name).click();
    await expect.poll(() => editor.documentText()).toContain(document);
    sandbox.clearRequests();
    await editor.reload();
    await expect(tree.row(acme, 1)).toBeVisible();
    await expect(tree.message).toContainText('manually logged · with Ben Carter');
    await expect(tree.description(tree.row('Calls'))).toContainText(/ · as of \d\d:\d\d$/);
    await expect
      .poll(async () => (await tree.all()).filter(notOfDrafts).map(withoutSelection))
      .toEqual(before.map(withoutSelection));
    await expect.poll(() => editor.documentText()).toContain(document);
    expect(await editor.documentText()).toMatch(
      /^\*Last read on .+ \d\d:\d\d\. Use Refresh in the title bar to update it\.\*\n\n# /,
    );
    await editor.tab(/^Relationship: Acme Robotics/).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(acme);
    await expect(page.getByRole('radio', { name: 'All' })).toBeChecked();
    await expect(chosen).toContainText(cell.split(' · ')[0] ?? '');
    await editor.screenshot('relationship-restored');
    await editor.tab('Log Interaction').click();
    await form.isOpen('Log interaction');
    await expect(form.text).toHaveValue('Reloaded.');
    await expect(form.date).toHaveValue('yesterday 3:07am');
    await expect(form.chips).toHaveText([/Ann Lee/, /Marcus Okafor/]);
    await expect(form.people).toHaveValue('half a na');
    await expect(editor.statusItem('Affinity: Fieldstone Ventures')).toBeVisible();
    await clearFilter(editor);
    await expect(tree.row(/^Call, /).first()).toBeVisible();
    expect(sandbox.requests).toEqual([]);
  });

  await test.step('signs out', async () => {
    await editor.command('Affinity: Sign Out');
    await expect(tree.welcome).toContainText('See who on your team spoke with whom');
    await editor.restartExtensions();
    await expect(tree.welcome).toContainText('See who on your team spoke with whom');
    expect(sandbox.requests).toEqual([]);
  });
});

const singular = ['Meeting', 'Call', 'Chat message', 'Email'] as const;

/** The recorded meeting, whose note has markup; else the newest interaction with a title and a note. */
function oneToRead(type: 0 | 1 | 2 | 3): Interaction {
  const recent = history
    .of(acme, type)
    .filter(({ date }) => date < now.getTime() && date > now.getTime() - 200 * 24 * 60 * 60 * 1000);
  const moments = recent.map(({ date }) => localMoment(date));
  const alone = recent.filter(({ date }) => moments.filter((one) => one === localMoment(date)).length === 1);
  const found = alone.find((one) => {
    const note = history.note(one);
    if (type === 3) return one.title !== null;
    if (type === 0)
      return history.data.notes.some(({ id, transcript }) => transcript !== null && one.noteIds.includes(id));
    return note !== '' && !note.startsWith('<');
  });
  if (found === undefined)
    throw new RangeError(`The sample data has no such interaction of type ${String(type)}.`);
  return found;
}

/** They are offered, and after the command they are text of the document. */
async function expectReplies(editor: Editor): Promise<void> {
  expect(await editor.documentText()).toContain('Replies and the transcript haven’t been read yet.');
  await editor.command('Affinity: Read Replies and Transcript');
  const said = 'Jane Roe: Pick rate is up by 18 percent at both sites.';
  await expect.poll(() => editor.documentText()).toContain(said);
  expect(await editor.documentText()).toMatch(
    /### Reply from [^\n]+ · [^\n]+\n\nI send the reference list on Friday\./,
  );
}

async function expectReadable(text: string, interaction: Interaction): Promise<void> {
  const { date, direction, id, noteIds, personIds, title, type } = interaction;
  const lines = text.split('\n');
  if (title !== null) expect(plain(lines[0] ?? '')).toBe(`# ${title}`);
  const way = direction === null ? '' : direction === 0 ? ', Sent' : ', Received';
  expect(lines).toContain(`- **Type:** ${singular[type]}${way}`);
  expect(text).toMatch(
    new RegExp(`- \\*\\*When:\\*\\* ${localMoment(date)} (CET|CEST) · ${utcMoment(date)}`),
  );
  for (const personId of personIds) {
    const person = history.person(personId);
    const side = person.type === 0 ? 'external' : person.type === 2 ? 'collaborator' : 'internal';
    expect(text).toMatch(new RegExp(`- ${history.name(personId)} · <${person.emails[0] ?? ''}> · ${side}`));
  }
  const note = history.note(interaction);
  for (const sentence of note.split(/<[^>]+>/).filter((part) => part.trim() !== ''))
    expect(plain(text)).toContain(sentence);
  if (note.includes('<li>')) expect(text).not.toMatch(/<\/?(p|li|ol|ul|strong)>/);
  const ids = noteIds.length === 0 ? '' : ` · notes ${noteIds.join(', ')}`;
  expect(text.trimEnd().endsWith(`${singular[type]} ${String(id)}${ids}`)).toBe(true);
}

/** Removes the escapes of Markdown. */
function plain(markdown: string): string {
  return markdown.replaceAll(/\\([<>*_[\]@&~`#-])/g, '$1').replaceAll(/\s*\n\s*/g, ' ');
}

function inShort(personIds: readonly number[]): string {
  const [first, more] = [history.name(outside({ personIds })), personIds.length - 1];
  return more === 0 ? first : `${first} +${String(more)}`;
}

/** The first external person. */
function outside(interaction: Pick<Interaction, 'personIds'> | undefined): number {
  return interaction?.personIds.find((id) => history.person(id).type === 0) ?? 0;
}

function withoutSelection({
  label,
  description,
  level,
  expanded,
}: Awaited<ReturnType<Editor['tree']['all']>>[number]) {
  return { label, level, expanded, description: description.replace(/ · as of .*/, '') };
}

function notOfDrafts({ label, spoken }: Row): boolean {
  return label !== 'Drafts' && !spoken.startsWith('Draft, ');
}

/** Clicks again if the title was redrawn at the moment of the click, as a person would. */
async function clearFilter({ tree }: Editor): Promise<void> {
  await expect(async () => {
    if (await tree.message.isVisible()) await tree.titleAction('Clear Filter');
    await expect(tree.message).toBeHidden({ timeout: 5000 });
  }).toPass({ timeout: 30_000 });
}
