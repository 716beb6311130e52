import { beforeEach, expect, it } from 'vitest';
import { pickNoteTarget } from '../../../src/editor/pick/pickNoteTarget.ts';
import type { WeekItem } from '../../../src/week/weekItem.ts';
import { affinityWith, daily } from '../../history/affinityWith.ts';
import { interaction } from '../../history/interaction.ts';
import { noOpenings } from '../support/noOpenings.ts';
import { seen } from '../support/vscodeStandIn.ts';

beforeEach(() => {
  seen.inputs.length = 0;
});

const bare = item(501, 'No note yet');
const past = item(502, 'Has a note');

function item(id: number, title: string, more: Partial<WeekItem> = {}): WeekItem {
  const start = new Date(2020, 10, 20, 15);
  const people = [{ id: 7, name: 'Jane Roe', standing: 'external' }] as const;
  return { type: 0, id, title, start, allDay: false, people, peopleTotal: 3, isMine: true, ...more };
}

async function aSession() {
  const affinity = affinityWith(daily(2));
  const { timelines, records } = affinity;
  await timelines.of(records.company, 0).load();
  const opened = interaction({ id: 900, title: 'Opened', date: new Date(2020, 1, 1) });
  const latest = [{ type: 0, interaction: opened }];
  return { ...affinity, session: { timelines, opened: { latest }, openings: noOpenings } as never };
}

const shown = () => seen.inputs.at(-1)?.items ?? [];

it('offers meetings of My Week, those without a note first, among what was opened and loaded, without a request', async () => {
  const { session, sandbox } = await aSession();
  const asked = sandbox.requests.length;
  const picked = pickNoteTarget(session, { without: [bare], others: [past] });
  const labels = shown().map(({ label }) => label);
  expect(labels.slice(0, 7)).toEqual([
    'My Week, without a note',
    '20 Nov 2020  No note yet',
    'recently opened',
    '1 Feb 2020  Opened',
    'My Week',
    '20 Nov 2020  Has a note',
    'loaded',
  ]);
  expect(labels.slice(-2)).toEqual(['', 'Enter Type and ID…']);
  expect(shown()[1]).toMatchObject({ description: '15:00 · Jane Roe +2' });
  seen.inputs.at(-1)?.choose('20 Nov 2020  No note yet');
  expect(await picked).toEqual({ weekItem: bare });
  expect(sandbox.requests).toHaveLength(asked);
});

it('offers a meeting once that is loaded in the tree too, with what the tree knows of it', async () => {
  const { session, timelines, records } = await aSession();
  const [loaded] = timelines.of(records.company, 0).state.items;
  if (loaded === undefined) expect.unreachable();
  const before = shown().length;
  const same = item(loaded.id, 'In the week', { start: loaded.startTime ?? loaded.date });
  const picked = pickNoteTarget(session, { without: [same], others: [] });
  const [, first] = shown();
  expect(before).toBe(0);
  expect(first?.label).not.toContain('In the week');
  expect(shown().filter(({ label }) => label === first?.label)).toHaveLength(1);
  seen.inputs.at(-1)?.choose(first?.label ?? '');
  expect(await picked).toMatchObject({ interaction: { id: loaded.id } });
});

it('takes another meeting with the same ID for another one', async () => {
  const { session, timelines, records } = await aSession();
  const [loaded] = timelines.of(records.company, 0).state.items;
  const other = item(loaded?.id ?? 0, 'Another one');
  const picked = pickNoteTarget(session, { without: [other], others: [] });
  seen.inputs.at(-1)?.choose('20 Nov 2020  Another one');
  expect(await picked).toEqual({ weekItem: other });
});
