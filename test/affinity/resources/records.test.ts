import { describe, expect, it } from 'vitest';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';

async function clientAnswering(...answers: ScriptedAnswer[]) {
  const server = await scriptedServer(answers);
  return { server, client: testClient(server) };
}

const services = [
  ['persons', 'persons'],
  ['companies', 'organizations'],
  ['opportunities', 'opportunities'],
] as const;

describe.each(services)('%s', (service, wire) => {
  it('are searched by a term, page by page', async () => {
    const items = [{ id: 3, name: 'Acme' }];
    const { server, client } = await clientAnswering({ body: { [wire]: items, next_page_token: 'on' } });
    const page = await client[service].search('Acme & Söhne', { pageSize: 0, pageToken: 'a+b' });
    expect(page).toMatchObject({ items: [{ id: 3 }], nextPageToken: 'on' });
    expect(page).not.toHaveProperty('rejected');
    expect(server.requests).toMatchObject([{ method: 'GET', path: `/${wire}` }]);
    expect(server.requests[0]?.query).toEqual({ term: 'Acme & Söhne', page_size: '0', page_token: 'a+b' });
  });

  it('are searched with the given parameters only', async () => {
    const { server, client } = await clientAnswering({ body: [] });
    expect(await client[service].search('', { pageSize: null, pageToken: undefined })).toStrictEqual({
      items: [],
    });
    expect(server.requests[0]?.query).toEqual({ term: '' });
  });

  it('are empty when the body is blank', async () => {
    const { client } = await clientAnswering({ status: 204 });
    expect(await client[service].search('x')).toStrictEqual({ items: [] });
  });

  it('are kept when one of them is rejected', async () => {
    const { client } = await clientAnswering({ body: { [wire]: [{ id: 1 }, { id: 2 ** 60 }] } });
    const page = await client[service].search('x');
    expect(page).toMatchObject({ items: [{ id: 1 }], rejected: [{ raw: { id: 2 ** 60 } }] });
  });

  it.each([{ [wire]: {} }, { surprise: 1 }, '7'])('are a bad response when the body is %j', async (body) => {
    const { client } = await clientAnswering({ body });
    expect(await failure(client[service].search('x'))).toHaveProperty('kind', 'bad-response');
  });

  it('are fetched by id', async () => {
    const { server, client } = await clientAnswering({ body: { id: 0 } });
    expect(await client[service].get(0)).toMatchObject({ id: 0 });
    expect(server.requests).toMatchObject([{ method: 'GET', path: `/${wire}/0`, query: {} }]);
  });

  it('refuse an invalid id and a term that is not a string', async () => {
    const { server, client } = await clientAnswering();
    expect(await failure(client[service].get(-1))).toMatchObject({
      kind: 'invalid-argument',
      path: `/${wire}`,
    });
    const term = 7 as unknown as string;
    expect(await failure(client[service].search(term))).toMatchObject({ kind: 'invalid-argument' });
    expect(server.requests).toHaveLength(0);
  });
});

