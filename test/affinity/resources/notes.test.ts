import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewNote, NoteQuery } from '../../../src/affinity/index.ts';
import { eventually } from '../../support/eventually.ts';
import { runCount } from '../../support/runCount.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';
import { collected } from '../walkService.ts';

const wireNote = (id: number, fields: object = {}) => ({ id, content: `Note ${id}`, type: 0, ...fields });

async function notesAnswering(...answers: ScriptedAnswer[]) {
  const server = await scriptedServer(answers);
  return { server, notes: testClient(server).notes };
}

describe('a list of notes', () => {
  it.each([
    [{ personId: 5 }, { person_id: '5' }],
    [{ companyId: 0 }, { organization_id: '0' }],
    [
      { opportunityId: 2, pageSize: 100 },
      { opportunity_id: '2', page_size: '100' },
    ],
    [
      { creatorId: 9, personId: null, pageSize: 0, pageToken: 'a+b' },
      { creator_id: '9', page_size: '0', page_token: 'a+b' },
    ],
  ] as [NoteQuery, object][])('of %j asks for %j', async (query, sent) => {
    const { server, notes } = await notesAnswering({ body: { notes: [wireNote(1)], next_page_token: 'on' } });
    expect(await notes.list(query)).toMatchObject({
      items: [{ id: 1, content: 'Note 1' }],
      rejected: [],
      nextPageToken: 'on',
    });
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/notes' }]);
    expect(server.requests[0]?.query).toEqual(sent);
  });

  it.each([[wireNote(1)], { notes: [wireNote(1)] }, { data: [wireNote(1)], next_page_token: null }])(
    'is a page without a token when it is %j',
    async (body) => {
      const { notes } = await notesAnswering({ body });
      const page = await notes.list({ personId: 5 });
      expect(page.items.map(({ id }) => id)).toEqual([1]);
      expect(page).not.toHaveProperty('nextPageToken');
    },
  );

  it('keeps the neighbours of a note that cannot be read', async () => {
    const odd = [{ id: 'x' }, null, wireNote(2 ** 53), wireNote(3, { person_ids: 'none' })];
    const { notes } = await notesAnswering({ body: { notes: [wireNote(1), ...odd, wireNote(2)] } });
    const { items, rejected } = await notes.list({ personId: 5 });
    expect(items.map(({ id }) => id)).toEqual([1, 2]);
    expect(rejected.map(({ raw }) => raw)).toEqual(odd);
  });

  it('reads notes of which most fields are missing or null', async () => {
    const nulls = { content: null, type: null, creator_id: null, person_ids: null, created_at: 'yesterday' };
    const { notes } = await notesAnswering({ body: [{ id: 1 }, { id: 2, ...nulls }] });
    const { items } = await notes.list({ creatorId: 1 });
    const lists = {
      personIds: [],
      associatedPersonIds: [],
      interactionPersonIds: [],
      mentionedPersonIds: [],
      companyIds: [],
      opportunityIds: [],
    };
    expect(items).toEqual([1, 2].map((id) => ({ id, content: '', isMeeting: false, ...lists })));
  });

  it.each([
    [{}, /^one of personId, companyId, opportunityId and creatorId is required/],
    [{ personId: null, companyId: undefined }, /^one of personId/],
    [{ personId: -1 }, /^personId must be an integer/],
    [{ companyId: '7' }, /^companyId must be an integer/],
    [{ creatorId: 1.5 }, /^creatorId must be an integer/],
  ])('is refused for %j before any request, and a walk at the call', async (query, message) => {
    const { server, notes } = await notesAnswering();
    const error = await failure(notes.list(query as NoteQuery));
    expect(error).toMatchObject({ kind: 'invalid-argument', outcome: 'not-sent', path: '/notes' });
    expect(error.message).toMatch(message);
    expect(() => notes.iterate(query as NoteQuery)).toThrow(message);
    expect(server.requests).toHaveLength(0);
  });
});

