import type { Draft } from '../../src/drafts/model/draft.ts';
import type { SaveQuestion, SaveResult } from '../../src/drafts/writing/saveDraft.ts';
import { sendDraft } from '../../src/drafts/writing/sendDraft.ts';
import type { Truth } from './effects.ts';
import type { Tally } from './tally.ts';
import { ACCOUNT, Life } from './world.ts';
import type { World } from './world.ts';

export interface Wanted {
  readonly world: World;
  readonly tally: Tally;
  /** Absent where it is among the drafts already. */
  readonly draft?: Draft;
  /** Before the first attempt. */
  readonly before: number;
  readonly truth: Truth;
  /** The questions to which the user would say yes. */
  readonly answered: readonly SaveQuestion[];
}

/** A user who types a draft and will not rest before it is in Affinity, whatever happens. */
export async function sendUntilDone(wanted: Wanted): Promise<void> {
  const { world, tally, draft, before, truth } = wanted;
  let life = new Life(world);
  if (draft === undefined) await life.store.load(ACCOUNT);
  else life.store.keep(draft);
  await life.store.flush();
  world.effects.watch(truth);
  world.trouble();
  let answered = wanted.answered;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round === CALM_ROUND) world.calm();
    life.endanger();
    const result = await Promise.race([life.killed, attempt(life, world, answered)]);
    if (result === 'killed') {
      tally.killed += 1;
      life = new Life(world);
      answered = wanted.answered;
      await life.store.load(ACCOUNT);
      continue;
    }
    if (result === 'gone') break;
    if (result === 'unread') continue;
    const next = await judge(result, { ...wanted, answered, first: wanted.answered }, life);
    if (next === 'done') break;
    answered = next;
  }
  // Remove discarded drafts, and let requests under way arrive.
  await world.time.sleep(300_000);
  world.effects.judge(tally);
  if (truth() <= before) note(wanted, 'lost', 'it is not there in the end');
  const doubled = truth() - before - 1;
  if (doubled > world.effects.late) note(wanted, 'doubled', `it is there ${doubled + 1} times`);
  else if (doubled > 0) tally.lateDoubled += 1;
}

const MOST_ROUNDS = 24;
const CALM_ROUND = 10;

/** Sends the draft that there is; `gone` when there is none. */
export async function attempt(
  life: Life,
  { time, random, drafts }: World,
  answered: readonly SaveQuestion[],
): Promise<SaveResult | 'gone' | 'unread'> {
  await life.step(() => time.sleep(random.below(3_000)));
  const { store, connection } = life;
  // A disk that could not be read is read again.
  if (store.list(ACCOUNT).length === 0) await store.load(ACCOUNT);
  const [draft] = store.list(ACCOUNT);
  if (draft === undefined) return drafts.texts.size === 0 ? 'gone' : 'unread';
  return sendDraft({
    draft,
    store,
    connection: () => connection,
    clock: time,
    dayFirst: false,
    answered,
  });
}

/** The user's reaction to an outcome, and if the outcome was true. */
async function judge(
  result: SaveResult,
  wanted: Wanted & { readonly first: Wanted['answered'] },
  life: Life,
): Promise<'done' | readonly SaveQuestion[]> {
  const { world, tally, before, truth, answered, first } = wanted;
  tally.answers += 1;
  switch (result.kind) {
    case 'saved':
    case 'noted':
    case 'attached':
      if (truth() <= before) note(wanted, 'misreported', 'said to be saved');
      return 'done';
    case 'refused':
    case 'rerouted':
    case 'problems':
      if (isUnlooked(result)) return first;
      if (truth() > before) note(wanted, 'misreported', `said not to be saved: ${JSON.stringify(result)}`);
      else world.effects.deny();
      if (life.store.list(ACCOUNT).length === 0) note(wanted, 'lost', 'no draft is left');
      return first;
    case 'neighbours':
    case 'conflict':
      if (truth() > before) return discard(life);
      return [...answered, result.kind];
    case 'open-outcome':
    case 'unknown':
      tally.unknown += 1;
      await world.time.sleep(20_000);
      if (truth() > before) return discard(life);
      return [...first, 'unknownOutcome'];
  }
}

/** Nothing is said of whether it is there, or that it may be. */
function isUnlooked(result: SaveResult): boolean {
  return (
    result.kind === 'problems' &&
    result.problems.some(({ code }) => code === 'unlooked' || code === 'cannot-look')
  );
}

/** The user has seen it in Affinity. */
export async function discard(life: Life): Promise<'done'> {
  const [draft] = life.store.list(ACCOUNT);
  if (draft !== undefined) await Promise.race([life.killed, life.store.discard(draft.id)]);
  return 'done';
}

function note({ tally }: Wanted, what: 'lost' | 'doubled' | 'misreported', words: string): void {
  tally[what] += 1;
  tally.notes.push(`${what}: ${words}`);
}
