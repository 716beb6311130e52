import type { Chip } from '../../src/protocol/formView.ts';
import { expect, test } from './formTest.ts';
import { ScriptedDesk } from './scriptedDesk.ts';
import {
  ambiguousChip,
  everyChip,
  filledValues,
  filledView,
  initOf,
  jane,
  states,
  unknownChip,
} from './views.ts';

async function paste(
  field: { evaluate: (run: (at: Element, text: string) => void, text: string) => Promise<void> },
  text: string,
) {
  await field.evaluate((at, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    at.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test.beforeEach(async ({ host, server }) => {
  const desk = new ScriptedDesk(host, states.filled);
  await host.open(server.url, desk);
});

test('marks each person as internal or external by icon and text', async ({ host }) => {
  await expect(host.chips).toHaveText([/Ann Lee.*Internal \(you\)/, /Jane Roe.*External/]);
  await expect(host.page.locator('.chip .body svg')).toHaveCount(2);
});

test('exposes the suggestions and the active row to screen readers', async ({ host }) => {
  await host.people.fill('o');
  await expect(host.people).toHaveAttribute('aria-expanded', 'true');
  await expect(host.page.getByRole('option')).toHaveText([/Jane Roe/, /John Poe/, /Add “o”/]);
  await expect(host.page.getByRole('status')).toHaveText(
    '2 found. Use the arrow keys to choose and Enter to add.',
  );
  await host.people.press('ArrowDown');
  const active = await host.people.getAttribute('aria-activedescendant');
  await expect(host.page.locator(`#${String(active)}`)).toHaveAttribute('aria-selected', 'true');
  await host.people.press('ArrowUp');
  await expect(host.page.getByRole('option', { name: 'Add “o”' })).toHaveAttribute('aria-selected', 'true');
  await host.people.press('Escape');
  await expect(host.people).toHaveAttribute('aria-expanded', 'false');
  await expect(host.people).toHaveValue('o');
  expect(host.received('cancel')).toEqual([]);
});

test('ignores the answer to an outdated search', async ({ host }) => {
  host.on('searchPeople', async () => {});
  await host.people.fill('ja');
  const first = await host.waitFor('searchPeople');
  await host.people.fill('jo');
  await host.waitFor('searchPeople', 2);
  await host.send({ kind: 'suggestions', query: first.query, people: [jane] });
  await expect(host.page.getByText('Searching…')).toBeVisible();
  await expect(host.page.getByRole('option', { name: 'Jane Roe' })).toHaveCount(0);
});

test('offers the people of the record when the empty field gets the focus', async ({ host }) => {
  const people = { ...filledView.people, offersContacts: true };
  await host.send({ kind: 'view', revision: 0, view: { ...filledView, people } });
  await host.people.focus();
  const { query } = await host.waitFor('offerContacts');
  await host.send({ kind: 'suggestions', query, people: [jane] });
  await expect(host.page.getByRole('option')).toHaveText([/Jane Roe/]);
  await host.people.press('ArrowDown');
  await host.people.press('Enter');
  expect(await host.waitFor('addPerson')).toMatchObject({ id: jane.id });
});

test('asks for no people of the record when there are none to offer', async ({ host }) => {
  await host.people.focus();
  await host.people.press('ArrowDown');
  expect(host.received('offerContacts')).toEqual([]);
});

test('adds a pasted list of addresses as people in different states', async ({ host }) => {
  await host.people.focus();
  await paste(host.people, 'john@acme.example; Sam, zoe@nowhere.example');
  expect(await host.waitFor('addPeople')).toMatchObject({
    text: 'john@acme.example; Sam, zoe@nowhere.example',
  });
  await expect(host.chips).toHaveText([/Ann/, /Jane/, /John Poe/, /Sam.*Several matches/, /zoe.*Not found/]);
  await expect(host.page.getByText('zoe@nowhere.example: Affinity has no person')).toBeVisible();
  await expect(host.people).toHaveValue('');
});

test('shows at the field that a paste was too long, until the next attempt', async ({ host }) => {
  const line = host.page.locator('#people-lines').getByText('The pasted text is too long');
  await host.people.focus();
  await paste(host.people, 'ann@x.com,'.repeat(20_001));
  await expect(line).toBeVisible();
  await expect(host.people).toHaveAttribute('aria-invalid', 'true');
  expect(host.received('addPeople')).toEqual([]);
  await host.people.fill('j');
  await expect(line).toHaveCount(0);
  await paste(host.people, 'ann@x.com,'.repeat(20_001));
  await paste(host.people, 'john@acme.example; Sam');
  await expect(line).toHaveCount(0);
  await paste(host.people, 'an endless name '.repeat(20));
  await expect(line).toBeVisible();
});

test('shows each reason once, with all people it applies to', async ({ host }) => {
  const chips = Array.from({ length: 9 }, (_, at): Chip => {
    const problem = at === 8 ? 'Signed out.' : 'Unknown address.';
    return { state: 'unknown', key: `t:${String(at)}`, typed: `p${String(at)}`, problem };
  });
  await host.send(initOf({ ...filledView, people: { chips } }, filledValues));
  await expect(host.page.locator('#people-field .line.error')).toHaveText([
    'p0, p1, p2, p3, p4 and 3 more: Unknown address.',
    'p8: Signed out.',
  ]);
  const last = host.page.getByRole('button', { name: 'Remove p8' });
  await expect(last).toHaveAccessibleDescription('Signed out.');
  await expect(
    host.page.getByRole('list', { name: 'People in this interaction' }),
  ).toHaveAccessibleDescription(
    'Press Delete to remove a person, and the arrow keys to move between people.',
  );
});

test('says once that a person is unknown below the field, and once in the summary', async ({ host }) => {
  const sentence = 'Remove nobody@nowhere.example, which is not in Affinity.';
  await host.save.click();
  const { submission } = await host.waitFor('submit');
  await host.send({
    kind: 'refused',
    submission,
    revision: 0,
    view: {
      ...filledView,
      people: { chips: [unknownChip] },
      problems: [{ at: 'people', sentence, repeatsChips: true }],
      summary: 'Fix 1 problem before saving.',
    },
  });
  await expect(host.page.locator('#summary')).toContainText(sentence);
  await expect(host.page.locator('#people-field .line')).toHaveText([
    'nobody@nowhere.example: Affinity has no person with this address.',
  ]);
  await expect(host.people).toBeFocused();
  await expect(host.people).toHaveAttribute('aria-invalid', 'true');
  await expect(host.people).toHaveAccessibleDescription(
    /external person\. nobody@nowhere.example: Affinity has/,
  );
});

test('offers to look up people who are waiting', async ({ host }) => {
  const chips = ['p1@x.com', 'p2@x.com'].map((typed): Chip => ({ state: 'waiting', key: typed, typed }));
  await host.send({ kind: 'view', revision: 0, view: { ...filledView, people: { chips } } });
  await expect(host.chips).toHaveText([/p1@x.com Not looked up/, /p2@x.com Not looked up/]);
  const note = host.page.getByText('2 people haven’t been looked up yet.');
  await expect(note).toBeVisible();
  await host.page.getByRole('link', { name: 'Look Up Now' }).click();
  await host.waitFor('lookUpPeople');
  await host.send({ kind: 'view', revision: 0, view: filledView });
  await expect(note).toHaveCount(0);
});

test('moves the focus to the people field when the focused link or chooser disappears', async ({ host }) => {
  const [asked, view] = [states.selection.view, filledView];
  await host.send(initOf(asked, filledValues));
  await host.page.getByRole('link', { name: 'Look Up Now' }).press('Enter');
  await host.waitFor('lookUpPeople');
  await host.send({ kind: 'view', revision: 0, view });
  await expect(host.people).toBeFocused();

  await host.send({ kind: 'view', revision: 0, view: asked });
  await host.chips.getByRole('button', { name: 'Several matches' }).press('Enter');
  await expect(host.page.getByRole('button', { name: 'Sam Hill' })).toBeFocused();
  await host.page.keyboard.press('Control+Enter');
  await host.waitFor('submit');
  await expect(host.people).toBeFocused();
});

test('inserts a single pasted name as text', async ({ host }) => {
  await host.people.focus();
  await paste(host.people, 'Jane Roe');
  expect(host.received('addPeople')).toEqual([]);
});

test('asks which person is meant, and returns to the chip', async ({ host }) => {
  await host.people.fill('Sam');
  await host.people.press('Enter');
  await host.page.getByRole('button', { name: 'Sam Several matches' }).press('Enter');
  const question = host.page.getByRole('group', { name: 'Who is “Sam”?' });
  await expect(question.getByRole('button').first()).toBeFocused();
  await host.page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(host.page.getByRole('button', { name: 'Sam Several matches' })).toBeFocused();
  await host.page.keyboard.press('Enter');
  await host.page.keyboard.press('ArrowDown');
  await host.page.keyboard.press('Enter');
  expect(await host.waitFor('choosePerson')).toMatchObject({ id: 31 });
  await expect(host.chips.last()).toHaveText(/Sam Okafor.*Internal/);
  await expect(host.chips.last().getByRole('button')).toBeFocused();
});

test('marks proposals by text, border and icon, and describes how to confirm them', async ({ host }) => {
  await host.send(initOf(states.proposals.view, filledValues));
  await expect(host.chips).toHaveText([
    /Ann Lee.*Internal \(you\)(?! ·)/,
    /Jane Roe External · proposed/,
    /John Poe External · proposed/,
    /Sam Several matches · proposed/,
    /Bob Ray Not found · proposed/,
    /Cleo Fern Looking up… · proposed/,
  ]);
  await expect(host.chips.nth(0)).toHaveCSS('border-top-style', 'solid');
  await expect(host.chips.nth(1)).toHaveCSS('border-top-style', 'dashed');
  const jane = host.page.getByRole('button', { name: 'Jane Roe External · proposed' });
  await expect(jane).toHaveAccessibleDescription('Proposed from the text. Press Enter to confirm.');
  await expect(host.page.getByText('1 proposed person wasn’t found and won’t be logged.')).toBeVisible();
  await expect(host.page.locator('#people-field .line.error')).toHaveCount(0);
  await expect(host.people).toHaveAttribute('aria-invalid', 'false');
});

test('confirms proposals one by one with Enter, or all of them', async ({ host }) => {
  await host.send(initOf(new ScriptedDesk(host, states.proposals).view, filledValues));
  await host.page.getByRole('button', { name: 'Jane Roe External · proposed' }).press('Enter');
  expect(await host.waitFor('confirmPeople')).toMatchObject({ key: 'p:17' });
  await expect(host.page.getByRole('status')).toHaveText('Jane Roe confirmed');
  await expect(host.chips.nth(1)).toHaveText(/Jane Roe External(?! ·)/);
  await expect(host.page.getByRole('button', { name: 'John Poe External · proposed' })).toBeFocused();
  await host.page.keyboard.press('Enter');
  await expect(host.chips.nth(2)).toHaveText(/John Poe External(?! ·)/);
  await expect(host.people).toBeFocused();
  expect(host.received('removePerson')).toEqual([]);

  await host.send(initOf(states.proposals.view, filledValues));
  await host.page.getByRole('link', { name: 'Confirm Proposals' }).click();
  await host.waitFor('confirmPeople', 3);
  expect(host.received('confirmPeople').at(-1)).not.toHaveProperty('key');
});

test('removes one proposal by keyboard, or all of them', async ({ host }) => {
  await host.send(initOf(new ScriptedDesk(host, states.proposals).view, filledValues));
  await host.page.getByRole('button', { name: 'John Poe External · proposed' }).press('Delete');
  expect(await host.waitFor('removePerson')).toMatchObject({ key: 'p:18' });
  await expect(host.chips).toHaveCount(5);
  await host.page.getByRole('link', { name: 'Remove Proposals' }).press('Enter');
  await host.waitFor('removeProposals');
  await expect(host.chips).toHaveText([/Ann Lee/]);
  await expect(host.people).toBeFocused();
  await expect(host.page.getByRole('status')).toHaveText('Proposals removed');
});

test('leaves proposals alone while a save is running', async ({ host }) => {
  await host.send(initOf({ ...states.proposals.view, saving: 'Checking…' }, filledValues));
  await host.page.getByRole('link', { name: 'Remove Proposals' }).click();
  await host.page.getByRole('button', { name: 'Jane Roe External · proposed' }).click();
  expect([...host.received('removeProposals'), ...host.received('confirmPeople')]).toEqual([]);
});

test('removes chips by keyboard and moves the focus to the next chip or the input', async ({ host }) => {
  await host.people.focus();
  await host.page.keyboard.press('Backspace');
  await expect(host.page.getByRole('button', { name: 'Remove Jane Roe' })).toBeFocused();
  expect(host.received('removePerson')).toEqual([]);
  await host.page.keyboard.press('ArrowLeft');
  await host.page.keyboard.press('Delete');
  await expect(host.page.getByRole('button', { name: 'Remove Jane Roe' })).toBeFocused();
  await expect(host.page.getByRole('status')).toHaveText('Ann Lee removed');
  await host.page.keyboard.press('Delete');
  await expect(host.people).toBeFocused();
  expect(host.received('removePerson').map(({ key }) => key)).toEqual(['p:1', 'p:17']);
});

test('keeps the focus on a chip while others change', async ({ host }) => {
  await host.send(initOf({ ...filledView, people: { chips: everyChip } }, filledValues));
  const remove = host.page.getByRole('button', { name: 'Remove Jane Roe' });
  await remove.focus();
  const chips = everyChip.map((chip): Chip =>
    chip.state === 'resolving' ? { ...ambiguousChip, key: chip.key } : chip,
  );
  await host.send({ kind: 'view', revision: 0, view: { ...filledView, people: { chips } } });
  await expect(host.chips.nth(2)).toHaveText(/Several matches/);
  await expect(remove).toBeFocused();
});

test('adds a typed name before it saves or closes', async ({ host }) => {
  const isAddedBefore = (end: 'submit' | 'cancel'): boolean => {
    const kinds = host.messages.map(({ kind }) => kind);
    return kinds.includes('addPeople') && kinds.indexOf('addPeople') < kinds.indexOf(end);
  };
  await host.people.fill('john@acme.example');
  await host.people.press('Escape');
  expect(host.received('cancel'), 'the first Esc closes the list').toEqual([]);
  await host.people.press('Escape');
  await host.waitFor('cancel');
  expect(isAddedBefore('cancel')).toBe(true);
  await expect(host.chips).toHaveCount(3);

  host.messages.length = 0;
  await host.people.fill('Sam');
  await host.page.getByRole('button', { name: 'Cancel' }).click();
  await host.waitFor('cancel');
  expect(isAddedBefore('cancel')).toBe(true);

  host.messages.length = 0;
  await host.people.fill('zoe@nowhere.example');
  await host.people.press('Control+Enter');
  await host.waitFor('submit');
  expect(isAddedBefore('submit')).toBe(true);

  host.messages.length = 0;
  await host.page.keyboard.press('Escape');
  await host.waitFor('cancel');
  expect(host.received('addPeople'), 'nothing was typed').toEqual([]);
});

test('sends a name while it is typed, because the form can be closed at any time', async ({ host }) => {
  await host.people.fill('Jane R');
  await expect.poll(() => host.received('edit').at(-1)?.values).toEqual({ people: 'Jane R' });

  await host.people.fill('John Poe');
  await host.people.press('Enter');
  await host.waitFor('addPeople');
  const kinds = host.messages.map(({ kind }) => kind);
  expect(host.received('edit').at(-1)?.values, 'the name was added').toEqual({ people: '' });
  expect(kinds.lastIndexOf('edit')).toBeLessThan(kinds.indexOf('addPeople'));

  await host.send(initOf(filledView, { ...filledValues, people: 'Jane R' }, 'opened:again'));
  await expect(host.people).toHaveValue('Jane R');
});

test('restores the typed name after a reload, and sends what the host has missed', async ({ host }) => {
  host.on('ready', async () => host.send(initOf(filledView, { ...filledValues, people: 'Ja' })));
  await host.people.fill('John Poe');
  await host.people.press('Enter');
  await host.waitFor('addPeople');
  await host.page.reload();
  await expect(host.people).toHaveValue('');
  await expect.poll(() => host.received('edit').at(-1)?.values).toEqual({ people: '' });
});

test('holds 300 people in a scrolling box', async ({ host }) => {
  const chips = Array.from({ length: 300 }, (_, at): Chip => {
    const person = { id: 1000 + at, name: `Person ${String(at)}`, standing: 'external' } as const;
    return { state: 'known', key: `p:${String(1000 + at)}`, person };
  });
  const started = Date.now();
  await host.send({ kind: 'view', revision: 0, view: { ...filledView, people: { chips } } });
  await expect(host.chips).toHaveCount(300);
  expect(Date.now() - started).toBeLessThan(5_000);
  expect((await host.page.locator('#people-field .peopleBox').boundingBox())?.height).toBeLessThan(260);
  await host.people.press('Backspace');
  await expect(host.page.getByRole('button', { name: 'Remove Person 299' })).toBeInViewport();
  expect(await host.page.locator('.chip button[tabindex="0"]').count()).toBe(1);
});

test('calls a name with a single candidate a possible match', async ({ host }) => {
  const chip: Chip = { state: 'ambiguous', key: 't:2', typed: 'Sam', candidates: [jane] };
  const view = { ...filledView, people: { chips: [chip] } };
  await host.send({ kind: 'view', revision: 0, view });
  await expect(host.chips.getByRole('button', { name: 'Sam Possible match' })).toBeVisible();
});
