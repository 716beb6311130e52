import { AffinityError } from '../../src/affinity/index.ts';
import { deletionId } from '../../src/drafts/model/keptDeletion.ts';
import { DeletionAttempts } from '../../src/drafts/writing/deletionAttempts.ts';
import type { DeletionResult } from '../../src/drafts/writing/deletionAttempts.ts';
import { readForDeletion } from '../../src/drafts/writing/readForDeletion.ts';
import { undoDeletion } from '../../src/drafts/writing/undoDeletion.ts';
import { ann } from '../drafts/support/aDraft.ts';
import { NOW } from '../sandbox/smallFirm.ts';
import type { Truth } from './effects.ts';
import { attempt, discard, sendUntilDone } from './sendUntilDone.ts';
import type { Tally } from './tally.ts';
import { ACCOUNT, Life } from './world.ts';
import type { World } from './world.ts';

export const start = { id: 'one', account: ACCOUNT, user: ann, now: new Date(NOW), zone: 'Europe/Berlin' };
export const meeting = { type: 0, id: 1001 } as const;

/** A user who wants a meeting gone, and looks or deletes again for as long as nobody knows whether it is. */
export async function deleteUntilDone(world: World, tally: Tally): Promise<void> {
  const isThere = () => world.sandbox.interaction(meeting.type, meeting.id) !== undefined;
  world.effects.watch(() => Number(!isThere()));
  world.trouble();
  let life = new Life(world);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round === CALM_ROUND) world.calm();
    life.endanger();
    const result = await Promise.race([life.killed, deleteOrLook(life, world)]);
    if (result === 'killed') {
      tally.killed += 1;
      life = await restarted(world, tally);
      continue;
    }
    if (result === 'gone') break;
    if (result === 'unread') continue;
    judge(result, { tally, life, isThere, world });
    if (result.kind === 'deleted') {
      if ((await Promise.race([life.killed, result.claim.finish()])) === 'killed') tally.killed += 1;
      break;
    }
    await world.time.sleep(20_000);
  }
  await world.time.sleep(300_000);
  world.effects.judge(tally);
  if (isThere()) note(tally, 'lost', 'it is there in the end');
  for (const texts of world.keptBefore)
    if (!texts.some((text) => text.includes('"deleting"')))
      note(tally, 'lost', 'not kept before it went out');
}

const MOST_ROUNDS = 24;
const CALM_ROUND = 10;

/** A window that was killed has left what it was at, and the next one shows just that. */
export async function restarted(world: World, tally: Tally): Promise<Life> {
  const isOpen = [...world.deletions.texts.values()].some((text) => /"(?:deleting|unknown)"/u.test(text));
  const life = new Life(world);
  await Promise.all([life.deletions.load(ACCOUNT), life.store.load(ACCOUNT)]);
  const [shown] = life.deletions.list(ACCOUNT);
  if (isOpen !== (shown?.outcome.state === 'unknown')) note(tally, 'lost', 'the open deletion is not there');
  return life;
}

/** `gone`: the user sees that it is not there any more. */
async function deleteOrLook(
  life: Life,
  { time, random }: World,
): Promise<DeletionResult | 'gone' | 'unread'> {
  const { deletions: store, client } = life;
  await life.step(() => time.sleep(random.below(3_000)));
  const attempts = new DeletionAttempts({ store, interactions: client.interactions, clock: time });
  const [open] = store.list(ACCOUNT);
  if (open !== undefined && random.chance(0.5)) return attempts.lookAgain(ACCOUNT, deletionId(open));
  try {
    return await attempts.delete({
      account: ACCOUNT,
      ...meeting,
      ...(await readForDeletion(client, meeting)),
    });
  } catch (error) {
    if (open !== undefined) return attempts.lookAgain(ACCOUNT, deletionId(open));
    return error instanceof AffinityError && error.kind === 'not-found' ? 'gone' : 'unread';
  }
}

function judge(result: DeletionResult, { tally, life, isThere, world }: Judging): void {
  tally.answers += 1;
  const isOpen = life.deletions.list(ACCOUNT).length > 0;
  switch (result.kind) {
    case 'open':
      tally.unknown += 1;
      if (!isOpen) note(tally, 'lost', 'what nobody knows is not kept');
      return;
    case 'deleted':
      if (isThere() || isOpen) note(tally, 'misreported', 'said to be deleted');
      return;
    case 'still-there':
    case 'refused':
      if (!isThere() || isOpen) note(tally, 'misreported', `said not to be deleted: ${result.kind}`);
      else world.effects.deny();
      return;
    case 'gone-before':
    case 'busy':
    case 'settled':
    case 'unwritten':
      return note(tally, 'misreported', `said of another window, or of the disk: ${result.kind}`);
  }
}

interface Judging {
  readonly world: World;
  readonly tally: Tally;
  readonly life: Life;
  readonly isThere: () => boolean;
}

export interface Undoing {
  readonly world: World;
  readonly tally: Tally;
  /** How often it is there. */
  readonly truth: Truth;
}

/** A user who deletes a meeting, takes that back, and will not rest before it is there again. */
export async function undoUntilDone({ world, tally, truth }: Undoing): Promise<void> {
  const isDeleted = !world.random.chance(0.25);
  const body = { success: true };
  if (!isDeleted) world.sandbox.play({ kind: 'status', status: 200, body, on: { method: 'DELETE' } });
  const life = new Life(world);
  const { deletions: store, client } = life;
  const deps = { store, interactions: client.interactions, clock: world.time };
  const read = { account: ACCOUNT, ...meeting, ...(await readForDeletion(life.client, meeting)) };
  const result = await new DeletionAttempts(deps).delete(read);
  if (result.kind !== 'deleted') throw new Error(`It is ${result.kind}.`);
  world.trouble();
  world.isDiskSound = true;
  life.endanger();
  if ((await Promise.race([life.killed, undoDeletion(life.store, start, result)])) === 'killed') {
    tally.killed += 1;
    const { store } = await restarted(world, tally);
    // The click had made no draft yet.
    if (store.list(ACCOUNT).length === 0) return;
  }
  // From here on the trouble is that of the draft.
  world.isDiskSound = false;
  world.calm();
  if (isDeleted) await sendUntilDone({ world, tally, before: 0, truth, answered: [] });
  else await sendUntilSeen({ world, tally, truth });
}

/** An interaction that still exists isn't logged again. The user sees it instead. */
async function sendUntilSeen({ world, tally, truth }: Undoing): Promise<void> {
  world.trouble();
  let isSeen = false;
  let life = await restarted(world, tally);
  for (let round = 0; round < MOST_ROUNDS && !isSeen; round += 1) {
    if (round === CALM_ROUND) world.calm();
    life.endanger();
    const result = await Promise.race([life.killed, attempt(life, world, [])]);
    if (result === 'killed') {
      tally.killed += 1;
      life = await restarted(world, tally);
    } else if (result === 'gone' || (result !== 'unread' && result.kind === 'neighbours')) {
      isSeen = true;
      await discard(life);
    } else if (result !== 'unread' && result.kind !== 'refused')
      note(tally, 'misreported', `an undo of nothing is ${result.kind}`);
  }
  await world.time.sleep(60_000);
  if (!isSeen) note(tally, 'lost', 'nobody was shown that it is there');
  if (truth() !== 1) note(tally, 'doubled', `it is there ${truth()} times`);
}

function note(tally: Tally, what: 'lost' | 'doubled' | 'misreported', words: string): void {
  tally[what] += 1;
  tally.notes.push(`${what}: ${words}`);
}
