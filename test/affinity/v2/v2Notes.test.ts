import { describe, expect, it } from 'vitest';
import type { V2NewNote, V2NoteChanges, V2NoteOwner, V2NoteQuery } from '../../../src/affinity/index.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';
import { collected } from '../walkService.ts';

const ann = { id: 9, firstName: 'Ann', lastName: 'Lee', primaryEmailAddress: 'a@x.co', type: 'internal' };
const html = '<p>Met <strong>Jane</strong>.</p>';
const created = '2026-11-02T12:00:00.250Z';
const wireNote = (id: number, fields: object = {}) => ({
  id,
  type: 'entities',
  content: { html },
  creator: ann,
  mentions: [],
  createdAt: created,
  updatedAt: null,
  ...fields,
});
const page = (data: readonly unknown[], nextUrl: unknown = null) => ({
  body: { data, pagination: { nextUrl, prevUrl: null } },
});

async function notesAnswering(...answers: ScriptedAnswer[]) {
  const server = await scriptedServer(answers);
  return { server, notes: testClient(server).v2.notes };
}

describe('a walk over the notes of the firm', () => {
  it.each([
    [{}, {}],
    [{ creatorId: 0, createdFrom: null }, { filter: 'creator.id=0' }],
    [
      { createdFrom: '2026-11-01T00:00:00.900Z', createdTo: new Date('2026-11-08T00:00:00.100Z') },
      { filter: 'createdAt>=2026-11-01T00:00:00Z&createdAt<2026-11-08T00:00:01Z' },
    ],
    [{ createdTo: '2026-11-08T01:00:00+01:00' }, { filter: 'createdAt<2026-11-08T00:00:00Z' }],
    [
      { creatorId: 9, createdFrom: '2026-11-01T00:00:00Z', pageSize: 20 },
      { filter: 'creator.id=9&createdAt>=2026-11-01T00:00:00Z', limit: '20' },
    ],
  ] as [V2NoteQuery, object][])('with %j asks for %j', async (query, sent) => {
    const { server, notes } = await notesAnswering(page([wireNote(1)]));
    await collected(notes.iterate(query));
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/v2/notes' }]);
    expect(server.requests[0]?.query).toEqual({ limit: '100', ...sent });
    expect(server.requests[0]?.headers).toMatchObject({ 'x-affinity-api-version': '2026-09-17' });
  });

  it('repeats the parameter for each preview', async () => {
    const asked: string[][] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(new URL(input instanceof Request ? input.url : input).searchParams.getAll('includes'));
      return Promise.resolve(Response.json(page([]).body));
    };
    const { notes } = testClient({ url: 'https://api.example' }, { fetch }).v2;
    await collected(notes.iterate({ include: ['companiesPreview', 'personsPreview'] }));
    await collected(notes.iterate({ include: [] }));
    expect(asked).toEqual([['companiesPreview', 'personsPreview'], []]);
  });

  it('cuts its window exactly, and keeps notes whose time cannot be read', async () => {
    const { notes } = await notesAnswering(
      page([
        wireNote(1, { createdAt: '2026-11-02T12:00:00.249Z' }),
        wireNote(2),
        wireNote(3, { createdAt: '2026-11-02T12:00:00.750Z' }),
        wireNote(4, { createdAt: null }),
      ]),
    );
    const window = { createdFrom: created, createdTo: '2026-11-02T12:00:00.750Z' };
    expect((await collected(notes.iterate(window))).map(({ id }) => id)).toEqual([2, 4]);
  });

  it.each([
    [{ createdFrom: '2026-11-01' }, /^createdFrom must be a valid Date/],
    [{ createdTo: 7 }, /^createdTo must be a valid Date/],
    [{ createdFrom: created, createdTo: created }, /^createdFrom must be before createdTo/],
    [{ creatorId: '9' }, /^creatorId must be an integer/],
    [{ include: 'companiesPreview' }, /^include must be a list/],
    [{ include: [7] }, /^include must be a string/],
  ])('refuses %j at the call', async (query, message) => {
    const { server, notes } = await notesAnswering();
    expect(() => notes.iterate(query as V2NoteQuery)).toThrow(message);
    expect(server.requests).toHaveLength(0);
  });
});

