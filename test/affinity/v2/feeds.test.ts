import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AffinityClient, V2Feed, V2FeedQuery, V2Item } from '../../../src/affinity/index.ts';
import { eventually } from '../../support/eventually.ts';
import { runCount } from '../../support/runCount.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer, SeenRequest } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';
import { collected } from '../walkService.ts';

const week = { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' } as const;
const at = (day: number, time = '12:00:00Z') => `2026-11-0${day}T${time}`;
const jane = { id: 5, firstName: 'Jane', lastName: 'Roe', primaryEmailAddress: 'j@x.co', type: 'external' };

const feeds = [
  ['meetings', '/v2/meetings', 'startTime', 'meeting'],
  ['calls', '/v2/calls', 'startTime', 'call'],
  ['chatMessages', '/v2/chat-messages', 'sentAt', 'chat-message'],
  ['emails', '/v2/emails', 'sentAt', 'email'],
] as const;

const page = (data: readonly unknown[], nextUrl: unknown = null) => ({
  body: { data, pagination: { nextUrl, prevUrl: null } },
});

async function clientAnswering(...answers: ScriptedAnswer[]) {
  const server = await scriptedServer(answers);
  return { server, v2: testClient(server).v2 };
}

describe.each(feeds)('%s', (name, path, timeField, type) => {
  const feedOf = (v2: AffinityClient['v2']): V2Feed<V2Item> => v2[name];
  const item = (id: number, time: string, fields: object = {}) => ({ id, [timeField]: time, ...fields });

  it('are walked over a window, 100 a page, with the version of the API and a bearer key', async () => {
    const server = await scriptedServer(({ query }) =>
      query['cursor'] === undefined
        ? page([item(1, at(2))], `${server.url}${path}?cursor=a%2Bb&limit=100`)
        : page([item(2, at(1))]),
    );
    const { v2 } = testClient(server, { apiKey: 'abc' });
    const walked = await collected(feedOf(v2).iterate(week));
    expect(walked).toMatchObject([
      { type, id: 1, [timeField]: new Date(at(2)) },
      { type, id: 2 },
    ]);
    expect(server.requests.map((request) => request.query)).toEqual([
      {
        filter: `${timeField}>=2026-11-01T00:00:00Z&${timeField}<2026-11-08T00:00:00Z`,
        limit: '100',
      },
      { cursor: 'a+b', limit: '100' },
    ]);
    for (const request of server.requests) {
      expect(request).toMatchObject({ method: 'GET', path });
      expect(request.headers).toMatchObject({
        authorization: 'Bearer abc',
        'x-affinity-api-version': '2026-09-17',
        accept: 'application/json',
      });
    }
  });

  it.each([
    ['2026-11-01T00:00:00.001Z', '2026-11-01T00:00:01.999Z', '2026-11-01T00:00:00Z', '2026-11-01T00:00:02Z'],
    [
      '2026-11-01T01:00:00+01:00',
      new Date('2026-11-08T00:00:00.001Z'),
      '2026-11-01T00:00:00Z',
      '2026-11-08T00:00:01Z',
    ],
    [
      new Date('2026-10-31T23:59:59.999Z'),
      '2026-11-01T00:00:00Z',
      '2026-10-31T23:59:59Z',
      '2026-11-01T00:00:00Z',
    ],
  ])('are requested in whole seconds: %s to %s', async (from, to, sentFrom, sentTo) => {
    const { server, v2 } = await clientAnswering(page([]));
    await collected(feedOf(v2).iterate({ from, to }));
    expect(server.requests[0]?.query['filter']).toBe(`${timeField}>=${sentFrom}&${timeField}<${sentTo}`);
  });

  it('are cut exactly, including the start and excluding the end', async () => {
    const window = { from: '2026-11-01T00:00:00.500Z', to: '2026-11-02T00:00:00.500Z' };
    const times = ['01T00:00:00.499Z', '01T00:00:00.500Z', '02T00:00:00.499Z', '02T00:00:00.500Z'];
    const { v2 } = await clientAnswering(page(times.map((time, index) => item(index, `2026-11-${time}`))));
    const [only] = await collected(feedOf(v2).iterate(window).pages());
    expect(only).toMatchObject({ items: [{ id: 1 }, { id: 2 }], rejected: [] });
  });

  it('come in the order of the service, each once, and pages have two fields', async () => {
    const server = await scriptedServer(({ query }) =>
      query['cursor'] === undefined
        ? page([item(3, at(3)), item(1, at(1)), item(3, at(3))], `${server.url}${path}?cursor=b`)
        : page([item(1, at(1)), item(2, at(2))]),
    );
    const pages = await collected(feedOf(testClient(server).v2).iterate(week).pages());
    expect(pages.map(({ items }) => items.map(({ id }) => id))).toEqual([[3, 1], [2]]);
    for (const one of pages) expect(Object.keys(one).toSorted()).toEqual(['items', 'rejected']);
  });

  it('keep the neighbours of what cannot be read', async () => {
    const odd = [null, 7, { id: 1 }, item(2 ** 53, at(1)), { [timeField]: at(1) }, item(4, '2026-11-01')];
    const { v2 } = await clientAnswering(page([item(8, at(1)), ...odd, item(9, at(2))]));
    const [only] = await collected(feedOf(v2).iterate(week).pages());
    expect(only?.items.map(({ id }) => id)).toEqual([8, 9]);
    expect(only?.rejected.map(({ raw }) => raw)).toEqual(odd);
    for (const { problem } of only?.rejected ?? []) expect(problem).not.toBe('');
  });

  it('read whatever field is missing, null or odd, apart from id and time', async () => {
    const names = [
      'title',
      'subject',
      'endTime',
      'allDay',
      'loggingType',
      'creator',
      'organizer',
      'createdAt',
      'updatedAt',
      'direction',
      'from',
      'attendeesPreview',
      'participantsPreview',
      'toParticipantsPreview',
      'ccParticipantsPreview',
      'surprise',
    ];
    const values = [null, 7, 'odd', true, [], {}, { data: null }, { data: 'x' }, { person: 7 }];
    const items = names.flatMap((field, row) =>
      values.map((value, column) => item(row * 100 + column, at(1), { [field]: value })),
    );
    const { v2 } = await clientAnswering(page([item(9999, at(1)), ...items]));
    const [only] = await collected(feedOf(v2).iterate(week).pages());
    expect(only?.rejected).toEqual([]);
    expect(only?.items).toHaveLength(items.length + 1);
    for (const one of only?.items ?? []) expect(one.type).toBe(type);
  });

  it('keep an item of an unknown type', async () => {
    const { v2 } = await clientAnswering(
      page([item(1, at(1), { type }), item(2, at(1), { type: 'fax', title: 'T' }), { id: 3, type: 'fax' }]),
    );
    const items = await collected(feedOf(v2).iterate(week));
    expect(items).toMatchObject([
      { id: 1, type },
      { id: 2, type: 'unknown', wireType: 'fax', title: 'T', [timeField]: new Date(at(1)) },
      { id: 3, type: 'unknown', wireType: 'fax' },
    ]);
  });

  it('are fetched by id', async () => {
    const { server, v2 } = await clientAnswering(
      { body: item(0, at(1)) },
      { body: { id: 0 } },
      { status: 404 },
    );
    expect(await feedOf(v2).get(0)).toMatchObject({ type, id: 0 });
    expect(await failure(feedOf(v2).get(0))).toMatchObject({ kind: 'bad-response', path: `${path}/0` });
    expect(await failure(feedOf(v2).get(0))).toMatchObject({ kind: 'not-found', status: 404 });
    expect(await failure(feedOf(v2).get(-1))).toMatchObject({ kind: 'invalid-argument', path });
    expect(server.requests).toHaveLength(3);
    expect(server.requests[0]).toMatchObject({ path: `${path}/0`, query: {} });
    expect(server.requests[0]?.headers).toHaveProperty('x-affinity-api-version');
  });

  it.each([
    [undefined, /^from is required/],
    [{ ...week, from: null }, /^from is required/],
    [{ from: week.from }, /^to is required/],
    [{ ...week, from: '2026-11-01' }, /^from must be a valid Date/],
    [{ ...week, to: Number.NaN }, /^to must be a valid Date/],
    [{ from: week.to, to: week.from }, /^from must be before to/],
    [{ from: week.from, to: week.from }, /^from must be before to/],
  ])('refuse the query %j at the call', async (query, message) => {
    const { server, v2 } = await clientAnswering();
    const walking = () => feedOf(v2).iterate(query as V2FeedQuery);
    expect(walking).toThrow(message);
    expect(walking).toThrow(
      expect.objectContaining({ kind: 'invalid-argument', outcome: 'not-sent', path }) as Error,
    );
    expect(server.requests).toHaveLength(0);
  });
});

describe('a meeting', () => {
  it('has its people and all other fields', async () => {
    const wire = {
      id: 417,
      title: 'Kick-off',
      startTime: at(2, '10:00:00Z'),
      endTime: at(2, '11:00:00Z'),
      allDay: false,
      loggingType: 'automated',
      creator: { ...jane, type: 'internal' },
      organizer: { emailAddress: 'o@x.co', person: null },
      createdAt: at(1),
      updatedAt: null,
      attendeesPreview: {
        data: [
          { emailAddress: 'j@x.co', person: jane },
          { emailAddress: null, person: { ...jane, firstName: null, type: 'robot' } },
          { emailAddress: 'k@x.co', person: { id: 'x' } },
          'nobody',
        ],
        totalCount: 140,
      },
    };
    const { v2 } = await clientAnswering(page([wire]));
    expect(await collected(v2.meetings.iterate(week))).toEqual([
      {
        type: 'meeting',
        id: 417,
        title: 'Kick-off',
        startTime: new Date(at(2, '10:00:00Z')),
        endTime: new Date(at(2, '11:00:00Z')),
        allDay: false,
        loggingType: 'automated',
        creator: { ...jane, type: 'internal' },
        organizer: { emailAddress: 'o@x.co' },
        createdAt: new Date(at(1)),
        people: [
          { emailAddress: 'j@x.co', person: jane },
          { person: { ...jane, firstName: undefined, type: 'robot' } },
          { emailAddress: 'k@x.co' },
        ],
        peopleTotal: 140,
      },
    ]);
  });

  it('has no people when the preview is empty', async () => {
    const { v2 } = await clientAnswering(page([{ id: 1, startTime: at(1), attendeesPreview: { data: [] } }]));
    expect(await collected(v2.meetings.iterate(week))).toEqual([
      { type: 'meeting', id: 1, startTime: new Date(at(1)), allDay: false, people: [], peopleTotal: 0 },
    ]);
  });
});

describe('a chat message and an email', () => {
  it('have their people', async () => {
    const chat = {
      id: 1,
      sentAt: at(1),
      direction: 'received',
      creator: jane,
      participantsPreview: { data: [jane], totalCount: 2 },
    };
    const email = {
      id: 2,
      sentAt: at(1),
      direction: 'sent',
      subject: '********',
      from: { emailAddress: 'j@x.co', person: null },
      toParticipantsPreview: { data: [{ emailAddress: 'a@x.co', person: jane }], totalCount: 1 },
      ccParticipantsPreview: { data: [], totalCount: 0 },
    };
    const { v2 } = await clientAnswering(page([chat]), page([email]));
    expect(await collected(v2.chatMessages.iterate(week))).toEqual([
      {
        type: 'chat-message',
        id: 1,
        sentAt: new Date(at(1)),
        direction: 'received',
        creator: jane,
        people: [{ person: jane }],
        peopleTotal: 2,
      },
    ]);
    expect(await collected(v2.emails.iterate(week))).toEqual([
      {
        type: 'email',
        id: 2,
        sentAt: new Date(at(1)),
        direction: 'sent',
        subject: '********',
        from: { emailAddress: 'j@x.co' },
        to: [{ emailAddress: 'a@x.co', person: jane }],
        toTotal: 1,
        cc: [],
        ccTotal: 0,
      },
    ]);
  });
});

describe('the envelope of a V2 page', () => {
  it.each([
    [{ data: [], pagination: { nextUrl: null } }],
    [{ data: [] }],
    [{ data: null, pagination: null }],
    [{ data: [], pagination: {} }],
    [{ data: [], pagination: { nextUrl: '' } }],
    [[]],
    [''],
  ])('is the last one when it is %j', async (body) => {
    const { server, v2 } = await clientAnswering({ body });
    expect(await collected(v2.meetings.iterate(week).pages())).toEqual([{ items: [], rejected: [] }]);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [{ data: {} }],
    [{ data: 'x' }],
    [{ surprise: [] }],
    [{ events: [] }],
    ['7'],
    ['<html>Sign in</html>'],
    [{ data: [], pagination: 7 }],
    [{ data: [], pagination: { nextUrl: 7 } }],
    [{ data: [], pagination: { nextUrl: {} } }],
    [{ data: [], pagination: { nextUrl: 'no URL' } }],
    [{ data: [], pagination: { nextUrl: '/v2/meetings?cursor=a' } }],
    [{ data: [], pagination: { nextUrl: '//other.example/v2/meetings' } }],
  ])('is a bad response when it is %j', async (body) => {
    const { server, v2 } = await clientAnswering({ body });
    const error = await failure(collected(v2.meetings.iterate(week)));
    expect(error).toMatchObject({ kind: 'bad-response', status: 200, path: '/v2/meetings' });
    expect(server.requests).toHaveLength(1);
  });

  it.each(['another server', 'another scheme', 'credentials'])(
    'is a bad response when the next page is of %s, and no key goes there',
    async (what) => {
      const other = await scriptedServer([]);
      const server = await scriptedServer(() => {
        const { host } = new URL(server.url);
        const url = {
          'another server': `${other.url}/v2/meetings?cursor=a`,
          'another scheme': `https://${host}/v2/meetings?cursor=a`,
          credentials: `http://me:secret@${host}/v2/meetings?cursor=a`,
        }[what];
        return page([{ id: 1, startTime: at(1) }], url);
      });
      const error = await failure(collected(testClient(server).v2.meetings.iterate(week)));
      expect(error).toMatchObject({ kind: 'bad-response' });
      expect(error.message).not.toContain('secret');
      expect(server.requests).toHaveLength(1);
      expect(other.requests).toHaveLength(0);
    },
  );

  it.each([['a'], ['a', 'b', 'a'], ['a', 'b', 'b']])(
    'is a bad response when a next page comes back: %s %s %s',
    async (...cursors) => {
      const server = await scriptedServer((_, count) =>
        page(
          [{ id: count, startTime: at(1) }],
          `${server.url}/v2/meetings?cursor=${cursors[count % cursors.length]}`,
        ),
      );
      const error = await failure(collected(testClient(server).v2.meetings.iterate(week)));
      expect(error).toMatchObject({ kind: 'bad-response', path: '/v2/meetings' });
      expect(server.requests.length).toBeLessThanOrEqual(cursors.length + 1);
    },
  );

  it('is a bad response when the next page is the first one', async () => {
    const server = await scriptedServer((request) => page([], urlOf(server.url, request)));
    expect(await failure(collected(testClient(server).v2.meetings.iterate(week)))).toHaveProperty(
      'kind',
      'bad-response',
    );
    expect(server.requests).toHaveLength(1);
  });

  it('may be empty before the last one', async () => {
    const server = await scriptedServer((_, count) =>
      count < 2 ? page([], `${server.url}/v2/meetings?cursor=${count}`) : page([{ id: 1, startTime: at(1) }]),
    );
    expect(await collected(testClient(server).v2.meetings.iterate(week))).toMatchObject([{ id: 1 }]);
  });
});

describe('a walk over a V2 feed', () => {
  it('makes no request before its first step, and then one per page', async () => {
    const server = await scriptedServer((_, count) => page([], `${server.url}/v2/calls?cursor=${count}`));
    const pages = testClient(server).v2.calls.iterate(week).pages();
    await new Promise((done) => setTimeout(done, 10));
    expect(server.requests).toHaveLength(0);
    for (const count of [1, 2, 3]) {
      await pages.next();
      expect(server.requests).toHaveLength(count);
    }
    await pages.return();
  });

  it('starts again in each loop, over the window of its call', async () => {
    const server = await scriptedServer(() => page([{ id: 1, startTime: at(1) }]));
    const from = new Date(week.from);
    const walk = testClient(server).v2.calls.iterate({ ...week, from, pageSize: 7 });
    from.setTime(0);
    expect(await collected(walk)).toEqual(await collected(walk));
    expect(server.requests[1]?.query).toEqual(server.requests[0]?.query);
    expect(server.requests[0]?.query).toMatchObject({ limit: '7' });
  });

  it('stops with the reason of its signal', async () => {
    const server = await scriptedServer((_, count) =>
      count === 0
        ? page(
            [1, 2].map((id) => ({ id, startTime: at(1) })),
            `${server.url}/v2/calls?cursor=a`,
          )
        : { silence: 'stall' },
    );
    const stop = new AbortController();
    const { calls } = testClient(server).v2;
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { id } of calls.iterate(week, { signal: stop.signal })) seen.push(id);
    })();
    await eventually(() => expect(server.requests).toHaveLength(2));
    stop.abort('enough');
    await expect(reading).rejects.toBe('enough');
    expect(seen).toEqual([1, 2]);
    await eventually(() => expect(server.requests[1]?.left()).toBe(true));
    await expect(collected(calls.iterate(week, { signal: stop.signal }))).rejects.toBe('enough');
  });

  it('repeats a page after a failure of the service, as V1 does', async () => {
    const { server, v2 } = await clientAnswering({ status: 503 }, page([]));
    expect(await collected(v2.emails.iterate(week))).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });

  it(
    'yields each item of the window once, whatever order and page size',
    { timeout: runCount(60_000) },
    async () => {
      const start = Date.parse(week.from);
      const state = { rows: [] as readonly { id: number; startTime: string }[], pageSize: 1, repeats: 0 };
      const server = await scriptedServer(({ query }) => {
        const filter = /^startTime>=(.+)&startTime<(.+)$/.exec(query['filter'] ?? '');
        const [from, to] = filter ? [filter[1], filter[2]] : (query['window'] ?? '').split(',');
        expect(`${from} ${to}`).toMatch(/^\S+:\d\dZ \S+:\d\dZ$/);
        const found = state.rows.filter(
          ({ startTime }) =>
            Date.parse(startTime) >= Date.parse(from ?? '') && Date.parse(startTime) < Date.parse(to ?? ''),
        );
        const first = Number(query['first'] ?? 0);
        const next = first + state.pageSize;
        // Rows may move between two requests, so a page may begin with rows of the one before.
        const data = found.slice(Math.max(0, first - state.repeats), next);
        const more = new URLSearchParams({ window: `${from},${to}`, first: String(next) });
        return page(data, next < found.length ? `${server.url}/v2/meetings?${more.toString()}` : null);
      });
      const { meetings } = testClient(server).v2;
      const cases = fc.record({
        times: fc.array(fc.integer({ min: -3000, max: 8000 }), { maxLength: 40 }),
        from: fc.integer({ min: 0, max: 2500 }),
        span: fc.integer({ min: 1, max: 4000 }),
        pageSize: fc.integer({ min: 1, max: 7 }),
        repeats: fc.integer({ min: 0, max: 2 }),
      });
      await fc.assert(
        fc.asyncProperty(cases, async ({ times, from, span, pageSize, repeats }) => {
          const rows = times.map((ms, id) => ({ id, startTime: new Date(start + ms).toISOString() }));
          Object.assign(state, { rows, pageSize, repeats });
          const window = { from: new Date(start + from), to: new Date(start + from + span) };
          const walked = await collected(meetings.iterate(window));
          const wanted = times.flatMap((ms, id) => (ms >= from && ms < from + span ? [id] : []));
          expect(walked.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(wanted);
        }),
        { numRuns: runCount(30) },
      );
    },
  );
});

function urlOf(base: string, { path, query }: SeenRequest): string {
  return `${base}${path}?${new URLSearchParams(query).toString()}`;
}
