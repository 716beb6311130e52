import { describe, expect, it } from 'vitest';
import { DeletionAttempts } from '../../src/drafts/writing/deletionAttempts.ts';
import type { DeletionResult } from '../../src/drafts/writing/deletionAttempts.ts';
import { readForDeletion } from '../../src/drafts/writing/readForDeletion.ts';
import { undoDeletion } from '../../src/drafts/writing/undoDeletion.ts';
import { NOW, smallFirm } from '../sandbox/smallFirm.ts';
import { meeting, restarted, start } from './deleteUntilDone.ts';
import { attempt } from './sendUntilDone.ts';
import { newTally } from './tally.ts';
import { ACCOUNT, Life, World } from './world.ts';

/** More than there are. */
const MOST_STEPS = 80;

function aWorld(): World {
  return new World(1, smallFirm(), NOW);
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
): Promise<number> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const world = aWorld();
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

/** How many meetings there are with the text of the one that was deleted. */
function logged({ sandbox }: World): number {
  const ids = Array.from({ length: 20 }, (_, index) => 1001 + index);
  const notes = ids.map((id) => sandbox.note(sandbox.interaction(0, id)?.noteIds[0] ?? 0)?.content);
  return notes.filter((content) => content === 'see deal_memo_v3').length;
}
