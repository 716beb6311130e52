import { AffinityClient } from '../../src/affinity/index.ts';
import { systemClock } from '../../src/editor/storage/systemClock.ts';
import type { SavedHistory } from '../../src/history/recordHistory.ts';
import { Timelines } from '../../src/history/timelines.ts';
import { WholeHistories } from '../../src/history/wholeHistories.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import { growing, history } from '../support/history.ts';
import type { Figure } from './figure.ts';
import type { Finding } from './finding.ts';
import { timed } from './timed.ts';

const years = 10;
const delayMs = 100;
const ample = { perMinute: 1_000_000, perMonth: 'unlimited' } as const;

/** The history of `wholeHistory` with a note on each of 7,500 meetings, calls and chat messages. */
const perYear = {
  0: growing(2500, years, 1.35),
  1: growing(1500, years, 1.35),
  2: growing(3500, years, 1.35),
  3: growing(12_500, years, 1.35),
};

/** A whole history with the texts of its notes, and the same again after one new interaction. */
export const texts: Figure = async () => {
  const plain = await readOnce({ withTexts: false });
  const full = await readOnce({ withTexts: true });
  const most = 1 + Math.floor(full.notes / 500);
  const again = await full.readAgain();
  const findings: Finding[] = [
    {
      figure: 'texts',
      what: `requests for ${String(full.notes)} texts, besides those for the interactions`,
      ours: { values: [full.requests - plain.requests], unit: 'requests' },
      comparison: 'value',
      goal: { atMost: most },
    },
    {
      figure: 'texts',
      what: 'a whole history with texts',
      ours: { values: [full.ms], unit: 'ms' },
      baseline: { values: [plain.ms], unit: 'ms', what: 'the same without texts' },
      comparison: 'ratio',
    },
    {
      figure: 'again',
      what: 'requests after one new interaction, with its text',
      ours: { values: [again.requests], unit: 'requests' },
      comparison: 'value',
      goal: { atMost: 5 },
    },
    {
      figure: 'again',
      what: 'requests, in those of the first time',
      ours: { values: [again.requests], unit: 'requests' },
      baseline: { values: [full.requests], unit: 'requests', what: 'the first time' },
      comparison: 'ratio',
      goal: { atMost: 0.05 },
    },
    {
      figure: 'again',
      what: 'time, in that of the first time',
      ours: { values: [again.ms], unit: 'ms' },
      baseline: { values: [full.ms], unit: 'ms', what: 'the first time' },
      comparison: 'ratio',
    },
  ];
  return { findings };
};

const floor = (): AbortSignal => new AbortController().signal;

async function readOnce({ withTexts }: { readonly withTexts: boolean }) {
  const now = new Date();
  const past = history(perYear, now.getTime(), 1, { withNotes: true });
  const open = { companyNotes: 'with-interactions' } as const;
  const sandbox = new TestSandbox({ data: past.data, now, delayMs, limits: ample, open });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch });
  const record: RecordRef = { kind: 'company', id: past.company.id, name: past.company.name };
  const kept = new Map<number, SavedHistory>();
  const archive = {
    load: async ({ id }: { readonly id: number }) => kept.get(id),
    save: async (saved: SavedHistory) => void kept.set(saved.record.id, saved),
    edits: () => [],
    knowsEditsSince: () => true,
    readEdits: async () => {},
  };
  const read = async (expected: number) => {
    const timelines = new Timelines(client, systemClock);
    const { interactions, notes } = client;
    const histories = new WholeHistories({
      interactions,
      notes,
      timelines,
      archive,
      clock: systemClock,
      floor,
    });
    sandbox.clearRequests();
    let missing = 0;
    const ms = await timed(async () => {
      const result = await histories.read(record, { withTexts, confirm: async () => true });
      missing = withTexts ? result.missing : 0;
      if (result.interactions.length !== expected || missing > 0)
        throw new Error(
          `${String(result.interactions.length)} interactions, ${String(missing)} notes missing.`,
        );
    });
    return { ms, requests: sandbox.requests.length };
  };
  const first = await read(past.count);
  const readAgain = async () => {
    const personIds = [past.person.id, past.colleague.id];
    await client.interactions.create({ type: 1, personIds, content: 'New', date: new Date() });
    return read(past.count + 1);
  };
  return { ...first, notes: past.notes, readAgain };
}
