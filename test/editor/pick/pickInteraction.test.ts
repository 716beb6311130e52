import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pickInteraction } from '../../../src/editor/pick/pickInteraction.ts';
import { OpenedInteractions } from '../../../src/editor/reader/openedInteractions.ts';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { loggableTypeIds, typeIds } from '../../../src/model/interactionTypes.ts';
import { affinityWith, daily } from '../../history/affinityWith.ts';
import { interaction } from '../../history/interaction.ts';
import { eventually } from '../../support/eventually.ts';
import { silentLog } from '../../support/silentLog.ts';
import { noOpenings } from '../support/noOpenings.ts';
import { seen } from '../support/vscodeStandIn.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'affinity-opened-'));
  seen.inputs.length = 0;
});
afterEach(async () => {
  // A list of opened interactions may still be written.
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

const lastYear = (id: number) => interaction({ id, title: `Meeting ${id}`, date: new Date(2020, 1, id) });
const email = interaction({ id: 9, type: 3, subject: 'Deck', date: new Date(2020, 1, 9) });

/** A session with three loaded meetings of a company, and what was opened in it. */
async function aSession() {
  const affinity = affinityWith(daily(3));
  const { timelines, records } = affinity;
  const opened = new OpenedInteractions(new AccountFolder(home, 'acme', silentLog), () => true);
  return {
    ...affinity,
    company: records.company,
    opened,
    session: { timelines, opened, openings: noOpenings },
  };
}

const labels = () => seen.inputs.at(-1)?.items.map(({ label }) => label);

it('offers what was opened last, then what is loaded, newest first and each once, without a request', async () => {
  const { session, opened, timelines, company, sandbox } = await aSession();
  await timelines.of(company, 0).load();
  const asked = sandbox.requests.length;
  const [newest] = timelines.of(company, 0).state.items;
  if (newest === undefined) expect.unreachable();
  opened.add({ type: 0, interaction: lastYear(1) });
  opened.add({ type: 0, interaction: newest });
  const picked = pickInteraction(session as never, { title: 'Open Interaction' });
  const shown = labels() ?? [];
  expect(shown).toHaveLength(8);
  expect(shown[0]).toBe('recently opened');
  expect(shown[2]).toBe('1 Feb 2020  Meeting 1');
  expect(shown[3]).toBe('loaded');
  expect(shown.slice(6)).toEqual(['', 'Enter Type and ID…']);
  expect(JSON.stringify(seen.inputs.at(-1)?.items[1])).toContain(`· ${company.name}`);
  seen.inputs.at(-1)?.choose('1 Feb 2020  Meeting 1');
  expect(await picked).toEqual({ type: 0, interaction: lastYear(1) });
  expect(sandbox.requests).toHaveLength(asked);
});

it('asks for type and ID at once when there is nothing to offer, and only for the types that fit', async () => {
  const { session, opened } = await aSession();
  opened.add({ type: 3, interaction: email });
  const picked = pickInteraction(session as never, {
    title: 'Edit Interaction',
    types: loggableTypeIds,
  });
  expect(labels()).toEqual(['Meeting', 'Call', 'Chat message']);
  seen.inputs.at(-1)?.hide();
  expect(await picked).toBeUndefined();
  opened.add({ type: 0, interaction: lastYear(1) });
  const other = pickInteraction(session as never, {
    title: 'Delete Interaction',
    types: loggableTypeIds,
    typesById: typeIds,
  });
  expect(labels()).not.toContain('9 Feb 2020  Deck');
  seen.inputs.at(-1)?.choose('Enter Type and ID…');
  await eventually(() => expect(labels()).toContain('Email'));
  seen.inputs.at(-1)?.hide();
  expect(await other).toBeUndefined();
});

it('remembers the last twenty across a restart, with their records, and none that was deleted', async () => {
  const { opened, company } = await aSession();
  for (let id = 1; id <= 25; id += 1) opened.add({ type: 0, record: company, interaction: lastYear(id) });
  opened.add({ type: 0, interaction: lastYear(7) });
  opened.remove({ type: 0, id: 24 });
  const ids = () => opened.latest.map((one) => one.interaction.id);
  expect(ids().slice(0, 3)).toEqual([7, 25, 23]);
  await eventually(async () => {
    const again = new OpenedInteractions(new AccountFolder(home, 'acme', silentLog), () => true);
    await again.restore();
    expect(again.latest).toEqual(opened.latest);
  });
  expect(opened.latest).toHaveLength(19);
  expect(opened.latest[0]).toMatchObject({ record: company });
});