describe('the notes of a record, and replies', () => {
  it.each([
    [{ companyId: 7 }, '/v2/companies/7/notes'],
    [{ personId: 0, companyId: null }, '/v2/persons/0/notes'],
    [{ opportunityId: 2 }, '/v2/opportunities/2/notes'],
  ] as [V2NoteOwner, string][])('of %j are walked page by page', async (owner, path) => {
    const server = await scriptedServer((_, count) =>
      page([wireNote(count + 1)], count === 0 ? `${server.url}${path}?cursor=b` : null),
    );
    const { notes } = testClient(server).v2;
    expect((await collected(notes.of(owner))).map(({ id }) => id)).toEqual([1, 2]);
    expect(server.requests).toMatchObject([
      { path, query: { limit: '100' } },
      { path, query: { cursor: 'b' } },
    ]);
  });

  it.each([{}, { companyId: null }, { companyId: 7, personId: 5 }, undefined])(
    'of %j are refused',
    async (owner) => {
      const { notes } = await notesAnswering();
      expect(() => notes.of(owner as V2NoteOwner)).toThrow(
        /^exactly one of companyId, personId and opportunityId/,
      );
      expect(() => notes.of({ companyId: -7 })).toThrow(/^companyId must be an integer/);
    },
  );

  it('are walked for replies too', async () => {
    const replies = [
      wireNote(5, { type: 'user-reply', parent: { id: 4 } }),
      wireNote(6, { type: 'ai-notetaker-reply', parent: null }),
    ];
    const { server, notes } = await notesAnswering(page(replies));
    expect(await collected(notes.replies(4))).toMatchObject([
      { type: 'user-reply', id: 5, parent: { id: 4 } },
      { type: 'ai-notetaker-reply', id: 6, parent: undefined },
    ]);
    expect(server.requests).toMatchObject([{ path: '/v2/notes/4/replies', query: { limit: '100' } }]);
    expect(() => notes.replies(0.5)).toThrow(/^id must be an integer/);
  });
});

const readNotes = async (...notes: unknown[]) => {
  const answering = await notesAnswering(page(notes));
  const [only] = await collected(answering.notes.iterate().pages());
  return only ?? { items: [], rejected: [] };
};

describe('a V2 note', () => {
  it('is read with all its fields', async () => {
    const company = { id: 7, name: 'Acme', domain: 'acme.example' };
    const { items } = await readNotes(
      wireNote(1, {
        type: 'interaction',
        interaction: { type: 'meeting', id: 417, title: 'Kick-off' },
        mentions: [{ person: ann }, 'odd', { id: 3 }],
        updatedAt: '2026-11-03T12:00:00Z',
        companiesPreview: { data: [company, { id: 'x' }], totalCount: 3 },
        personsPreview: { data: [ann], totalCount: 1 },
      }),
    );
    expect(items).toEqual([
      {
        type: 'interaction',
        id: 1,
        content: { html },
        creator: ann,
        mentions: [{ person: ann }, { person: undefined }],
        createdAt: new Date(created),
        updatedAt: new Date('2026-11-03T12:00:00Z'),
        interaction: { type: 'meeting', id: 417 },
        companiesPreview: { data: [{ id: 7, name: 'Acme' }], totalCount: 3 },
        personsPreview: { data: [ann], totalCount: 1 },
      },
    ]);
  });

  it.each([
    [{ type: 'entities' }, { type: 'entities' }],
    [
      { type: 'interaction', interaction: { type: 'fax', id: 1 } },
      { type: 'interaction', interaction: { type: 'fax', id: 1 } },
    ],
    [
      { type: 'ai-notetaker', interaction: 7 },
      { type: 'ai-notetaker', interaction: undefined },
    ],
    [
      { type: 'ai-notetaker', interaction: { type: 'meeting', id: 1 } },
      { type: 'ai-notetaker', interaction: { type: 'meeting', id: 1 } },
    ],
    [{ type: 'ai-notetaker-reply' }, { type: 'ai-notetaker-reply', parent: undefined }],
    [
      { type: 'user-reply', parent: { id: 4, type: 'entities' } },
      { type: 'user-reply', parent: { id: 4 } },
    ],
    [{ type: 'voice-memo' }, { type: 'unknown', wireType: 'voice-memo' }],
    [{ type: 'toString' }, { type: 'unknown', wireType: 'toString' }],
    [{ type: null }, { type: 'unknown', wireType: undefined }],
    [{ type: 7 }, { type: 'unknown', wireType: undefined }],
  ])('with %j is %j', async (fields, note) => {
    const { items, rejected } = await readNotes(wireNote(1, fields));
    expect(rejected).toEqual([]);
    expect(items).toMatchObject([{ id: 1, content: { html }, ...note }]);
  });

  it('is read whatever other field is missing, null or odd', async () => {
    const names = [
      'content',
      'creator',
      'mentions',
      'createdAt',
      'updatedAt',
      'companiesPreview',
      'personsPreview',
    ];
    const values = [
      undefined,
      null,
      7,
      'odd',
      [],
      {},
      { html: 7 },
      { id: 'x' },
      { data: [7], totalCount: 'x' },
    ];
    const odd = names.flatMap((name, row) =>
      values.map((value, column) => wireNote(row * 10 + column, { [name]: value })),
    );
    const { items, rejected } = await readNotes(...odd, { id: 99 });
    expect(rejected).toEqual([]);
    expect(items).toHaveLength(odd.length + 1);
    expect(items.at(-1)).toEqual({ type: 'unknown', id: 99, content: {}, mentions: [] });
  });

  it.each([
    [null],
    ['note'],
    [wireNote(2 ** 53)],
    [wireNote(-1)],
    [{ type: 'entities' }],
    [wireNote(1, { type: 'interaction' })],
    [wireNote(1, { type: 'interaction', interaction: { type: 'call' } })],
    [wireNote(1, { type: 'user-reply', parent: null })],
  ])('is rejected when it is %j, and its neighbours are kept', async (odd) => {
    const { items, rejected } = await readNotes(wireNote(7), odd, wireNote(8));
    expect(items.map(({ id }) => id)).toEqual([7, 8]);
    expect(rejected).toEqual([
      { raw: JSON.parse(JSON.stringify(odd)) as unknown, problem: expect.any(String) as string },
    ]);
  });
});

