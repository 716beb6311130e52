import { SampleDataBuilder } from '../../src/sandbox/testing/index.ts';
import type { SampleData } from '../../src/sandbox/testing/index.ts';
import { localNoon, localWeekday } from './dates.ts';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { Form, bodies } from './form.ts';
import { Tree } from './tree.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ids = { ann: 1, ben: 2, jane: 11, acme: 21, deal: 31, past: 1001, internal: 1002, theirs: 1003 };

test.use({ sandboxOptions: { data: firm() }, settings: { 'affinity.rememberInteractions': false } });

test('shows my week by day when it is opened, marks meetings without a note, and makes no request by itself', async ({
  editor,
  sandbox,
}) => {
  const week = await openWeek(editor);
  await expect(week.welcome).toContainText('Sign in to see this week’s meetings and calls');
  await editor.signIn();
  await expect(week.row('Today')).toBeVisible();
  const asked = sandbox.requests.filter(({ path }) => path.startsWith('/v2/'));
  expect([...new Set(asked.map(({ path }) => path))].toSorted()).toEqual([
    '/v2/calls',
    '/v2/meetings',
    '/v2/notes',
  ]);
  expect(asked.length, 'requests for 204 meetings and their notes').toBeLessThanOrEqual(8);
  await week.expand(week.row('Yesterday'));
  await expect(week.row(/Kick-off with Acme/)).toBeVisible();
  expect((await week.outline()).map((line) => line.replaceAll(/\d\d:\d\d /g, ''))).toEqual([
    'Tomorrow',
    'Today',
    'Yesterday',
    '  Partners only',
    '  Kick-off with Acme',
  ]);
  await expect(week.description(week.row(/Kick-off with Acme/))).toHaveText('no note · Jane Roe +1');
  await expect(badge(editor)).toHaveText('2');
  await editor.inEveryTheme('week');

  await editor.command('Affinity: Show Everyone’s Meetings in My Week');
  await expect(week.row(/Site visit/)).toBeVisible();
  await expect(badge(editor)).toHaveText('2');
  const crowded = crowdedDays(localNoon()).map((day) => localWeekday(day));
  await expect
    .poll(async () => (await week.outline()).filter((line) => !line.startsWith(' ')))
    .toEqual(['Tomorrow', 'Today', 'Yesterday', ...crowded]);
  await expect(week.description(week.row(crowded[0] ?? ''))).toHaveText('40 · 40 without a note');
  await expect(badge(editor)).toHaveText('2');
  await editor.command('Affinity: Show My Meetings in My Week');
  await expect(week.row(/Site visit/)).toHaveCount(0);

  await week.click(week.row(/Partners only/));
  await expect.poll(() => editor.documentText()).toContain('# Partners only');
  await week.menu(week.row(/Kick-off with Acme/), 'Open Interaction');
  await expect.poll(() => editor.documentText()).toContain('# Kick-off with Acme');

  sandbox.clearRequests();
  await editor.restartExtensions();
  await expect(week.row('Not loaded yet')).toBeVisible();
  expect(sandbox.requests, 'nothing is asked for at the start').toEqual([]);
  sandbox.play({ kind: 'status', status: 500, times: 4, on: { path: '/v2/meetings' } });
  await week.click(week.row('Not loaded yet'));
  const failed = week.row(/click to retry$/);
  await expect(failed).toBeVisible();
  await week.click(failed);
  await expect(week.row('Today')).toBeVisible();

  const restoreClock = await setClock(editor, Date.parse('2026-10-26T09:00:00Z'));
  await editor.command('Affinity: Refresh My Week');
  await expect(week.row('Sat 24 Oct')).toBeVisible();
  for (const day of ['Today', 'Yesterday']) await week.expand(week.row(day));
  const rows = await week.outline();
  expect(rows.slice(0, rows.indexOf('Sat 24 Oct')), 'Berlin sets its clocks back').toEqual([
    'Today',
    '  00:30 Next day',
    'Yesterday',
    '  23:30 Late',
    '  02:30 Winter time',
    '  02:30 Summer time',
    '  00:30 After midnight',
  ]);
  await restoreClock();
});

test('adds a note to a synced meeting, shows it in the document, and undoes it', async ({
  editor,
  sandbox,
}) => {
  const week = await openWeek(editor);
  await editor.signIn();
  await week.expand(week.row('Yesterday'));
  const kickOff = week.row(/Kick-off with Acme/);
  await week.action(kickOff, 'Add Note…');
  const form = new Form(editor);
  await form.isOpen('Add note to “Kick-off with Acme”');
  await expect(form.page.locator('.field:visible > .labelRow > .label')).toHaveText(['Note', 'Also on']);
  await form.text.fill('Agreed on **two pilots**.\n\n- Berlin\n- Oslo');
  await expect(form.draft).toHaveText(/^Draft kept/);
  await form.page.getByRole('combobox', { name: 'Also on' }).click();
  await form.page.getByRole('option', { name: 'Acme' }).click();
  await expect(form.chip('Acme')).toBeVisible();
  await editor.inEveryTheme('note');
  await form.save.click();
  await form.isClosed();
  const added = editor.notification('Added a note to “Kick-off with Acme”.');
  await expect(added).toBeVisible();
  const html = '<p>Agreed on <strong>two pilots</strong>.</p><ul><li>Berlin</li><li>Oslo</li></ul>';
  expect(bodies(sandbox, 'POST')).toMatchObject([
    { type: 'interaction', content: { html }, interaction: { id: ids.past }, companies: [{ id: ids.acme }] },
  ]);
  await expect(week.description(kickOff)).toHaveText('Jane Roe +1');
  await expect(badge(editor)).toHaveText('1');
  await week.click(kickOff);
  await expect.poll(() => editor.documentText()).toContain('Agreed on **two pilots**.');

  await added.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => editor.documentText()).not.toContain('two pilots');
  await expect(badge(editor)).toHaveText('2');
  expect(sandbox.counts().notes).toBe(0);
});

