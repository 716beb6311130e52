import { describe, expect, it, vi } from 'vitest';
import type { AffinityClient } from '../../../src/affinity/index.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, testClient, testKey } from '../testClient.ts';
import { collected } from '../walkService.ts';

const week = { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' } as const;
const person = { id: 5, firstName: 'Jane', type: 'external' };
const page = (data: readonly unknown[], nextUrl: unknown = null) => ({
  body: { data, pagination: { nextUrl, prevUrl: null } },
});

async function clientAnswering(...answers: ScriptedAnswer[]) {
  const server = await scriptedServer(answers);
  return { server, client: testClient(server) };
}

describe('V1 and V2 of one client', () => {
  it('take the key in their own ways, and only V2 names its version', async () => {
    const server = await scriptedServer(({ path }) => (path.startsWith('/v2/') ? page([]) : { body: [] }));
    const { v2, notes, persons } = testClient(server, { apiKey: 'abc' });
    await collected(v2.calls.iterate(week));
    await persons.search('x');
    await collected(v2.notes.of({ companyId: 7 }));
    await collected(notes.iterate({ companyId: 7 }));
    const sent = server.requests.map(({ headers }) => [
      headers.authorization,
      headers['x-affinity-api-version'],
    ]);
    const [first, second] = [
      ['Bearer abc', '2026-09-17'],
      ['Basic OmFiYw==', undefined],
    ];
    expect(sent).toEqual([first, second, first, second]);
  });

  it('share the requests in flight and the waits that the service asks for', async () => {
    const server = await scriptedServer((_, count) =>
      count === 0 ? { status: 429, headers: { 'Retry-After': '1' } } : page([]),
    );
    const { v2, notes } = testClient(server, { maxConcurrency: 1 });
    await Promise.all([collected(v2.calls.iterate(week)), failure(notes.get(1))]);
    expect(server.mostInFlight()).toBe(1);
    expect(server.requests).toHaveLength(3);
  });

  it('report the limits of every response', async () => {
    const onLimits = vi.fn<(limits: object) => void>();
    const server = await scriptedServer([
      { ...page([]), headers: { 'X-Ratelimit-Limit-User-Remaining': '7' } },
    ]);
    await collected(testClient(server, { onLimits }).v2.calls.iterate(week));
    expect(onLimits).toHaveBeenCalledExactlyOnceWith({ user: { remaining: 7 }, org: {} });
  });

  it('keep the path of the base URL', async () => {
    const server = await scriptedServer((_, count) =>
      page([], count === 0 ? `${server.url}/crm/v2/calls?cursor=a` : null),
    );
    await collected(testClient({ url: `${server.url}/crm/` }).v2.calls.iterate(week));
    expect(server.requests.map(({ path }) => path)).toEqual(['/crm/v2/calls', '/crm/v2/calls']);
  });
});

describe('an error of V2', () => {
  it.each([
    [400, 'invalid-request'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [422, 'invalid-request'],
    [500, 'server'],
  ])('with status %i is %s, with the messages, code and parameter of the service', async (status, kind) => {
    const errors = [
      { code: 'validation', message: 'The filter is malformed.', param: 'filter' },
      { code: 'other', message: 'Second.' },
    ];
    const { client } = await clientAnswering({ status, body: { errors } });
    const error = await failure(client.v2.notes.update(1, { html: 'x' }));
    expect(error).toMatchObject({
      kind,
      status,
      code: 'validation',
      param: 'filter',
      details: ['The filter is malformed.', 'Second.'],
      path: '/v2/notes/1',
    });
    expect(error.message).toContain('The filter is malformed.');
  });

  it.each([
    [{ errors: [{ message: 'm', param: 'html' }] }, undefined, 'html'],
    [
      {
        errors: [
          { code: 7, param: null },
          { code: 'late', param: '' },
        ],
      },
      'late',
      undefined,
    ],
    [{ errors: ['text', null, 7] }, undefined, undefined],
    [{ errors: { code: 'x' } }, undefined, undefined],
    [{ code: 'top', param: 'top' }, undefined, undefined],
    ['<title>Bad gateway</title>', undefined, undefined],
    ['', undefined, undefined],
  ])('with the body %j has the code %s and the parameter %s', async (body, code, param) => {
    const { client } = await clientAnswering({ status: 400, body });
    const error = await failure(client.v2.notes.update(1, { html: 'x' }));
    expect([error.code, error.param]).toEqual([code, param]);
  });

  it('has the key nowhere, also when the service echoes it', async () => {
    const echo = `Bearer ${testKey}`;
    const { client } = await clientAnswering(
      { status: 400, body: { errors: [{ code: echo, message: echo, param: testKey }] } },
      page([{ id: echo }], null),
      page([], echo),
    );
    const error = await failure(client.v2.notes.update(1, { html: 'x' }));
    const [read] = await collected(client.v2.calls.iterate(week).pages());
    const bad = await failure(collected(client.v2.calls.iterate(week)));
    expect(JSON.stringify([error, error.message, read, bad, bad.message])).not.toContain(testKey);
    expect(read?.rejected).toMatchObject([{ raw: { id: 'Bearer ***' } }]);
  });

  it.each([301, 302, 307, 308])('is a redirect with status %i, which is not followed', async (status) => {
    const other = await scriptedServer([]);
    const { client } = await clientAnswering({ status, headers: { location: `${other.url}/v2/calls` } });
    expect(await failure(collected(client.v2.calls.iterate(week)))).toMatchObject({
      kind: 'bad-response',
      status,
    });
    expect(other.requests).toHaveLength(0);
  });
});

describe.each(['companies', 'persons'] as const)('the relationships of %s', (kind) => {
  const path = `/v2/${kind}/7/relationships`;
  const relationship = { person1: person, person2: { id: 9 }, interactionScore: 0.8, linkedIn: { url: 'x' } };

  it('are a page of the closest first', async () => {
    const server = await scriptedServer(({ query }) =>
      query['cursor'] === undefined ? page([relationship], `${server.url}${path}?cursor=b`) : page([{}]),
    );
    const records = testClient(server).v2[kind];
    const first = await records.relationships(7);
    expect(first).toEqual({
      items: [{ person1: person, person2: { id: 9 }, interactionScore: 0.8, linkedIn: true }],
      rejected: [],
      nextPageToken: `${server.url}${path}?cursor=b`,
    });
    expect(await records.relationships(7, { pageToken: first.nextPageToken })).toEqual({
      items: [{ linkedIn: false }],
      rejected: [],
    });
    expect(server.requests).toMatchObject([
      { method: 'GET', path, query: { orderBy: '-interactionScore', limit: '100' } },
      { method: 'GET', path, query: { cursor: 'b' } },
    ]);
    expect(server.requests[1]?.headers).toHaveProperty('x-affinity-api-version', '2026-09-17');
  });

  it('are read whatever field is missing, null or odd', async () => {
    const values = [null, 7, 'odd', [], {}, { id: null }];
    const odd = ['person1', 'person2', 'interactionScore', 'linkedIn'].flatMap((name) =>
      values.map((value) => ({ ...relationship, [name]: value })),
    );
    const { client } = await clientAnswering(page([...odd, null, 'odd']));
    const { items, rejected } = await client.v2[kind].relationships(7);
    expect(items).toHaveLength(odd.length);
    expect(rejected.map(({ raw }) => raw)).toEqual([null, 'odd']);
  });

  it.each(['elsewhere', 'https://api.affinity.co/v2/persons/7/relationships', '', 7])(
    'refuse %j as a page token before any request',
    async (pageToken) => {
      const { server, client } = await clientAnswering();
      const options = { pageToken: pageToken as string };
      const error = await failure(client.v2[kind].relationships(7, options));
      expect(error).toMatchObject({ kind: 'invalid-argument', path });
      expect(error.message).toMatch(/^pageToken must be/);
      expect(server.requests).toHaveLength(0);
    },
  );

  it('refuse an id that is none, and take another page size', async () => {
    const { server, client } = await clientAnswering(page([]));
    expect(await failure(client.v2[kind].relationships(-7))).toMatchObject({ kind: 'invalid-argument' });
    await client.v2[kind].relationships(7, { pageSize: 5 });
    expect(server.requests[0]?.query).toMatchObject({ limit: '5' });
  });
});

describe.each([undefined as never, null as never])('%s in the place of the options', (absent) => {
  it.each<[string, (client: AffinityClient) => Promise<unknown>]>([
    ['a feed', async ({ v2 }) => collected(v2.meetings.iterate(week, absent))],
    ['an item', async ({ v2 }) => v2.meetings.get(1, absent)],
    ['the notes', async ({ v2 }) => collected(v2.notes.iterate(absent, absent))],
    ['the notes of a record', async ({ v2 }) => collected(v2.notes.of({ companyId: 7 }, absent))],
    ['replies', async ({ v2 }) => collected(v2.notes.replies(1, absent))],
    ['a create', async ({ v2 }) => v2.notes.create({ html: 'x', personIds: [1] }, absent)],
    ['an update', async ({ v2 }) => v2.notes.update(1, { html: 'x' }, absent)],
    ['a deletion', async ({ v2 }) => v2.notes.delete(1, absent)],
    ['relationships', async ({ v2 }) => v2.companies.relationships(1, absent)],
  ])('of %s means no options', async (_, work) => {
    const body = { id: 1, startTime: '2026-11-02T00:00:00Z', success: true, data: [], pagination: {} };
    const server = await scriptedServer([{ body }]);
    await work(testClient(server));
    expect(server.requests).toHaveLength(1);
  });
});
