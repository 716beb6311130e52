import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Interaction } from '../../../src/affinity/index.ts';
import { hostZone } from '../../../src/dates/wallTime.ts';
import { copyRelationship } from '../../../src/editor/relationship/copyRelationship.ts';
import { RelationshipDesk } from '../../../src/editor/relationship/relationshipDesk.ts';
import type { RelationshipActions } from '../../../src/editor/relationship/relationshipDesk.ts';
import { saveRelationshipImage } from '../../../src/editor/relationship/saveRelationshipImage.ts';
import type { AccountSession } from '../../../src/editor/session/accountSession.ts';
import { translatedPageWords } from '../../../src/editor/words/relationshipWords.ts';
import { MonthlyFloor } from '../../../src/history/monthlyFloor.ts';
import type { RecordKind } from '../../../src/model/recordRef.ts';
import { readRelationshipToHost } from '../../../src/protocol/relationshipToHost.ts';
import type { RelationshipToHost } from '../../../src/protocol/relationshipToHost.ts';
import { readRelationshipToPage } from '../../../src/protocol/relationshipToPage.ts';
import type { RelationshipToPage } from '../../../src/protocol/relationshipToPage.ts';
import type { RelationshipView } from '../../../src/protocol/relationshipView.ts';
import { relationshipSvg } from '../../../src/relationship/relationshipSvg.ts';
import { Random } from '../../faults/random.ts';
import { mutated } from '../../fuzz/mutated.ts';
import { relationshipMessages } from '../../fuzz/relationshipMessages.ts';
import { affinityWith, daily, DAY, daysAgo, NOW } from '../../history/affinityWith.ts';
import type { Circumstances, Past } from '../../history/affinityWith.ts';
import { historiesInMemory } from '../../history/historiesInMemory.ts';
import { eventually } from '../../support/eventually.ts';
import { noHistories } from '../support/noHistories.ts';
import { seen, Uri } from '../support/vscodeStandIn.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  seen.said.length = 0;
  seen.answer = undefined;
  seen.saveTo = undefined;
});

afterEach(() => void vi.useRealTimers());

/** Two years: a meeting each tenth day, an email each third; one meeting is planned. */
const past: readonly Past[] = [
  { date: NOW + 3 * DAY, title: 'Board meeting' },
  ...Array.from({ length: 73 }, (_, place) => ({
    date: daysAgo(1 + place * 10),
    title: `Call on Acme ${place}`,
  })),
  ...Array.from(
    { length: 240 },
    (_, place) => ({ type: 3, date: daysAgo(2 + place * 3), direction: 0 }) as const,
  ),
];

type Scene = ReturnType<typeof scene>;

function scene(history: readonly Past[], options: Circumstances & { kind?: RecordKind; keep?: number } = {}) {
  const { kind = 'company', keep = 0, ...circumstances } = options;
  const floor = new MonthlyFloor(() => keep);
  const affinity = affinityWith(history, { onLimits: (limits) => floor.learn(limits), ...circumstances });
  const session = sessionOf(affinity, floor);
  const sent: RelationshipToPage[] = [];
  const opened: Interaction[] = [];
  const actions: RelationshipActions = {
    send: (message) => void sent.push(message),
    open: (_, interaction) => void opened.push(interaction),
    copyMarkdown: (drawing) => void copyRelationship(drawing),
    saveImage: (drawing) => void saveRelationshipImage(drawing),
  };
  const record = affinity.records[kind];
  const desk = new RelationshipDesk(session, record, actions);
  const view = (): RelationshipView => {
    const last = sent.at(-1);
    return last !== undefined && 'view' in last ? last.view : desk.opening.view;
  };
  return { ...affinity, session, desk, actions, record, sent, opened, view };
}

