import { describe, expect, it } from 'vitest';
import type { InteractionQuery } from '../../../src/affinity/index.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';

const year = {
  type: 1,
  companyId: 7,
  startTime: '2024-01-01T00:00:00Z',
  endTime: '2024-12-31T00:00:00Z',
} as const satisfies InteractionQuery;

/** A query from settings or storage, which no compiler checks. */
const loose = (fields: object) => ({ ...year, ...fields }) as InteractionQuery;

describe('list sends', () => {
  it('requests one page with the key as the password of an empty user', async () => {
    const server = await scriptedServer([{ body: { events: [] } }]);
    await testClient(server, { apiKey: 'abc' }).interactions.list(year);
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/interactions' }]);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Basic OmFiYw==',
      accept: 'application/json',
    });
    expect(server.requests[0]?.headers).not.toHaveProperty('content-type');
  });

  it('writes times as UTC instants and a company as an organization', async () => {
    const server = await scriptedServer([{ body: { events: [] } }]);
    const startTime = '2024-01-01T01:30:00+02:00';
    await testClient(server).interactions.list({
      ...year,
      startTime,
      endTime: new Date('2024-03-01T00:00:00Z'),
    });
    expect(server.requests[0]?.query).toEqual({
      type: '1',
      organization_id: '7',
      start_time: '2023-12-31T23:30:00.000Z',
      end_time: '2024-03-01T00:00:00.000Z',
    });
  });

  it('sends every filter as it is given, zero included', async () => {
    const server = await scriptedServer([{ body: { chat_messages: [] } }]);
    await testClient(server).interactions.list({
      ...year,
      type: 0,
      companyId: null,
      personId: 0,
      opportunityId: undefined,
      internalPersonId: 0,
      direction: 0,
      loggingType: 0,
      pageSize: 0,
      pageToken: '0',
    });
    expect(server.requests[0]?.query).toMatchObject({
      type: '0',
      person_id: '0',
      internal_person_id: '0',
      direction: '0',
      logging_type: '0',
      page_size: '0',
      page_token: '0',
    });
    expect(server.requests[0]?.query).not.toHaveProperty('organization_id');
    expect(server.requests[0]?.query).not.toHaveProperty('opportunity_id');
  });

  it('omits null and undefined', async () => {
    const server = await scriptedServer([{ body: { events: [] } }]);
    const absent = { internalPersonId: null, direction: undefined, loggingType: null, pageSize: null };
    await testClient(server).interactions.list({ ...year, ...absent, pageToken: null });
    expect(Object.keys(server.requests[0]?.query ?? {})).toEqual([
      'type',
      'organization_id',
      'start_time',
      'end_time',
    ]);
  });

  it('keeps the path of the base URL, with or without a trailing slash', async () => {
    const server = await scriptedServer(() => ({ body: { events: [] } }));
    await testClient({ url: `${server.url}/crm/` }).interactions.list(year);
    await testClient({ url: `${server.url}/crm` }).interactions.list(year);
    expect(server.requests.map(({ path }) => path)).toEqual(['/crm/interactions', '/crm/interactions']);
  });

  it('encodes a page token with special characters', async () => {
    const server = await scriptedServer([{ body: { events: [] } }]);
    await testClient(server).interactions.list({ ...year, pageToken: 'a&b=c +é%2F' });
    expect(server.requests[0]?.query['page_token']).toBe('a&b=c +é%2F');
  });
});