describe.each(services.slice(0, 2))('a list of %s', (service, wire) => {
  const client = async (...answers: ScriptedAnswer[]) => {
    const { server, client: all } = await clientAnswering(...answers);
    return { server, records: all[service as 'persons' | 'companies'] };
  };

  it('takes ranges of contact dates as pairs of instants', async () => {
    const { server, records } = await client({ body: { [wire]: [{ id: 3 }], next_page_token: 'on' } });
    const range = { min: '2025-01-01T00:00:00+01:00', max: new Date('2025-02-01T00:00:00Z') };
    const page = await records.list({
      term: '',
      dates: { lastInteraction: range, nextEvent: { min: range.max, max: range.max }, firstEmail: null },
      withInteractionDates: true,
      withInteractionPersons: false,
      pageSize: 500,
      pageToken: 'a+b',
    });
    expect(page).toMatchObject({ items: [{ id: 3 }], rejected: [], nextPageToken: 'on' });
    expect(server.requests).toMatchObject([{ method: 'GET', path: `/${wire}` }]);
    expect(server.requests[0]?.query).toEqual({
      term: '',
      min_last_interaction_date: '2024-12-31T23:00:00.000Z',
      max_last_interaction_date: '2025-02-01T00:00:00.000Z',
      min_next_event_date: '2025-02-01T00:00:00.000Z',
      max_next_event_date: '2025-02-01T00:00:00.000Z',
      with_interaction_dates: 'true',
      with_interaction_persons: 'false',
      page_size: '500',
      page_token: 'a+b',
    });
  });

  it.each(['firstEmail', 'lastEmail', 'firstEvent', 'lastEvent', 'nextEvent', 'lastInteraction'])(
    'is filtered by %s',
    async (name) => {
      const { server, records } = await client({ body: [] });
      const range = { min: '2025-01-01T00:00:00Z', max: '2025-01-02T00:00:00Z' };
      expect(await records.list({ dates: { [name]: range } })).toEqual({ items: [], rejected: [] });
      const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      expect(server.requests[0]?.query).toEqual({
        [`min_${snake}_date`]: '2025-01-01T00:00:00.000Z',
        [`max_${snake}_date`]: '2025-01-02T00:00:00.000Z',
      });
    },
  );

  it('asks for everything when nothing is given', async () => {
    const { server, records } = await client({ body: [] }, { body: [] }, { status: 204 });
    await records.list();
    await records.list({ dates: {}, term: null });
    expect(await records.list({ dates: null })).toEqual({ items: [], rejected: [] });
    expect(server.requests.map(({ query }) => query)).toEqual([{}, {}, {}]);
  });

  const [min, max] = ['2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z'];

  it.each([
    [{ dates: { lastInteraction: { min } } }, /^dates.lastInteraction must have both min and max/],
    [{ dates: { nextEvent: { min: null, max } } }, /^dates.nextEvent must have both/],
    [{ dates: { lastEmail: { min: max, max: min } } }, /^dates.lastEmail.min must not be after/],
    [{ dates: { firstEvent: { min: '2025-01-01', max } } }, /^dates.firstEvent.min must be a valid Date/],
    [{ dates: { firstEvent: { min, max: 7 } } }, /^dates.firstEvent.max must be a valid Date/],
    [{ dates: { lastChatMessage: { min, max } } }, /^dates can only have firstEmail/],
    [{ dates: { toString: { min, max } } }, /^dates can only have/],
    [{ term: 7 }, /^term must be a string/],
  ])('refuses %j before any request', async (query, message) => {
    const { server, records } = await client();
    const error = await failure(records.list(query as object));
    expect(error).toMatchObject({ kind: 'invalid-argument', outcome: 'not-sent', path: `/${wire}` });
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });

  it('has the colleagues of each contact, as far as they can be read', async () => {
    const contact = { date: '2025-01-01T00:00:00Z', person_ids: [9] };
    const interactions = {
      last_event: contact,
      next_event: null,
      first_email: { date: null },
      last_email: 'soon',
      first_event: { person_ids: [1.5] },
    };
    const { records } = await client({
      body: [{ id: 1, interactions }, { id: 2, interactions: [] }, { id: 3 }],
    });
    const { items, rejected } = await records.list({ withInteractionPersons: true });
    expect(rejected).toEqual([]);
    expect(items.map(({ contacts }) => contacts)).toEqual([
      {
        lastEvent: { date: new Date('2025-01-01T00:00:00Z'), personIds: [9] },
        firstEmail: { personIds: [] },
      },
      undefined,
      undefined,
    ]);
  });

  it('keeps the neighbours of what cannot be read', async () => {
    const { records } = await client({ body: { [wire]: [{ id: 1 }, { id: null }, { id: 2 }] } });
    const { items, rejected } = await records.list({ term: 'x' });
    expect(items.map(({ id }) => id)).toEqual([1, 2]);
    expect(rejected).toMatchObject([{ raw: { id: null } }]);
  });
});

const strength = (internal_id: unknown, value: unknown) => ({ internal_id, external_id: 5, strength: value });

