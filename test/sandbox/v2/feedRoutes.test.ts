import { describe, expect, it } from 'vitest';
import { SampleDataBuilder, sandboxKeys } from '../../../src/sandbox/testing/index.ts';
import type { SampleData } from '../../../src/sandbox/testing/index.ts';
import { DAY, NOW, ids } from '../smallFirm.ts';
import { V2Caller, idsOf } from './v2Caller.ts';

const FEEDS = ['/v2/meetings', '/v2/calls', '/v2/chat-messages', '/v2/emails'];

const wholeSeconds = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** `count` meetings, an hour apart, of one colleague and `people` outsiders each. */
function meetings(count: number, people = 1): SampleData {
  const builder = new SampleDataBuilder();
  const colleague = builder.colleague().id;
  const outsiders = Array.from({ length: people }, () => builder.person().id);
  for (let made = 1; made <= count; made += 1) {
    builder.interaction({ type: 0, date: NOW - made * 3_600_000, personIds: [colleague, ...outsiders] });
  }
  return builder.build();
}

describe('the feeds', () => {
  it('have the interactions of the whole firm, past and planned, one type each', async () => {
    const caller = new V2Caller();
    const rows = await Promise.all(FEEDS.map((path) => caller.all(path)));
    expect(rows.map(idsOf)).toEqual([[1001, 1002, 1003, 1004], [], [1001, 1002], [1001]]);
    const other = await caller.get('/v2/meetings', {}, sandboxKeys.colleague);
    expect(idsOf(other.body.data)).toEqual([1001, 1002, 1003, 1004]);
  });

  it('can leave out meetings of colleagues only', async () => {
    const caller = new V2Caller({ open: { internalMeetings: 'hidden' } });
    expect(idsOf(await caller.all('/v2/meetings'))).toEqual([1001, 1002, 1004]);
  });

  it('have meetings with attendees, creator and organizer', async () => {
    const { body } = await new V2Caller().get('/v2/meetings/1001');
    const ann = {
      emailAddress: 'ann@small.example',
      person: {
        id: ids.ann,
        firstName: 'Ann',
        lastName: 'Lee',
        primaryEmailAddress: 'ann@small.example',
        type: 'internal',
      },
    };
    expect(body).toEqual({
      id: 1001,
      title: 'Kick-off',
      startTime: wholeSeconds(NOW - 30 * DAY),
      endTime: wholeSeconds(NOW - 30 * DAY + 3_600_000),
      allDay: false,
      loggingType: 'manual',
      creator: ann,
      organizer: ann,
      createdAt: wholeSeconds(NOW - 30 * DAY),
      updatedAt: null,
      attendeesPreview: {
        data: [
          ann,
          {
            emailAddress: 'jane@acme.example',
            person: expect.objectContaining({ type: 'external' }) as object,
          },
        ],
        totalCount: 2,
      },
    });
  });

  it('have calls without an organizer', async () => {
    const caller = new V2Caller();
    await caller.send('POST', '/interactions', {
      type: 1,
      person_ids: [ids.ann, ids.guest],
      content: 'x',
      date: new Date(NOW - DAY).toISOString(),
    });
    const [call] = await caller.all('/v2/calls');
    expect(call).toMatchObject({
      title: 'Manually logged event',
      loggingType: 'manual',
      endTime: null,
      createdAt: wholeSeconds(NOW),
      attendeesPreview: { data: [{}, { person: { type: 'collaborator' } }] },
    });
    expect(call).not.toHaveProperty('organizer');
  });

  it('have chat messages with their direction and persons', async () => {
    const rows = await new V2Caller().all('/v2/chat-messages', { filter: 'id=1001' });
    expect(rows).toMatchObject([
      {
        sentAt: wholeSeconds(NOW - 6 * DAY),
        direction: 'received',
        creator: { id: ids.ann },
        participantsPreview: { data: [{ id: ids.ann }, { id: ids.jane }], totalCount: 2 },
      },
    ]);
  });

  it('have emails with sender, receivers and copies', async () => {
    const [email] = await new V2Caller().all('/v2/emails');
    expect(email).toMatchObject({
      direction: 'received',
      loggingType: 'automated',
      subject: 'Hello',
      from: { person: { id: ids.jane } },
      toParticipantsPreview: { data: [{ person: { id: ids.ann } }], totalCount: 1 },
      ccParticipantsPreview: { data: [{ person: { id: ids.ben } }], totalCount: 1 },
    });
  });

  it('hide the subjects of emails that the user took no part in', async () => {
    const { body } = await new V2Caller().get('/v2/emails', {}, sandboxKeys.reader);
    expect(body.data.map(({ subject }) => subject)).toEqual(['********']);
  });

  it('have empty addresses as null', async () => {
    const { body } = await new V2Caller().get('/v2/meetings/1004');
    expect(body).toMatchObject({
      attendeesPreview: { data: [{}, { emailAddress: null, person: { primaryEmailAddress: null } }] },
    });
  });

  it('preview at most 100 attendees, and count all', async () => {
    const { body } = await new V2Caller({ data: meetings(1, 150) }).get('/v2/meetings/1001');
    const { attendeesPreview } = body as unknown as {
      attendeesPreview: { data: object[]; totalCount: number };
    };
    expect([attendeesPreview.data.length, attendeesPreview.totalCount]).toEqual([100, 151]);
  });

  it('answer all-day meetings as such', async () => {
    const builder = new SampleDataBuilder();
    const personIds = [builder.colleague().id, builder.person().id];
    builder.interaction({ type: 0, date: NOW, endDate: NOW + DAY, personIds });
    const { body } = await new V2Caller({ data: builder.build() }).get('/v2/meetings/1001');
    expect(body).toMatchObject({ allDay: true });
  });

  it('answer 404 to an unknown id', async () => {
    const { status, body } = await new V2Caller().get('/v2/calls/99');
    expect([status, body.errors[0]?.code]).toEqual([404, 'not-found']);
  });

  it('can have other ids than V1', async () => {
    const caller = new V2Caller({ open: { v2InteractionIds: 'separate' } });
    const [email] = await caller.all('/v2/emails');
    expect(email?.id).not.toBe(1001);
    expect((await caller.get(`/v2/emails/${email?.id}`)).body.subject).toBe('Hello');
    expect(idsOf(await caller.all('/v2/emails', { filter: `id=${email?.id}` }))).toEqual([email?.id]);
  });
});