function sessionOf(affinity: ReturnType<typeof affinityWith>, floor: MonthlyFloor): AccountSession {
  return {
    name: '7/1',
    account: { kind: 'key' },
    timelines: affinity.timelines,
    histories: noHistories,
    connection: {
      client: affinity.client,
      floor,
      limits: undefined,
      onDidChangeLimits: () => ({ dispose: () => undefined }),
    },
    folder: { log: { warn: (text: string) => seen.said.push(text) } },
  } as unknown as AccountSession;
}

async function loaded(
  history: readonly Past[] = past,
  options: Parameters<typeof scene>[1] = {},
): Promise<Scene> {
  const made = scene(history, options);
  await made.desk.read(false);
  made.desk.receive({ kind: 'ready', timeZone: 'Europe/Berlin' });
  made.sandbox.clearRequests();
  return made;
}

const rowOf = (view: RelationshipView, type: number) => view.grid.rows.find((row) => row.type === type);
const sum = (numbers: readonly number[] = []): number => numbers.reduce((total, one) => total + one, 0);

/** A window after a restart: the whole history is kept, and nothing is loaded. */
async function restarted() {
  const { client, another, clock, record, sandbox, session: before } = scene(past);
  const timelines = another();
  const { histories, edits } = historiesInMemory({ client, timelines, clock });
  timelines.onDidEdit((edit) => void edits.push({ ...edit, at: clock.ms, about: [] }));
  await histories.read(record, { confirm: async () => true });
  const sent: RelationshipToPage[] = [];
  const opened: Interaction[] = [];
  const actions: RelationshipActions = {
    send: (message) => void sent.push(message),
    open: (_, interaction) => void opened.push(interaction),
    copyMarkdown: () => undefined,
    saveImage: () => undefined,
  };
  sandbox.clearRequests();
  const session = Object.assign(before, { timelines, histories });
  const desk = new RelationshipDesk(session, record, actions);
  await desk.ready;
  desk.receive({ kind: 'ready', timeZone: 'Europe/Berlin' });
  desk.receive({ kind: 'chooseRange', range: 'all' });
  const view = (): RelationshipView => {
    const last = sent.at(-1);
    return last !== undefined && 'view' in last ? last.view : desk.opening.view;
  };
  return { sandbox, client, clock, desk, timelines, record, opened, view };
}

describe('a whole history that is kept', () => {
  it('is shown at once after a restart, without a request, with what it covers and how old it is', async () => {
    const { sandbox, desk, timelines, record, opened, view } = await restarted();
    expect([0, 3].map((type) => sum(rowOf(view(), type)?.past))).toEqual([73, 240]);
    expect(sum(rowOf(view(), 0)?.planned)).toBe(1);
    expect(view().coverage.sentences.join(' ')).toMatch(/^Covers everything since .+\. As of /);
    expect(view().coverage.read).toBe('Refresh');
    await desk.read(false);
    const [oldest] = timelines.of(record, 0).state.items;
    expect(oldest).toBeUndefined();
    desk.receive({ kind: 'open', type: 0, id: 1001 });
    expect(opened.map(({ id }) => id)).toEqual([1001]);
    expect(sandbox.requests).toEqual([]);
  });

  it('is brought up to date with a request for each type', async () => {
    const { sandbox, client, clock, desk, view } = await restarted();
    const [jane, ann] = [...new Set(sandbox.interaction(0, 1002)?.personIds)];
    clock.ms += DAY;
    vi.setSystemTime(clock.ms);
    const date = new Date(clock.ms - DAY / 2);
    await client.interactions.create({ type: 0, personIds: [jane ?? 0, ann ?? 0], content: 'x', date });
    sandbox.clearRequests();
    desk.receive({ kind: 'read' });
    await eventually(() => expect(sum(rowOf(view(), 0)?.past)).toBe(74));
    expect(sandbox.requests.length).toBeLessThanOrEqual(5);
    expect(view().coverage.read).toBe('Refresh');
  });

  it('loses an interaction that is deleted here, and shows newer rows in its place', async () => {
    const { sandbox, desk, timelines, record, view } = await restarted();
    sandbox.deleteBehindTheBack(0, 1002);
    timelines.remove(0, 1002);
    await eventually(() => expect(sum(rowOf(view(), 0)?.past)).toBe(72));
    expect(sandbox.requests).toEqual([]);
    sandbox.deleteBehindTheBack(0, 1003);
    vi.setSystemTime(NOW + 1);
    await timelines.of(record, 0).load();
    await eventually(() => expect(sum(rowOf(view(), 0)?.past)).toBe(71));
    desk.dispose();
  });
});

