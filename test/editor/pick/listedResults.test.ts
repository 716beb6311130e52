import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuickInputButtons } from 'vscode';
import { readingCommands } from '../../../src/editor/commands/readingCommands.ts';
import type { Row } from '../../../src/editor/tree/row.ts';
import { recordRow, typeRow } from '../../../src/history/historyRow.ts';
import { MonthlyFloor } from '../../../src/history/monthlyFloor.ts';
import { affinityWith, DAY, daysAgo, hourly, NOW } from '../../history/affinityWith.ts';
import type { Circumstances, Past } from '../../history/affinityWith.ts';
import { eventually } from '../../support/eventually.ts';
import { noOpened } from '../support/noOpened.ts';
import { noOpenings } from '../support/noOpenings.ts';
import type { QuickInput } from '../support/quickInputStandIn.ts';
import { seen } from '../support/vscodeStandIn.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  seen.inputs.length = 0;
  seen.shown.length = 0;
});
afterEach(() => vi.useRealTimers());

/** The commands of a window that is signed in to an Affinity with this history. */
function windowWith(history: readonly Past[], circumstances: Circumstances = {}, keepRequests = 0) {
  const floor = new MonthlyFloor(() => keepRequests);
  const affinity = affinityWith(history, { ...circumstances, onLimits: (limits) => floor.learn(limits) });
  const { another, client, timelines, records, sandbox } = affinity;
  const none = { dispose: () => undefined };
  const current = {
    name: 'me',
    connection: { client, floor, limits: undefined, onDidChangeLimits: () => none },
    source: client,
    followed: { current: [] },
    timelines,
    openings: noOpenings,
    opened: noOpened,
    reader: { know: () => undefined },
  };
  const sessions = { current, ready: Promise.resolve(), onDidChange: () => none };
  const week = { isUnknownToV1: () => false, markUnknownToV1: () => undefined };
  const commands = readingCommands(sessions as never, week);
  const list = (row?: Row) => commands.listInteractions(row);
  const open = () => commands.openInteraction(undefined);
  /** Forgets the requests before. */
  const asked = () => sandbox.clearRequests();
  return { sandbox, another, list, open, asked, record: recordRow('me', records.company) };
}

/** The input with this number, counted from 1, once it is shown. */
async function shown(count: number): Promise<QuickInput> {
  return eventually(() => {
    expect(seen.inputs).toHaveLength(count);
    const input = seen.inputs.at(-1);
    if (input?.isOpen !== true) throw new Error('Nothing is open.');
    return input;
  });
}

const labels = ({ items }: QuickInput) => items.map(({ label }) => label);

/** The rows as a screen reader says them. */
function spoken({ items }: QuickInput): readonly string[] {
  return items.map((item) => {
    const { label, description, detail } = item as { label: string; description?: string; detail?: string };
    return [label, description, detail].filter(Boolean).join(', ');
  });
}

async function settled(input: QuickInput): Promise<void> {
  await eventually(() => expect(input.busy).toBe(false));
}

