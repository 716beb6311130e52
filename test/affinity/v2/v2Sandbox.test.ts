import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import type { V2Item } from '../../../src/affinity/index.ts';
import { SampleDataBuilder, TestSandbox, sandboxKeys } from '../../../src/sandbox/testing/index.ts';
import type { TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { DAY, NOW, ids, smallFirm } from '../../sandbox/smallFirm.ts';
import { runCount } from '../../support/runCount.ts';
import { serveSandbox } from '../../support/serveSandbox.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { failure } from '../testClient.ts';

const SECOND = 1000;
/** The first meeting of the small firm, whose text is `ids.plainNote`. */
const KICK_OFF = 1001;
const WITHOUT_NOTE = 1004;

interface Place {
  readonly client: AffinityClient;
  readonly sandbox: TestSandbox;
  readonly clock: VirtualClock;
}

async function place(options: TestSandboxOptions = {}, apiKey?: string): Promise<Place> {
  const clock = new VirtualClock(NOW, { sleep: 'at once' });
  const served = await serveSandbox({ data: smallFirm(), clock, ...options });
  onTestFinished(async () => served.close());
  const { sandbox, url: baseUrl } = served;
  return {
    sandbox,
    clock,
    client: new AffinityClient({ apiKey: apiKey ?? sandbox.apiKey, baseUrl, clock }),
  };
}

async function collected<Item>(walk: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of walk) items.push(item);
  return items;
}

function sortedIds(items: readonly { readonly id: number }[]): readonly number[] {
  return items.map(({ id }) => id).toSorted((a, b) => a - b);
}

const year = { from: new Date(NOW - 365 * DAY), to: new Date(NOW + 365 * DAY) };

describe('the V2 feeds of the sandbox', () => {
  it('hold the meetings, calls, chat messages and emails of the firm', async () => {
    const { client, sandbox } = await place();
    const { meetings, calls, chatMessages, emails } = client.v2;
    expect(sortedIds(await collected(meetings.iterate(year)))).toEqual([1001, 1002, 1003, 1004]);
    expect(await collected(calls.iterate(year))).toEqual([]);
    expect(await collected(chatMessages.iterate(year))).toMatchObject([
      { type: 'chat-message', direction: 'received', people: [{}, {}], peopleTotal: 2 },
      { type: 'chat-message', direction: 'sent', sentAt: new Date(NOW - 5 * DAY) },
    ]);
    expect(await collected(emails.iterate(year))).toMatchObject([
      { type: 'email', subject: 'Hello', from: { person: { id: ids.jane } }, ccTotal: 1 },
    ]);
    expect(new Set(sandbox.requests.map(({ apiVersion }) => apiVersion))).toEqual(new Set(['2026-09-17']));
  });

  it('give one meeting with its people, title and times', async () => {
    const { client } = await place();
    expect(await client.v2.meetings.get(KICK_OFF)).toMatchObject({
      type: 'meeting',
      title: 'Kick-off',
      startTime: new Date(NOW - 30 * DAY),
      endTime: new Date(NOW - 30 * DAY + 3600 * SECOND),
      loggingType: 'manual',
      creator: { id: ids.ann, type: 'internal' },
      people: [{ person: { id: ids.ann } }, { person: { id: ids.jane }, emailAddress: 'jane@acme.example' }],
    });
    expect((await failure(client.v2.meetings.get(999))).kind).toBe('not-found');
  });

  it('hide the subject of an email that the user did not take part in', async () => {
    const { client } = await place({}, sandboxKeys.reader);
    const [email] = await collected(client.v2.emails.iterate(year));
    expect(email).toMatchObject({ subject: '********' });
  });

  it('are refused where the account has no V2', async () => {
    const { client } = await place({ v2: { access: 'none' } });
    const error = await failure(collected(client.v2.meetings.iterate(year)));
    expect(error).toMatchObject({ kind: 'forbidden', status: 403 });
    expect(error.details).toEqual(['API v2 is not available for this account']);
  });
});

