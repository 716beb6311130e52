import { describe, expect, it } from 'vitest';
import { AffinityClient, AffinityError } from '../../src/affinity/index.ts';
import { interactionKey } from '../../src/model/interactionRef.ts';
import { SampleDataBuilder, TestSandbox } from '../../src/sandbox/testing/index.ts';
import type { SampleData, TestSandboxOptions } from '../../src/sandbox/testing/index.ts';
import { MOST_REQUESTS, Week } from '../../src/week/week.ts';
import { weekDays, withoutNote } from '../../src/week/weekDays.ts';
import { isInternalOnly, isSameEvent } from '../../src/week/weekItem.ts';
import { VirtualClock } from '../support/virtualClock.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const DAY = 86_400_000;
const zone = 'Europe/Berlin';
const ids = { ann: 1, ben: 2, jane: 11 };

interface FirmSize {
  readonly meetings: number;
  readonly calls?: number;
  /** Every so many meetings have a note. */
  readonly noteEach?: number;
}

/** Meetings of Ann or Ben with Jane, spread over the days around now; every tenth is internal. */
function firm({ meetings, calls = 0, noteEach = 2 }: FirmSize): SampleData {
  const builder = new SampleDataBuilder();
  builder.colleague({ id: ids.ann, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  builder.colleague({ id: ids.ben, firstName: 'Ben', lastName: 'Carter', emails: ['ben@small.example'] });
  builder.person({ id: ids.jane, firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  const add = (type: 0 | 1, count: number): void => {
    for (let index = 0; index < count; index += 1) {
      const date = NOW - 14 * DAY + Math.round((index / count) * 21 * DAY);
      const colleague = index % 2 === 0 ? ids.ann : ids.ben;
      const personIds = index % 10 === 9 ? [ids.ann, ids.ben] : [colleague, ids.jane];
      const one = builder.interaction({
        type,
        date,
        endDate: date + 1_800_000,
        personIds,
        title: `No ${index}`,
      });
      if (index % noteEach === 0 && date < NOW)
        builder.noteOn(one, { content: 'Text', creatorId: ids.ann, createdAt: Math.min(date + DAY, NOW) });
    }
  };
  add(0, meetings);
  add(1, calls);
  return builder.build();
}

function weekOf(options: TestSandboxOptions = {}) {
  const clock = new VirtualClock(NOW, { sleep: 'at once' });
  const sandbox = new TestSandbox({ clock, data: firm({ meetings: 20, calls: 4 }), ...options });
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, clock });
  const changes: string[] = [];
  const week: Week = new Week({
    source: client.v2,
    user: { id: ids.ann, email: 'ann@small.example' },
    zone,
    now: () => clock.now(),
    onChange: () => changes.push(week.state.status),
  });
  const shown = (scope: 'mine' | 'everyone') =>
    weekDays(week.state.items, { now: new Date(NOW), zone, scope }).flatMap(({ items }) => items);
  return { sandbox, week, changes, shown, client, clock };
}

describe('my week', () => {
  it('asks for nothing before it is opened', async () => {
    const { sandbox, week } = weekOf();
    expect(week.state).toMatchObject({ status: 'not-loaded', items: [], knowsNotes: false });
    await week.more();
    expect(sandbox.requests).toEqual([]);
  });

  it('reads 200 meetings, their calls and their notes with at most eight requests', async () => {
    const { sandbox, week, shown } = weekOf({ data: firm({ meetings: 200, calls: 40, noteEach: 1 }) });
    await week.load();
    expect(week.state).toMatchObject({ status: 'loaded', knowsNotes: true, hasMore: false, unreadable: 0 });
    expect(shown('everyone')).toHaveLength(240);
    expect(sandbox.requests.length).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(sandbox.requests.length).toBeGreaterThanOrEqual(2);
    await week.load();
    expect(sandbox.requests.length).toBeLessThanOrEqual(MOST_REQUESTS);
  });

  it('tells the user’s meetings from those of others', async () => {
    const { week, shown } = weekOf();
    await week.load();
    const names = (scope: 'mine' | 'everyone') =>
      shown(scope).flatMap(({ type, title }) => (type === 0 ? [title] : []));
    expect(names('everyone')).toHaveLength(20);
    // Ann takes part in the even ones and in the internal ones.
    expect(names('mine').toSorted()).toEqual(
      [0, 2, 4, 6, 8, 9, 10, 12, 14, 16, 18, 19].map((index) => `No ${index}`).toSorted(),
    );
  });

  it('knows which of them have a note, by type and id, and that a reply is none', async () => {
    const { week, client, shown } = weekOf();
    const { notes } = client.v2;
    const [root] = (await client.notes.list({ personId: ids.jane })).items;
    await notes.create({ html: '<p>Yes</p>', parentId: root?.id ?? 0 });
    await week.load();
    const without = withoutNote(shown('everyone'), week.state.noted, { now: new Date(NOW), zone });
    const past = shown('everyone').filter(({ start }) => start.getTime() + 1_800_000 <= NOW);
    expect(new Set(without.map(({ title }) => Number(title.slice(3)) % 2))).toEqual(new Set([1]));
    expect(without.length + week.state.noted.size).toBe(past.length);
  });

  it('marks a meeting at once when a note is added to it, and takes the mark back', async () => {
    const { week } = weekOf();
    await week.load();
    const ref = { type: 0, id: 1002 };
    week.addNote(ref);
    expect(week.state.noted.has(interactionKey(ref))).toBe(true);
    week.removeNote(ref);
    expect(week.state.noted.has(interactionKey(ref))).toBe(false);
  });

  it('keeps the mark of an added note while a reading that doesn’t list it ends', async () => {
    const { week } = weekOf();
    await week.load();
    const [one] = [...week.state.noted];
    const added = { type: 0, id: 1002 };
    const reading = week.refresh();
    week.addNote(added);
    await reading;
    expect(week.state.noted.has(interactionKey(added))).toBe(true);
    const [type, id] = (one ?? '').split(/\D+/).filter(Boolean).map(Number);
    week.addNote({ type: type ?? 0, id: id ?? 0 });
    week.removeNote({ type: type ?? 0, id: id ?? 0 });
    expect(week.state.noted.has(one ?? '')).toBe(true);
  });

  it('stops after eight requests, says that there is more, and reads the rest when asked', async () => {
    const { sandbox, week, shown } = weekOf({ data: firm({ meetings: 900, noteEach: 1 }) });
    await week.load();
    expect(sandbox.requests).toHaveLength(MOST_REQUESTS);
    expect(week.state).toMatchObject({ status: 'loaded', hasMore: true, knowsNotes: false });
    const before = week.state.items.length;
    expect(before).toBeLessThan(900);
    await week.more();
    expect(sandbox.requests.length).toBeLessThanOrEqual(2 * MOST_REQUESTS);
    while (week.state.hasMore) await week.more();
    expect(shown('everyone')).toHaveLength(900);
    expect(week.state.knowsNotes).toBe(true);
  });

  it('shares one reading between two callers', async () => {
    const { sandbox, week } = weekOf();
    await Promise.all([week.load(), week.load(), week.refresh()]);
    expect(sandbox.requests).toHaveLength(3);
  });

  it('keeps what was read when a refresh fails, and reads everything again afterwards', async () => {
    const { sandbox, week, changes } = weekOf();
    await week.load();
    const { items } = week.state;
    sandbox.play({ kind: 'status', status: 500, times: 4, on: { path: '/v2/calls' } });
    await week.refresh();
    expect(week.state).toMatchObject({ status: 'failed', items });
    expect(week.state.error).toBeInstanceOf(AffinityError);
    await week.refresh();
    expect(week.state).toMatchObject({ status: 'loaded', error: undefined });
    expect(changes).toEqual(['loading', 'loaded', 'loading', 'failed', 'loading', 'loaded']);
  });

  it('says why V2 is not available', async () => {
    const { week } = weekOf({ v2: { access: 'none' } });
    await week.load();
    expect(week.state).toMatchObject({ status: 'unavailable', items: [], error: { kind: 'forbidden' } });
  });

  it('does without the calls or the notes where only those are missing', async () => {
    const { sandbox, week } = weekOf();
    sandbox.play({ kind: 'status', status: 404, on: { path: '/v2/calls' } });
    sandbox.play({ kind: 'status', status: 403, on: { path: '/v2/notes' } });
    await week.load();
    expect(week.state).toMatchObject({
      status: 'loaded',
      lacksCalls: true,
      knowsNotes: false,
      hasMore: false,
    });
    expect(week.state.items).toHaveLength(20);
  });

  it('reads where the beta of V2 is switched off, since no list is part of it', async () => {
    const { week } = weekOf({ v2: { access: 'without-beta' } });
    await week.load();
    expect(week.state).toMatchObject({ status: 'loaded', knowsNotes: true });
  });

  it('changes nothing any more after its account is gone', async () => {
    const { week, changes } = weekOf();
    const loading = week.load();
    week.dispose();
    await loading;
    expect(changes).toEqual(['loading']);
  });

  it('tells internal meetings, and a meeting of V1 with the same id at another time', async () => {
    const { week } = weekOf();
    await week.load();
    const internal = week.state.items.filter((item) => isInternalOnly(item));
    expect(internal.map(({ title }) => title).toSorted()).toEqual(['No 19', 'No 9']);
    const [item] = week.state.items;
    const start = item?.start ?? new Date(0);
    expect(item && isSameEvent(item, { date: start })).toBe(true);
    expect(item && isSameEvent(item, { date: new Date(0), startTime: start })).toBe(true);
    expect(item && isSameEvent(item, { date: new Date(start.getTime() + 3_600_000) })).toBe(false);
  });
});

async function loaded(lagMs = 0) {
  const own = weekOf({ v2: { lagMs } });
  await own.week.load();
  const count = own.week.state.items.length;
  const of = (id: number) => own.week.state.items.filter((item) => item.type === 0 && item.id === id);
  return { ...own, count, of };
}

describe('what is written here shows in my week without a request', () => {
  const logged = { type: 0, personIds: [ids.ann, ids.jane], content: 'We talked.' } as const;
  const yesterday = new Date(NOW - DAY);

  it.each([0, 5000])(
    'a logged meeting, with its note, and once after a refresh (%d ms late)',
    async (lagMs) => {
      const { week, client, sandbox, clock, count, of } = await loaded(lagMs);
      const created = await client.interactions.create({ ...logged, date: yesterday });
      const asked = sandbox.requests.length;
      week.put(created);
      expect(week.state.items).toHaveLength(count + 1);
      expect(of(created.id)).toMatchObject([
        { start: yesterday, isMine: true, people: [{ name: 'Jane Roe' }, { name: 'Ann Lee' }] },
      ]);
      expect(week.state.noted.has(interactionKey(created))).toBe(true);
      expect(sandbox.requests).toHaveLength(asked);
      await week.refresh();
      expect(of(created.id)).toHaveLength(1);
      await clock.pass(120_000);
      await week.refresh();
      expect(of(created.id)).toHaveLength(1);
    },
  );

  it('an edited one, at its new time and with its new people, and what others change later', async () => {
    const { week, client, clock, of, count } = await loaded();
    const created = await client.interactions.create({ ...logged, date: yesterday });
    week.put(created);
    const date = new Date(NOW - 3 * DAY);
    const personIds = [ids.ben, ids.jane];
    week.put(await client.interactions.update(created.id, 0, { date, personIds }));
    expect(of(created.id)).toMatchObject([
      { start: date, people: [{ name: 'Jane Roe' }, { name: 'Ben Carter' }] },
    ]);
    expect(week.state.items).toHaveLength(count + 1);
    await clock.pass(120_000);
    await client.interactions.delete(created.id, 0);
    await clock.pass(120_000);
    await week.refresh();
    expect(of(created.id)).toEqual([]);
  });

  it('a deleted one, also while V2 still lists it', async () => {
    const { week, of, count } = await loaded();
    const [first] = week.state.items.filter(({ type }) => type === 0);
    if (first === undefined) expect.unreachable();
    week.remove(first);
    expect(week.state.items).toHaveLength(count - 1);
    await week.refresh();
    expect(of(first.id)).toEqual([]);
  });

  it('a meeting from the calendar keeps its title, its end and its attendees when only its notes change', async () => {
    const { week, client, of } = await loaded();
    const item = week.state.items.find(({ id, type }) => type === 0 && !week.state.noted.has(`0:${id}`));
    if (item === undefined) expect.unreachable();
    const interaction = await client.interactions.get(item.id, 0);
    week.put({ ...interaction, title: undefined, endTime: undefined });
    expect(of(item.id)).toEqual([item]);
    expect(week.state.noted.has(interactionKey(item))).toBe(false);
    week.put({ ...interaction, noteIds: [1] });
    expect(week.state.noted.has(interactionKey(item))).toBe(true);
    week.removeNote(item);
    expect(week.state.noted.has(interactionKey(item))).toBe(false);
  });

  it('nothing of it is lost to a reading that began before and ends later, or fails', async () => {
    const { week, client, sandbox, clock, of } = await loaded();
    const created = await client.interactions.create({ ...logged, date: yesterday });
    const reading = week.refresh();
    week.put(created);
    await reading;
    expect(of(created.id)).toHaveLength(1);
    await clock.pass(120_000);
    sandbox.play({ kind: 'status', status: 500, times: 4, on: { path: '/v2/meetings' } });
    await week.refresh();
    week.remove({ type: 0, id: 1 });
    expect(week.state.status).toBe('failed');
    expect(of(created.id)).toHaveLength(1);
  });

  it('but no chat messages, which are not in it', async () => {
    const { week, client, count } = await loaded();
    week.put(await client.interactions.create({ ...logged, type: 2, direction: 0, date: yesterday }));
    expect(week.state.items).toHaveLength(count);
  });
});
