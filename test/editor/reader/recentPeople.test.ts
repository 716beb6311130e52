import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Interaction } from '../../../src/affinity/index.ts';
import { OpenedInteractions } from '../../../src/editor/reader/openedInteractions.ts';
import { RecentPeople } from '../../../src/editor/reader/recentPeople.ts';
import { AccountFolder } from '../../../src/editor/storage/accountFolder.ts';
import { interaction } from '../../history/interaction.ts';
import { silentLog } from '../../support/silentLog.ts';

let home: string;
let folder: AccountFolder;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'affinity-people-'));
  folder = new AccountFolder(home, 'acme', silentLog);
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

const person = (id: number, type = 0) => ({ id, type, firstName: `P${id}`, emails: [`p${id}@acme.example`] });

const meetingOf = (...ids: readonly number[]): Interaction =>
  interaction({ persons: [person(1, 1), ...ids.map((id) => person(id))] });

const idsOf = ({ latest }: RecentPeople): readonly number[] => latest.map(({ id }) => id);

it('begins with the external people of the interaction that was opened or logged last', async () => {
  const people = new RecentPeople(folder, () => true);
  const opened = new OpenedInteractions(folder, () => true, people);
  opened.add({ type: 0, interaction: meetingOf(11, 12) });
  opened.add({ type: 0, interaction: meetingOf(13) });
  expect(idsOf(people)).toEqual([13, 1, 11, 12]);
  opened.add({ type: 0, interaction: meetingOf(12) });
  expect(idsOf(people)).toEqual([12, 1, 13, 11]);
});

it('keeps the last fifty across a restart, at most ten of one meeting, and only what it needs of them', async () => {
  const people = new RecentPeople(folder, () => true);
  for (let id = 100; id < 160; id += 1) await people.meet(meetingOf(id));
  await people.meet(meetingOf(...Array.from({ length: 80 }, (_, index) => 200 + index)));
  const again = new RecentPeople(folder, () => true);
  await again.restore();
  expect(again.latest).toEqual(people.latest);
  expect(idsOf(again)).toHaveLength(50);
  expect(idsOf(again).slice(0, 12)).toEqual([200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 159, 1]);
  expect(again.latest[0]).toEqual({
    id: 200,
    name: 'P200',
    email: 'p200@acme.example',
    standing: 'external',
  });
});

it('writes nothing while storing is turned off, and nothing after a sign-out', async () => {
  const files = () => readdir(folder.path).catch(() => []);
  let isAllowed = false;
  const people = new RecentPeople(folder, () => isAllowed);
  await people.meet(meetingOf(11));
  expect([idsOf(people), await files()]).toEqual([[11, 1], []]);
  isAllowed = true;
  await people.meet(meetingOf(12));
  expect(await files()).toEqual(['people.json']);
  await people.forgetAll();
  await people.meet(meetingOf(13));
  expect(await files()).toEqual([]);
  await new RecentPeople(folder, () => true).meet(meetingOf(14));
  expect(await files()).toEqual(['people.json']);
  await folder.removeLoaded();
  expect(await files()).toEqual([]);
});
