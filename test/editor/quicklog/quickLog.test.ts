import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryStorage } from '../../../src/drafts/store/draftStorage.ts';
import { QuickLogs } from '../../../src/editor/quicklog/quickLogs.ts';
import { jane, joe } from '../../drafts/support/aDraft.ts';
import { ids } from '../../sandbox/smallFirm.ts';
import { eventually } from '../../support/eventually.ts';
import { formsInWindow, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import type { QuickInput } from '../support/quickInputStandIn.ts';
import { QuickInputButtons, seen } from '../support/vscodeStandIn.ts';

let window: FormsInWindow;
let logs: QuickLogs;

beforeEach(async () => {
  window = await formsInWindow();
  seen.inputs.length = 0;
  recent(jane, joe);
  const { forms, writing } = window;
  logs = new QuickLogs({ writing: { get: async () => writing }, forms: { get: async () => forms } });
});

afterEach(() => window.end());

function recent(...latest: readonly object[]): void {
  Object.assign(window.session, { recentPeople: { latest } });
}

const labels = (input: QuickInput): readonly string[] =>
  input.items.map(({ label }) => label).filter(Boolean);
const ticked = (input: QuickInput): readonly string[] => input.selectedItems.map(({ label }) => label);
const posts = () => window.sandbox.requests.filter(({ method }) => method === 'POST');
const drafts = () => window.writing.drafts.store.list('7/1');

/** Waits for the next input that is open, and for a step if one is named. */
async function input(step?: number): Promise<QuickInput> {
  await until(
    () => seen.inputs.at(-1)?.isOpen === true && (step === undefined || seen.inputs.at(-1)?.step === step),
  );
  const last = seen.inputs.at(-1);
  if (last === undefined) expect.unreachable();
  await reported();
  return last;
}

/** What the program has set is reported by the editor. */
const reported = () => sleep(5);

function begin() {
  return logs.run(window.session);
}

/** Goes to the text, with Jane. */
async function beginLine(type = 'Meeting') {
  const running = begin();
  (await input(1)).choose(type);
  const people = await input(2);
  people.tick('Jane Roe');
  people.accept();
  return { running, line: await input(3) };
}

/** The sentence below the field, behind its severity: 1 info, 2 warning, 3 error. */
function told({ validationMessage }: QuickInput): string {
  const { message, severity } = validationMessage as unknown as { message: string; severity: number };
  return `${severity} ${message}`;
}

async function enter(line: QuickInput, text: string): Promise<void> {
  line.type(text);
  line.accept();
  await until(() => !line.busy || !line.isOpen);
}

const fullDisk = () => Promise.reject(new Error('The disk is full.'));

const openInForm = (of: QuickInput) => of.press(of.buttons.at(-1));

describe('a quick log', () => {
  it('logs a line with its leading date, the user and the people who were ticked', async () => {
    const { running, line } = await beginLine('Call');
    expect(line.title).toBe('Call · Jane Roe');
    await enter(line, '2025-11-12 14:00: talked about pricing: too high');
    await running;
    const body = posts()[0]?.body as { readonly date: string };
    expect(posts()).toHaveLength(1);
    expect(body).toMatchObject({
      type: 1,
      person_ids: [ids.ann, ids.jane],
      content: 'talked about pricing: too high',
    });
    expect(new Date(body.date)).toEqual(new Date('2025-11-12T14:00:00'));
    expect(drafts()).toEqual([]);
    expect(seen.said).toEqual([expect.stringMatching(/^Logged: Call · /)]);
  });

  it('takes now for a line without a date, which stays whole', async () => {
    const { running, line } = await beginLine();
    await enter(line, 'Q3: they are ahead of plan');
    await running;
    const body = posts()[0]?.body as { content: string; date: string };
    expect(body.content).toBe('Q3: they are ahead of plan');
    expect(Math.abs(Date.parse(body.date) - Date.now())).toBeLessThan(120_000);
  });

  it('has a row for each direction of a message, so that none is guessed', async () => {
    const running = begin();
    const types = await input(1);
    expect(
      types.items.map((item) => [item.label, (item as never as { description?: string }).description]),
    ).toEqual([
      ['Meeting', undefined],
      ['Call', undefined],
      ['Chat message', 'Sent'],
      ['Chat message', 'Received'],
    ]);
    types.activeItems = types.items.slice(3);
    types.accept();
    const people = await input(2);
    expect(people.title).toBe('Chat message, Received');
    people.tick('Jane Roe');
    people.accept();
    await enter(await input(3), '2025-11-12 14:00: hello');
    await running;
    expect(posts()[0]?.body).toMatchObject({ type: 2, direction: 1 });
  });

  it('shows both clocks and what is assumed while the line is typed', async () => {
    const { running, line } = await beginLine();
    line.type('2025-11-12: talked');
    await eventually(() =>
      expect(told(line)).toMatch(/^1 Wed 12 Nov 2025 12:00 .* UTC · No time given; this one is assumed\.$/),
    );
    line.type('talked');
    await eventually(() => expect(told(line)).toMatch(/^1 Now: .* · .* UTC$/));
    line.type('March: talked');
    await eventually(() => expect(told(line)).toMatch(/^2 “March”: /));
    line.hide();
    await running;
  });

  it('offers Undo, which deletes what was logged', async () => {
    seen.answer = 'Undo';
    const { running, line } = await beginLine();
    await enter(line, '2025-11-12 14:00: talked');
    await running;
    await eventually(() => expect(seen.said.at(-1)).toMatch(/^Deleted|^Logged again/));
    expect(window.sandbox.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  it('says why an undo was not possible', async () => {
    seen.answer = 'Undo';
    window.sandbox.play({
      kind: 'status',
      status: 403,
      on: { method: 'GET', path: /^\/interactions\/\d+/ },
      times: Infinity,
    });
    const { running, line } = await beginLine();
    await enter(line, '2025-11-12 14:00: talked');
    await running;
    await eventually(() => expect(seen.said.at(-1)).toMatch(/isn’t allowed/));
    expect(window.sandbox.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});

describe('Back', () => {
  it('returns to the previous step as it was left', async () => {
    const { running, line } = await beginLine('Call');
    line.type('2025-11-12 14:00: talked');
    line.press(QuickInputButtons.Back);
    const people = await input(2);
    expect(ticked(people)).toEqual(['Ann (you)', 'Jane Roe']);
    people.press(QuickInputButtons.Back);
    const types = await input(1);
    expect(types.activeItems.map(({ label }) => label)).toEqual(['Call']);
    types.choose('Meeting');
    const again = await input(2);
    again.tick('Joe Doe');
    again.accept();
    const last = await input(3);
    expect([last.title, last.value]).toEqual(['Meeting · Jane Roe, Joe Doe', '2025-11-12 14:00: talked']);
    last.accept();
    await running;
    expect(posts()[0]?.body).toMatchObject({
      type: 0,
      person_ids: [ids.ann, ids.jane, ids.joe],
      content: 'talked',
    });
  });
});

describe('the people', () => {
  it('are the user, then those met last, and more are found while typing', async () => {
    recent(jane);
    const running = begin();
    (await input(1)).choose('Meeting');
    const people = await input(2);
    expect(labels(people)).toEqual(['selected', 'Ann (you)', 'recent', 'Jane Roe']);
    people.type('jan');
    expect(labels(people).slice(0, 2)).toEqual(['recent', 'Jane Roe']);
    people.type('joe');
    expect(people.busy).toBe(true);
    await eventually(() => expect(labels(people).slice(0, 2)).toEqual(['in Affinity', 'Joe Doe']));
    people.tick('Joe Doe');
    people.accept();
    expect((await input(3)).title).toBe('Meeting · Joe Doe');
    (await input(3)).hide();
    await running;
  });

  it('say that no one was found, and why a search failed', async () => {
    const running = begin();
    (await input(1)).choose('Meeting');
    const people = await input(2);
    people.type('zzz');
    await eventually(() => expect(labels(people)[0]).toBe('No one in Affinity matches “zzz”.'));
    window.sandbox.play({ kind: 'status', status: 500, times: Infinity });
    people.type('jo');
    await eventually(() => expect(people.title).toMatch(/^Affinity returned an error \(500\)\./));
    window.sandbox.clearFaults();
    people.type('joe');
    await eventually(() => expect(people.title).toBe('Meeting'));
    people.hide();
    await running;
  });

  it('are looked up with Enter when addresses were pasted, and what is not found stays in the field', async () => {
    const running = begin();
    (await input(1)).choose('Meeting');
    const people = await input(2);
    people.type('Jane Roe <jane@acme.example>, nobody@acme.example; ben@small.example');
    people.accept();
    await eventually(() => expect(people.value).toBe('nobody@acme.example'));
    await eventually(() => expect(ticked(people)).toEqual(['Ann (you)', 'Jane Roe', 'Ben Carter']));
    expect(people.title).toBe(
      'Couldn’t find “nobody@acme.example” in Affinity. Remove them, or try another spelling.',
    );
    await reported();
    expect(ticked(people)).toHaveLength(3);
    people.type('');
    await reported();
    people.accept();
    expect((await input(3)).title).toBe('Meeting · Jane Roe, Ben Carter');
    (await input(3)).hide();
    await running;
  });

  it('are looked up again with Enter when Affinity couldn’t be asked, as the step says', async () => {
    const running = begin();
    (await input(1)).choose('Meeting');
    const people = await input(2);
    window.sandbox.play({ kind: 'status', status: 500, on: { path: /persons/ }, times: Infinity });
    people.type('jane@acme.example,');
    people.accept();
    await eventually(() =>
      expect(people.title).toMatch(
        /^Couldn’t look up “jane@acme\.example”\. Press Enter to try again\. Affinity returned an error/,
      ),
    );
    expect(people.value).toBe('jane@acme.example');
    window.sandbox.clearFaults();
    people.accept();
    await eventually(() => expect(ticked(people)).toEqual(['Ann (you)', 'Jane Roe']));
    expect(people.title).toBe('Meeting');
    people.hide();
    await running;
  });

  it('are asked for when Enter was pressed after a part of a name, until something else is typed', async () => {
    const running = begin();
    (await input(1)).choose('Meeting');
    const people = await input(2);
    people.type('Joe');
    people.accept();
    await eventually(() => expect(labels(people).slice(0, 2)).toEqual(['Who is “Joe”?', 'Joe Doe']));
    await reported();
    people.accept();
    expect(people.placeholder).toBe('Select the person for “Joe”.');
    people.type('j');
    expect(labels(people)[0]).toBe('recent');
    people.type('Joe');
    people.accept();
    await eventually(() => expect(labels(people)[0]).toBe('Who is “Joe”?'));
    await reported();
    people.tick('Joe Doe');
    await reported();
    expect(ticked(people)).toEqual(['Ann (you)', 'Joe Doe']);
    people.accept();
    expect((await input(3)).title).toBe('Meeting · Joe Doe');
    (await input(3)).hide();
    await running;
  });

  it('need an external person, which is said in the field', async () => {
    const running = begin();
    (await input(1)).choose('Meeting');
    const people = await input(2);
    people.accept();
    expect(people.placeholder).toBe(
      'Add at least one external person. Affinity doesn’t log internal-only interactions.',
    );
    await reported();
    people.tick('Ann (you)');
    people.tick('Jane Roe');
    people.accept();
    expect(people.placeholder).toBe('Add at least one internal person. Affinity requires one.');
    expect(seen.inputs.filter(({ step }) => step === 3)).toEqual([]);
    people.hide();
    await running;
  });
});

describe('the checks of the form', () => {
  it('ask about a similar interaction, and log it anyway', async () => {
    const { running, line } = await beginLine();
    await enter(line, '2025-11-12 14:00: first');
    await running;
    const second = await beginLine();
    await enter(second.line, '2025-11-12 14:00: second');
    await until(() => seen.inputs.at(-1)?.title === 'A similar interaction is already logged.');
    const question = seen.inputs.at(-1);
    expect(question?.items[0]).toMatchObject({
      detail: 'At exactly the same time. Affinity’s web app would show only one of them.',
    });
    expect(posts()).toHaveLength(1);
    question?.choose('Log Anyway');
    await second.running;
    expect(posts()).toHaveLength(2);
    expect(drafts()).toEqual([]);
  });

  it('open the similar interaction instead, and keep the draft', async () => {
    const { running, line } = await beginLine();
    await enter(line, '2025-11-12 14:00: first');
    await running;
    const second = await beginLine();
    await enter(second.line, '2025-11-12 14:00: second');
    await until(() => seen.inputs.at(-1)?.title === 'A similar interaction is already logged.');
    const question = seen.inputs.at(-1);
    question?.choose(question.items[0]?.label ?? '');
    await second.running;
    expect(seen.panels.map(({ title }) => title)).toEqual([expect.stringMatching(/^Edit/)]);
    expect(drafts()).toMatchObject([{ text: 'second' }]);
    expect(posts()).toHaveLength(1);
  });

  it.each([
    ['', 'Enter a note.'],
    ['2025-11-12 14:00:  ', 'Enter a note.'],
    ['2025-02-30: talked', '“2025-02-30”: This day or time doesn’t exist.'],
  ])('refuse “%s”, and send and store nothing', async (text, sentence) => {
    const { running, line } = await beginLine();
    await enter(line, text);
    expect(told(line)).toBe(`3 ${sentence}`);
    expect(window.sandbox.requests).toEqual([]);
    line.type('');
    line.hide();
    await running;
    expect(drafts()).toEqual([]);
  });

  it('send nothing when the draft can’t be written, or while no one is signed in, and keep the line', async () => {
    const { store } = window.writing.drafts;
    await store.moveTo({ ...memoryStorage(), write: fullDisk });
    const { running, line } = await beginLine();
    await enter(line, '2025-11-12 14:00: talked');
    expect(told(line)).toMatch(/^3 Nothing was sent, because the draft can’t be written to disk/);
    await store.moveTo(memoryStorage());
    const sessions = window.deps.sessions as { current: unknown };
    sessions.current = undefined;
    line.accept();
    await until(() => !line.busy);
    expect(told(line)).toMatch(/^3 You’re not signed in to this draft’s account\./);
    expect(posts()).toEqual([]);
    sessions.current = window.session;
    line.accept();
    await running;
    expect(posts()).toHaveLength(1);
  });

  it('need a second Enter for a date in the future', async () => {
    const { running, line } = await beginLine();
    await enter(line, '2030-11-12 14:00: talked');
    expect(told(line)).toMatch(/^2 .* This is in the future\. Press Enter again to log it\.$/);
    expect(posts()).toEqual([]);
    line.accept();
    await running;
    expect(posts()).toHaveLength(1);
  });

  it('need a second Enter for a date without a year that is nearly a year ago, and name the other order', async () => {
    const { running, line } = await beginLine();
    const future = new Date(Date.now() + 30 * 86_400_000);
    const day = future.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
    await enter(line, `${day}: talked`);
    expect(told(line)).toMatch(
      /^2 \w{3} \d.* \d{4} .*This is 33\d days ago\. Press Enter again to log it\.$/,
    );
    expect(posts()).toEqual([]);
    line.accept();
    await running;
    expect(posts()).toHaveLength(1);
  });

  it('keep a refused line in the box, and its draft on disk', async () => {
    window.sandbox.play({ kind: 'status', status: 422, body: ['Too rude'], on: { method: 'POST' } });
    const { running, line } = await beginLine();
    await enter(line, '2025-11-12 14:00: talked');
    expect(told(line)).toMatch(/^3 .*Too rude/);
    expect(line.value).toBe('2025-11-12 14:00: talked');
    expect(drafts()).toMatchObject([{ text: 'talked', outcome: { state: 'refused' } }]);
    line.accept();
    await running;
    expect(posts()).toHaveLength(2);
    expect(drafts()).toEqual([]);
  });

  it('say what Enter does after a failure, since the box has no Save', async () => {
    const headers = { 'Retry-After': '3600' };
    window.sandbox.play({ kind: 'status', status: 429, headers, on: { method: 'POST' } });
    const { running, line } = await beginLine();
    await enter(line, '2025-11-12 14:00: talked');
    expect(told(line)).toMatch(/^3 Affinity’s request limit .*The draft is kept; press Enter again then\.$/);
    line.hide();
    await running;
  });

  it('prove an unknown outcome before anything is sent again', async () => {
    window.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST' } });
    const { running, line } = await beginLine();
    await enter(line, '2025-11-12 14:00: talked');
    await running;
    expect(posts()).toHaveLength(1);
    expect(seen.said).toEqual([expect.stringMatching(/^Confirmed as saved: Meeting/)]);
    expect(drafts()).toEqual([]);
  });

  it('leave what can’t be proved under Drafts, and offer to open it', async () => {
    window.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST' } });
    window.sandbox.play({ kind: 'status', status: 500, on: { method: 'GET', nth: 2 }, times: Infinity });
    seen.answer = 'Open Draft';
    const { running, line } = await beginLine();
    await enter(line, '2025-11-12 14:00: talked');
    await running;
    expect(drafts()).toMatchObject([{ outcome: { state: 'unknown' } }]);
    await eventually(() => expect(seen.panels).toHaveLength(1));
    expect(seen.said[0]).toContain('The interaction may have been logged. Check first');
  });

  it('write the draft before anything is sent', async () => {
    const states: unknown[] = [];
    window.sandbox.play({ kind: 'delay', ms: 100, on: { method: 'POST' } });
    const { running, line } = await beginLine();
    line.type('2025-11-12 14:00: talked');
    line.accept();
    await until(() => posts().length === 1);
    states.push(drafts()[0]?.outcome.state, window.writing.drafts.store.keepState(drafts()[0]?.id ?? ''));
    await running;
    expect(states).toEqual(['sending', 'kept']);
  });
});

describe('Open in Form', () => {
  it('opens an empty form at the first step, and one with the people at the second', async () => {
    const first = begin();
    openInForm(await input(1));
    await first;
    expect(seen.panels.map(({ title }) => title)).toEqual(['Log Interaction']);
    expect(drafts()).toEqual([]);
    const second = begin();
    (await input(1)).choose('Call');
    const people = await input(2);
    people.tick('Joe Doe');
    people.type('somebody else');
    openInForm(people);
    await second;
    expect(drafts()).toMatchObject([
      {
        type: 1,
        people: [{ person: { id: ids.ann } }, { person: joe }],
        peopleText: 'somebody else',
        text: '',
      },
    ]);
    expect(seen.panels).toHaveLength(2);
  });

  it('opens the draft with its date and text at the third', async () => {
    const { running, line } = await beginLine();
    line.type('2025-11-12 14:00: talked');
    openInForm(line);
    await running;
    expect(drafts()).toMatchObject([{ text: 'talked', date: { text: '2025-11-12 14:00' } }]);
    expect(seen.panels).toHaveLength(1);
    expect(posts()).toEqual([]);
  });
});

describe('Esc', () => {
  it('keeps a text as a draft, which the next quick log offers to continue', async () => {
    const { running, line } = await beginLine('Call');
    line.type('2025-11-12 14:00: talked about pricing');
    line.hide();
    await running;
    expect(drafts()).toMatchObject([
      { type: 1, text: 'talked about pricing', date: { text: '2025-11-12 14:00' } },
    ]);
    expect(seen.said).toEqual(['Kept under Drafts. The next quick log offers to continue it.']);
    const again = begin();
    const unfinished = labels(await input(1)).at(-1) ?? '';
    expect(unfinished).toMatch(/^Continue “2025-11-12 14:00: talked.*”$/);
    (await input(1)).choose(unfinished);
    const last = await input(3);
    expect([last.title, last.value]).toEqual(['Call · Jane Roe', '2025-11-12 14:00: talked about pricing']);
    last.accept();
    await again;
    expect(posts()).toHaveLength(1);
    expect(drafts()).toEqual([]);
  });

  it('keeps chosen people for the next quick log of the window, without a draft', async () => {
    const running = begin();
    (await input(1)).choose('Meeting');
    const people = await input(2);
    people.tick('Joe Doe');
    people.hide();
    await running;
    expect(drafts()).toEqual([]);
    const again = begin();
    (await input(1)).choose('Continue “Meeting · Joe Doe”');
    expect((await input(3)).title).toBe('Meeting · Joe Doe');
    (await input(3)).press(QuickInputButtons.Back);
    expect(ticked(await input(2))).toContain('Joe Doe');
    (await input(2)).hide();
    await again;
  });

  it('keeps nothing when nothing was chosen or typed', async () => {
    const running = begin();
    (await input(1)).choose('Call');
    (await input(2)).hide();
    await running;
    const again = begin();
    expect(labels(await input(1))).toHaveLength(4);
    (await input(1)).hide();
    await again;
  });

  it('does not offer a draft again that was changed or discarded since', async () => {
    const { running, line } = await beginLine();
    line.type('2025-11-12 14:00: talked');
    line.hide();
    await running;
    await window.writing.drafts.store.discard(drafts()[0]?.id ?? '');
    const again = begin();
    expect(labels(await input(1))).toHaveLength(4);
    (await input(1)).hide();
    await again;
  });

  it('leaves a draft to the form that was opened from its row, and continues with another one', async () => {
    const { running, line } = await beginLine();
    line.type('2025-11-12 14:00: talked');
    await eventually(() => expect(drafts()).toMatchObject([{ text: 'talked' }]));
    await window.writing.drafts.forms.show(window.session, drafts()[0]?.id ?? '');
    line.type('2025-11-12 14:00: talked about pricing');
    line.hide();
    await running;
    const texts = drafts().map(({ text }) => text);
    expect(texts.toSorted()).toEqual(['talked', 'talked about pricing']);
  });

  it('during the save leaves the outcome to the draft', async () => {
    window.sandbox.play({ kind: 'delay', ms: 200, on: { path: '/interactions', method: 'GET' } });
    window.sandbox.play({ kind: 'status', status: 422, body: ['Too rude'], on: { method: 'POST' } });
    const { running, line } = await beginLine();
    line.type('2025-11-12 14:00: talked');
    line.accept();
    await until(() => window.sandbox.requests.length === 1);
    line.hide();
    await running;
    await eventually(() => expect(drafts()).toMatchObject([{ outcome: { state: 'refused' } }]));
    await eventually(() => expect(seen.said.join()).toContain('Open the draft'));
  });
});
