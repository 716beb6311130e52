import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '../../src/affinity/index.ts';
import type { InteractionTimeline } from '../../src/history/interactionTimeline.ts';
import { runCount } from '../support/runCount.ts';
import { affinityWith, DAY, NOW } from './affinityWith.ts';
import type { Affinity, Circumstances, Past } from './affinityWith.ts';

const MEETING = 0;
/** Nothing here is older. */
const BEGINNING = NOW - 1600 * DAY;
/** Hundreds of requests each; a busy machine takes its time. */
const TIMEOUT_MS = runCount(120_000);

/** Meetings in clusters over a few years, often several at one moment, some planned. */
const histories = fc.array(
  fc.record({
    day: fc.integer({ min: -60, max: 1500 }),
    times: fc.array(fc.constantFrom(0, 0, 1, 2, 3_600_000), { maxLength: 6 }),
  }),
  { maxLength: 12 },
);

const toPast = (clusters: readonly { day: number; times: readonly number[] }[]): Past[] =>
  clusters.flatMap(({ day, times }) => times.map((time) => ({ date: NOW - day * DAY - time - 1 })));

const circumstances: fc.Arbitrary<Required<Pick<Circumstances, 'open' | 'pageSize'>>> = fc.record({
  open: fc.record({
    order: fc.constantFrom('newest-first', 'oldest-first'),
    endTime: fc.constantFrom('exclusive', 'inclusive'),
  }),
  pageSize: fc.integer({ min: 1, max: 5 }),
});

const kinds = fc.constantFrom('person', 'company', 'opportunity');
const clicks = fc.constantFrom(
  'load',
  'loadOlder',
  'refresh',
  'forgetOlder',
  'retry',
  'lookFurtherBack',
  'restart',
  'fail',
  'expire',
  'cancel',
  'wait',
);
type Click = typeof clicks extends fc.Arbitrary<infer Name> ? Name : never;

/** One user in front of one row. */
class Session {
  readonly affinity: Affinity;
  readonly kind: 'person' | 'company' | 'opportunity';
  timeline: InteractionTimeline;

  constructor(affinity: Affinity, kind: Session['kind']) {
    this.affinity = affinity;
    this.kind = kind;
    this.timeline = affinity.timelines.of(affinity.records[kind], MEETING);
  }

  async click(click: Click): Promise<void> {
    const { timeline, affinity } = this;
    const path = '/interactions';
    if (click === 'fail') affinity.fail({ on: { path }, kind: 'status', status: 500 });
    else if (click === 'expire') affinity.fail({ on: { path: /page_token/ }, kind: 'status', status: 422 });
    else if (click === 'wait') affinity.clock.ms += 5 * DAY;
    else if (click === 'restart') this.restart();
    else if (click === 'forgetOlder') await timeline.refresh({ forgetOlder: true });
    else if (click === 'cancel') {
      const older = timeline.loadOlder();
      timeline.cancel();
      await older;
    } else await timeline[click]();
  }

  restart(): void {
    const snapshot: unknown = JSON.parse(JSON.stringify(this.timeline.snapshot(7) ?? null));
    this.timeline = this.affinity.another().of(this.affinity.records[this.kind], MEETING);
    this.timeline.restore(snapshot);
  }

  /** Clicks until nothing older is left; a walk from now to the year 2000 has some thirty chunks. */
  async loadAll(): Promise<void> {
    this.affinity.sandbox.clearFaults();
    for (let click = 0; click < 200 && !this.timeline.state.allLoaded; click += 1)
      await this.timeline.loadOlder();
    expect(this.timeline.state.allLoaded).toBe(true);
  }
}

/** The interactions of the service now, newest first. */
async function truth({ client, records, clock }: Affinity): Promise<Interaction[]> {
  const span = { startTime: new Date(BEGINNING), endTime: new Date(clock.ms + 400 * DAY) };
  const all: Interaction[] = [];
  const query = { type: MEETING, personId: records.person.id, ...span } as const;
  for await (const one of client.interactions.iterate(query)) all.push(one);
  return all.toSorted((one, other) => other.date.getTime() - one.date.getTime() || other.id - one.id);
}

const brief = (rows: readonly Interaction[]) => rows.map(({ id, date }) => `${id} ${date.toJSON()}`);
const strictly =
  ({ state: { coverage } }: InteractionTimeline) =>
  (row: Interaction) =>
    coverage !== undefined && row.date > coverage.from && row.date < coverage.to;