/** Printed with a failure, to play the same messages again. */
const fuzzSeed = Number(process.env['FUZZ_SEED'] ?? 1);

it('is drawn once for its opening and the first message of its page, unless something changed in between', async () => {
  const { session, record, actions, sent, timelines } = scene(past);
  for (const type of [0, 1, 2, 3] as const) await timelines.of(record, type).load();
  const desk = new RelationshipDesk(session, record, actions);
  const first = desk.opening.view;
  desk.receive({ kind: 'ready', timeZone: hostZone() });
  const answer = sent.at(-1);
  expect(answer?.kind === 'init' && answer.view).toBe(first);
  desk.receive({ kind: 'ready', timeZone: hostZone() === 'UTC' ? 'Europe/Berlin' : 'UTC' });
  expect(desk.opening.view).not.toBe(first);
  const second = desk.opening.view;
  vi.setSystemTime(NOW + DAY);
  const third = desk.opening.view;
  expect(third).not.toBe(second);
  timelines.remove(0, 1002);
  expect(sum(desk.opening.view.grid.rows[0]?.past)).toBe(sum(third.grid.rows[0]?.past) - 1);
});

describe('a compromised page', () => {
  it(`can do nothing with damaged messages but what an accepted one asks for (FUZZ_SEED=${fuzzSeed})`, async () => {
    const random = new Random(fuzzSeed);
    const { desk, session, record, sandbox, sent } = await loaded();
    const done: string[] = [];
    const actions: RelationshipActions = {
      send: (message) => void sent.push(message),
      open: (_, { type, id }) => void done.push(`open ${type} ${id}`),
      copyMarkdown: () => void done.push('copyMarkdown'),
      saveImage: () => void done.push('saveImage'),
    };
    const page = new RelationshipDesk(session, record, actions);
    const own = new Set(
      ([0, 1, 2, 3] as const).flatMap((type) =>
        session.timelines.of(record, type).state.items.map(({ id }) => `open ${type} ${id}`),
      ),
    );
    const junk: readonly unknown[] = [
      undefined,
      null,
      7,
      'open',
      [],
      {},
      () => 1,
      Symbol('x'),
      new Date(Number.NaN),
    ];
    let count = 0;
    for (let index = 0; index < 3_000; index += 1) {
      const sample = relationshipMessages[index % relationshipMessages.length];
      const spoilt = random.chance(0.1) ? random.pick(junk) : mutated(sample, random);
      const message = random.chance(0.2) ? sample : spoilt;
      const reading = readRelationshipToHost(message);
      // Reading is the only message that makes requests; it has tests of its own.
      if (!reading.ok || reading.message.kind === 'read') continue;
      const expected = acceptedAction(reading.message);
      done.length = 0;
      page.receive(reading.message);
      count += done.length;
      const isKnown = expected === undefined || !expected.startsWith('open') || own.has(expected);
      expect(done, `seed ${fuzzSeed}, message ${index}`).toEqual(
        expected !== undefined && isKnown ? [expected] : [],
      );
    }
    expect(count).toBeGreaterThan(10);
    expect(sandbox.requests).toEqual([]);
    expect(sent.map((message) => readRelationshipToPage(message).ok)).toEqual(sent.map(() => true));
    page.dispose();
    desk.dispose();
  });
});

function acceptedAction(message: RelationshipToHost): string | undefined {
  switch (message.kind) {
    case 'open':
      return `open ${message.type} ${message.id}`;
    case 'copyMarkdown':
    case 'saveImage':
      return message.kind;
    default:
      return undefined;
  }
}