describe('the command that lists interactions', () => {
  it('asks for record, type, dates and interaction, with Back in each step', async () => {
    const { list } = windowWith([{ type: 1, date: daysAgo(3) }]);
    const listed = list();
    const search = await shown(1);
    expect(search).toMatchObject({ title: 'List Interactions', step: 1, totalSteps: 4 });
    search.type('acme');
    await eventually(() => search.choose('Acme'));
    const types = await shown(2);
    expect(types).toMatchObject({ step: 2, totalSteps: 4, buttons: [QuickInputButtons.Back] });
    expect(types.title).toMatch(/^Interactions with .?Acme.?$/);
    expect(labels(types)).toEqual(['Meetings', 'Calls', 'Chat messages', 'Emails']);
    types.choose('Emails');
    const emails = await shown(3);
    expect(emails).toMatchObject({ step: 3, totalSteps: 4, buttons: [QuickInputButtons.Back] });
    expect(emails.title).toMatch(/^Emails with .?Acme.?$/);
    emails.press(QuickInputButtons.Back);
    (await shown(4)).choose('Calls');
    (await shown(5)).choose('All');
    const results = await shown(6);
    expect(results).toMatchObject({ step: 4, totalSteps: 4 });
    expect(results.title).toMatch(/^Calls with .?Acme.?$/);
    await settled(results);
    expect(results.buttons).toEqual([QuickInputButtons.Back]);
    results.press(QuickInputButtons.Back);
    expect(await shown(7)).toMatchObject({ step: 3, activeItems: [{ label: 'All' }] });
    seen.inputs.at(-1)?.hide();
    await listed;
    expect(seen.shown).toEqual([]);
  });

  it('starts at the types for the row of a record, and at the dates for the row of a type', async () => {
    const { list, record, sandbox } = windowWith([{ type: 1, date: daysAgo(3) }]);
    const ofRecord = list(record);
    expect(await shown(1)).toMatchObject({
      step: 2,
      title: expect.stringMatching(/^Interactions with .?Acme/) as unknown,
    });
    seen.inputs.at(-1)?.hide();
    await ofRecord;
    const ofType = list(typeRow(record, 1));
    const dates = await shown(2);
    expect(dates).toMatchObject({ step: 3, title: expect.stringMatching(/^Calls with .?Acme/) as unknown });
    dates.press(QuickInputButtons.Back);
    const types = await shown(3);
    expect(types).toMatchObject({ step: 2, activeItems: [{ label: 'Calls' }] });
    types.press(QuickInputButtons.Back);
    expect(await shown(4)).toMatchObject({ step: 1, title: 'List Interactions', value: '' });
    seen.inputs.at(-1)?.hide();
    await ofType;
    expect(sandbox.requests).toEqual([]);
  });

  it('is in the menu of the row of a record and of a type', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as {
      readonly contributes: {
        readonly menus: Readonly<
          Record<string, readonly { readonly command?: string; readonly when?: string }[]>
        >;
      };
    };
    const offered = manifest.contributes.menus['view/item/context']?.filter(
      ({ command }) => command === 'affinity.listInteractions',
    );
    expect(offered).toMatchObject([
      {
        when: expect.stringContaining(
          'view == affinity.interactions && viewItem =~ /^(record|type)/',
        ) as unknown,
      },
    ]);
  });

  it('takes two valid days in their order, and asks once for exactly these days', async () => {
    const { list, record, asked, sandbox } = windowWith([
      { type: 1, date: daysAgo(30) },
      { type: 1, date: daysAgo(40) },
    ]);
    const listed = list(typeRow(record, 1));
    (await shown(1)).choose('Custom range…');
    const days = await shown(2);
    expect(days).toMatchObject({ prompt: 'Enter the first and last day as YYYY-MM-DD.' });
    for (const [typed, problem] of [
      ['2024-02-30 2024-03-01', 'Enter two valid dates'],
      ['2024-03-02 2024-03-01', 'The first day can’t be after the last day'],
    ] as const) {
      days.type(typed);
      days.accept();
      await eventually(() => expect(days.validationMessage).toContain(problem));
    }
    const day = new Date(daysAgo(30)).toLocaleDateString('sv');
    days.type(`${day} ${day}`);
    asked();
    days.accept();
    const results = await shown(3);
    expect(results.step).toBe(4);
    await settled(results);
    expect(results.items.filter((item) => 'interaction' in item)).toHaveLength(1);
    const [request, ...others] = sandbox.requests;
    const { start_time: start = 0, end_time: end = 0 } = request?.query ?? {};
    expect(others).toEqual([]);
    expect(new Date(end).getTime() - new Date(start).getTime()).toBe(DAY);
    results.press(QuickInputButtons.Back);
    expect(await shown(4)).toMatchObject({ step: 3 });
    seen.inputs.at(-1)?.hide();
    await listed;
  });

  it('loads a year of older interactions per click, and opens the one that is chosen', async () => {
    const years = [0, 1, 2, 3, 4];
    const { list, record, asked, sandbox } = windowWith(
      years.flatMap((year) => [
        { type: 1 as const, date: daysAgo(365 * year + 10), title: `Terms${year}` },
        { type: 1 as const, date: daysAgo(365 * year + 20) },
      ]),
    );
    const listed = list(typeRow(record, 1));
    (await shown(1)).choose('Last 5 years');
    const results = await shown(2);
    await settled(results);
    expect(spoken(results).slice(2)).toEqual([
      expect.stringMatching(/^Load older…, before \d+ \w+ \d{4}$/),
      expect.stringMatching(/^Load all…, about \d+ requests$/),
    ]);
    asked();
    for (const year of years.slice(1)) {
      const before = spoken(results).find((row) => row.startsWith('Load older…'));
      results.choose('Load older…');
      await settled(results);
      expect(sandbox.requests).toHaveLength(year);
      expect(spoken(results)).not.toContain(before);
      expect(results.items.filter((item) => 'interaction' in item)).toHaveLength(2 * (year + 1));
      // The keyboard is on the first interaction that is new.
      expect(results.activeItems).toEqual([results.items[2 * year]]);
    }
    expect(labels(results)).not.toContain('Load older…');
    results.type('terms3');
    const [label = ''] = labels(results);
    expect(label).toContain('Terms3');
    const id = (results.items as readonly { interaction?: { id: number } }[])[0]?.interaction?.id;
    results.choose(label);
    await listed;
    expect(seen.shown).toEqual([expect.stringMatching(new RegExp(`\\b${id}\\b`))]);
  });

  it('stops reading everything where the firm has few requests left, and lets a click through', async () => {
    const limits = { perMonth: 100_000 };
    const emails = hourly(3000).map((past) => ({ ...past, type: 3 as const }));
    const { list, record, asked, sandbox } = windowWith(emails, { limits }, 99_990);
    const listed = list(typeRow(record, 3));
    (await shown(1)).choose('All');
    const results = await shown(2);
    await settled(results);
    results.choose('Load all…');
    await settled(results);
    results.type('a word that is in none of them');
    const stopped =
      /^Stopped: 99,9\d\d requests are left for your firm this month, Fewer than the 99,990 you reserve · press Enter to load only the next page$/;
    await eventually(() => expect(spoken(results)).toEqual([expect.stringMatching(stopped)]));
    asked();
    results.choose(labels(results)[0] ?? '');
    await eventually(() =>
      expect(spoken(results)).toContainEqual(expect.stringMatching(/^Load older…, before /)),
    );
    expect(sandbox.requests).toHaveLength(1);
    results.hide();
    await listed;
  });
});

