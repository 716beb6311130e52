import { describe, expect, it } from 'vitest';
import { draftToNote } from '../../src/drafts/model/newDraft.ts';
import { DeletionAttempts } from '../../src/drafts/writing/deletionAttempts.ts';
import type { DeletionResult } from '../../src/drafts/writing/deletionAttempts.ts';
import { readForDeletion } from '../../src/drafts/writing/readForDeletion.ts';
import { undoDeletion } from '../../src/drafts/writing/undoDeletion.ts';
import type { TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { aDraft, ann, jane } from '../drafts/support/aDraft.ts';
import { ids, NOW, smallFirm } from '../sandbox/smallFirm.ts';
import { meeting, restarted, start } from './deleteUntilDone.ts';
import { notesWith } from './scenarios.ts';
import { attempt } from './sendUntilDone.ts';
import { newTally } from './tally.ts';
import { ACCOUNT, Life, World } from './world.ts';

/** More than there are. */
const MOST_STEPS = 80;

function aWorld(options?: TestSandboxOptions): World {
  return new World(1, smallFirm(), NOW, options);
}

const attemptsOf = ({ deletions, client }: Life, { time }: World) =>
  new DeletionAttempts({
    store: deletions,
    interactions: client.interactions,
    clock: time,
  });

async function remove(life: Life, world: World): Promise<DeletionResult> {
  const read = await readForDeletion(life.client, meeting);
  return attemptsOf(life, world).delete({ account: ACCOUNT, ...meeting, ...read });
}

const isThere = ({ sandbox }: World) => sandbox.interaction(meeting.type, meeting.id) !== undefined;
const wasSent = ({ sandbox }: World) => sandbox.requests.some(({ method }) => method === 'DELETE');
const kept = ({ deletions }: World) => [...deletions.texts.values()].join();

/** How many steps it takes; each one is where a host is killed in a world of its own. */
async function atEveryStep(
  play: (world: World, steps: number) => Promise<'killed' | 'done'>,
  options?: TestSandboxOptions,
): Promise<number> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const world = aWorld(options);
    if ((await world.time.run(() => play(world, steps))) === 'done') return steps;
  }
  return MOST_STEPS;
}

/** Judges what the next window has, and finds it out. */
async function afterwards(world: World): Promise<void> {
  const tally = newTally();
  const before = kept(world);
  const life = await restarted(world, tally);
  expect(tally.notes).toEqual([]);
  world.sandbox.clearFaults();
  if (life.deletions.list(ACCOUNT).length === 0) {
    if (wasSent(world)) expect(before).toContain('"deleted"');
    return;
  }
  const result = await attemptsOf(life, world).lookAgain(ACCOUNT, '0-1001');
  expect(result.kind).toBe(isThere(world) ? 'still-there' : 'deleted');
}

describe('a host that is killed at any step', () => {
  it.each([
    ['that is answered', undefined],
    ['that takes effect, whose answer is lost', 'after'],
  ] as const)('of a deletion %s leaves the deletion or its outcome', async (_, when) => {
    const steps = await atEveryStep(async (world, count) => {
      if (when !== undefined) world.sandbox.play({ kind: 'drop', when, on: { method: 'DELETE' } });
      const life = new Life(world);
      life.killAfter(count);
      const result = await Promise.race([life.killed, remove(life, world)]);
      if (result !== 'killed') return 'done';
      await afterwards(world);
      return 'killed';
    });
    expect(steps).toBeGreaterThan(10);
    expect(steps).toBeLessThan(MOST_STEPS);
  });

  it('of a lookup leaves the deletion or its outcome', async () => {
    const steps = await atEveryStep(async (world, count) => {
      world.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'DELETE' } });
      world.sandbox.play({ kind: 'drop', when: 'before', on: { method: 'GET', nth: 3 }, times: 9 });
      const life = new Life(world);
      expect((await remove(life, world)).kind).toBe('open');
      world.sandbox.clearFaults();
      life.killAfter(count);
      const looking = attemptsOf(life, world).lookAgain(ACCOUNT, '0-1001');
      if ((await Promise.race([life.killed, looking])) !== 'killed') return 'done';
      await afterwards(world);
      return 'killed';
    });
    expect(steps).toBeGreaterThan(5);
    expect(steps).toBeLessThan(MOST_STEPS);
  });

  it('of an undo leaves a draft once there is one, and logs nothing twice', async () => {
    let undone = 0;
    const steps = await atEveryStep(async (world, count) => {
      const life = new Life(world);
      const result = await remove(life, world);
      if (result.kind !== 'deleted') throw new Error(result.kind);
      life.killAfter(count);
      const undoing = undoDeletion(life.store, start, result).then(() => attempt(life, world, []));
      if ((await Promise.race([life.killed, undoing])) !== 'killed') return 'done';
      const wasDraft = world.drafts.texts.size > 0;
      const wasLogged = logged(world) > 0;
      const next = await restarted(world, newTally());
      // Removed with the next window: nobody can undo it any more.
      expect(kept(world)).toBe('');
      if (!wasDraft) {
        // Before the click had made one, or after it was logged.
        if (!wasLogged) expect(world.sandbox.requests.some(({ method }) => method === 'POST')).toBe(false);
        return 'killed';
      }
      await attempt(next, world, []);
      expect(logged(world)).toBe(1);
      undone += 1;
      return 'killed';
    });
    expect(undone).toBeGreaterThan(10);
    expect(steps).toBeLessThan(MOST_STEPS);
  });
});

