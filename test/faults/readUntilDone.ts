import type { Interaction } from '../../src/affinity/index.ts';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { Timelines } from '../../src/history/timelines.ts';
import type { SampleData } from '../../src/sandbox/testing/index.ts';
import { DAY, ids, NOW } from '../sandbox/smallFirm.ts';
import type { Tally } from './tally.ts';
import { Life } from './world.ts';
import type { World } from './world.ts';

const MOST_ROUNDS = 30;
const CALM_ROUND = 15;

/** Walks on from the cursor of the last page, whatever happened after it. */
export async function walkUntilDone(world: World, tally: Tally, { interactions }: SampleData): Promise<void> {
  const found: number[] = [];
  const lookahead = world.random.below(4);
  const span = { startTime: new Date(NOW - 5 * 365 * DAY), endTime: new Date(NOW + 1) };
  const query = { type: 0, personId: ids.jane, ...span, pageSize: 10 } as const;
  let cursor: string | undefined;
  let isComplete = false;
  const read = async (life: Life) => {
    const walking = life.client.interactions.iterate(query, { lookahead, resumeFrom: cursor });
    for await (const page of walking.pages()) {
      // Pages that were read ahead are gone with it.
      if (!life.isAlive) return;
      found.push(...page.items.map(({ id }: Interaction) => id));
      cursor = page.cursor;
      isComplete = cursor === undefined;
    }
  };
  await inLives({ world, tally, read, isDone: () => isComplete });
  if (!isComplete) tally.lost += 1;
  else if (interactions.some(({ id }) => !found.includes(id))) tally.misreported += 1;
  if (new Set(found).size < found.length) tally.doubled += 1;
}

/** Loads older rows, refreshes in between, and goes on from the kept rows. No state may claim more than is so. */
export async function loadUntilDone(world: World, tally: Tally, data: SampleData): Promise<void> {
  const { random, time } = world;
  let kept: unknown;
  let isComplete = false;
  const read = async (life: Life) => {
    const timelines = new Timelines(life.client, { now: () => time.now() });
    const timeline = timelines.of({ kind: 'person', id: ids.jane, name: 'Jane Roe' }, 0);
    timeline.restore(kept);
    timeline.onDidChange(() => {
      if (!life.isAlive) return;
      checkClaims(timeline, data, tally);
      kept = JSON.parse(JSON.stringify(timeline.snapshot() ?? null));
    });
    for (let click = 0; click < 30 && !isComplete; click += 1) {
      await life.step(() => time.sleep(random.below(2_000)));
      if (timeline.state.failure !== undefined) await timeline.retry();
      else if (timeline.state.restored || random.chance(0.2)) await timeline.refresh();
      else await timeline.loadOlder();
      const { status, allLoaded, restored } = timeline.state;
      isComplete = life.isAlive && status === 'loaded' && allLoaded && !restored;
    }
  };
  await inLives({ world, tally, read, isDone: () => isComplete });
  if (!isComplete) tally.lost += 1;
}

/** One extension host after another, until it is done or nobody would go on trying. */
async function inLives(reading: {
  readonly world: World;
  readonly tally: Tally;
  readonly read: (life: Life) => Promise<void>;
  readonly isDone: () => boolean;
}): Promise<void> {
  const { world, tally, read, isDone } = reading;
  world.trouble();
  for (let round = 0; round < MOST_ROUNDS && !isDone(); round += 1) {
    if (round === CALM_ROUND) world.calm();
    const life = new Life(world);
    life.endanger();
    const ended = await Promise.race([life.killed, read(life).catch(() => undefined)]);
    if (ended === 'killed') tally.killed += 1;
  }
}

/** All that lies within what a timeline says to cover is shown, and once. */
function checkClaims({ state }: InteractionTimeline, { interactions }: SampleData, tally: Tally): void {
  const shown = new Set(state.items.map(({ id }) => id));
  if (shown.size < state.items.length) tally.doubled += 1;
  const { coverage, allLoaded } = state;
  if (coverage === undefined) return;
  const [from, to] = [coverage.from.getTime(), coverage.to.getTime()];
  const missing = interactions.filter(
    ({ id, date }) => !shown.has(id) && date < to && (date > from || (allLoaded && date === from)),
  );
  if (missing.length === 0) return;
  tally.misreported += 1;
  tally.notes.push(`misreported: ${missing.length} missing of what is said to be loaded`);
}