describe('a walk over notes', () => {
  it('requests 500 notes per page, one page per step, and nothing before the first', async () => {
    const { server, notes } = await notesAnswering(
      { body: { notes: [wireNote(1), wireNote(2)], next_page_token: 'b' } },
      { body: { notes: [], next_page_token: 'c' } },
      { body: { notes: [wireNote(3)], next_page_token: null } },
    );
    const pages = notes.iterate({ companyId: 7 }).pages();
    await new Promise((done) => setTimeout(done, 10));
    expect(server.requests).toHaveLength(0);
    for (const [count, ids] of [[1, 2], [], [3]].entries()) {
      const { value } = await pages.next();
      expect(value?.items.map(({ id }) => id)).toEqual(ids);
      expect(server.requests).toHaveLength(count + 1);
    }
    expect(await pages.next()).toEqual({ done: true, value: undefined });
    const first = { organization_id: '7', page_size: '500' };
    expect(server.requests.map(({ query }) => query)).toEqual([
      first,
      { ...first, page_token: 'b' },
      { ...first, page_token: 'c' },
    ]);
  });

  it('accepts another page size, and a token to continue from', async () => {
    const { server, notes } = await notesAnswering({ body: { notes: [wireNote(1)] } });
    expect(await collected(notes.iterate({ personId: 5, pageSize: 20, pageToken: 'x' }))).toHaveLength(1);
    expect(server.requests[0]?.query).toEqual({ person_id: '5', page_size: '20', page_token: 'x' });
  });

  it('starts again in each loop, whatever happens to its query', async () => {
    const server = await scriptedServer(() => ({ body: { notes: [wireNote(1)] } }));
    const query = { personId: 5 };
    const walk = testClient(server).notes.iterate(query);
    query.personId = 6;
    expect(await collected(walk)).toEqual(await collected(walk));
    expect(server.requests.map(({ query: sent }) => sent['person_id'])).toEqual(['5', '5']);
  });

  it.each([['a'], ['a', 'b', 'a'], ['a', 'b', 'b']])(
    'fails when a token comes back: %s %s %s',
    async (...tokens) => {
      const server = await scriptedServer((_, count) => ({
        body: { notes: [wireNote(count)], next_page_token: tokens[count % tokens.length] },
      }));
      const { notes } = testClient(server);
      const error = await failure(collected(notes.iterate({ personId: 5 })));
      expect(error).toMatchObject({ kind: 'bad-response', path: '/notes' });
      expect(server.requests.length).toBeLessThan(5);
      const resumed = notes.iterate({ personId: 5, pageToken: tokens[0] });
      expect(await failure(collected(resumed))).toMatchObject({ kind: 'bad-response' });
    },
  );

  it('reports unreadable notes in its pages only', async () => {
    const server = await scriptedServer(() => ({ body: { notes: [{ id: null }, wireNote(2)] } }));
    const walk = testClient(server).notes.iterate({ personId: 5 });
    expect(await collected(walk)).toMatchObject([{ id: 2 }]);
    expect(await collected(walk.pages())).toMatchObject([{ rejected: [{ raw: { id: null } }] }]);
  });

  it('resumes after a failed step from the token of the last good page', async () => {
    const { notes } = await notesAnswering(
      { body: { notes: [wireNote(1)], next_page_token: 'b' } },
      { status: 404 },
      { body: { notes: [wireNote(2)] } },
    );
    const tokens: (string | undefined)[] = [];
    const reading = (async () => {
      for await (const page of notes.iterate({ personId: 5 }).pages()) tokens.push(page.nextPageToken);
    })();
    expect(await failure(reading)).toHaveProperty('kind', 'not-found');
    expect(await collected(notes.iterate({ personId: 5, pageToken: tokens.at(-1) }))).toMatchObject([
      { id: 2 },
    ]);
  });

  it('stops with the reason of its signal between items, between pages and while a page is under way', async () => {
    const server = await scriptedServer((_, count) =>
      count === 0
        ? { body: { notes: [wireNote(1), wireNote(2)], next_page_token: 'b' } }
        : { silence: 'stall' },
    );
    const { notes } = testClient(server);
    const stop = new AbortController();
    const items = notes.iterate({ personId: 5 }, { signal: stop.signal })[Symbol.asyncIterator]();
    await items.next();
    stop.abort('enough');
    await expect(items.next()).rejects.toBe('enough');
    await expect(collected(notes.iterate({ personId: 5 }, { signal: stop.signal }))).rejects.toBe('enough');
    const later = new AbortController();
    const reading = collected(notes.iterate({ personId: 5 }, { signal: later.signal }));
    await eventually(() => expect(server.requests).toHaveLength(2));
    later.abort('also enough');
    await expect(reading).rejects.toBe('also enough');
    await eventually(() => expect(server.requests[1]?.left()).toBe(true));
  });

  it(
    'yields each note once, whatever the page size and the repeats',
    { timeout: runCount(60_000) },
    async () => {
      const state = { ids: [] as readonly number[], pageSize: 1 };
      const server = await scriptedServer(({ query }) => {
        const from = Number(query['page_token'] ?? 0);
        const next = from + state.pageSize;
        const notes = state.ids.slice(from, next).map((id) => wireNote(id));
        return { body: { notes, ...(next < state.ids.length && { next_page_token: String(next) }) } };
      });
      const { notes } = testClient(server);
      const ids = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(ids, fc.integer({ min: 1, max: 9 }), async (all, pageSize) => {
          Object.assign(state, { ids: all, pageSize });
          const walked = await collected(notes.iterate({ creatorId: 1 }));
          expect(walked.map(({ id }) => id)).toEqual([...new Set(all)]);
        }),
        { numRuns: runCount(25) },
      );
    },
  );
});