function expectTruth(
  timeline: InteractionTimeline,
  all: readonly Interaction[],
  order: string | undefined,
  walks = 1,
): void {
  const { items, coverage } = timeline.state;
  expect(brief(items.filter(strictly(timeline)))).toEqual(brief(all.filter(strictly(timeline))));
  const shown = new Set(brief(items));
  expect(shown.size).toBe(items.length);
  expect(brief(items)).toEqual(brief(all).filter((row) => shown.has(row)));
  // One moment alone does not tell a walk the order that the service has.
  const below = items.filter(({ date }) => !coverage || date < coverage.from);
  if (order === 'newest-first')
    expect(new Set(below.map(({ date }) => date.getTime())).size).toBeLessThanOrEqual(walks);
}

describe('a timeline under any clicks', () => {
  it(
    'shows exactly what the service holds in the span it claims, each once, for at most three pages a click',
    async () => {
      const sequence = fc.array(clicks, { maxLength: 14 });
      await fc.assert(
        fc.asyncProperty(histories, circumstances, kinds, sequence, async (history, given, kind, chosen) => {
          const affinity = affinityWith(toPast(history), given);
          const session = new Session(affinity, kind);
          const all = await truth(affinity);
          // One that starts again sees what lies at the very end, which is exclusive, before what it had seen.
          const walks = chosen.includes('expire') ? 2 : 1;
          for (const click of chosen) {
            affinity.sandbox.clearRequests();
            await session.click(click);
            expect(affinity.pages().length).toBeLessThanOrEqual(3);
            expect(affinity.bounds().length).toBeLessThanOrEqual(1);
            expectTruth(session.timeline, all, given.open.order, walks);
          }
          await session.loadAll();
          expectTruth(session.timeline, all, given.open.order, walks);
        }),
        { numRuns: runCount(16) },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'has everything in the end, whatever failed on the way',
    async () => {
      const sequence = fc.array(clicks, { maxLength: 10 });
      await fc.assert(
        fc.asyncProperty(histories, circumstances, sequence, async (history, given, chosen) => {
          const affinity = affinityWith(toPast(history), given);
          const session = new Session(affinity, 'opportunity');
          for (const click of chosen) await session.click(click);
          await session.loadAll();
          expect(brief(session.timeline.state.items)).toEqual(brief(await truth(affinity)));
        }),
        { numRuns: runCount(10) },
      );
    },
    TIMEOUT_MS,
  );
});

describe('a timeline whose interactions change elsewhere', () => {
  const change = fc.record({
    at: fc.nat(),
    day: fc.integer({ min: -60, max: 1500 }),
    isDeleted: fc.boolean(),
  });

  it(
    'is true to the service again in the span that a refresh read',
    async () => {
      const changes = fc.array(change, { maxLength: 8 });
      const given = { pageSize: 4, open: {} };
      await fc.assert(
        fc.asyncProperty(histories, fc.nat(4), changes, async (history, older, changed) => {
          const affinity = affinityWith(toPast(history), given);
          const session = new Session(affinity, 'opportunity');
          await session.timeline.load();
          for (let click = 0; click < older; click += 1) await session.timeline.loadOlder();
          const known = await truth(affinity);
          const deleted = new Set<number>();
          for (const { at, day, isDeleted } of changed) {
            const one = known[at % known.length];
            if (!one || deleted.has(one.id)) continue;
            if (isDeleted) deleted.add(one.id);
            if (isDeleted) affinity.sandbox.deleteBehindTheBack(MEETING, one.id);
            else affinity.sandbox.changeBehindTheBack(MEETING, one.id, { date: NOW - day * DAY - 1 });
          }
          await session.timeline.refresh();
          const now = await truth(affinity);
          const { items, coverage } = session.timeline.state;
          const to = coverage?.to.getTime() ?? 0;
          const page = now
            .filter(({ date }) => date.getTime() < to && date.getTime() >= to - 365 * DAY)
            .slice(0, 4);
          const oldest = page.length === 4 ? page.at(-1)?.date.getTime() : undefined;
          const wasRead = ({ date }: Interaction) =>
            date.getTime() > (oldest ?? to - 365 * DAY) && date.getTime() < to;
          expect(brief(items.filter(wasRead))).toEqual(brief(now.filter(wasRead)));
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
          await session.timeline.refresh({ forgetOlder: true });
          await session.loadAll();
          expect(brief(session.timeline.state.items)).toEqual(brief(now));
        }),
        { numRuns: runCount(16) },
      );
    },
    TIMEOUT_MS,
  );
});