describe('the page of a record', () => {
  it('draws what is loaded without a request, and all of it as valid messages', async () => {
    const { desk, sandbox, view, sent } = await loaded();
    desk.receive({ kind: 'chooseRange', range: 'all' });
    expect(sum(rowOf(view(), 0)?.past)).toBe(73);
    expect(sum(rowOf(view(), 0)?.planned)).toBe(1);
    expect(sum(rowOf(view(), 3)?.past)).toBe(240);
    for (const range of ['year', 'threeYears'] as const) desk.receive({ kind: 'chooseRange', range });
    desk.receive({ kind: 'toggleType', type: 3, isShown: false });
    desk.receive({ kind: 'listCell', cell: { type: 0, year: 2025, month: 0 } });
    expect(sandbox.requests).toEqual([]);
    expect(sent.map((message) => readRelationshipToPage(message).ok)).toEqual(sent.map(() => true));
    expect(view().coverage.read).toBeUndefined();
  });

  it('reads nothing by itself, and says that nothing is loaded', () => {
    const { desk, sandbox, view } = scene(past);
    desk.receive({ kind: 'ready', timeZone: 'UTC' });
    expect(sandbox.requests).toEqual([]);
    expect(view().coverage).toEqual({ sentences: ['Nothing is loaded yet.'], read: 'Read the Rest' });
    expect(view().totals.map(({ value }) => value)).toEqual(Array(4).fill('not loaded'));
  });

  it('states the first, last and next contact, and the totals in words', async () => {
    const { desk, view } = await loaded();
    desk.receive({ kind: 'chooseRange', range: 'all' });
    expect(view().contacts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'First contact: 30 Nov 2023 · 2 years ago',
      'Last contact: 19 Nov 2025 · yesterday',
      'Next: 23 Nov 2025 · in 3 days',
    ]);
    expect(view().totals[0]).toEqual({
      type: 0,
      value: '73 since Nov 2023',
      notes: ['last yesterday', '9 in the last 90 days (9 in the 90 before)', '1 planned'],
    });
    expect(view().coverage.sentences[0]).toMatch(
      /^Covers everything since \d+ Nov 2023, except internal meetings\.$/,
    );
  });

  it('lists the interactions of a cell, and opens one of them', async () => {
    const { desk, view, opened } = await loaded();
    desk.receive({ kind: 'listCell', cell: { type: 0, year: 2025, month: 11 } });
    const { list } = view();
    expect(list?.heading).toBe('November 2025 · Meetings · 3');
    expect(list?.items.map(({ planned }) => planned)).toEqual([true, false, false]);
    const { type, id, title } = list?.items[1] ?? { type: 0, id: 0, title: '' };
    desk.receive({ kind: 'open', type, id });
    expect(opened.map((one) => one.title)).toEqual([title]);
    desk.receive({ kind: 'open', type: 2, id });
    expect(opened).toHaveLength(1);
    desk.receive({ kind: 'listCell' });
    expect(view().list).toBeUndefined();
  });

  it('filters by a person, and never hides the last type', async () => {
    const { desk, view, colleagues } = await loaded([...past, { date: daysAgo(4), withBob: true }]);
    desk.receive({ kind: 'choosePerson', id: colleagues.bob.id });
    expect(sum(rowOf(view(), 0)?.past)).toBe(1);
    expect(view().everyone.length).toBeGreaterThan(2);
    for (const type of [1, 2, 3, 0] as const) desk.receive({ kind: 'toggleType', type, isShown: false });
    expect(view().choices.types).toEqual([0]);
    desk.receive({ kind: 'choosePerson' });
    expect(sum(rowOf(view(), 0)?.past)).toBe(74);
  });

  it('keeps the chosen person in the list, and in what is copied, when the range has nothing of them', async () => {
    const { desk, view, colleagues } = await loaded([...past, { date: daysAgo(800), withBob: true }]);
    desk.receive({ kind: 'choosePerson', id: colleagues.bob.id });
    desk.receive({ kind: 'chooseRange', range: 'year' });
    expect(sum(rowOf(view(), 0)?.past)).toBe(0);
    expect(view().everyone.map(({ id }) => id)).toContain(colleagues.bob.id);
  });

  it('counts months in the time zone of the page, not of the host', async () => {
    // The last minute of October in UTC is November in Auckland.
    const { desk, view } = await loaded([{ date: Date.UTC(2025, 9, 31, 23, 59) }]);
    desk.receive({ kind: 'ready', timeZone: 'Pacific/Auckland' });
    desk.receive({ kind: 'listCell', cell: { type: 0, year: 2025, month: 11 } });
    expect(view().list?.items).toHaveLength(1);
    desk.receive({ kind: 'ready', timeZone: 'America/New_York' });
    expect(view().list?.items).toHaveLength(0);
    desk.receive({ kind: 'ready', timeZone: 'Nowhere/At All' });
    expect(view().list?.items).toHaveLength(0);
  });

  it('follows what is saved and deleted here', async () => {
    const { desk, view, timelines } = await loaded();
    desk.receive({ kind: 'listCell', cell: { type: 0, year: 2025, month: 11 } });
    const before = view().list?.items ?? [];
    timelines.remove(0, before[1]?.id ?? 0);
    await until(() => view().list?.items.length === before.length - 1);
  });

  it('says when there are no interactions, only one, or only planned ones', async () => {
    const none = await loaded([]);
    expect(none.view().coverage.sentences[0]).toMatch(/^No interactions since/);
    expect(none.view().contacts).toEqual([]);
    const one = await loaded([{ date: daysAgo(40) }]);
    one.desk.receive({ kind: 'chooseRange', range: 'all' });
    expect(one.view().contacts.map(({ label }) => label)).toEqual(['First contact', 'Last contact']);
    expect(one.view().totals[0]?.value).toBe('1 since Oct 2025');
    const planned = await loaded([{ date: NOW + 5 * DAY }]);
    expect(planned.view().contacts.map(({ label }) => label)).toEqual(['Next']);
    expect(planned.view().totals[0]).toMatchObject({ value: 'none', notes: ['1 planned'] });
  });
});

