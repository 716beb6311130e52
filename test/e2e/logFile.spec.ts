import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Editor } from './fixtures.ts';
import { follow } from './following.ts';
import { begin, bodies, Form, writes } from './form.ts';
import { SampleHistory } from './sampleHistory.ts';

const now = new Date();
const history = new SampleHistory(now);
const marcus = history.named('Marcus Okafor');
const minute = 60_000;

/** As Outlook writes it: with a zone of Windows, a room, and the user as the organizer. */
const invitation = (start: string, attendee: string): string =>
  [
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:kick-off@calendar.example',
    `DTSTART${start}`,
    'SUMMARY:Kick-off for the pilot',
    String.raw`DESCRIPTION:Agenda: two lines in Ulm.\n\nJoin Zoom Meeting\nhttps://zoom.us/j/1?pwd=secret`,
    'ORGANIZER;CN=Ann Lee:mailto:ann.lee@fieldstone.example',
    'ATTENDEE;CN=Ann Lee;PARTSTAT=ACCEPTED:mailto:ann.lee@fieldstone.example',
    attendee,
    'ATTENDEE;CUTYPE=ROOM;CN=Blue Room:mailto:blue.room@fieldstone.example',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

/** Writes a file of the workspace, and gives its row in the Explorer. */
async function inExplorer(editor: Editor, path: string, text: string): Promise<Locator> {
  const file = { path, text };
  await editor.host(async (vscode, { path, text }) => {
    await vscode.workspace.fs.writeFile(vscode.Uri.file(path), Buffer.from(text));
    await vscode.commands.executeCommand('workbench.view.explorer');
  }, file);
  const name = path.split('/').at(-1) ?? '';
  const row = editor.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name });
  await row.waitFor();
  return row;
}

test('logs an invitation that is dragged from the Explorer onto a company', async ({
  editor,
  sandbox,
  server,
}) => {
  const form = new Form(editor);
  await begin(editor);
  await follow(editor, 'Acme Robotics', 'acme');
  const attendee = 'ATTENDEE;CN="Roe, Jane":mailto:jane.roe@acmerobotics.example';
  const text = invitation(';TZID=W. Europe Standard Time:20250303T143000', attendee);
  const file = await inExplorer(editor, `${server.workspace}/kickoff.ics`, text);
  const icon = editor.page.locator('.activitybar').getByRole('tab', { name: 'Affinity' });
  await editor.drag(file, icon, editor.tree.row('Acme Robotics'));
  await form.isOpen('Log interaction with Acme Robotics');
  await expect(form.button('Add Acme Robotics')).toBeVisible();
  await expect(form.text).toHaveValue('Kick-off for the pilot\n\nAgenda: two lines in Ulm.');
  await expect(form.clocks).toHaveText(['Mon 3 Mar 2025 14:30 CET', 'Mon 3 Mar 2025 13:30 UTC']);
  await expect(form.chips).toHaveText([/Ann Lee/, /Jane Roe.*External/]);
  await expect(form.lines('text')).toHaveText(
    'Title and description of the invitation in kickoff.ics. Dial-in details were left out.',
  );
  await expect(form.lines('date').last()).toHaveText(
    '“2025-03-03 14:30 Europe/Berlin”, the start time in kickoff.ics.',
  );
  await expect(form.lines('people')).toContainText('From the invitation: 1 address. Left out: 1 room.');
  await editor.inEveryTheme('form-from-invitation');
  expect(writes(sandbox)).toEqual([]);
  await form.save.click();
  await form.isClosed();
  expect(bodies(sandbox, 'POST')).toMatchObject([{ type: 0, date: '2025-03-03T13:30:00.000Z' }]);
});

test('adds the text to the existing meeting of an invitation from the menu of the Explorer', async ({
  editor,
  sandbox,
  server,
}) => {
  const form = new Form(editor);
  const [meeting] = history
    .with(marcus.id, 0)
    .filter(({ date, title }) => date < now.getTime() - 86_400_000 && title !== null);
  if (meeting === undefined) throw new RangeError('The sample data has no meeting with Marcus.');
  await begin(editor);
  const start = new Date(meeting.date + 5 * minute).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const attendee = 'ATTENDEE;CN=Marcus Okafor:mailto:marcus.okafor@acmerobotics.example';
  const text = invitation(`:${start}`, attendee);
  const file = await inExplorer(editor, `${server.workspace}/existing.ics`, text);
  sandbox.clearRequests();
  await file.click({ button: 'right' });
  // A menu ignores clicks during its first 100 ms, so that the click that opened it chooses nothing.
  await editor.page.waitForTimeout(200);
  await editor.page.getByRole('menuitem', { name: 'Log from File…' }).click();
  await form.isOpen('Log interaction');
  await expect(form.neighbours).toContainText('Already in Affinity?');
  await expect(form.neighbours).toContainText(meeting.title ?? '');
  await form.text.fill('They want two lines.');
  await editor.inEveryTheme('form-offer');
  await form.button(/^Add note to it/).click();
  await form.isOpen(`Add note to “${meeting.title ?? ''}”`);
  await expect(form.text).toHaveValue('They want two lines.');
  await expect(editor.page.locator('.tab').filter({ hasText: 'Log Interaction' })).toHaveCount(0);
  await form.save.click();
  await form.isClosed();
  expect(bodies(sandbox, 'POST')).toMatchObject([
    {
      type: 'interaction',
      content: { html: '<p>They want two lines.</p>' },
      interaction: { id: meeting.id },
    },
  ]);
  await expect(editor.tree.row('Drafts')).toHaveCount(0);

  await editor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.host((vscode, copied) => vscode.env.clipboard.writeText(copied), text);
  await editor.command('Affinity: Log from Clipboard…');
  await form.isOpen('Log interaction');
  await expect(form.neighbours).toContainText(meeting.title ?? '');
});
