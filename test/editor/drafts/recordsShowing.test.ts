import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordRow, typeRow } from '../../../src/history/historyRow.ts';
import type { InteractionFilter } from '../../../src/history/interactionFilter.ts';
import type { LoggableTypeId } from '../../../src/model/interactionTypes.ts';
import type { RecordRef } from '../../../src/model/recordRef.ts';
import { ids } from '../../sandbox/smallFirm.ts';
import { formsInWindow, page, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';

const acme: RecordRef = { kind: 'company', id: ids.acme, name: 'Acme' };
const silent: RecordRef = { kind: 'company', id: ids.silent, name: 'Silent' };
const deal: RecordRef = { kind: 'opportunity', id: ids.deal, name: 'Deal' };
const jane: RecordRef = { kind: 'person', id: ids.jane, name: 'Jane Roe' };

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
});

afterEach(() => window.end());

/** Follows records, expands a type of each and loads it. */
async function open(records: readonly RecordRef[], type: LoggableTypeId = 0): Promise<void> {
  const { session, sandbox } = window;
  const rows = session as unknown as {
    readonly followed: { current: readonly RecordRef[] };
    readonly expanded: { current: readonly string[] };
  };
  rows.followed.current = records;
  rows.expanded.current = records.flatMap((record) => {
    const row = recordRow(session.name, record);
    return [row.id, typeRow(row, type).id];
  });
  for (const record of records) await timeline(record, type).load();
  sandbox.clearRequests();
}

function timeline(record: RecordRef, type: LoggableTypeId = 0) {
  const filter: InteractionFilter = {};
  return window.session.timelines.of(record, type, filter);
}

/** Logs a meeting with Jane from the palette, a moment ago. */
async function log(date = '-45m'): Promise<number> {
  const { forms, session, sandbox } = window;
  await forms.log(session);
  const panel = await page();
  panel.say({ kind: 'edit', revision: 1, values: { text: 'We talked.', date } });
  panel.say({ kind: 'addPeople', revision: 2, text: 'jane@acme.example' });
  sandbox.clearRequests();
  panel.say({ kind: 'submit', submission: 1, revision: 2 });
  await until(() => !panel.isOpen);
  await until(() => sandbox.requests.every(({ status }) => status !== undefined));
  await new Promise((resolve) => setTimeout(resolve, 50));
  return sandbox.requests.findIndex(({ method }) => method === 'POST');
}

/** The requests after the save. */
async function askedAfterSave(date?: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const post = await log(date);
  return window.sandbox.requests.slice(post + 1).map(({ query }) => query);
}

const texts = (record: RecordRef) => timeline(record).state.items.length;

describe('a meeting that was logged without a record', () => {
  it('is shown under an open company of one of its people, with one request', async () => {
    await open([acme]);
    const before = texts(acme);
    const asked = await askedAfterSave();
    expect(asked).toMatchObject([{ organization_id: String(ids.acme), type: '0' }]);
    expect(texts(acme)).toBe(before + 1);
  });

  it('is looked for once in each open row that can have it, and shown where it belongs', async () => {
    await open([acme, silent, deal, jane]);
    const before = [acme, silent, deal, jane].map(texts);
    const asked = await askedAfterSave();
    expect(
      asked.map(({ organization_id, opportunity_id }) => organization_id ?? `deal ${opportunity_id}`),
    ).toEqual([String(ids.acme), String(ids.silent), `deal ${ids.deal}`]);
    const added = [acme, silent, deal, jane].map((record, index) => texts(record) - (before[index] ?? 0));
    expect(added).toEqual([1, 0, 0, 1]);
  });

  it.each([
    ['a row of another type', () => open([acme], 1), undefined],
    ['a date before what is loaded', () => open([acme]), '2010-01-05 10:00'],
    ['a company that is not followed', () => open([]), undefined],
  ] as const)('needs no request with %s', async (_, arrange, date) => {
    await arrange();
    expect(await askedAfterSave(date)).toEqual([]);
  });

  it('is saved, and shown elsewhere, when the request for one row fails', async () => {
    await open([acme, jane]);
    const before = texts(jane);
    window.sandbox.play({ kind: 'status', status: 500, on: { path: /organization_id/ }, times: Infinity });
    await log();
    expect(texts(jane)).toBe(before + 1);
  });
});