describe('the strengths of a person', () => {
  it.each([
    [[strength(9, 0.5), strength(8, 1)]],
    [{ relationships_strengths: [strength(9, 0.5), strength(8, 1)] }],
  ])('tell how well each colleague knows them: %j', async (body) => {
    const { server, client } = await clientAnswering({ body });
    expect(await client.persons.strengths(5)).toEqual({
      items: [
        { internalId: 9, strength: 0.5 },
        { internalId: 8, strength: 1 },
      ],
    });
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/relationships-strengths', query: { external_id: '5' } },
    ]);
  });

  it('keep the neighbours of one that cannot be read', async () => {
    const odd = [strength(9, null), strength(null, 0.1), 'none'];
    const { client } = await clientAnswering({ body: [...odd, strength(8, 0)] });
    const { items, rejected } = await client.persons.strengths(5);
    expect(items).toEqual([{ internalId: 8, strength: 0 }]);
    expect(rejected?.map(({ raw }) => raw)).toEqual(odd);
  });

  it('are none when the body is blank, and refused without a whole id', async () => {
    const { server, client } = await clientAnswering({ status: 204 });
    expect(await client.persons.strengths(5)).toEqual({ items: [] });
    const error = await failure(client.persons.strengths(0.5));
    expect(error.message).toMatch(/^externalId must be an integer/);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a person', () => {
  it('has companies and dates when asked for', async () => {
    const body = {
      id: 5,
      type: 0,
      first_name: 'Jane',
      last_name: null,
      primary_email: 'j@x.co',
      emails: ['j@x.co', 'k@x.co'],
      organization_ids: [7],
      interaction_dates: {
        first_email_date: '2019-02-03T00:00:00Z',
        last_event_date: null,
        next_event_date: '2026-01-01T09:00:00.000-08:00',
        last_interaction_date: '2025-02-03T00:00:00Z',
      },
    };
    const { server, client } = await clientAnswering({ body }, { body }, { body });
    expect(await client.persons.get(5, { withInteractionDates: true })).toEqual({
      id: 5,
      type: 0,
      firstName: 'Jane',
      primaryEmail: 'j@x.co',
      emails: ['j@x.co', 'k@x.co'],
      companyIds: [7],
      interactionDates: {
        firstEmailDate: new Date('2019-02-03T00:00:00Z'),
        nextEventDate: new Date('2026-01-01T17:00:00Z'),
        lastInteractionDate: new Date('2025-02-03T00:00:00Z'),
      },
    });
    await client.persons.get(5, { withInteractionDates: false });
    await client.persons.get(5, { withInteractionDates: null });
    expect(server.requests.map(({ query }) => query['with_interaction_dates'])).toEqual([
      'true',
      'false',
      undefined,
    ]);
  });
});

describe('a company', () => {
  it('is an organization in camel case', async () => {
    const body = { id: 7, name: 'Acme', domain: null, domains: null, global: true, person_ids: [5] };
    const { client } = await clientAnswering({ body });
    expect(await client.companies.get(7)).toEqual({
      id: 7,
      name: 'Acme',
      domains: [],
      global: true,
      personIds: [5],
    });
  });
});

describe('an opportunity', () => {
  it('has its people and companies', async () => {
    const body = {
      id: 2,
      name: 'Series A',
      person_ids: [5],
      organization_ids: [7],
      list_entries: [{ id: 1 }],
    };
    const { client } = await clientAnswering({ body });
    expect(await client.opportunities.get(2)).toEqual({
      id: 2,
      name: 'Series A',
      personIds: [5],
      companyIds: [7],
    });
  });
});

describe('a note', () => {
  it('is in camel case, with its content unchanged', async () => {
    const body = {
      id: 4,
      creator_id: 9,
      person_ids: [5],
      associated_person_ids: [5],
      interaction_person_ids: [6],
      interaction_id: 417,
      interaction_type: 0,
      is_meeting: true,
      mentioned_person_ids: [8],
      organization_ids: [7],
      opportunity_ids: [2],
      parent_id: null,
      content: '<p>a\\_b</p>',
      type: 2,
      created_at: '2025-01-01T00:00:00.000-08:00',
      updated_at: null,
    };
    const { server, client } = await clientAnswering({ body });
    expect(await client.notes.get(4)).toEqual({
      id: 4,
      creatorId: 9,
      personIds: [5],
      associatedPersonIds: [5],
      interactionPersonIds: [6],
      interactionId: 417,
      interactionType: 0,
      isMeeting: true,
      mentionedPersonIds: [8],
      companyIds: [7],
      opportunityIds: [2],
      content: '<p>a\\_b</p>',
      type: 2,
      createdAt: new Date('2025-01-01T08:00:00Z'),
    });
    expect(server.requests).toMatchObject([{ path: '/notes/4', query: {} }]);
  });
});

describe('whoami', () => {
  const body = {
    tenant: { id: 1, name: 'Firm', subdomain: 'firm' },
    user: { id: 9, firstName: 'Ann', lastName: 'Lee', email: 'a@x.co' },
  };
  const grant = { type: 'api-key', scope: 'all', createdAt: '2025-01-01T00:00:00Z' };

  it('returns the owner of the key', async () => {
    const { server, client } = await clientAnswering({ body: { ...body, grant } });
    const { createdAt } = { createdAt: new Date('2025-01-01T00:00:00Z') };
    expect(await client.whoami()).toEqual({ ...body, grant: { ...grant, createdAt } });
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/auth/whoami', query: {} }]);
  });

  it.each([undefined, null, 'odd', { scope: 7 }])('tolerates a grant that is %j', async (odd) => {
    const { client } = await clientAnswering({ body: { ...body, grant: odd } });
    expect(await client.whoami()).toEqual(body);
  });

  it.each([{}, { ...body, user: {} }, { ...body, tenant: null }])(
    'is a bad response when it is %j',
    async (odd) => {
      const { client } = await clientAnswering({ body: odd });
      expect(await failure(client.whoami())).toHaveProperty('kind', 'bad-response');
    },
  );
});
