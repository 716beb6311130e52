import { beforeEach, describe, expect, it } from 'vitest';
import { contactCommands } from '../../../src/editor/commands/contactCommands.ts';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import { recordRow } from '../../../src/history/historyRow.ts';
import { affinityWith, daily } from '../../history/affinityWith.ts';
import { silentLog } from '../../support/silentLog.ts';
import { seen } from '../support/vscodeStandIn.ts';

const never = () => ({ dispose: () => undefined });

beforeEach(() => void (seen.said = []));

/** Signed in; a person, a company and their opportunity are followed. */
function followed() {
  const affinity = affinityWith(daily(3), { isSmallDeal: true });
  const { records, timelines, client } = affinity;
  const all = [records.person, records.company, records.opportunity];
  const current = {
    name: 'us',
    connection: { limits: {}, floor: { signal: () => new AbortController().signal } },
    followed: { current: all },
    source: client,
    timelines,
    folder: { log: silentLog },
  };
  const sessions = { ready: Promise.resolve(), current, onDidChange: never } as unknown as Sessions;
  const rows = all.map((record) => recordRow('us', record));
  return { ...affinity, commands: contactCommands(sessions), rows };
}

describe('Refresh Last Contact', () => {
  it('asks for all records from the title of the view, which passes the focused row', async () => {
    const { commands, rows, sandbox } = followed();
    await commands.refreshLastContact(rows[1]);
    // The deal has no record that isn't followed itself.
    expect(sandbox.requests).toHaveLength(3);
    expect(seen.said).toEqual(['$(check) Refreshed the last contact of 3 records']);
  });

  it('asks for the selected records from the menu of one of them, and for nothing without a row', async () => {
    const { commands, rows, sandbox } = followed();
    const [person, company] = rows;
    await commands.refreshRecordContact(company, [person, company]);
    expect(sandbox.requests).toHaveLength(2);
    await commands.refreshRecordContact(undefined);
    expect(sandbox.requests).toHaveLength(2);
  });

  it('says in one sentence what couldn’t be refreshed, and keeps its dates', async () => {
    const { commands, timelines, records, fail } = followed();
    await commands.refreshLastContact();
    const before = timelines.bounds.known(records.company);
    fail({ on: { path: /^\/organizations\// }, kind: 'status', status: 403, times: 2 });
    seen.said = [];
    await commands.refreshLastContact();
    expect(seen.said).toEqual([
      '2 of 3 records couldn’t be refreshed and keep their old dates: No permission.',
    ]);
    expect(timelines.bounds.known(records.company)).toEqual(before);
  });
});
