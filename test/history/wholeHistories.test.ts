import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { AffinityClient } from '../../src/affinity/index.ts';
import type { RateLimits } from '../../src/affinity/index.ts';
import { HistoryEdits } from '../../src/history/historyEdits.ts';
import { HistoryLinesReader, historyLines } from '../../src/history/historyLines.ts';
import { MonthlyFloor } from '../../src/history/monthlyFloor.ts';
import type { SavedHistory } from '../../src/history/recordHistory.ts';
import { Timelines } from '../../src/history/timelines.ts';
import { WholeHistories } from '../../src/history/wholeHistories.ts';
import type { ReadHistoryOptions } from '../../src/history/wholeHistories.ts';
import { typeIds } from '../../src/model/interactionTypes.ts';
import { recordKey } from '../../src/model/recordRef.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';
import { SampleDataBuilder, TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { InteractionType, LimitOptions, OpenQuestions } from '../../src/sandbox/testing/index.ts';
import { runCount } from '../support/runCount.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const DAY = 86_400_000;

interface Firm {
  readonly years: number;
  /** Interactions of each type and year. */
  readonly perYear: number;
  readonly people?: number;
  readonly open?: OpenQuestions;
  readonly limits?: LimitOptions;
  readonly keep?: number;
  /** One in so many has a note; none with 0. */
  readonly noteEvery?: number;
  readonly endedDaysAgo?: number;
  /** Days until each planned meeting. */
  readonly planned?: readonly number[];
}

const ids = ({ interactions }: { readonly interactions: readonly { type: number; id: number }[] }) =>
  interactions.map(({ type, id }) => `${String(type)}:${String(id)}`);

/** A company with people, its history in all four types, and the texts of most of them. */
function firmWith({ years, perYear, people = 1, open = {}, limits, keep = 0, ...more }: Firm) {
  const { noteEvery = 1, endedDaysAgo = 0, planned = [] } = more;
  const builder = new SampleDataBuilder();
  const ann = builder.colleague({ firstName: 'Ann', lastName: 'Lee', emails: ['ann@firm.example'] });
  const others = Array.from({ length: people }, (_, index) =>
    builder.person({
      firstName: `Ben${String(index)}`,
      lastName: 'Ott',
      emails: [`ben${String(index)}@acme.example`],
    }),
  );
  const company = builder.company({ name: 'Acme', personIds: others.map(({ id }) => id) });
  const texts = new Map<string, string>();
  let notes = 0;
  for (const type of [0, 1, 2, 3] as const)
    for (let index = 0; index < years * perYear; index += 1) {
      const date = NOW - endedDaysAgo * DAY - Math.round(((index + 0.5) * 365 * DAY) / perYear);
      const other = others[(index + type * 7) % people];
      const personIds = [ann.id, ...(other === undefined ? [] : [other.id])];
      const interaction = builder.interaction({ type, date, title: null, personIds });
      if (type === 3 || noteEvery === 0 || index % noteEvery !== 0) continue;
      const text = `Note ${String(type)}-${String(index)} about *terms*_v2`;
      builder.noteOn(interaction, { content: text, creatorId: ann.id, createdAt: date });
      texts.set(`${String(type)}:${String(interaction.id)}`, text);
      notes += 1;
    }
  for (const days of planned)
    builder.interaction({
      type: 0,
      date: NOW + days * DAY,
      title: 'Planned',
      personIds: [ann.id, ...others.map(({ id }) => id)],
    });
  const clock = { ms: NOW, now: () => clock.ms, sleep: async () => {} };
  const ample = { perMinute: 1e9, perMonth: 'unlimited' as const };
  const sandbox = new TestSandbox({ data: builder.build(), clock, open, limits: { ...ample, ...limits } });
  const floor = new MonthlyFloor(() => keep);
  const onLimits = (reported: RateLimits): void => floor.learn(reported);
  const client = new AffinityClient({
    apiKey: sandbox.apiKey,
    fetch: sandbox.fetch,
    clock,
    maxRetries: 0,
    onLimits,
  });
  const kept = new Map<string, readonly string[]>();
  const archive = {
    load: async (record: Pick<RecordRef, 'kind' | 'id'>) => readBack(kept.get(recordKey(record))),
    save: async (history: SavedHistory) =>
      void kept.set(recordKey(history.record), [...historyLines(history)]),
  };
  const edits = new HistoryEdits();
  const since = (moment: number) => edits.since(moment) ?? [];
  const knowsEditsSince = (moment: number) => edits.since(moment) !== undefined;
  const start = () => {
    const timelines = new Timelines(client, clock);
    const { interactions, notes } = client;
    timelines.onDidEdit((edit) => edits.add(edit, clock.ms));
    const kept = { ...archive, edits: since, knowsEditsSince, readEdits: async () => {} };
    const deps = { interactions, notes, timelines, archive: kept, clock, floor: () => floor.signal() };
    return Object.assign(new WholeHistories(deps), { timelines });
  };
  const [ben] = others;
  const records = {
    company: { kind: 'company', id: company.id, name: 'Acme' } as RecordRef,
    person: { kind: 'person', id: ben?.id ?? 0, name: 'Ben' } as RecordRef,
  };
  const requests = (path: RegExp) => sandbox.requests.filter((one) => path.test(one.path));
  return { sandbox, client, clock, kept, start, records, texts, notes, requests, ann, others };
}

function readBack(lines: readonly string[] | undefined): SavedHistory | undefined {
  const reader = new HistoryLinesReader();
  for (const line of lines ?? []) reader.take(line);
  return reader.history;
}

const yes: ReadHistoryOptions = { confirm: async () => true, withTexts: true };

describe('a whole history with texts', () => {
  it.each(['with-interactions', 'direct'] as const)(
    'has every interaction once, newest first, with its text, where a company’s list is %s',
    async (companyNotes) => {
      const firm = firmWith({ years: 4, perYear: 60, people: 3, noteEvery: 2, open: { companyNotes } });
      const history = await firm.start().read(firm.records.company, yes);
      expect(history.end).toEqual({ kind: 'complete' });
      expect(new Set(ids(history)).size).toBe(4 * 4 * 60);
      expect(history.interactions).toHaveLength(4 * 4 * 60);
      const dates = history.interactions.map(({ date }) => date.getTime());
      expect(dates).toEqual(dates.toSorted((one, other) => other - one));
      for (const { type, id, noteIds, text } of history.interactions)
        expect(text).toBe(
          firm.texts.get(`${String(type)}:${String(id)}`) ?? (noteIds.length === 0 ? '' : undefined),
        );
      expect(history.missing).toBe(0);
      expect([...history.coverage.values()].every(({ isComplete }) => isComplete)).toBe(true);
    },
  );

  it('has the meetings that are planned after the next one', async () => {
    const firm = firmWith({ years: 1, perYear: 3, planned: [3, 20, 80] });
    const { interactions, coverage } = await firm.start().read(firm.records.company, yes);
    expect(interactions.filter(({ title }) => title === 'Planned')).toHaveLength(3);
    expect(coverage.get(0)?.span?.to.getTime()).toBeGreaterThan(NOW + 80 * DAY);
  });

  it('costs the requests without texts, one more, and one for 500 notes', async () => {
    const scene: Firm = { years: 3, perYear: 250, open: { companyNotes: 'with-interactions' } };
    const plain = firmWith(scene);
    await plain.start().read(plain.records.company, { ...yes, withTexts: false });
    const firm = firmWith(scene);
    const history = await firm.start().read(firm.records.company, yes);
    expect(history.missing).toBe(0);
    expect(firm.sandbox.requests.length).toBeLessThanOrEqual(
      plain.sandbox.requests.length + 1 + Math.floor(firm.notes / 500),
    );
    expect(firm.requests(/^\/notes\/\d/)).toEqual([]);
  });

  it('reads the lists of people where the company’s own holds direct notes only', async () => {
    const firm = firmWith({ years: 2, perYear: 60, people: 2 });
    const history = await firm.start().read(firm.records.company, yes);
    expect(history.missing).toBe(0);
    // Its own list, and that of each of the two people.
    expect(firm.requests(/^\/notes/)).toHaveLength(3);
  });

  it('reads a few notes by id rather than by lists', async () => {
    const firm = firmWith({ years: 1, perYear: 20, noteEvery: 19, people: 20 });
    const history = await firm.start().read(firm.records.company, yes);
    expect(history.missing).toBe(0);
    expect(firm.requests(/^\/notes\/\d/).length).toBeGreaterThan(0);
    expect(firm.requests(/^\/notes/).length).toBeLessThanOrEqual(1 + firm.notes);
  });

  it('asks for no notes without texts, and only for notes when they are wanted later', async () => {
    const firm = firmWith({ years: 2, perYear: 30 });
    const first = await firm.start().read(firm.records.person, { ...yes, withTexts: false });
    expect(firm.requests(/^\/notes/)).toEqual([]);
    expect(first.missing).toBe(firm.notes);
    expect(first.interactions.some(({ text }) => text !== undefined && text !== '')).toBe(false);
    const second = await firm.start().read(firm.records.person, yes);
    expect(second.missing).toBe(0);
    expect(firm.requests(/^\/notes/)).toHaveLength(1);
  });

  it('survives notes that are gone, hidden or can’t be read', async () => {
    const firm = firmWith({ years: 1, perYear: 4 });
    firm.sandbox.play({ on: { path: '/notes' }, kind: 'status', status: 403, times: 3 });
    const history = await firm.start().read(firm.records.company, yes);
    expect(history.end).toEqual({ kind: 'complete' });
    expect(history.missing).toBeGreaterThan(0);
    expect(history.interactions).toHaveLength(16);
  });
});

const noQuestion = async (): Promise<never> =>
  expect.unreachable('It asks about requests that it need not make.');

describe('rows that the tree has loaded', () => {
  it.each([0, 400])('whole are not requested again, when they ended %i days ago', async (endedDaysAgo) => {
    const firm = firmWith({ years: 60, perYear: 3, people: 2, endedDaysAgo, planned: [3, 20] });
    const histories = firm.start();
    for (const type of typeIds) {
      const timeline = histories.timelines.of(firm.records.company, type);
      while (!timeline.state.allLoaded) await timeline.loadOlder();
    }
    firm.sandbox.clearRequests();
    const history = await histories.read(firm.records.company, { confirm: noQuestion });
    expect(history.end).toEqual({ kind: 'complete' });
    expect(firm.sandbox.requests.length).toBeLessThanOrEqual(typeIds.length);
    const whole = await firmWith({ years: 60, perYear: 3, people: 2, endedDaysAgo, planned: [3, 20] })
      .start()
      .read(firm.records.company, { ...yes, withTexts: false });
    expect(ids(history)).toEqual(ids(whole));
    expect([...history.coverage.values()].every(({ isComplete }) => isComplete)).toBe(true);
    firm.sandbox.clearRequests();
    const again = await firm.start().read(firm.records.company, { confirm: noQuestion });
    expect(ids(again)).toEqual(ids(whole));
    expect(firm.sandbox.requests.length).toBeLessThanOrEqual(typeIds.length + 1);
  });

  it('lack what another window saved and deleted since, and win over what it saved before', async () => {
    const firm = firmWith({ years: 3, perYear: 110, noteEvery: 0 });
    const [here, elsewhere] = [firm.start(), firm.start()];
    const timeline = here.timelines.of(firm.records.person, 1);
    while (!timeline.state.allLoaded) await timeline.loadOlder();
    const rows = timeline.state.items;
    const [newest, deleted, moved] = [rows[0], rows.at(-1), rows.at(-2)];
    if (newest === undefined || deleted === undefined || moved === undefined)
      throw new Error('There are no calls.');
    firm.clock.ms += DAY;
    const save = async (id: number, minute: number) => {
      await firm.client.interactions.update(id, 1, { date: new Date(NOW - minute * 60_000) });
      elsewhere.timelines.put(await firm.client.interactions.get(id, 1));
    };
    await save(newest.id, 2);
    firm.sandbox.changeBehindTheBack(1, newest.id, { date: NOW - 60_000 });
    firm.clock.ms += 1000;
    await timeline.refresh();
    firm.sandbox.deleteBehindTheBack(1, deleted.id);
    elsewhere.timelines.remove(1, deleted.id);
    await save(moved.id, 3);
    const personIds = [firm.ann.id, firm.records.person.id];
    const date = new Date(NOW - 500 * DAY);
    const { id } = await firm.client.interactions.create({ type: 1, personIds, content: 'New', date });
    elsewhere.timelines.put(await firm.client.interactions.get(id, 1));
    const history = await here.read(firm.records.person, { confirm: noQuestion });
    const calls = history.interactions.filter(({ type }) => type === 1);
    expect(calls).toHaveLength(rows.length);
    expect(calls.map((one) => one.id)).not.toContain(deleted.id);
    expect(calls.filter((one) => one.id === id)).toHaveLength(1);
    const dates = new Map(calls.map((one) => [one.id, NOW - one.date.getTime()]));
    expect(dates.get(newest.id)).toBe(60_000);
    expect(dates.get(moved.id)).toBe(180_000);
  });

  it.each(['kept', 'loaded'])('are not with a person who was removed from them: %s', async (where) => {
    const firm = firmWith({ years: 3, perYear: 110, people: 2, noteEvery: 0 });
    const [here, elsewhere] = [firm.start(), firm.start()];
    const { person } = firm.records;
    const timeline = (where === 'kept' ? elsewhere : here).timelines.of(person, 1);
    while (!timeline.state.allLoaded) await timeline.loadOlder();
    if (where === 'kept') await here.read(person, { confirm: noQuestion });
    const [oldest, other] = [timeline.state.items.at(-1), firm.others[1]];
    if (oldest === undefined || other === undefined) throw new Error('There are no calls.');
    firm.clock.ms += 1000;
    await firm.client.interactions.update(oldest.id, 1, { personIds: [firm.ann.id, other.id] });
    elsewhere.timelines.put(await firm.client.interactions.get(oldest.id, 1));
    const history = await here.read(person, { confirm: noQuestion });
    const calls = history.interactions.filter(({ type }) => type === 1).map(({ id }) => id);
    expect(calls.length).toBeGreaterThan(100);
    expect(calls).not.toContain(oldest.id);
  });

  it('are read again when more was saved elsewhere since than is known', async () => {
    const firm = firmWith({ years: 3, perYear: 110, noteEvery: 0 });
    const [here, elsewhere] = [firm.start(), firm.start()];
    const timeline = here.timelines.of(firm.records.person, 1);
    while (!timeline.state.allLoaded) await timeline.loadOlder();
    firm.clock.ms += DAY;
    const [deleted, ...others] = timeline.state.items.toReversed();
    if (deleted === undefined) throw new Error('There are no calls.');
    firm.sandbox.deleteBehindTheBack(1, deleted.id);
    elsewhere.timelines.remove(1, deleted.id);
    for (let again = 0; again < 2; again += 1) for (const one of others) elsewhere.timelines.put(one);
    const history = await here.read(firm.records.person, { ...yes, types: [1] });
    const calls = history.interactions.map(({ id }) => id);
    expect(calls).not.toContain(deleted.id);
    expect(calls).toHaveLength(others.length);
  });

  it('in part never replace what is kept', async () => {
    const scene = { years: 6, perYear: 150, noteEvery: 0 };
    const firm = firmWith(scene);
    const histories = firm.start();
    const timeline = histories.timelines.of(firm.records.company, 3);
    await timeline.load();
    expect(timeline.state.allLoaded).toBe(false);
    const whole = await histories.read(firm.records.company, { ...yes, withTexts: false });
    expect(whole.interactions).toHaveLength(4 * 6 * 150);
    await timeline.refresh();
    firm.sandbox.clearRequests();
    const again = await histories.read(firm.records.company, { confirm: noQuestion });
    expect(ids(again)).toEqual(ids(whole));
    expect(firm.sandbox.requests.length).toBeLessThanOrEqual(typeIds.length + 1);
  });
});

describe('reading a history again', () => {
  it.each([0, 400])(
    'takes one request for each type and one for the new text, when it ended %i days ago',
    async (endedDaysAgo) => {
      const firm = firmWith({ years: 6, perYear: 110, people: 2, endedDaysAgo });
      await firm.start().read(firm.records.company, yes);
      const first = firm.sandbox.requests.length;
      firm.clock.ms += 3 * DAY;
      const personIds = [firm.ann.id, ...firm.others.map(({ id }) => id)];
      const { id } = await firm.client.interactions.create({
        type: 1,
        personIds,
        content: 'New',
        date: new Date(firm.clock.ms - 1000),
      });
      firm.sandbox.clearRequests();
      const again = await firm.start().read(firm.records.company, yes);
      expect(again.interactions[0]).toMatchObject({ type: 1, id, text: 'New' });
      expect(again.interactions).toHaveLength(4 * 6 * 110 + 1);
      expect(firm.sandbox.requests.length).toBeLessThanOrEqual(typeIds.length + 1);
      expect(firm.sandbox.requests.length).toBeLessThan(first * 0.1);
    },
  );

  it('shows changes and deletions of the newest page', async () => {
    const firm = firmWith({ years: 2, perYear: 30 });
    const histories = firm.start();
    const [newest, next] = (await histories.read(firm.records.company, yes)).interactions;
    firm.sandbox.deleteBehindTheBack(newest?.type as InteractionType, newest?.id ?? 0);
    firm.sandbox.changeBehindTheBack(next?.type as InteractionType, next?.id ?? 0, { date: NOW - 1000 });
    firm.clock.ms += DAY;
    const again = await histories.read(firm.records.company, yes);
    expect(ids(again)).not.toContain(`${String(newest?.type)}:${String(newest?.id)}`);
    expect(again.interactions[0]).toMatchObject({ id: next?.id, date: new Date(NOW - 1000) });
    expect(new Set(ids(again)).size).toBe(again.interactions.length);
  });

  it('has what was changed or deleted here, also where it isn’t read again', async () => {
    const firm = firmWith({ years: 3, perYear: 110 });
    const histories = firm.start();
    const { interactions } = await histories.read(firm.records.company, yes);
    const [deleted, changed] = interactions.filter(({ type }) => type === 1).slice(-2);
    if (deleted === undefined || changed === undefined) throw new Error('There are no calls.');
    firm.clock.ms += DAY;
    firm.sandbox.deleteBehindTheBack(1, deleted.id);
    histories.timelines.remove(1, deleted.id);
    await firm.client.interactions.update(changed.id, 1, { content: 'Changed here' });
    histories.timelines.put(await firm.client.interactions.get(changed.id, 1));
    const again = await firm.start().read(firm.records.company, yes);
    expect(ids(again)).not.toContain(`1:${String(deleted.id)}`);
    expect(again.interactions.find(({ type, id }) => type === 1 && id === changed.id)?.text).toBe(
      'Changed here',
    );
    expect(again.interactions).toHaveLength(interactions.length - 1);
  });

  it('finds more new interactions than a page holds, also when it was stopped among them', async () => {
    const firm = firmWith({ years: 1, perYear: 20 });
    const histories = firm.start();
    await histories.read(firm.records.company, yes);
    firm.clock.ms += 20 * DAY;
    for (let index = 0; index < 250; index += 1)
      await firm.client.interactions.create({
        type: 0,
        personIds: [firm.ann.id, firm.others[0]?.id ?? 0],
        content: `Fresh ${String(index)}`,
        date: new Date(firm.clock.ms - index * 3_600_000),
      });
    const stop = new AbortController();
    const onProgress = ({ requests }: { readonly requests: number }) => requests >= 2 && stop.abort();
    const stopped = await histories.read(firm.records.company, { ...yes, signal: stop.signal, onProgress });
    expect(stopped.end).toEqual({ kind: 'stopped' });
    expect(stopped.interactions.length).toBeGreaterThanOrEqual(80);
    const again = await firm.start().read(firm.records.company, yes);
    expect(new Set(ids(again)).size).toBe(4 * 20 + 250);
    expect(again.interactions).toHaveLength(4 * 20 + 250);
    expect(again.missing).toBe(0);
  });
});

describe('a reading', () => {
  it('stops without a further request, keeps what was read, and goes on after a restart', async () => {
    const firm = firmWith({ years: 4, perYear: 125 });
    const stop = new AbortController();
    const onProgress = ({ requests }: { readonly requests: number }) => requests >= 15 && stop.abort();
    const stopped = await firm
      .start()
      .read(firm.records.company, { ...yes, signal: stop.signal, onProgress });
    expect(stopped.end).toEqual({ kind: 'stopped' });
    expect(stopped.interactions.length).toBeGreaterThan(500);
    const before = firm.sandbox.requests.length;
    expect((await firm.start().kept(firm.records.company))?.interactions.length).toBeGreaterThan(0);
    expect(firm.sandbox.requests).toHaveLength(before);
    const whole = await firm.start().read(firm.records.company, yes);
    expect(whole.end).toEqual({ kind: 'complete' });
    expect(new Set(ids(whole)).size).toBe(2000);
    expect(whole.interactions).toHaveLength(2000);
    expect(whole.missing).toBe(0);
  });

  it('goes on where a request failed, and says so', async () => {
    const firm = firmWith({ years: 3, perYear: 150 });
    firm.sandbox.play({ on: { path: '/interactions' }, kind: 'status', status: 500, times: 1 });
    const failed = await firm.start().read(firm.records.company, yes);
    expect(failed.end).toMatchObject({ kind: 'failed', error: { kind: 'server' } });
    expect(failed.interactions.length).toBeGreaterThan(0);
    const whole = await firm.start().read(firm.records.company, yes);
    expect(whole.end).toEqual({ kind: 'complete' });
    expect(whole.interactions).toHaveLength(4 * 3 * 150);
  });

  it('asks once before it takes more than 50 requests, and takes no more than that when refused', async () => {
    const firm = firmWith({ years: 1, perYear: 2100 });
    const confirm = vi.fn<(requests: number) => Promise<boolean>>(async () => false);
    const refused = await firm.start().read(firm.records.company, { ...yes, confirm });
    expect(refused.end).toEqual({ kind: 'declined' });
    expect(confirm).toHaveBeenCalledTimes(1);
    expect(confirm.mock.calls[0]?.[0]).toBeGreaterThan(50);
    expect(firm.sandbox.requests.length).toBeLessThanOrEqual(75);
    const agreed = vi.fn<(requests: number) => Promise<boolean>>(async () => true);
    const whole = await firm.start().read(firm.records.company, { ...yes, confirm: agreed });
    expect(agreed).toHaveBeenCalledTimes(1);
    expect(whole.interactions).toHaveLength(8400);
  }, 30_000);

  it('stops at the floor of the month and says so', async () => {
    const firm = firmWith({ years: 10, perYear: 100, limits: { perMonth: 130 }, keep: 100 });
    const history = await firm.start().read(firm.records.company, yes);
    expect(history.end).toMatchObject({ kind: 'below-floor', reason: { floor: 100 } });
    expect(firm.sandbox.requests.length).toBeLessThanOrEqual(40);
    const before = firm.sandbox.requests.length;
    expect((await firm.start().read(firm.records.company, yes)).end).toMatchObject({ kind: 'below-floor' });
    expect(firm.sandbox.requests).toHaveLength(before);
  });

  it('is shared by those who want the same record at once', async () => {
    const firm = firmWith({ years: 3, perYear: 150 });
    const histories = firm.start();
    const [one, other] = await Promise.all([
      histories.read(firm.records.company, yes),
      histories.read(firm.records.company, yes),
    ]);
    expect(ids(one)).toEqual(ids(other));
    expect(other.requests).toBeLessThanOrEqual(typeIds.length);
  });

  it('tells how far it is', async () => {
    const firm = firmWith({ years: 3, perYear: 150 });
    const seen: number[] = [];
    await firm.start().read(firm.records.company, {
      ...yes,
      onProgress: ({ interactions }) => seen.push(interactions),
    });
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    expect(seen.at(-1)).toBe(1800);
  });

  it('makes no request once its session is over', async () => {
    const firm = firmWith({ years: 3, perYear: 150 });
    const histories = firm.start();
    const reading = histories.read(firm.records.company, yes);
    histories.dispose();
    expect((await reading).end).toEqual({ kind: 'stopped' });
    const before = firm.sandbox.requests.length;
    await new Promise((done) => setTimeout(done, 20));
    expect(firm.sandbox.requests).toHaveLength(before);
  });

  it(
    'finds the same, however often and wherever it is stopped',
    async () => {
      const reference = firmWith({ years: 3, perYear: 30, people: 2 });
      const expected = ids(await reference.start().read(reference.records.company, yes));
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 5 }), async (stops) => {
          const firm = firmWith({ years: 3, perYear: 30, people: 2 });
          for (const after of stops) {
            const stop = new AbortController();
            const onProgress = ({ requests }: { readonly requests: number }) =>
              requests >= after && stop.abort();
            await firm.start().read(firm.records.company, { ...yes, signal: stop.signal, onProgress });
            firm.clock.ms += 1000;
          }
          const history = await firm.start().read(firm.records.company, yes);
          expect(ids(history)).toEqual(expected);
          expect(history.missing).toBe(0);
        }),
        { numRuns: runCount(6) },
      );
    },
    runCount(30_000),
  );
});