describe('the filter of a feed', () => {
  it('finds a window of start times, with its start and without its end', async () => {
    const caller = new V2Caller();
    const from = wholeSeconds(NOW - 20 * DAY);
    const to = wholeSeconds(NOW - 10 * DAY);
    const rows = await caller.all('/v2/meetings', { filter: `startTime>=${from}&startTime<${to}` });
    expect(idsOf(rows)).toEqual([1002]);
  });

  it('finds by the time of sending, creation and change', async () => {
    const caller = new V2Caller();
    caller.sandbox.changeBehindTheBack(0, 1002, { title: 'Renamed' });
    const since = wholeSeconds(NOW - DAY);
    expect(idsOf(await caller.all('/v2/meetings', { filter: `updatedAt>${since}` }))).toEqual([1002]);
    expect(idsOf(await caller.all('/v2/emails', { filter: `sentAt>${since}` }))).toEqual([]);
    expect(idsOf(await caller.all('/v2/meetings', { filter: `createdAt>${since}` }))).toEqual([]);
  });

  it.each([
    ['/v2/meetings', 'sentAt>2025-01-01T00:00:00Z'],
    ['/v2/emails', 'startTime>2025-01-01T00:00:00Z'],
    ['/v2/calls', 'startTime>2025-01-01T00:00:00.000Z'],
    ['/v2/meetings', 'person.id=1'],
  ])('of %s refuses %s', async (path, filter) => {
    const { status, body } = await new V2Caller().get(path, { filter });
    expect([status, body.errors[0]?.param]).toEqual([400, 'filter']);
  });
});