describe('list refuses before any request', () => {
  const nothing = { type: null, startTime: null, endTime: null, companyId: null };
  const reversed = { startTime: '2025-01-01T00:00:00Z', endTime: '2020-01-01T00:00:00Z' };

  it.each([
    ['type first', nothing, /^type /],
    ['then the start', { ...nothing, type: 0 }, /^startTime is required/],
    ['then the end', { ...nothing, type: 0, startTime: 'rubbish' }, /^endTime is required/],
    [
      'then that the start is an instant',
      { ...nothing, type: 0, startTime: 'rubbish', endTime: 'x' },
      /^startTime must be a valid/,
    ],
    [
      'then that the end is an instant',
      { ...year, endTime: 'rubbish', companyId: null },
      /^endTime must be a valid/,
    ],
    ['then the order of the two', { ...reversed, companyId: null }, /^startTime must be before endTime/],
    ['then the span', { startTime: '2020-01-01T00:00:00Z', companyId: null }, /365 days/],
    ['then the record', { companyId: null }, /personId, companyId and opportunityId/],
  ])('checks %s', async (_, fields, message) => {
    const server = await scriptedServer([]);
    const error = await failure(testClient(server).interactions.list(loose(fields)));
    expect(error).toMatchObject({
      kind: 'invalid-argument',
      outcome: 'not-sent',
      method: 'GET',
      path: '/interactions',
    });
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    '2024-06-01T00:00:00',
    '2024-06-01',
    '2024-06-01T25:00:00Z',
    '2024-06-01T24:00:00Z',
    '2024-06-01T00:60:00Z',
    '2024-06-01T00:00:61Z',
    '2024-06-01T00:00:00+24:00',
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-00-10T00:00:00Z',
    '2024-06-00T00:00:00Z',
    ' 2024-06-01T00:00:00Z',
    'Sat, 01 Jun 2024 00:00:00 GMT',
    '1717200000000',
    '',
    '9999-12-31T23:59:59-01:00',
    new Date(Number.NaN),
    new Date('+010000-01-01T00:00:00Z'),
    new Date('0099-12-31T23:59:59Z'),
    1_717_200_000_000,
  ])('refuses %j as an instant', async (endTime) => {
    const server = await scriptedServer([]);
    const error = await failure(testClient(server).interactions.list(loose({ endTime })));
    expect(error.message).toMatch(/^endTime must be/);
  });

  it.each([
    ['2024-06-01T00:00:00Z', '2024-06-01T00:00:00.000Z'],
    ['2024-02-29T23:59:59.9999Z', '2024-02-29T23:59:59.999Z'],
    ['2024-06-01T12:00-08:00', '2024-06-01T20:00:00.000Z'],
    ['2024-06-01T12:00:00.5+0530', '2024-06-01T06:30:00.500Z'],
    ['2024-06-01T12:00:00,25+02', '2024-06-01T10:00:00.250Z'],
    ['2024-06-01t12:00:00z', '2024-06-01T12:00:00.000Z'],
  ])('sends %s as %s', async (endTime, sent) => {
    const server = await scriptedServer([{ body: { events: [] } }]);
    await testClient(server).interactions.list({ ...year, endTime });
    expect(server.requests[0]?.query['end_time']).toBe(sent);
  });

  it('allows exactly 365 days, and not a millisecond more', async () => {
    const server = await scriptedServer([{ body: { events: [] } }]);
    const { interactions } = testClient(server);
    await interactions.list({ ...year, startTime: '2025-01-01T00:00:00Z', endTime: '2026-01-01T00:00:00Z' });
    const more = { startTime: '2025-01-01T00:00:00Z', endTime: '2026-01-01T00:00:00.001Z' };
    expect(await failure(interactions.list({ ...year, ...more }))).toHaveProperty('kind', 'invalid-argument');
  });

  it('refuses an empty range', async () => {
    const server = await scriptedServer([]);
    const error = await failure(testClient(server).interactions.list({ ...year, endTime: year.startTime }));
    expect(error.message).toMatch(/before/);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53, '7', Infinity])('refuses %j as an id', async (id) => {
    const server = await scriptedServer([]);
    const { interactions } = testClient(server);
    for (const name of ['personId', 'companyId', 'opportunityId', 'internalPersonId']) {
      const error = await failure(interactions.list(loose({ [name]: id })));
      expect(error.message).toMatch(new RegExp(`^${name} must be an integer`));
    }
    expect(server.requests).toHaveLength(0);
  });

  it.each([4, -1, '1', Number.NaN])('refuses %j as a type', async (type) => {
    const server = await scriptedServer([]);
    expect((await failure(testClient(server).interactions.list(loose({ type })))).message).toMatch(
      /^type must be/,
    );
  });
});