describe('a stored history', () => {
  it('comes back as it was', async () => {
    const firm = firmWith({ years: 1, perYear: 20, people: 3 });
    const history = await firm.start().read(firm.records.company, yes);
    const { interactions, coverage } = (await firm.start().kept(firm.records.company)) ?? {};
    expect(interactions).toEqual(history.interactions);
    expect([...(coverage?.keys() ?? [])]).toEqual(typeIds);
  });

  it('is nothing when its end is missing, and fails where it is damaged', async () => {
    const firm = firmWith({ years: 1, perYear: 3 });
    await firm.start().read(firm.records.company, yes);
    const lines = firm.kept.get(recordKey(firm.records.company)) ?? [];
    expect(readBack(lines)).toBeDefined();
    for (let end = 0; end < lines.length; end += 1) expect(readBack(lines.slice(0, end))).toBeUndefined();
    expect(() => readBack([lines[0]?.replace('"version":1', '"version":2') ?? ''])).toThrow();
    expect(() => readBack([...lines.slice(0, 2), '{"row":{}}'])).toThrow();
    expect(() => readBack(['not JSON'])).toThrow();
  });
});

describe('the texts of some interactions', () => {
  it('are read without their history, from a list where that takes fewer requests', async () => {
    const firm = firmWith({ years: 2, perYear: 60, open: { companyNotes: 'with-interactions' } });
    const { interactions } = await firm.start().read(firm.records.company, { ...yes, withTexts: false });
    const some = interactions.filter(({ noteIds }) => noteIds.length > 0).slice(0, 20);
    firm.sandbox.clearRequests();
    const { textOf, end } = await firm.start().readTexts(firm.records.company, some, yes);
    expect(end).toEqual({ kind: 'complete' });
    for (const one of some) expect(textOf(one)).toBe(firm.texts.get(`${String(one.type)}:${String(one.id)}`));
    expect(firm.sandbox.requests.map(({ path }) => path)).toEqual(['/notes']);
  });

  it('that are kept take no request, and a stop leaves the rest unread', async () => {
    const firm = firmWith({ years: 1, perYear: 10 });
    const history = await firm.start().read(firm.records.company, yes);
    firm.sandbox.clearRequests();
    const kept = await firm.start().readTexts(firm.records.company, history.interactions, yes);
    expect(kept.end).toEqual({ kind: 'complete' });
    expect(firm.sandbox.requests).toEqual([]);
    firm.kept.clear();
    const signal = AbortSignal.abort();
    const stopped = await firm
      .start()
      .readTexts(firm.records.company, history.interactions, { ...yes, signal });
    expect(stopped.end).toEqual({ kind: 'stopped' });
    expect(history.interactions.filter((one) => stopped.textOf(one) === undefined)).toHaveLength(firm.notes);
    expect(firm.sandbox.requests).toEqual([]);
  });
});
