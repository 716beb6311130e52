import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../src/affinity/index.ts';
import { briefCommands } from '../../../src/editor/commands/briefCommands.ts';
import { captureCommands } from '../../../src/editor/commands/captureCommands.ts';
import type { WeekItemRow } from '../../../src/editor/week/weekRow.ts';
import { interactionRow, recordRow, typeRow } from '../../../src/history/historyRow.ts';
import type { WeekItem } from '../../../src/week/weekItem.ts';
import { ids } from '../../sandbox/smallFirm.ts';
import { eventually } from '../../support/eventually.ts';
import { formsInWindow, page } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import { seen } from '../support/vscodeStandIn.ts';

const acme = { kind: 'company', id: ids.acme, name: 'Acme' } as const;

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
  seen.inputs.length = 0;
});

afterEach(() => window.end());

const get = async <Result>(result: Result): Promise<Result> => result;

function logAgain(argument?: unknown): Promise<unknown> {
  const { deps, forms } = window;
  const commands = captureCommands(deps.sessions, {
    forms: { get: () => get(forms) } as never,
    writing: {} as never,
  });
  return Promise.resolve(commands.logAgain(argument));
}

function prepare(row: unknown): Promise<unknown> {
  return Promise.resolve(briefCommands(window.deps.sessions, {} as never).prepareBrief(row));
}

async function rowOf(type: 0 | 2 | 3): Promise<{ row: unknown; interaction: Interaction }> {
  const { interactions } = window.session.connection.client;
  const year = { startTime: new Date('2025-01-01'), endTime: new Date('2025-11-20') };
  const { items } = await interactions.list({ type, personId: ids.jane, ...year });
  const interaction = items.at(-1);
  if (interaction === undefined) expect.unreachable();
  const parent = typeRow(recordRow('7/1', acme), type);
  return { row: interactionRow(parent, interaction), interaction };
}

function weekRow(people: WeekItem['people']): WeekItemRow {
  const start = new Date('2025-11-19T15:00:00Z');
  const times = { start, allDay: false, peopleTotal: people.length, isMine: true } as const;
  return { kind: 'weekItem', id: 'week', item: { type: 1, id: 77, title: 'Catch-up', people, ...times } };
}

const jane = { id: ids.jane, name: 'Jane Roe', email: 'jane@acme.example', standing: 'external' } as const;
const ann = { id: ids.ann, name: 'Ann Lee', standing: 'internal' } as const;

/** The values and the people of the form that was opened last. */
async function opened() {
  const panel = await page();
  const first = panel.told.find(({ kind }) => kind === 'init') as never as {
    readonly values: object;
    readonly view: { readonly people: { readonly chips: readonly { person?: { name: string } }[] } };
  };
  const people = first.view.people.chips.map(({ person }) => person?.name);
  return { title: panel.title, values: first.values, people };
}

describe('Log Again', () => {
  it('opens a new form with the type, direction and people of a row, now and without a text', async () => {
    const { row, interaction } = await rowOf(2);
    const before = Date.now();
    await logAgain(row);
    const { title, values, people } = await opened();
    expect(title).toBe('Log: Acme');
    expect(values).toMatchObject({ type: 2, direction: interaction.direction, text: '' });
    expect(people).toEqual(['Jane Roe', 'Ann Lee']);
    const { date } = values as { readonly date: string };
    expect(Math.abs(Date.parse(`${date.replace(' ', 'T')}Z`) - before)).toBeLessThan(120_000);
  });

  it('opens a form of its own each time, even while one about the same record is open', async () => {
    const { row } = await rowOf(0);
    await window.forms.log(window.session, acme);
    await logAgain(row);
    await logAgain(row);
    expect(seen.panels.map(({ title }) => title)).toEqual(['Log: Acme', 'Log: Acme', 'Log: Acme']);
    expect(window.writing.drafts.summaries()).toEqual([]);
  });

  it('says that an email can’t be logged', async () => {
    const { row } = await rowOf(3);
    await logAgain(row);
    expect(seen.said).toEqual(['Emails can’t be logged. Affinity syncs them from mailboxes.']);
    expect(seen.panels).toEqual([]);
  });

  it('takes the attendees of an item of My Week, and looks up those without a person', async () => {
    const joe = { name: 'Joe Doe', standing: 'external' } as const;
    await logAgain(weekRow([jane, joe, ann]));
    const { values, people } = await opened();
    expect(values).toMatchObject({ type: 1, text: '' });
    expect(people.slice(0, 2)).toEqual(['Jane Roe', 'Ann Lee']);
    await eventually(() =>
      expect(seen.panels[0]?.told.some((one) => JSON.stringify(one).includes('"p:12"'))).toBe(true),
    );
  });
});

describe('Prepare Brief in My Week', () => {
  it('offers the companies of the external people, and then the people', async () => {
    const choosing = prepare(weekRow([jane, ann]));
    await eventually(() => expect(seen.inputs).toHaveLength(1));
    expect(seen.inputs[0]?.items.map(({ label }) => label)).toEqual(['Acme', 'Jane Roe']);
    seen.inputs[0]?.hide();
    await choosing;
  });

  it('says when no external person is there, or none that Affinity knows', async () => {
    await prepare(weekRow([ann]));
    await prepare(weekRow([{ name: 'Joe Doe', standing: 'external' }, ann]));
    expect(seen.said).toEqual([
      'This meeting has no one from outside your firm to prepare a brief on.',
      'No one from outside your firm in this meeting is in Affinity, so there is nothing to prepare a brief on.',
    ]);
    expect(seen.inputs).toEqual([]);
  });
});