describe('reading the rest', () => {
  it('shows progress, stops in the middle, and says what it covers', async () => {
    seen.answer = 'Continue';
    const { desk, view, sandbox } = scene(daily(4000));
    sandbox.play({ kind: 'delay', ms: 100, on: { path: '/interactions' }, times: Infinity });
    desk.receive({ kind: 'ready', timeZone: 'UTC' });
    desk.receive({ kind: 'read' });
    await until(() => sandbox.requests.length > 30);
    expect(view().coverage.progress).toMatch(/^Reading… [\d,]+ so far/);
    desk.receive({ kind: 'stop' });
    await until(() => view().coverage.progress === undefined);
    const asked = sandbox.requests.length;
    await sleep(60);
    expect(sandbox.requests.length).toBe(asked);
    expect(view().coverage.sentences[0]).toMatch(/^Covers so far: meetings back to \d+ \w+ \d{4}/);
    expect(view().coverage.read).toBe('Read the Rest');
    expect(view().totals[0]?.value).toMatch(/^[\d,]+ (back to|in the last)/);
    desk.receive({ kind: 'chooseRange', range: 'all' });
    expect(rowOf(view(), 0)?.completeFrom).toBeGreaterThan(0);
    expect(view().contacts[0]?.label).toBe('Earliest shown');
  });

  it('keeps what is there when the service fails, names what is missing, and tries again', async () => {
    const { desk, view, sandbox } = scene(daily(900));
    const on = { path: '/interactions', nth: 7 };
    sandbox.play({ on, kind: 'status', status: 503, times: Infinity });
    desk.receive({ kind: 'ready', timeZone: 'UTC' });
    await desk.read(true);
    await until(() => view().coverage.problem !== undefined);
    expect(view().coverage.problem).toMatch(/^Missing: .*meetings before .*\. \S/);
    expect(view().coverage.read).toBe('Retry');
    expect(sum(rowOf(view(), 0)?.past)).toBeGreaterThan(0);
    sandbox.clearFaults();
    desk.receive({ kind: 'read' });
    await until(() => view().coverage.read === undefined && view().coverage.progress === undefined);
    expect(view().coverage.problem).toBeUndefined();
    desk.receive({ kind: 'chooseRange', range: 'all' });
    expect(sum(rowOf(view(), 0)?.past)).toBe(900);
  });

  it('says that the record was merged, and into which', async () => {
    const { desk, view, fail } = scene(past);
    const body = { message: 'This organization has been merged into organization 8.' };
    fail({ kind: 'status', status: 422, body, times: Infinity });
    desk.receive({ kind: 'ready', timeZone: 'UTC' });
    await desk.read(false);
    await until(() => view().coverage.problem !== undefined);
    expect(view().coverage.problem).toContain('merged into the one with the ID 8');
    expect(view().coverage.progress).toBeUndefined();
  });

  it('asks before more than 50 requests, only when the user asked for them', async () => {
    const { desk, view } = scene(daily(6000));
    desk.receive({ kind: 'ready', timeZone: 'UTC' });
    await desk.read(false);
    await until(() => view().coverage.sentences.some((one) => one.startsWith('The rest needs')));
    expect(seen.said).toEqual([]);
    desk.receive({ kind: 'read' });
    await until(() => seen.said.length === 1);
    expect(seen.said[0]).toMatch(/^This needs about \d+ requests to Affinity\./);
    await until(() => view().coverage.progress === undefined);
    expect(view().coverage.read).toBe('Read the Rest');
  });

  it('stops at the monthly floor, and says why', async () => {
    const { desk, view } = scene(daily(900), { limits: { perMonth: 1000 }, keep: 993 });
    desk.receive({ kind: 'ready', timeZone: 'UTC' });
    await desk.read(true);
    await until(() => view().coverage.problem !== undefined);
    expect(view().coverage.problem).toMatch(/^Reading stopped: your firm has 99\d requests left this month/);
  });

  it('makes no request and sends nothing after it was closed', async () => {
    const { desk, sandbox, sent, timelines, record } = scene(past);
    desk.receive({ kind: 'ready', timeZone: 'UTC' });
    desk.dispose();
    const before = sent.length;
    await desk.read(true);
    expect(sandbox.requests).toEqual([]);
    await timelines.of(record, 0).load();
    await sleep(350);
    expect(sent.length).toBe(before);
  });
});