describe('creating a note', () => {
  it.each([
    [
      { content: 'Met Jane.', personIds: [5, 6] },
      { content: 'Met Jane.', type: 0, person_ids: [5, 6] },
    ],
    [
      { content: '<p>Met <b>Jane</b>.</p>', html: true, companyIds: [7], opportunityIds: [2] },
      { content: '<p>Met <b>Jane</b>.</p>', type: 2, organization_ids: [7], opportunity_ids: [2] },
    ],
    [
      { content: 'I agree.', html: false, parentId: 4 },
      { content: 'I agree.', type: 0, parent_id: 4 },
    ],
    [
      {
        content: ' x ',
        personIds: [0],
        companyIds: [],
        parentId: null,
        createdAt: '2025-03-04T05:06:07+01:00',
      },
      { content: ' x ', type: 0, person_ids: [0], created_at: '2025-03-04T04:06:07.000Z' },
    ],
  ] as [NewNote, object][])('with %j sends %j', async (data, sent) => {
    const { server, notes } = await notesAnswering({ status: 201, body: wireNote(8) });
    expect(await notes.create(data)).toMatchObject({ id: 8 });
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/notes', query: {} }]);
    expect(server.requests[0]?.body).toEqual(sent);
  });

  it.each([
    [{ content: undefined }, /^content is required/],
    [{ content: ' \n' }, /^content must not be blank/],
    [{ content: 7 }, /^content must be a string/],
    [{ personIds: undefined }, /^one of personIds, companyIds, opportunityIds and parentId is required/],
    [{ personIds: [], companyIds: null }, /^one of personIds/],
    [{ personIds: 5 }, /^personIds must be a list/],
    [{ companyIds: [1.5] }, /^companyIds must be an integer/],
    [{ parentId: 4 }, /^parentId excludes/],
    [{ personIds: null, parentId: '4' }, /^parentId must be an integer/],
    [{ createdAt: '2025-03-04' }, /^createdAt must be/],
  ])('with %j is refused before any request', async (fields, message) => {
    const { server, notes } = await notesAnswering();
    const data = { content: 'x', personIds: [1], ...fields } as NewNote;
    const error = await failure(notes.create(data));
    expect(error).toMatchObject({
      kind: 'invalid-argument',
      outcome: 'not-sent',
      method: 'POST',
      path: '/notes',
    });
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    [
      { status: 422, body: { errors: [{ message: 'No such person', param: 'person_ids' }] } },
      'invalid-request',
      'refused',
    ],
    [{ status: 500 }, 'server', 'unknown'],
    [{ silence: 'cut' }, 'network', 'unknown'],
    [{ status: 204 }, 'bad-response', 'unknown'],
  ] as const)('that meets %j is %s, its outcome %s, and is not repeated', async (answer, kind, outcome) => {
    const { server, notes } = await notesAnswering(answer, { body: wireNote(8) });
    expect(await failure(notes.create({ content: 'x', personIds: [1] }))).toMatchObject({ kind, outcome });
    expect(server.requests).toHaveLength(1);
  });
});

describe('changing and deleting a note', () => {
  it('sends the new content alone', async () => {
    const { server, notes } = await notesAnswering({ body: wireNote(4, { content: 'New' }) });
    expect(await notes.update(4, { content: 'New' })).toMatchObject({ id: 4, content: 'New' });
    expect(server.requests).toMatchObject([{ method: 'PUT', path: '/notes/4', body: { content: 'New' } }]);
  });

  it.each([
    [4, { content: '' }, /^content must not be blank/],
    [4, {}, /^content is required/],
    [4, undefined, /^content is required/],
    [-4, { content: 'x' }, /^id must be an integer/],
  ])('refuses %j with %j before any request', async (id, data, message) => {
    const { server, notes } = await notesAnswering();
    const error = await failure(notes.update(id, data as { content: string }));
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    [{ body: { success: true } }, true],
    [{ status: 204 }, true],
    [{ body: { success: false } }, false],
  ])('turns the response %j to a deletion into %s', async (answer, deleted) => {
    const { server, notes } = await notesAnswering(answer);
    expect(await notes.delete(4)).toBe(deleted);
    expect(server.requests).toMatchObject([{ method: 'DELETE', path: '/notes/4', query: {} }]);
  });

  it('reports a refusal', async () => {
    const { notes } = await notesAnswering(
      { status: 403 },
      { status: 422, body: { message: 'It mentions people' } },
    );
    expect(await failure(notes.delete(4))).toMatchObject({ kind: 'forbidden', outcome: 'refused' });
    expect(await failure(notes.update(4, { content: 'x' }))).toMatchObject({
      kind: 'invalid-request',
      details: ['It mentions people'],
    });
  });
});