describe('creating a V2 note', () => {
  const content = { html };

  it.each([
    [
      { html, interaction: { type: 'meeting', id: 417 } },
      { type: 'interaction', content, interaction: { type: 'meeting', id: 417 } },
    ],
    [
      {
        html,
        interaction: { type: 'chat-message', id: 0 },
        companyIds: [7],
        opportunityIds: [2, 3],
        personIds: [],
        createdAt: '2026-11-02T13:00:00+01:00',
      },
      {
        type: 'interaction',
        content,
        interaction: { type: 'chat-message', id: 0 },
        companies: [{ id: 7 }],
        opportunities: [{ id: 2 }, { id: 3 }],
        persons: [],
        createdAt: '2026-11-02T12:00:00.000Z',
      },
    ],
    [
      { html, personIds: [5], companyIds: null },
      { type: 'entities', content, persons: [{ id: 5 }] },
    ],
    [
      { html, parentId: 4 },
      { type: 'user-reply', content, parent: { id: 4 } },
    ],
  ] as [V2NewNote, object][])('with %j sends %j', async (data, sent) => {
    const { server, notes } = await notesAnswering({ status: 201, body: wireNote(8) });
    expect(await notes.create(data)).toMatchObject({ id: 8, content });
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/v2/notes', query: {} }]);
    expect(server.requests[0]?.body).toEqual(sent);
    expect(server.requests[0]?.headers).toMatchObject({
      'x-affinity-api-version': '2026-09-17',
      'content-type': 'application/json',
    });
  });

  const call = { type: 'call', id: 1 };

  it.each([
    [undefined, /^html is required/],
    [{ html: null, personIds: [5] }, /^html is required/],
    [{ html: ' ', personIds: [5] }, /^html must not be blank/],
    [{ html: 7, personIds: [5] }, /^html must be a string/],
    [{ html }, /^one of interaction, parentId, companyIds, opportunityIds and personIds is required/],
    [{ html, companyIds: [], personIds: [] }, /^one of interaction/],
    [{ html, interaction: { type: 1, id: 1 } }, /^interaction.type must be meeting, call, chat-message/],
    [{ html, interaction: { type: 0, id: 1 } }, /^interaction.type must be/],
    [{ html, interaction: { type: 'email', id: 1 } }, /^interaction.type must be/],
    [{ html, interaction: { type: 'toString', id: 1 } }, /^interaction.type must be/],
    [{ html, interaction: 7 }, /^interaction.type must be/],
    [{ html, interaction: { type: 'call' } }, /^interaction.id must be an integer/],
    [{ html, interaction: call, parentId: 4 }, /^parentId excludes/],
    [{ html, parentId: 4, companyIds: [7] }, /^parentId excludes/],
    [{ html, parentId: '4' }, /^parentId must be an integer/],
    [{ html, interaction: call, companyIds: 7 }, /^companyIds must be a list/],
    [{ html, interaction: call, opportunityIds: [1.5] }, /^opportunityIds must be an integer/],
    [{ html, personIds: Array.from({ length: 101 }, (_, id) => id) }, /^personIds must have at most 100/],
    [{ html, interaction: call, createdAt: 'now' }, /^createdAt must be a valid Date/],
  ])('with %j is refused before any request', async (data, message) => {
    const { server, notes } = await notesAnswering();
    const error = await failure(notes.create(data as V2NewNote));
    expect(error).toMatchObject({
      kind: 'invalid-argument',
      outcome: 'not-sent',
      method: 'POST',
      path: '/v2/notes',
    });
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    [
      { status: 400, body: { errors: [{ code: 'validation', message: 'Bad tag' }] } },
      'invalid-request',
      'refused',
    ],
    [{ status: 403 }, 'forbidden', 'refused'],
    [{ status: 404 }, 'not-found', 'refused'],
    [{ status: 500 }, 'server', 'unknown'],
    [{ silence: 'cut' }, 'network', 'unknown'],
    [{ body: wireNote(1), half: 'cut' }, 'bad-response', 'unknown'],
    [{ status: 204 }, 'bad-response', 'unknown'],
    [{ body: { data: wireNote(1) } }, 'bad-response', 'unknown'],
  ] as const)('that meets %j is %s, its outcome %s, and is not repeated', async (answer, kind, outcome) => {
    const { server, notes } = await notesAnswering(answer, { body: wireNote(8) });
    const error = await failure(notes.create({ html, personIds: [5] }));
    expect(error).toMatchObject({ kind, outcome });
    expect(server.requests).toHaveLength(1);
  });

  it('is repeated after a rate limit, because the service has done nothing yet', async () => {
    const { server, notes } = await notesAnswering(
      { status: 429, headers: { 'Retry-After': '1' } },
      { status: 201, body: wireNote(8) },
    );
    expect(await notes.create({ html, personIds: [5] })).toHaveProperty('id', 8);
    expect(server.requests).toHaveLength(2);
  });
});

