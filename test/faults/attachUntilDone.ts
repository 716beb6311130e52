import type { Draft } from '../../src/drafts/model/draft.ts';
import type { SaveQuestion, SaveResult } from '../../src/drafts/writing/saveDraft.ts';
import type { Truth } from './effects.ts';
import { attempt, discard } from './sendUntilDone.ts';
import type { Tally } from './tally.ts';
import { ACCOUNT, Life } from './world.ts';
import type { World } from './world.ts';

export interface WantedWithRecords {
  readonly world: World;
  readonly tally: Tally;
  readonly draft: Draft;
  /** How often the interaction is there, and how often a note with its text is on the records. */
  readonly logged: Truth;
  readonly attached: Truth;
}

const MOST_ROUNDS = 30;
const CALM_ROUND = 10;

/** A user who logs an interaction with records and does not rest before its note is on them. */
export async function attachUntilDone(wanted: WantedWithRecords): Promise<void> {
  const { world, tally, draft, logged, attached } = wanted;
  let life = new Life(world);
  life.store.keep(draft);
  await life.store.flush();
  world.effects.watch(() => logged() + attached());
  world.trouble();
  let answered: readonly SaveQuestion[] = [];
  let looks = 0;
  let end: 'discarded' | 'done' | undefined;
  for (let round = 0; round < MOST_ROUNDS && end === undefined; round += 1) {
    if (round === CALM_ROUND) world.calm();
    life.endanger();
    const result = await Promise.race([life.killed, attempt(life, world, answered)]);
    if (result === 'killed') {
      tally.killed += 1;
      life = new Life(world);
      answered = [];
      await life.store.load(ACCOUNT);
    } else if (result === 'gone') end = 'done';
    else if (result !== 'unread') {
      const next = await judge(result, wanted, { life, answered, looks });
      looks += ['open-outcome', 'unknown'].includes(result.kind) ? 1 : 0;
      if (typeof next === 'string') end = next;
      else answered = next;
    }
  }
  await world.time.sleep(300_000);
  world.effects.judge(tally);
  if (logged() === 0) note(wanted, 'lost', 'it is not logged in the end');
  if (attached() === 0 && end !== 'discarded')
    note(wanted, 'lost', 'its note is not on the records in the end');
  for (const [count, what] of [
    [logged(), 'logged'],
    [attached(), 'on the records'],
  ] as const) {
    if (count - 1 > world.effects.late) note(wanted, 'doubled', `it is ${what} ${count} times`);
    else if (count > 1) tally.lateDoubled += 1;
  }
}

interface Moment {
  readonly life: Life;
  readonly answered: readonly SaveQuestion[];
  /** How often the outcome was unknown before. */
  readonly looks: number;
}

/** The user's reaction to an outcome of the step that is left, and if the outcome was true. */
async function judge(
  result: SaveResult,
  wanted: WantedWithRecords,
  moment: Moment,
): Promise<'discarded' | 'done' | readonly SaveQuestion[]> {
  const { world, tally, logged, attached } = wanted;
  const { life, answered, looks } = moment;
  tally.answers += 1;
  if (result.kind === 'saved') {
    if (logged() === 0) note(wanted, 'misreported', 'said to be logged');
    return result.attach === undefined ? 'done' : judge(result.attach, wanted, moment);
  }
  const isLogged = life.store.list(ACCOUNT)[0]?.subject.kind === 'attach';
  const truth = isLogged ? attached : logged;
  switch (result.kind) {
    case 'attached':
      if (attached() === 0) note(wanted, 'misreported', 'said to be on the records');
      return 'done';
    case 'noted':
    case 'conflict':
      throw new Error(result.kind);
    case 'refused':
    case 'rerouted':
    case 'problems':
      if (result.kind === 'problems' && result.problems.some(({ code }) => code === 'unlooked')) return [];
      if (life.store.list(ACCOUNT).length === 0) note(wanted, 'lost', 'no draft is left');
      if (truth() > 0) note(wanted, 'misreported', `said not to be saved: ${JSON.stringify(result)}`);
      else world.effects.deny();
      return [];
    case 'neighbours':
      return logged() > 0 ? giveUp(life) : [...answered, 'neighbours'];
    case 'open-outcome':
    case 'unknown':
      tally.unknown += 1;
      await world.time.sleep(20_000);
      if (truth() === 0) return ['unknownOutcome'];
      // The next check may find it. The step that is left can be repeated, and the user who sees the interaction twice gives up.
      return isLogged || looks === 0 ? [] : giveUp(life);
  }
}

/** The user has seen it in Affinity, and puts its note on the records there. */
async function giveUp(life: Life): Promise<'discarded'> {
  await discard(life);
  return 'discarded';
}

function note({ tally }: WantedWithRecords, what: 'lost' | 'doubled' | 'misreported', words: string): void {
  tally[what] += 1;
  tally.notes.push(`${what}: ${words}`);
}
