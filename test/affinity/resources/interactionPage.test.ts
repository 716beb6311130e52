import { describe, expect, it } from 'vitest';
import type { InteractionQuery, InteractionType } from '../../../src/affinity/index.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';
import { wireCall } from '../wireInteraction.ts';

const query = (type: InteractionType): InteractionQuery => ({
  type,
  personId: 5,
  startTime: '2025-01-01T00:00:00Z',
  endTime: '2025-06-01T00:00:00Z',
});

async function listed(answer: ScriptedAnswer, type: InteractionType = 1) {
  const server = await scriptedServer([answer]);
  return testClient(server).interactions.list(query(type));
}

const idsOf = async (body: unknown, type: InteractionType = 1) =>
  (await listed({ body }, type)).items.map(({ id }) => id);

describe('a page of interactions', () => {
  it('is flat, in camel case, with dates', async () => {
    const ann = {
      id: 9,
      type: 1,
      first_name: 'Ann',
      last_name: 'Lee',
      primary_email: 'a@x.co',
      emails: ['a@x.co'],
    };
    const meeting = {
      id: 417,
      type: 0,
      date: '2022-02-22T11:15:29.758-08:00',
      title: 'Kick-off',
      start_time: '2022-02-22T11:15:29Z',
      end_time: '2022-02-22T12:00:00Z',
      updated_at: '2022-02-23T00:00:00Z',
      logging_type: 1,
      manual_creator_id: 0,
      persons: [ann],
      attendees: ['a@x.co'],
      notes: [1, 2],
    };
    const { items } = await listed({ body: { events: [meeting] } }, 0);
    expect(items).toEqual([
      {
        id: 417,
        type: 0,
        date: new Date('2022-02-22T19:15:29.758Z'),
        title: 'Kick-off',
        startTime: new Date('2022-02-22T11:15:29Z'),
        endTime: new Date('2022-02-22T12:00:00Z'),
        updatedAt: new Date('2022-02-23T00:00:00Z'),
        loggingType: 1,
        manualCreatorId: 0,
        persons: [
          { id: 9, type: 1, firstName: 'Ann', lastName: 'Lee', primaryEmail: 'a@x.co', emails: ['a@x.co'] },
        ],
        attendees: ['a@x.co'],
        to: [],
        cc: [],
        noteIds: [1, 2],
      },
    ]);
  });

  it('reads the people of an email', async () => {
    const email = {
      id: 1,
      type: 3,
      date: '2025-01-02T00:00:00Z',
      subject: 'Hi',
      direction: 0,
      from: { id: 1 },
    };
    const { items } = await listed({ body: { emails: [{ ...email, to: [{ id: 2 }], cc: null }] } }, 3);
    expect(items[0]).toMatchObject({
      subject: 'Hi',
      direction: 0,
      from: { id: 1, emails: [] },
      to: [{ id: 2, emails: [] }],
      cc: [],
    });
  });

  it('accepts fields that are missing or null, ignores others and keeps an unknown type', async () => {
    const bare = { id: 1, type: 9, date: '2025-01-02T00:00:00Z', surprise: { a: 1 } };
    const nulls = {
      title: null,
      persons: null,
      attendees: null,
      notes: null,
      direction: null,
      updated_at: null,
    };
    const { items, rejected } = await listed({ body: { events: [bare, { ...bare, ...nulls, from: null }] } });
    const read = { id: 1, type: 9, date: new Date('2025-01-02T00:00:00Z') };
    const lists = { persons: [], attendees: [], to: [], cc: [], noteIds: [] };
    expect(items).toEqual([
      { ...read, ...lists },
      { ...read, ...lists },
    ]);
    expect(rejected).toEqual([]);
  });

  it.each([
    ['no id', { id: undefined }, /^id /],
    ['an id beyond 2^53 − 1', { id: 2 ** 53 }, /^id is not an integer/],
    ['an id that is a text', { id: '1' }, /^id is not an integer/],
    ['no type', { type: null }, /^type /],
    ['a date without an offset', { date: '2025-01-02T00:00:00' }, /^date is not an instant/],
    ['an impossible date', { date: '2025-02-30T00:00:00Z' }, /^date is not an instant/],
    ['people that are no list', { persons: 'Ann' }, /^persons is not of type array/],
    ['a person without an id', { persons: [{ id: 1 }, {}] }, /^persons\.1\.id /],
  ])('rejects an item with %s and keeps its neighbours', async (_, fields, problem) => {
    const raw = JSON.parse(JSON.stringify(wireCall(2, fields))) as unknown;
    const page = await listed({ body: { events: [wireCall(1), raw, wireCall(3)], next_page_token: 'on' } });
    expect(page.items.map(({ id }) => id)).toEqual([1, 3]);
    expect(page.rejected).toEqual([{ raw, problem: expect.stringMatching(problem) as string }]);
    expect(page.nextPageToken).toBe('on');
  });

  it.each([null, 'text', 7, []])('rejects %j as an item', async (raw) => {
    const page = await listed({ body: { events: [raw, wireCall(3)] } });
    expect(page).toMatchObject({ items: [{ id: 3 }], rejected: [{ raw }] });
  });

  it('treats an unreadable optional time as missing', async () => {
    const odd = { updated_at: 'yesterday', start_time: 7, end_time: '2025-02-30T00:00:00Z' };
    const { items, rejected } = await listed({ body: { events: [wireCall(3, odd)] } });
    expect(rejected).toEqual([]);
    expect(items).toMatchObject([{ id: 3, updatedAt: undefined, startTime: undefined, endTime: undefined }]);
  });

  it.each([
    ['lists', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['objects', '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000)],
  ])('rejects %s nested too deeply for the stack, and keeps the neighbours', async (_, deep) => {
    const { items, rejected } = await listed({ body: `{"events":[${deep},${JSON.stringify(wireCall(3))}]}` });
    expect(items).toMatchObject([{ id: 3 }]);
    expect(rejected).toHaveLength(1);
    expect(JSON.stringify(rejected)).toContain('…');
  });
});

describe('the envelope of a page', () => {
  const [one, two] = [[wireCall(1)], [wireCall(2)]];

  it.each([
    [0, 'events'],
    [1, 'events'],
    [2, 'chat_messages'],
    [3, 'emails'],
  ] as const)('has the list of type %i under %s', async (type, key) => {
    const others = { interactions: two, data: two, events: two, emails: two, chat_messages: two };
    expect(await idsOf({ ...others, [key]: one }, type)).toEqual([1]);
  });

  it('prefers its own key even when that list is empty', async () => {
    expect(await idsOf({ events: [], data: two, interactions: two })).toEqual([]);
  });

  it.each([
    ['interactions', { emails: one, interactions: two }, [2]],
    ['a filled list before an empty one', { interactions: [], data: two }, [2]],
    ['an empty list', { events: null, data: [] }, []],
    ['nothing for a list that is null', { events: null, next_page_token: null }, []],
  ])('falls back to %s', async (_, body, ids) => {
    expect(await idsOf(body)).toEqual(ids);
  });

  it('may be missing: a bare list is a page without a token', async () => {
    expect(await listed({ body: one })).toEqual({
      items: [expect.objectContaining({ id: 1 })],
      rejected: [],
    });
  });

  it.each([{ body: '' }, { body: ' \n' }, { status: 204 }])(
    'may be blank: %j is an empty page',
    async (answer) => {
      expect(await listed(answer)).toEqual({ items: [], rejected: [] });
    },
  );

  it.each([
    [{ events: 'none' }],
    [{ events: {} }],
    [{ events: 0 }],
    [{ data: false }],
    [{ surprise: [] }],
    [{}],
    ['"text"'],
    ['null'],
    ['7'],
    ['<html>Sign in</html>'],
    ['{"events":[{"id":1'],
  ])('is a bad response when it is %j', async (body) => {
    expect(await failure(listed({ body }))).toMatchObject({ kind: 'bad-response', status: 200 });
  });

  it.each([
    [{ next_page_token: 'a' }, 'a'],
    [{ nextPageToken: 'b' }, 'b'],
    [{ next_page_token: null, nextPageToken: 'c' }, 'c'],
    [{ next_page_token: null }, undefined],
    [{ next_page_token: '' }, undefined],
    [{}, undefined],
  ])('names in %j the next page %j', async (token, next) => {
    const page = await listed({ body: { events: [], ...token } });
    expect(page.nextPageToken).toBe(next);
    expect('nextPageToken' in page).toBe(next !== undefined);
  });

  it.each([7, {}, true])('is a bad response when the token is %j', async (token) => {
    const error = await failure(listed({ body: { events: [], next_page_token: token } }));
    expect(error.kind).toBe('bad-response');
  });
});