const subject = { kind: 'note', ...meeting, date: new Date(NOW).toISOString(), people: [ann, jane] } as const;
const records = [
  { kind: 'company', id: ids.acme, name: 'Acme' },
  { kind: 'opportunity', id: ids.deal, name: 'Deal' },
] as const;

const noteOf = (route: 'interaction' | 'records') => ({
  ...draftToNote(start, { ...subject, route }),
  text: 'Killed',
  revision: 1,
});

/** What is there in the end: notes with the text, and those of them that are on both records. */
const there = (world: World) => {
  const notes = notesWith(world, 'Killed');
  return [
    notes.length,
    notes.filter((one) => one.companyIds.length + one.opportunityIds.length === 2).length,
  ];
};

describe.each([
  ['a note', noteOf('interaction'), 'full', [1, 0]],
  ['a note on its people', noteOf('records'), 'none', [1, 0]],
  ['a new interaction with records', aDraft({ text: 'Killed', alsoOn: records }), 'full', [1, 1]],
  [
    'a new interaction and a separate note',
    aDraft({ text: 'Killed', alsoOn: records, recordsWay: 'separate' }),
    'none',
    [2, 1],
  ],
] as const)('a host that is killed at any step of %s', (_name, draft, access, wanted) => {
  it.each([
    ['answered', undefined],
    ['not answered, and takes effect', 'after'],
  ] as const)('leaves what is to be done, and does it once (%s)', async (_answered, when) => {
    const steps = await atEveryStep(
      async (world, count) => {
        if (when !== undefined)
          for (const path of [/^\/interactions$/, /notes/])
            world.sandbox.play({ kind: 'drop', when, on: { method: 'POST', path } });
        const life = new Life(world);
        life.store.keep(draft);
        await life.store.flush();
        life.killAfter(count);
        if ((await Promise.race([life.killed, attempt(life, world, [])])) !== 'killed') {
          expect(there(world)).toEqual(wanted);
          return 'done';
        }
        world.sandbox.clearFaults();
        const next = new Life(world);
        await next.store.load(ACCOUNT);
        for (let round = 0; round < 4 && world.drafts.texts.size > 0; round += 1)
          await attempt(next, world, []);
        expect(there(world), `killed after ${count} steps`).toEqual(wanted);
        expect(world.drafts.texts.size).toBe(0);
        return 'killed';
      },
      { v2: { access } },
    );
    expect(steps).toBeGreaterThan(20);
    expect(steps).toBeLessThan(MOST_STEPS);
  });
});

/** How many meetings there are with the text of the one that was deleted. */
function logged({ sandbox }: World): number {
  const ids = Array.from({ length: 20 }, (_, index) => 1001 + index);
  const notes = ids.map((id) => sandbox.note(sandbox.interaction(0, id)?.noteIds[0] ?? 0)?.content);
  return notes.filter((content) => content === 'see deal_memo_v3').length;
}