describe('the command that opens an interaction by type and ID', () => {
  it('asks only for what is a number, keeps what isn’t found, and opens what is', async () => {
    const { open, asked, record, sandbox, another } = windowWith([
      { type: 1, date: daysAgo(3), title: 'Call about terms' },
    ]);
    // Loaded elsewhere, so that the command offers nothing but a type and an ID.
    const calls = another().of(record.record, 1);
    await calls.load();
    const id = calls.state.items[0]?.id ?? 0;
    asked();
    const opened = open();
    const types = await shown(1);
    types.choose('Call');
    const box = await shown(2);
    expect(box).toMatchObject({
      prompt: expect.stringContaining('Enter the interaction’s ID') as unknown,
      title: 'Call',
    });
    box.type('number 7');
    box.accept();
    await eventually(() => expect(box.validationMessage).toBe('Enter only the number, such as 417.'));
    expect(sandbox.requests, 'what is no number is not asked for').toEqual([]);
    box.type('99999999');
    box.accept();
    await eventually(() => expect(box.validationMessage).toContain('no longer in Affinity'));
    expect(box).toMatchObject({ value: '99999999', isOpen: true });
    expect(sandbox.requests).toHaveLength(1);
    box.type(String(id));
    box.accept();
    await opened;
    expect(sandbox.requests).toHaveLength(2);
    expect(box.isOpen).toBe(false);
    expect(seen.shown).toEqual([expect.stringMatching(new RegExp(`\\b${id}\\b`))]);
  });
});