describe('copying and saving', () => {
  it('copies a section of Markdown with sentences, a table and the people', async () => {
    const { desk } = await loaded();
    desk.receive({ kind: 'chooseRange', range: 'year' });
    desk.receive({ kind: 'copyMarkdown' });
    await until(() => seen.said.length === 1);
    const lines = seen.copied.split('\n');
    expect(lines[0]).toBe('## Relationship with Acme');
    expect(lines).toContain('- Last contact: 19 Nov 2025 · yesterday · Meeting: Call on Acme 0');
    expect(seen.copied).toMatch(
      /- Meetings: \d+ in the last year, last yesterday, 9 in the last 90 days \(9 in the 90 before\), 1 planned\n/,
    );
    expect(lines).toContain('| Month | Meetings | Calls | Chat messages | Emails |');
    expect(lines).toContain('| November 2025 | 2, and 1 planned | 0 | 0 | 6 |');
    expect(seen.copied).toMatch(/### Colleagues\n\n- Ann \d+: \d+, last yesterday\n/);
    expect(seen.copied).toMatch(/\*From Affinity, .*\*\n$/);
  });

  it('writes an image to the file that the user picks, and nothing on cancel', async () => {
    const { desk } = await loaded();
    seen.written.clear();
    desk.receive({ kind: 'saveImage' });
    await sleep(5);
    expect(seen.written.size).toBe(0);
    expect(seen.proposed?.path, 'named as an export is').toMatch(/\/Acme – relationship 2025-11-20\.svg$/);
    seen.saveTo = Uri.file('/memos/acme.svg');
    desk.receive({ kind: 'saveImage' });
    await until(() => seen.written.has('/memos/acme.svg'));
    expect(seen.written.get('/memos/acme.svg')).toMatch(/^<svg .*<title id="title">Acme: /s);
    expect(seen.said).toEqual(['Saved acme.svg.']);
  });
});

describe('time from before the first known moment', () => {
  const history = [{ date: daysAgo(1) }, { date: daysAgo(200), title: 'Kick-off' }];

  it('has no cells once everything is read, also in the copy and in the image', async () => {
    const { desk, view } = await loaded(history);
    const first = '4 May 2025';
    const begins = { all: [2025, 5], threeYears: [2024, 11], year: [2024, 12] } as const;
    for (const range of ['all', 'threeYears', 'year'] as const) {
      desk.receive({ kind: 'chooseRange', range });
      expect(view().coverage.sentences[0]).toContain('Covers everything since 20 Nov 2024');
      const [year, month] = begins[range];
      expect(view().grid.first).toEqual({ year, month });
      expect(view().grid.rows.map(({ completeFrom }) => completeFrom)).toEqual([0, 0, 0, 0]);
      const [contact] = view().contacts;
      expect(`${contact?.label}: ${contact?.value}`).toContain(`First contact: ${first}`);
    }
    desk.receive({ kind: 'chooseRange', range: 'threeYears' });
    seen.copied = '';
    desk.receive({ kind: 'copyMarkdown' });
    await until(() => seen.copied !== '');
    expect(seen.copied).toContain(`- First contact: ${first}`);
    expect(seen.copied.match(/^\| \p{L}+ \d{4} \|/gmu)?.at(-1)).toBe('| May 2025 |');
    const svg = relationshipSvg(view(), translatedPageWords());
    expect(svg).toContain(`First contact: ${first}`);
    expect(svg.match(/<rect x/g), 'a cell for each month and type').toHaveLength(13 * 4);
    expect(svg).not.toContain('2023');
  });

  it('has no cells in a shorter range either, and the first contact is that of all', async () => {
    const { desk, view, opened } = await loaded([...history, { date: daysAgo(500), title: 'Intro' }]);
    desk.receive({ kind: 'chooseRange', range: 'year' });
    expect(view().grid.months).toHaveLength(12);
    const [first] = view().contacts;
    expect(first).toMatchObject({ label: 'First contact', interaction: { title: 'Intro' } });
    desk.receive({ kind: 'open', type: 0, id: first?.interaction?.id ?? 0 });
    expect(opened.map(({ title }) => title)).toEqual(['Intro']);
  });

  it('reads as not loaded while another type is not read to its end', async () => {
    const { desk, view, timelines, record } = scene(history);
    await timelines.of(record, 0).load();
    desk.receive({ kind: 'ready', timeZone: 'Europe/Berlin' });
    desk.receive({ kind: 'chooseRange', range: 'threeYears' });
    expect(view().coverage.sentences[0]).toContain('Covers so far: meetings complete');
    const { months, rows } = view().grid;
    expect(months).toHaveLength(36);
    expect(months[rows[0]?.completeFrom ?? 0]).toBe('May 2025');
    expect(rows[1]?.completeFrom).toBe(36);
    desk.dispose();
  });
});

describe('a new session of the account', () => {
  it('starts from what that session has loaded, without a request', async () => {
    const { desk, session, view, sandbox, another } = await loaded();
    const timelines = another();
    desk.renew(Object.assign({}, session, { timelines }));
    expect(view().coverage.sentences).toEqual(['Nothing is loaded yet.']);
    expect(sandbox.requests).toEqual([]);
  });
});

/** A busy machine takes longer than the default of a second. */
function until(isSo: () => boolean): Promise<unknown> {
  return vi.waitUntil(isSo, { timeout: 10_000, interval: 10 });
}
