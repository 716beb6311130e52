import { describe, expect, it } from 'vitest';
import { hasNoPast } from '../../src/history/listContacts.ts';
import { affinityWith, daily, daysAgo, NOW } from './affinityWith.ts';
import { interaction } from './interaction.ts';

describe('the timelines of an account', () => {
  it('are one per record, type and filter, regardless of the record’s name', () => {
    const { timelines, records } = affinityWith([]);
    const one = timelines.of(records.person, 3);
    expect(timelines.of({ ...records.person, name: 'Other' }, 3, {})).toBe(one);
    expect(timelines.of(records.person, 2)).not.toBe(one);
    expect(timelines.of({ ...records.person, kind: 'company' }, 3)).not.toBe(one);
    expect(timelines.of(records.person, 3, { direction: 0 })).not.toBe(one);
  });

  it('are the same for a type that the filter doesn’t apply to', () => {
    const { timelines, records } = affinityWith([]);
    expect(timelines.of(records.person, 0, { direction: 1 })).toBe(timelines.of(records.person, 0));
  });

  it('tell which of them changed', async () => {
    const { timelines, records } = affinityWith(daily(1));
    const changed = new Set<unknown>();
    const stop = timelines.onDidChange((timeline) => changed.add(timeline));
    const timeline = timelines.of(records.person, 0);
    timelines.of(records.person, 1);
    await timeline.load();
    expect([...changed]).toEqual([timeline]);
    stop();
    changed.clear();
    await timeline.refresh();
    expect(changed.size).toBe(0);
  });

  it('show a saved interaction for its people and the given records', async () => {
    const { timelines, records, sandbox } = affinityWith(daily(1));
    const { person, company, opportunity } = records;
    const other = { ...person, id: person.id + 1 };
    const shown = [person, company, opportunity].map((record) => timelines.of(record, 0));
    await Promise.all(shown.map((timeline) => timeline.load()));
    sandbox.clearRequests();
    const saved = interaction({ id: 5, persons: [{ id: person.id, emails: [] }] });
    timelines.put(saved, [company, other]);
    expect(shown.map((timeline) => timeline.has(0, 5))).toEqual([true, true, false]);
    expect(sandbox.requests).toHaveLength(0);
  });

  it('find a saved interaction under a filter too, despite the known dates', async () => {
    const { timelines, client, records, colleagues } = affinityWith([
      { type: 1, date: daysAgo(500), byHand: true },
    ]);
    const { company, person } = records;
    await Promise.all([company, person].map((record) => timelines.of(record, 1).load()));
    const personIds = [colleagues.ann.id, person.id];
    const date = new Date(NOW - 60_000);
    const saved = await client.interactions.create({ type: 1, personIds, content: 'x', date });
    timelines.put(saved, [company]);
    for (const record of [company, person]) {
      const byHand = timelines.of(record, 1, { manualOnly: true });
      await byHand.load();
      expect(byHand.has(1, saved.id)).toBe(true);
    }
  });

  it('update the last contact when an interaction is saved or moved here', async () => {
    const { timelines, records, sandbox } = affinityWith(daily(3));
    const { person, company } = records;
    const last = (record = person) => timelines.bounds.known(record)?.dates?.lastInteractionDate?.getTime();
    const known = () => [person, company].map((record) => last(record));
    await Promise.all([person, company].map((record) => timelines.of(record, 0).load()));
    expect(known()).toEqual([daysAgo(1), daysAgo(1)]);
    sandbox.clearRequests();
    const saved = interaction({ id: 5, persons: [{ id: person.id, emails: [] }] });
    timelines.put(saved, [company]);
    expect(known()).toEqual([NOW, NOW]);
    timelines.put({ ...saved, title: 'Changed' });
    expect(known()).toEqual([NOW, NOW]);
    timelines.put({ ...saved, date: new Date(daysAgo(0.5)) });
    expect(known()).toEqual([daysAgo(0.5), daysAgo(0.5)]);
    timelines.put({ ...saved, date: new Date(daysAgo(1.5)) });
    expect(known()).toEqual([undefined, undefined]);
    expect(sandbox.requests).toEqual([]);
  });

  it('move the last contact to a newer row that a walk finds, and not to one of a snapshot', async () => {
    const { timelines, another, records, sandbox, clock } = affinityWith(daily(3));
    const { company } = records;
    const last = (of = timelines) => of.bounds.known(company)?.dates?.lastInteractionDate?.getTime();
    const meetings = timelines.of(company, 0);
    await meetings.load();
    sandbox.changeBehindTheBack(0, 1001, { date: daysAgo(0.5) });
    await meetings.refresh();
    expect(last()).toBe(daysAgo(0.5));
    const next = another();
    const dates = { lastInteractionDate: new Date(daysAgo(1)).toJSON() };
    next.bounds.restore([{ record: `company:${company.id}`, readAt: clock.ms, dates }]);
    expect(next.restore(timelines.snapshot())).toBe(1);
    expect(last(next)).toBe(daysAgo(1));
  });

  it('drop the last contact only if its interaction is deleted or loses the person', async () => {
    const { timelines, records } = affinityWith(daily(3));
    const { person, company } = records;
    const known = () => [person, company].map((record) => timelines.bounds.known(record) !== undefined);
    await Promise.all([person, company].map((record) => timelines.of(record, 0).load()));
    timelines.remove(0, 1002);
    expect(known()).toEqual([true, true]);
    timelines.put(interaction({ id: 1001, date: new Date(daysAgo(1)) }), [company]);
    expect(known()).toEqual([false, true]);
    timelines.remove(0, 1001);
    expect(known()).toEqual([false, false]);
    expect(timelines.bounds.hasLost(company)).toBe(true);
  });

  it('tell the contact before a deleted one without a request, once the loaded rows prove it', async () => {
    const { timelines, records, sandbox, bounds } = affinityWith([
      ...daily(3),
      { type: 1, date: daysAgo(2.5) },
    ]);
    const { person, company } = records;
    const last = () => timelines.bounds.known(person)?.dates?.lastInteractionDate?.getTime();
    await timelines.of(person, 0).load();
    await timelines.of(person, 1).load();
    sandbox.clearRequests();
    timelines.remove(0, 1001);
    expect(last()).toBe(daysAgo(2));
    timelines.remove(0, 1002);
    expect(last()).toBe(daysAgo(2.5));
    expect(timelines.bounds.known(person)?.dates?.lastEventDate?.getTime()).toBe(daysAgo(3));
    timelines.remove(0, 1003);
    timelines.remove(1, 1001);
    expect(hasNoPast(timelines.bounds.known(person)?.dates ?? { lastEmailDate: new Date() })).toBe(true);
    expect(sandbox.requests).toEqual([]);
    expect(timelines.bounds.hasLost(person)).toBe(false);
    await timelines.readLostDates([person, company]);
    expect(bounds()).toHaveLength(0);
  });

  it('tell the contact that is the last after another one was moved, once the loaded rows prove it', async () => {
    const { timelines, records, sandbox } = affinityWith([...daily(3), { type: 1, date: daysAgo(2.5) }]);
    const { person } = records;
    const dates = () => timelines.bounds.known(person)?.dates;
    const call = (id: number, days: number) =>
      timelines.put(
        interaction({ type: 1, id, date: new Date(daysAgo(days)), persons: [{ id: person.id, emails: [] }] }),
      );
    await timelines.of(person, 0).load();
    await timelines.of(person, 1).load();
    sandbox.clearRequests();
    call(5, 0.2);
    call(6, 0.1);
    call(6, 0.9);
    expect(dates()?.lastInteractionDate?.getTime(), 'by less than a day').toBe(daysAgo(0.2));
    call(5, 2.2);
    expect(dates()?.lastInteractionDate?.getTime(), 'by more than a day').toBe(daysAgo(0.9));
    call(6, 1.4);
    expect(dates()?.lastInteractionDate?.getTime(), 'behind one of another type').toBe(daysAgo(1));
    expect(dates()?.lastEventDate?.getTime()).toBe(daysAgo(1));
    expect(sandbox.requests).toEqual([]);
  });

  it('request what a deletion has cost them in one request, and only then', async () => {
    const { timelines, records, sandbox, bounds } = affinityWith(daily(3));
    const { person, company, opportunity } = records;
    await timelines.of(company, 0).load();
    sandbox.clearRequests();
    // Calls aren't loaded, and one of them may be the last contact now.
    sandbox.deleteBehindTheBack(0, 1001);
    timelines.remove(0, 1001);
    expect(timelines.bounds.known(company)).toBeUndefined();
    await timelines.readLostDates([person, company, opportunity]);
    await timelines.readLostDates([person, company, opportunity]);
    expect(bounds()).toHaveLength(1);
    expect(timelines.bounds.known(company)?.dates?.lastInteractionDate?.getTime()).toBe(daysAgo(2));
    expect(timelines.bounds.hasLost(company)).toBe(false);
  });

  it('show a change in every timeline that has it, and remove it for a person who was removed', async () => {
    const { timelines, records } = affinityWith(daily(1));
    const ofPerson = timelines.of(records.person, 0);
    const ofCompany = timelines.of(records.company, 0);
    await Promise.all([ofPerson.load(), ofCompany.load()]);
    timelines.put(interaction({ id: 1001, date: new Date(daysAgo(2)), title: 'Changed' }));
    expect(ofPerson.state.items).toHaveLength(0);
    expect(ofCompany.state.items.map(({ title }) => title)).toEqual(['Changed']);
  });

  it('show a change only under the filters that it still matches', async () => {
    const { timelines, records, colleagues } = affinityWith([
      { type: 2, date: daysAgo(1), direction: 0, byHand: true },
    ]);
    const { person } = records;
    const sent = timelines.of(person, 2, { direction: 0 });
    const received = timelines.of(person, 2, { direction: 1 });
    await Promise.all([sent.load(), received.load()]);
    const persons = [person.id, colleagues.ann.id].map((id) => ({ id, emails: [] }));
    timelines.put(interaction({ id: 1001, type: 2, direction: 1, date: new Date(daysAgo(1)), persons }));
    expect(sent.state.items).toHaveLength(0);
    expect(received.state.items).toHaveLength(1);
  });

  it('all lose a deleted interaction, and only of its type', async () => {
    const { timelines, records } = affinityWith([
      { type: 0, date: daysAgo(1) },
      { type: 1, date: daysAgo(1) },
    ]);
    const meetings = [timelines.of(records.person, 0), timelines.of(records.company, 0)];
    const calls = timelines.of(records.person, 1);
    await Promise.all([...meetings, calls].map((timeline) => timeline.load()));
    timelines.remove(0, 1001);
    expect([...meetings, calls].map(({ state }) => state.items.length)).toEqual([0, 0, 1]);
  });

  it('stop and drop the data of an unfollowed record', async () => {
    const { timelines, records, gate, bounds } = affinityWith(daily(1));
    const dropped = timelines.of(records.person, 0);
    const kept = timelines.of(records.company, 0);
    await Promise.all([dropped.load(), kept.load()]);
    gate.hold();
    const refresh = dropped.refresh();
    timelines.forget(records.person);
    await refresh;
    gate.release();
    expect(timelines.of(records.person, 0)).not.toBe(dropped);
    expect(timelines.of(records.company, 0)).toBe(kept);
    await timelines.of(records.person, 0).load();
    expect(bounds()).toHaveLength(3);
  });

  it('are dropped on sign-out', async () => {
    const { timelines, records, pages } = affinityWith(daily(1));
    const timeline = timelines.of(records.person, 0);
    await timeline.load();
    timelines.dispose();
    await Promise.all([timeline.refresh(), timelines.of(records.person, 0).load()]);
    expect(pages()).toHaveLength(1);
    expect(timelines.of(records.person, 0).state.status).toBe('not-loaded');
  });

  it('are restored from their snapshots', async () => {
    const { timelines, another, records, sandbox } = affinityWith([...daily(2), { type: 3, date: NOW - 1 }]);
    await timelines.of(records.person, 0).load();
    await timelines.of(records.company, 3, { direction: 0 }).load();
    timelines.of(records.person, 2);
    const snapshots: unknown = JSON.parse(JSON.stringify(timelines.snapshot()));
    sandbox.clearRequests();
    const next = another();
    expect(next.restore(snapshots)).toBe(2);
    expect(next.of(records.person, 0).state.items).toHaveLength(2);
    expect(next.of(records.company, 3, { direction: 0 }).state.items).toHaveLength(1);
    expect(next.of(records.company, 3).state.status).toBe('not-loaded');
    expect(sandbox.requests).toHaveLength(0);
  });
});
