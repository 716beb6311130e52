import type { Interaction } from '../../src/affinity/index.ts';
import { draftToEdit } from '../../src/drafts/newDraft.ts';
import { readInteraction } from '../../src/drafts/sending/interactionReading.ts';
import { SampleDataBuilder } from '../../src/sandbox/index.ts';
import { aDraft } from '../drafts/support/aDraft.ts';
import { DAY, NOW, ids, smallFirm } from '../sandbox/smallFirm.ts';
import { deleteUntilDone, meeting, start, undoUntilDone } from './deleteUntilDone.ts';
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

/** Changes the text of a meeting, and sometimes its time or its people too. */
const update: Scenario = (seed, tally) => {
  const world = new World(seed, smallFirm(), NOW);
  const play = async () => {
    const reading = await readInteraction(new Life(world).client, meeting);
    const draft = draftToEdit(start, reading);
    if (draft === undefined) throw new Error('It cannot be edited.');
    const date = world.random.chance(0.5) ? { ...draft.date, text: '2025-10-20 09:30' } : draft.date;
    const changed = { ...draft, text: `Changed_${seed}`, date, revision: 1 };
    const truth = () => Number(textOf(world, meeting.id) === changed.text);
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
  const firm = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  firm.colleague({ id: ids.ann, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  firm.person({ id: ids.jane, firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  for (let index = 0; index < 120; index += 1) {
    const daysAgo = index % 4 === 0 ? 365 * Math.ceil(index / 30) : index * 15;
    firm.interaction({ type: 0, date: NOW - daysAgo * DAY, personIds: [ids.ann, ids.jane] });
  }
  const data = firm.build();
  const world = new World(seed, data, NOW);
  return {
    world,
    play: () =>
      walkUntilDone(
        world,
        tally,
        data.interactions.map(({ id }) => id),
      ),
  };
};

export const scenarios = { create, update, delete: deletion, undo, walk } as const;

async function walkUntilDone(world: World, tally: Tally, all: readonly number[]): Promise<void> {
  const found: number[] = [];
  const lookahead = world.random.below(4);
  const query = {
    type: 0,
    personId: ids.jane,
    startTime: new Date(NOW - 5 * 365 * DAY),
    endTime: new Date(NOW + 1),
  } as const;
  let cursor: string | undefined;
  const progress = { isComplete: false };
  world.trouble();
  for (let round = 0; round < 30 && !progress.isComplete; round += 1) {
    if (round === 15) world.calm();
    const life = new Life(world);
    life.endanger();
    const read = async () => {
      const walking = life.client.interactions.iterate(
        { ...query, pageSize: 10 },
        { lookahead, resumeFrom: cursor },
      );
      for await (const page of walking.pages()) {
        // Pages that were read ahead are gone with it.
        if (!life.isAlive) return;
        found.push(...page.items.map(({ id }: Interaction) => id));
        cursor = page.cursor;
        if (cursor === undefined) progress.isComplete = true;
      }
    };
    if ((await Promise.race([life.killed, read().catch(() => undefined)])) === 'killed') tally.killed += 1;
  }
  if (!progress.isComplete) tally.lost += 1;
  else if (all.some((id) => !found.includes(id))) tally.misreported += 1;
  if (new Set(found).size < found.length) tally.doubled += 1;
}

function textOf({ sandbox }: World, id: number): string | undefined {
  const [noteId] = sandbox.interaction(0, id)?.noteIds ?? [];
  return noteId === undefined ? undefined : sandbox.note(noteId)?.content;
}

/** Ids of the small firm begin at 1001 for each type. */
function countOf(world: World, text: string): number {
  return Array.from({ length: 40 }, (_, index) => textOf(world, 1001 + index)).filter((one) => one === text)
    .length;
}