describe('the V2 notes of the sandbox', () => {
  const onMeeting = { html: '<p>Went well</p>', interaction: { type: 'meeting', id: WITHOUT_NOTE } } as const;

  it('take a note on a meeting and on records, which V1 has with the meeting', async () => {
    const { client } = await place();
    const records = { companyIds: [ids.acme], opportunityIds: [ids.deal], personIds: [ids.jane] };
    const note = await client.v2.notes.create({ ...onMeeting, ...records });
    expect(note).toMatchObject({ type: 'interaction', interaction: { type: 'meeting', id: WITHOUT_NOTE } });
    expect((await client.interactions.get(WITHOUT_NOTE, 0)).noteIds).toEqual([note.id]);
    expect(await client.notes.get(note.id)).toMatchObject({
      content: 'Went well',
      interactionId: WITHOUT_NOTE,
      companyIds: [ids.acme],
      opportunityIds: [ids.deal],
    });
    for (const owner of [{ companyId: ids.acme }, { opportunityId: ids.deal }, { personId: ids.jane }])
      expect(sortedIds(await collected(client.v2.notes.of(owner)))).toContain(note.id);
  });

  it('take a change of the records alone, and of the text alone', async () => {
    const { client } = await place();
    const { id } = await client.v2.notes.create({ ...onMeeting, companyIds: [ids.acme] });
    await client.v2.notes.update(id, { opportunityIds: [ids.deal] });
    await client.v2.notes.update(id, { html: '<p>Went <strong>well</strong></p>' });
    const included = { include: ['companiesPreview', 'opportunitiesPreview'] };
    const changed = (await collected(client.v2.notes.iterate(included))).find((one) => one.id === id);
    expect(changed).toMatchObject({
      content: { html: '<p>Went <strong>well</strong></p>' },
      companiesPreview: { data: [{ id: ids.acme, name: 'Acme' }] },
      opportunitiesPreview: { data: [{ id: ids.deal, name: 'Deal' }] },
    });
  });

  it('take replies to a root only, and leave them out of the list', async () => {
    const { client } = await place();
    const reply = await client.v2.notes.create({ html: '<p>Yes</p>', parentId: ids.plainNote });
    expect(reply).toMatchObject({ type: 'user-reply', parent: { id: ids.plainNote } });
    expect(sortedIds(await collected(client.v2.notes.replies(ids.plainNote)))).toEqual([reply.id]);
    expect(sortedIds(await collected(client.v2.notes.iterate()))).toEqual([ids.plainNote, ids.mentionNote]);
    const refused = await failure(client.v2.notes.create({ html: '<p>No</p>', parentId: reply.id }));
    expect(refused).toMatchObject({ kind: 'invalid-request', outcome: 'refused' });
  });

  it('are found by creator and by time of creation, to the millisecond', async () => {
    const { client, clock, sandbox } = await place();
    clock.advance(500);
    const { id } = await client.v2.notes.create(onMeeting);
    const at = NOW + 500;
    const found = async (createdFrom: number, createdTo: number) =>
      sortedIds(
        await collected(
          client.v2.notes.iterate({ createdFrom: new Date(createdFrom), createdTo: new Date(createdTo) }),
        ),
      );
    expect(await found(at, at + 1)).toEqual([id]);
    expect(await found(at + 1, at + 2)).toEqual([]);
    expect(await found(at - 1, at)).toEqual([]);
    expect(sortedIds(await collected(client.v2.notes.iterate({ creatorId: ids.ben })))).toEqual([]);
    expect(sandbox.requests.at(-1)?.query['filter']).toBe(`creator.id=${ids.ben}`);
  });

  it.each(['<h1>Big</h1>', '<p onclick="x()">Hi</p>', '<a href="javascript:x()">Hi</a>', 'a < b'])(
    'refuse %s, which no note may have',
    async (html) => {
      const { client } = await place();
      const refused = await failure(client.v2.notes.create({ ...onMeeting, html }));
      expect(refused).toMatchObject({ kind: 'invalid-request', status: 400, outcome: 'refused' });
    },
  );

  it('refuse new text for a note with mentions, and take new records for it', async () => {
    const { client } = await place();
    const refused = await failure(client.v2.notes.update(ids.mentionNote, { html: '<p>Hi</p>' }));
    expect(refused).toMatchObject({ kind: 'invalid-request', outcome: 'refused' });
    await client.v2.notes.update(ids.mentionNote, { companyIds: [ids.acme] });
    expect((await client.notes.get(ids.mentionNote)).companyIds).toEqual([ids.acme]);
  });

  it('are deleted by their creator', async () => {
    const { client } = await place();
    const { id } = await client.v2.notes.create(onMeeting);
    expect(await client.v2.notes.delete(id)).toBe(true);
    expect((await failure(client.notes.get(id))).kind).toBe('not-found');
  });

  it('see a write of V1 only after the lag, and then take its records', async () => {
    const { client, clock } = await place({ v2: { lagMs: 1500 } });
    const logged = await client.interactions.create({
      type: 1,
      personIds: [ids.ann, ids.jane],
      content: 'Spoke',
      date: new Date(NOW - 2 * 3600 * SECOND),
    });
    const [noteId = 0] = logged.noteIds;
    const change = { companyIds: [ids.acme] };
    expect((await failure(client.v2.notes.update(noteId, change))).kind).toBe('not-found');
    clock.advance(1500);
    expect(await client.v2.notes.update(noteId, change)).toMatchObject({ id: noteId, type: 'interaction' });
  });

  it('are not found by the ids of V1 where those differ', async () => {
    const { client } = await place({ open: { v2NoteIds: 'separate' } });
    const error = await failure(client.v2.notes.update(ids.plainNote, { companyIds: [ids.acme] }));
    expect(error).toMatchObject({ kind: 'not-found', outcome: 'refused' });
  });

  it('take no write where the beta is switched off, and none of a key that may only read', async () => {
    const { client } = await place({ v2: { access: 'without-beta' } });
    expect((await failure(client.v2.notes.create(onMeeting))).kind).toBe('not-found');
    expect(await collected(client.v2.notes.iterate())).toHaveLength(2);
    const reading = await place({}, sandboxKeys.reader);
    expect((await failure(reading.client.v2.notes.create(onMeeting))).kind).toBe('forbidden');
  });
});