describe('changing and deleting a V2 note', () => {
  it.each([
    [{ html }, { content: { html } }],
    [
      { companyIds: [7], opportunityIds: [2] },
      { companies: [{ id: 7 }], opportunities: [{ id: 2 }] },
    ],
    [{ personIds: [], html: null }, { persons: [] }],
  ] as [V2NoteChanges, object][])('with %j sends %j', async (changes, sent) => {
    const { server, notes } = await notesAnswering({ body: wireNote(4) });
    expect(await notes.update(4, changes)).toMatchObject({ id: 4 });
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/v2/notes/4', query: {} }]);
    expect(server.requests[0]?.body).toEqual(sent);
  });

  it.each([
    [4, {}, /^at least one of html, companyIds, opportunityIds and personIds/],
    [4, undefined, /^at least one of html/],
    [4, { html: null, companyIds: undefined }, /^at least one of html/],
    [4, { html: '' }, /^html must not be blank/],
    [4, { companyIds: Array(101).fill(1) }, /^companyIds must have at most 100/],
    [4, { personIds: ['x'] }, /^personIds must be an integer/],
    [-4, { html }, /^id must be an integer/],
  ])('refuses %j with %j before any request', async (id, changes, message) => {
    const { server, notes } = await notesAnswering();
    const error = await failure(notes.update(id, changes as V2NoteChanges));
    expect(error).toMatchObject({ kind: 'invalid-argument', outcome: 'not-sent' });
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });

  it('reports a note that V2 does not see yet, and does not repeat by itself', async () => {
    const { server, notes } = await notesAnswering({ status: 404 }, { body: wireNote(4) });
    expect(await failure(notes.update(4, { companyIds: [7] }))).toMatchObject({
      kind: 'not-found',
      outcome: 'refused',
      path: '/v2/notes/4',
    });
    expect(server.requests).toHaveLength(1);
    expect(await notes.update(4, { companyIds: [7] })).toHaveProperty('id', 4);
  });

  it.each([
    [{ status: 204 }, true],
    [{ body: { success: true } }, true],
    [{ body: { success: false } }, false],
  ])('turns the response %j to a deletion into %s', async (answer, deleted) => {
    const { server, notes } = await notesAnswering(answer);
    expect(await notes.delete(4)).toBe(deleted);
    expect(server.requests).toMatchObject([{ method: 'DELETE', path: '/v2/notes/4' }]);
    expect(server.requests[0]?.headers).toHaveProperty('x-affinity-api-version');
  });
});