describe('the pages of a feed', () => {
  it('hold every row once, whatever their size', async () => {
    const caller = new V2Caller({ data: meetings(250) });
    for (const limit of [1, 7, 100]) {
      const rows = await caller.all('/v2/meetings', { limit });
      expect(new Set(rows.map(({ id }) => id)).size).toBe(250);
      expect(rows).toHaveLength(250);
    }
  });

  it('are in no order of time', async () => {
    const rows = await new V2Caller({ data: meetings(50) }).all('/v2/meetings');
    const times = rows.map(({ startTime }) => startTime);
    expect(times).not.toEqual(times.toSorted());
    expect(times).not.toEqual(times.toSorted().toReversed());
  });

  it('have 100 rows by default, and a nextUrl on the same origin that needs nothing else', async () => {
    const caller = new V2Caller({ data: meetings(150) });
    const filter = `startTime<${wholeSeconds(NOW - 20 * 3_600_000)}`;
    const first = await caller.get('/v2/meetings', { filter });
    const next = new URL(first.body.pagination.nextUrl ?? '');
    expect([first.body.data.length, next.origin, next.pathname]).toEqual([
      100,
      'https://sandbox.example',
      '/v2/meetings',
    ]);
    expect([...next.searchParams.keys()]).toEqual(['cursor']);
    const second = await caller.ask(next.href);
    expect([second.body.data.length, second.body.pagination.nextUrl]).toEqual([30, null]);
  });

  it('lead back by prevUrl', async () => {
    const caller = new V2Caller({ data: meetings(10) });
    const first = await caller.get('/v2/meetings', { limit: 4 });
    const second = await caller.ask(first.body.pagination.nextUrl ?? '');
    const back = await caller.ask(second.body.pagination.prevUrl ?? '');
    expect(first.body.pagination.prevUrl).toBeNull();
    expect(back.body.data).toEqual(first.body.data);
  });

  it('count all rows only when asked to', async () => {
    const caller = new V2Caller({ data: meetings(10) });
    expect((await caller.get('/v2/meetings', { limit: 4 })).body.pagination).not.toHaveProperty('totalCount');
    const counted = await caller.get('/v2/meetings', { limit: 4, totalCount: 'true' });
    expect(counted.body.pagination.totalCount).toBe(10);
  });

  it.each([
    ['a limit of 0', '/v2/meetings?limit=0', 'limit'],
    ['a limit of 101', '/v2/meetings?limit=101', 'limit'],
    ['a limit that is no number', '/v2/meetings?limit=x', 'limit'],
    ['a made-up cursor', '/v2/meetings?cursor=x', 'cursor'],
  ])('refuse %s', async (_, path, param) => {
    const { status, body } = await new V2Caller().ask(`https://sandbox.example${path}`);
    expect([status, body.errors[0]?.param]).toEqual([400, param]);
  });

  it('refuse the cursor of another list', async () => {
    const caller = new V2Caller({ data: meetings(10) });
    const { body } = await caller.get('/v2/meetings', { limit: 4 });
    const url = (body.pagination.nextUrl ?? '').replace('/v2/meetings', '/v2/calls');
    expect((await caller.ask(url)).status).toBe(400);
  });
});

describe('a write of V1', () => {
  const call = {
    type: 1,
    person_ids: [ids.ann, ids.jane],
    content: 'x',
    date: new Date(NOW - DAY).toISOString(),
  };

  it('is seen by V2 at once', async () => {
    const caller = new V2Caller();
    await caller.send('POST', '/interactions', call);
    expect(await caller.all('/v2/calls')).toHaveLength(1);
  });

  it('can be seen by V2 later', async () => {
    const caller = new V2Caller({ v2: { lagMs: 2000 } });
    await caller.send('POST', '/interactions', call);
    await caller.send('PUT', '/interactions/1002', { type: 0, date: '2025-11-01T00:00:00Z' });
    await caller.send('DELETE', '/interactions/1001?type=0');
    expect(await caller.all('/v2/calls')).toEqual([]);
    expect((await caller.get('/v2/calls/1001')).status).toBe(404);
    expect(idsOf(await caller.all('/v2/meetings'))).toEqual([1001, 1002, 1003, 1004]);
    expect((await caller.get('/v2/meetings/1002')).body.startTime).toBe(wholeSeconds(NOW - 20 * DAY));
    caller.clock.advance(2000);
    expect(await caller.all('/v2/calls')).toHaveLength(1);
    expect(idsOf(await caller.all('/v2/meetings'))).toEqual([1002, 1003, 1004]);
    expect((await caller.get('/v2/meetings/1002')).body.startTime).toBe('2025-11-01T00:00:00Z');
  });
});