describe('the V2 relationships of the sandbox', () => {
  it('name the colleagues who know a person, closest first', async () => {
    const { client } = await place();
    const { items } = await client.v2.persons.relationships(ids.jane);
    const scores = items.map(({ interactionScore = 0 }) => interactionScore);
    expect(items.length).toBeGreaterThan(1);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

describe('for any meetings and any window', { timeout: runCount(60_000) }, () => {
  const cases = fc.record({
    // Many of the times lie at the ends of the window or within its first and last second.
    offsets: fc.array(
      fc.oneof(
        fc.integer({ min: -3 * DAY, max: 10 * DAY }),
        fc.constantFrom(0, -1, 1, 499, 500, 7 * DAY, 7 * DAY - 1, 7 * DAY + 499, 7 * DAY + 500),
      ),
      { maxLength: 40 },
    ),
    fraction: fc.constantFrom(0, 1, 500, 999),
    pageSize: fc.integer({ min: 1, max: 100 }),
  });

  it('the walk of a feed gives each meeting of the window once, and asks for each page once', async () => {
    let sandbox = meetingsAt([]);
    const fetch: typeof sandbox.fetch = async (...request) => sandbox.fetch(...request);
    const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch });
    await fc.assert(
      fc.asyncProperty(cases, async ({ offsets, fraction, pageSize }) => {
        const from = NOW + fraction;
        const dates = offsets.map((offset) => from + offset);
        sandbox = meetingsAt(dates);
        const walk = client.v2.meetings.iterate({
          from: new Date(from),
          to: new Date(from + 7 * DAY),
          pageSize,
        });
        const items: readonly V2Item[] = await collected(walk);
        const expected = dates.flatMap((date, index) =>
          date >= from && date < from + 7 * DAY ? [FIRST_ID + index] : [],
        );
        expect(sortedIds(items)).toEqual(expected);
        const second = Math.floor(from / SECOND) * SECOND;
        const end = Math.ceil((from + 7 * DAY) / SECOND) * SECOND;
        const listed = dates.filter((date) => date >= second && date < end).length;
        expect(sandbox.requests).toHaveLength(Math.max(1, Math.ceil(listed / pageSize)));
      }),
      { numRuns: runCount(50) },
    );
  });
});

const FIRST_ID = 5000;

function meetingsAt(dates: readonly number[]): TestSandbox {
  const builder = new SampleDataBuilder();
  const { id } = builder.colleague();
  for (const [index, date] of dates.entries())
    builder.interaction({ type: 0, id: FIRST_ID + index, date, personIds: [id] });
  return new TestSandbox({ data: builder.build(), clock: new VirtualClock(NOW) });
}