test.describe('where the account has no V2 notes', () => {
  test.use({ sandboxOptions: { data: firm(), v2: { access: 'without-beta' } } });

  test('says how the note is saved before it is sent, and then saves it that way', async ({
    editor,
    sandbox,
  }) => {
    const week = await openWeek(editor);
    await editor.signIn();
    await expect(week.row('Today')).toBeVisible();
    sandbox.clearRequests();
    await editor.command('Affinity: Add Note…');
    await expect(editor.quickInput.title).toHaveText('Add Note');
    await editor.screenshot('note-palette');
    expect(sandbox.requests, 'what is loaded is offered').toEqual([]);
    await editor.quickInput.choose(/Kick-off with Acme/);
    const form = new Form(editor);
    await form.isOpen('Add note to “Kick-off with Acme”');
    await form.text.fill('Agreed.');
    await form.save.click();
    const way = form.page.locator('#way');
    await expect(way).toContainText('a separate note on its people');
    expect(sandbox.counts().notes).toBe(0);
    await editor.screenshot('note-other-way');
    await form.save.click();
    await form.isClosed();
    expect(bodies(sandbox, 'POST').at(-1)).toEqual({
      content: '<p>Agreed.</p>',
      type: 2,
      person_ids: [ids.jane, ids.ann],
      created_at: expect.any(String) as unknown,
    });
  });
});

/** Opens the view by its header. */
async function openWeek(editor: Editor): Promise<Tree> {
  await editor.openView();
  const week = new Tree(editor.page, 'My Week');
  if ((await week.header.getAttribute('aria-expanded')) !== 'true') await week.header.click();
  return week;
}

function badge(editor: Editor) {
  return editor.page
    .locator('.activitybar')
    .getByRole('tab', { name: /Affinity/ })
    .locator('.badge-content');
}

/** Sets the clock of the extension host. The returned function sets it right again. */
async function setClock(editor: Editor, now: number): Promise<() => Promise<void>> {
  const shift = (by: number): Promise<void> =>
    editor.host((_, ms) => {
      const scope = globalThis as typeof globalThis & { realDate?: DateConstructor };
      const real = (scope.realDate ??= Date);
      const now = (): number => real.now() + ms;
      scope.Date = new Proxy(real, {
        construct: (date, given: []) => (given.length === 0 ? new date(now()) : new date(...given)),
        get: (date, name): unknown => (name === 'now' ? now : Reflect.get(date, name)),
      });
    }, by);
  await shift(now - Date.now());
  return () => shift(0);
}

/** Five days before yesterday, on each of which colleagues have 40 meetings. One of six days is on a weekend. */
function crowdedDays(noon: number): readonly number[] {
  return [2, 3, 4, 5, 6].map((days) => noon - days * DAY);
}

/** A week of a small firm, whose user is Ann. No meeting is close to midnight, whenever the test runs. */
function firm(): SampleData {
  const builder = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  builder.colleague({ id: ids.ann, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  builder.colleague({ id: ids.ben, firstName: 'Ben', lastName: 'Carter', emails: ['ben@small.example'] });
  builder.person({ id: ids.jane, firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  builder.company({ id: ids.acme, name: 'Acme', domains: ['acme.example'], personIds: [ids.jane] });
  builder.opportunity({ id: ids.deal, name: 'Series A', personIds: [ids.jane], companyIds: [ids.acme] });
  const noon = localNoon();
  const yesterday = noon - DAY;
  const meeting = (id: number, date: number, title: string, personIds: readonly number[]) =>
    builder.interaction({ type: 0, id, date, endDate: date + HOUR, title, personIds });
  meeting(ids.past, yesterday, 'Kick-off with Acme', [ids.ann, ids.jane]);
  meeting(ids.internal, yesterday + HOUR, 'Partners only', [ids.ann, ids.ben]);
  meeting(ids.theirs, yesterday + 2 * HOUR, 'Site visit', [ids.ben, ids.jane]);
  meeting(1004, noon + DAY, 'Planned', [ids.ann, ids.jane]);
  const ofClockChange = [
    ['2026-10-24T21:30Z', 'Before midnight'],
    ['2026-10-24T22:30Z', 'After midnight'],
    ['2026-10-25T00:30Z', 'Summer time'],
    ['2026-10-25T01:30Z', 'Winter time'],
    ['2026-10-25T22:30Z', 'Late'],
    ['2026-10-25T23:30Z', 'Next day'],
  ] as const;
  for (const [index, [date, title]] of ofClockChange.entries())
    meeting(3000 + index, Date.parse(date), title, [ids.ann, ids.jane]);
  for (const [day, date] of crowdedDays(noon).entries())
    for (let index = 0; index < 40; index += 1)
      meeting(2000 + day * 40 + index, date + index * 60_000, `Visit ${String(index + 1)}`, [
        ids.ben,
        ids.jane,
      ]);
  return builder.build();
}
