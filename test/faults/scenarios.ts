import { isDeepStrictEqual } from 'node:util';
import { knownChip } from '../../src/drafts/model/chip.ts';
import { readInteraction } from '../../src/drafts/model/interactionReading.ts';
import { draftToEdit, draftToNote } from '../../src/drafts/model/newDraft.ts';
import { SampleDataBuilder } from '../../src/sandbox/testing/index.ts';
import type { SampleData, TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { aDraft, ann, jane, joe } from '../drafts/support/aDraft.ts';
import { DAY, NOW, ids, smallFirm } from '../sandbox/smallFirm.ts';
import { attachUntilDone } from './attachUntilDone.ts';
import { deleteUntilDone, meeting, start, undoUntilDone } from './deleteUntilDone.ts';
import { loadUntilDone, walkUntilDone } from './readUntilDone.ts';
import { sendUntilDone } from './sendUntilDone.ts';
import type { Tally } from './tally.ts';
import { Life, World } from './world.ts';

export type Scenario = (
  seed: number,
  tally: Tally,
) => { readonly world: World; readonly play: () => Promise<void> };

/** Logs a meeting; in one run of four there is an identical one already, which the user knows of. */
const create: Scenario = (seed, tally) => {
  const world = new World(seed, smallFirm(), NOW);
  const text = `About deal_memo_v${seed}.`;
  const truth = () => countOf(world, text);
  const play = async () => {
    if (world.random.chance(0.25)) {
      const same = {
        type: 0,
        personIds: [ids.ann, ids.jane],
        content: text,
        date: '2025-11-19T14:00:00Z',
      } as const;
      await new Life(world).client.interactions.create(same);
    }
    await sendUntilDone({ world, tally, draft: aDraft({ text }), before: truth(), truth, answered: [] });
  };
  return { world, play };
};

/** Changes the text of a meeting, and sometimes its time or its people too: it is there when all of that is. */
const update: Scenario = (seed, tally) => {
  const world = new World(seed, smallFirm(), NOW);
  const play = async () => {
    const reading = await readInteraction(new Life(world).client, meeting);
    const draft = draftToEdit(start, reading);
    if (draft === undefined) throw new Error('It cannot be edited.');
    const movesDate = world.random.chance(0.5);
    const date = movesDate ? { ...draft.date, text: '2025-10-20 09:30' } : draft.date;
    const people = world.random.chance(0.5) ? [...draft.people, knownChip(joe)] : draft.people;
    const changed = { ...draft, text: `Changed_${seed}`, date, people, revision: 1 };
    const wanted = {
      text: changed.text,
      date: movesDate ? Date.UTC(2025, 9, 20, 7, 30) : reading.interaction.date.getTime(),
      personIds: new Set(people.flatMap((one) => (one.state === 'known' ? [one.person.id] : []))),
    };
    const truth = () => Number(isDeepStrictEqual(meetingAsIs(world), wanted));
    await sendUntilDone({ world, tally, draft: changed, before: 0, truth, answered: [] });
  };
  return { world, play };
};

const deletion: Scenario = (seed, tally) => {
  const world = new World(seed, smallFirm(), NOW);
  return { world, play: () => deleteUntilDone(world, tally) };
};

/** Brings back what was deleted; in one run of four it was not, although the service said so. */
const undo: Scenario = (seed, tally) => {
  const world = new World(seed, smallFirm(), NOW);
  const truth = () => countOf(world, 'see deal_memo_v3');
  return { world, play: () => undoUntilDone({ world, tally, truth }) };
};

/** Reads five years of a person whose meetings lie on page ends, chunk ends and on top of each other. */
const walk: Scenario = (seed, tally) => {
  const data = manyMeetings();
  const world = new World(seed, data, NOW);
  return { world, play: () => walkUntilDone(world, tally, data) };
};

/** The same, as the tree does: row by row, refreshed in between, and from what was kept after a restart. */
const timeline: Scenario = (seed, tally) => {
  const data = manyMeetings();
  const world = new World(seed, data, NOW);
  world.pageSize = 10;
  return { world, play: () => loadUntilDone(world, tally, data) };
};

/** What V2 can do for the account, and how late it sees what V1 has written. */
function v2Of(seed: number): NonNullable<TestSandboxOptions['v2']> {
  const access = (['full', 'full', 'without-beta', 'none'] as const)[seed % 4] ?? 'full';
  return { access, lagMs: (seed % 3) * 700 };
}

/**
 * Adds a note to a meeting: tied to it, as a reply, or on its people alone. In one run of four the user has added one with
 * the same words to another meeting with the same people.
 */
const note: Scenario = (seed, tally) => {
  const world = new World(seed, smallFirm(), NOW, { v2: v2Of(Math.floor(seed / 8)) });
  const text = `About **deal** memo ${seed}`;
  const route = world.random.pick(['interaction', 'reply', 'records'] as const);
  const subject = {
    kind: 'note',
    ...meeting,
    date: new Date(NOW - 30 * DAY).toISOString(),
    people: [ann, jane],
  } as const;
  const parent = route === 'reply' ? { parentId: ids.plainNote } : {};
  const truth = () => notesWith(world, text).length;
  const play = async () => {
    if (world.random.chance(0.25)) {
      await new Life(world).client.notes.create({ content: text, personIds: [ids.ann, ids.jane] });
      await world.time.sleep(60_001);
    }
    const draft = { ...draftToNote(start, { ...subject, route, ...parent }), text, revision: 1 };
    await sendUntilDone({ world, tally, draft, before: truth(), truth, answered: [] });
  };
  return { world, play };
};

/** Logs a meeting whose note is also on a company and a deal; where V2 can't do that, a separate note is. */
const alsoOn: Scenario = (seed, tally) => {
  const world = new World(seed, smallFirm(), NOW, { v2: v2Of(Math.floor(seed / 8)) });
  const text = `About deal_memo_v${seed}.`;
  const draft = aDraft({
    text,
    alsoOn: [
      { kind: 'company', id: ids.acme, name: 'Acme' },
      { kind: 'opportunity', id: ids.deal, name: 'Deal' },
    ],
  });
  const wanted = {
    logged: () => notesWith(world, text).filter(({ interaction }) => interaction !== null).length,
    attached: () => notesWith(world, text).filter((one) => isOnBoth(one)).length,
  };
  return { world, play: () => attachUntilDone({ world, tally, draft, ...wanted }) };
};

export const scenarios = {
  create,
  update,
  delete: deletion,
  undo,
  walk,
  timeline,
  note,
  alsoOn,
} as const;

/** The notes with these words, whatever their formatting. */
export function notesWith({ sandbox }: World, text: string) {
  return Array.from({ length: 60 }, (_, index) => sandbox.note(590_001 + index)).flatMap((one) =>
    one !== undefined && wordsOf(one.content) === wordsOf(text) ? [one] : [],
  );
}

function textOf({ sandbox }: World, id: number): string | undefined {
  const [noteId] = sandbox.interaction(0, id)?.noteIds ?? [];
  return noteId === undefined ? undefined : sandbox.note(noteId)?.content;
}

function meetingAsIs(world: World) {
  const { date, personIds = [] } = world.sandbox.interaction(meeting.type, meeting.id) ?? {};
  return { text: textOf(world, meeting.id), date, personIds: new Set(personIds) };
}

/** 120 meetings: one a fortnight, and thirty of each year at the very same moment. */
function manyMeetings(): SampleData {
  const firm = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  firm.colleague({ id: ids.ann, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  firm.person({ id: ids.jane, firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  for (let index = 0; index < 120; index += 1) {
    const daysAgo = index % 4 === 0 ? 365 * Math.ceil(index / 30) : index * 15;
    firm.interaction({ type: 0, date: NOW - daysAgo * DAY, personIds: [ids.ann, ids.jane] });
  }
  return firm.build();
}

/** Ids of the small firm begin at 1001 for each type. */
function countOf(world: World, text: string): number {
  return Array.from({ length: 40 }, (_, index) => textOf(world, 1001 + index)).filter((one) => one === text)
    .length;
}

function isOnBoth({ companyIds, opportunityIds }: ReturnType<typeof notesWith>[number]): boolean {
  return companyIds.includes(ids.acme) && opportunityIds.includes(ids.deal);
}

function wordsOf(content: string): string {
  return content.replaceAll(/<[^>]*>|[*_\\]/gu, '');
}
