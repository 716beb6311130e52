import { describe, expect, it } from 'vitest';
import type { AffinityClient } from '../../../src/affinity/index.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';

/** Arguments of a caller without a compiler. */
const nothing = [undefined as never, null as never];
const query = {
  type: 1,
  personId: 5,
  startTime: '2025-01-01T00:00:00Z',
  endTime: '2025-02-01T00:00:00Z',
} as const;
const data = { type: 1, personIds: [1], content: 'x', date: query.startTime } as const;
const nobody = testClient({ url: 'http://localhost' });

describe.each(nothing)('%s in place of', (absent) => {
  it.each([
    ['a query', async () => nobody.interactions.list(absent), /^type is required/],
    ['a new interaction', async () => nobody.interactions.create(absent), /^type is required/],
    ['the query of a list of notes', async () => nobody.notes.list(absent), /^one of personId/],
    ['a new note', async () => nobody.notes.create(absent), /^content is required/],
    ['the changes of a note', async () => nobody.notes.update(1, absent), /^content is required/],
    ['changes', async () => nobody.interactions.update(1, 0, absent), /^at least one of personIds/],
    [
      'the query of a walk',
      async () => nobody.interactions.iterate(absent).pages().next(),
      /^type is required/,
    ],
  ])('%s is an invalid argument', async (_, work, message) => {
    const error = await failure(work());
    expect(error).toMatchObject({ kind: 'invalid-argument', outcome: 'not-sent' });
    expect(error.message).toMatch(message);
  });

  it.each<[string, (client: AffinityClient) => Promise<unknown>]>([
    ['list', async ({ interactions }) => interactions.list(query, absent)],
    ['iterate', async ({ interactions }) => interactions.iterate(query, absent).pages().next()],
    ['get', async ({ interactions }) => interactions.get(1, 1, absent)],
    ['create', async ({ interactions }) => interactions.create(data, absent)],
    ['update', async ({ interactions }) => interactions.update(1, 1, data, absent)],
    ['delete', async ({ interactions }) => interactions.delete(1, 1, absent)],
    ['search', async ({ persons }) => persons.search('Ann', absent)],
    ['get of a record', async ({ companies }) => companies.get(1, absent)],
    ['list of records', async ({ persons }) => persons.list({}, absent)],
    ['strengths', async ({ persons }) => persons.strengths(1, absent)],
    ['list of notes', async ({ notes }) => notes.list({ personId: 1 }, absent)],
    ['a walk over notes', async ({ notes }) => notes.iterate({ personId: 1 }, absent).pages().next()],
    ['create of a note', async ({ notes }) => notes.create({ content: 'x', personIds: [1] }, absent)],
    ['update of a note', async ({ notes }) => notes.update(1, { content: 'x' }, absent)],
    ['delete of a note', async ({ notes }) => notes.delete(1, absent)],
    ['get of a note', async ({ notes }) => notes.get(1, absent)],
    ['whoami', async (client) => client.whoami(absent)],
    ['rateLimit', async (client) => client.rateLimit(absent)],
  ])('the options of %s means no options', async (_, work) => {
    const one = { id: 1, type: 1, date: query.startTime, success: true };
    const body = {
      ...one,
      events: [],
      persons: [],
      notes: [],
      relationships_strengths: [],
      tenant: { id: 1 },
      user: { id: 1 },
    };
    const server = await scriptedServer([{ body }]);
    await work(testClient(server));
    expect(server.requests).toHaveLength(1);
  });
});
