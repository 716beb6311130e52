import { describe, expect, it } from 'vitest';
import { sandboxKeys } from '../../../src/sandbox/testing/index.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { sandboxCaller, wordsOf } from '../sandboxCaller.ts';
import type { SandboxCaller } from '../sandboxCaller.ts';
import { DAY, NOW, ids, smallFirm } from '../smallFirm.ts';

const call = {
  type: 1,
  person_ids: [ids.ann, ids.jane],
  content: 'Talked about <b>deal_memo</b>.',
  date: '2025-11-19T15:30:00.250+01:00',
};

function firm(): SandboxCaller {
  return sandboxCaller({ data: smallFirm(), clock: new VirtualClock(NOW, { sleep: 'at once' }) });
}

function without(name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(call).filter(([key]) => key !== name));
}

describe('creating an interaction', () => {
  it('answers 201 with the interaction, attributed to the user of the key', async () => {
    const { send, sandbox } = firm();
    const { status, body } = await send('POST', '/interactions', call, sandboxKeys.colleague);
    expect(status).toBe(201);
    expect(body).toMatchObject({ type: 1, updated_at: null, manual_creator_id: ids.ben });
    expect(body.persons.map(({ id }) => id)).toEqual(call.person_ids);
    expect(Date.parse(body.date)).toBe(Date.parse(call.date));
    expect(sandbox.note(body.notes[0] ?? 0)).toMatchObject({ content: call.content, creatorId: ids.ben });
  });

  it('gives meetings and calls the title of the service, and chat messages none', async () => {
    const { send } = firm();
    const created = await Promise.all(
      [0, 1, 2].map((type) => send('POST', '/interactions', { ...call, type })),
    );
    expect(created.map(({ body }) => body.title)).toEqual([
      'Manually logged event',
      'Manually logged event',
      undefined,
    ]);
  });

  it('accepts and ignores the direction of a meeting or call', async () => {
    const { send } = firm();
    const { status, body } = await send('POST', '/interactions', { ...call, direction: 1 });
    expect([status, body.direction]).toEqual([201, undefined]);
  });

  it('counts a collaborator as external', async () => {
    const { send } = firm();
    const person_ids = [ids.ann, ids.guest];
    expect((await send('POST', '/interactions', { ...call, person_ids })).status).toBe(201);
  });

  it('answers a text with documented tags as Markdown', async () => {
    const { get, send } = firm();
    const content = '<p>Met <strong>Jane</strong></p><ul><li>deck_v2</li></ul>';
    const { body } = await send('POST', '/interactions', { ...call, content });
    const note = await get(`/notes/${body.notes[0]}`);
    expect(note.body.content).toBe('Met **Jane**\n\n* deck\\_v2');
  });

  it('is listed and can be read from then on, with its text as a note', async () => {
    const { get, send } = firm();
    const { body: created } = await send('POST', '/interactions', call);
    const span = { start_time: new Date(NOW - 9 * DAY).toISOString(), end_time: new Date(NOW).toISOString() };
    const list = await get('/interactions', { type: 1, organization_id: ids.acme, ...span });
    const note = await get(`/notes/${created.notes[0]}`);
    expect(list.body.events).toEqual([created]);
    expect((await get(`/interactions/${created.id}`, { type: 1 })).body).toEqual(created);
    expect(note.body.content).toBe(String.raw`Talked about <b>deal\_memo</b>.`);
    expect(note.body).toMatchObject({
      type: 0,
      interaction_id: created.id,
      interaction_type: 1,
      is_meeting: true,
      interaction_person_ids: call.person_ids,
    });
  });

  it('numbers each type on its own', async () => {
    const { send } = firm();
    const created = [
      await send('POST', '/interactions', call),
      await send('POST', '/interactions', call),
      await send('POST', '/interactions', { ...call, type: 0 }),
    ];
    expect(created.map(({ body }) => [body.type, body.id])).toEqual([
      [1, 1001],
      [1, 1002],
      [0, 1005],
    ]);
  });

  it('creates another interaction each time, because there is no idempotency key', async () => {
    const { send, sandbox } = firm();
    const before = sandbox.counts().interactions;
    await send('POST', '/interactions', call);
    await send('POST', '/interactions', call);
    expect(sandbox.counts().interactions).toBe(before + 2);
  });

  it('keeps the direction of a chat message, which is sent by default', async () => {
    const { send } = firm();
    const received = await send('POST', '/interactions', { ...call, type: 2, direction: 1 });
    const silent = await send('POST', '/interactions', { ...call, type: 2 });
    expect([received.body.direction, silent.body.direction]).toEqual([1, 0]);
  });

  it.each([
    ['an email', { ...call, type: 3 }, 'emails (3) cannot be created'],
    ['no type', without('type'), 'Field type: is required'],
    ['an unknown type', { ...call, type: 'call' }, 'Field type: expected'],
    ['no people', without('person_ids'), 'Field person_ids: is required'],
    ['no persons', { ...call, person_ids: [] }, 'at least one internal'],
    [
      'colleagues only',
      { ...call, person_ids: [ids.ann, ids.ben] },
      'at least one external person or collaborator',
    ],
    ['outsiders only', { ...call, person_ids: [ids.jane] }, 'at least one internal'],
    [
      'an unknown person',
      { ...call, person_ids: [ids.ann, 99] },
      'Field person_ids: expected 99 to be a valid id',
    ],
    ['a merged person', { ...call, person_ids: [ids.ann, ids.gone] }, 'has been merged into'],
    ['ids as texts', { ...call, person_ids: ['1', '11'] }, 'expected 1 to be a valid id'],
    ['no text', without('content'), 'Field content: is required'],
    ['a blank text', { ...call, content: ' \n' }, 'not blank'],
    ['no date', without('date'), 'Field date: is required'],
    ['a date without a time', { ...call, date: '2025-11-19' }, 'ISO 8601'],
    ['an unknown direction', { ...call, direction: 2 }, 'Field direction: expected 2'],
    ['a list as the body', [call], 'JSON object'],
  ])('answers 422 to %s and creates nothing', async (_, body, words) => {
    const { send, sandbox } = firm();
    const before = sandbox.counts();
    const refused = await send('POST', '/interactions', body);
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining(words) as string]);
    expect(sandbox.counts()).toEqual(before);
  });

  it('answers 422 to a body that is not JSON, or not labeled as JSON', async () => {
    const { sandbox } = firm();
    const post = async (body: string, type: string): Promise<number> => {
      const headers = { Authorization: `Bearer ${sandbox.apiKey}`, 'Content-Type': type };
      return (await sandbox.fetch('https://x.example/interactions', { method: 'POST', headers, body }))
        .status;
    };
    expect(await post('{"type":', 'application/json')).toBe(422);
    expect(await post(JSON.stringify(call), 'text/plain')).toBe(422);
    expect(await post(JSON.stringify(call), 'application/json; charset=utf-8')).toBe(201);
  });
});

describe('updating an interaction', () => {
  it('replaces the whole list of people', async () => {
    const { send } = firm();
    const person_ids = [ids.ben, ids.joe];
    const { status, body } = await send('PUT', '/interactions/1001', { type: 0, person_ids });
    expect([status, body.persons.map(({ id }) => id)]).toEqual([200, person_ids]);
  });

  it('keeps fields that are left out', async () => {
    const { get, send } = firm();
    const { body: before } = await get('/interactions/1001', { type: 0 });
    const { body } = await send('PUT', '/interactions/1001', { type: 0, date: '2025-11-01T10:00:00Z' });
    expect(Date.parse(body.date)).toBe(Date.UTC(2025, 10, 1, 10));
    expect(body).toMatchObject({ title: 'Kick-off', persons: before.persons, notes: before.notes });
    expect(Date.parse(body.end_time ?? '')).toBe(Date.UTC(2025, 10, 1, 11));
    expect(Date.parse(body.updated_at ?? '')).toBe(NOW);
  });

  it('replaces the text of its note, which keeps its author', async () => {
    const { get, send } = firm();
    await send('PUT', '/interactions/1001', { type: 0, content: 'New text' }, sandboxKeys.colleague);
    const { body } = await get(`/notes/${ids.plainNote}`);
    expect(body).toMatchObject({ content: 'New text', creator_id: ids.ann });
  });

  it('escapes a text once more when it is sent back with its escapes', async () => {
    const { get, send } = firm();
    const { body: note } = await get(`/notes/${ids.plainNote}`);
    await send('PUT', '/interactions/1001', { type: 0, content: note.content });
    expect((await get(`/notes/${ids.plainNote}`)).body.content).toBe(String.raw`see deal\\_memo\\_v3`);
  });

  it('adds a note to an interaction without one', async () => {
    const { send, sandbox } = firm();
    const { body } = await send('PUT', '/interactions/1004', { type: 0, content: 'Agenda' });
    expect(sandbox.note(body.notes[0] ?? 0)).toMatchObject({ content: 'Agenda', creatorId: ids.ann });
  });

  it('moves an interaction to the lists of its new people', async () => {
    const { get, send } = firm();
    await send('PUT', '/interactions/1001', { type: 0, person_ids: [ids.ann, ids.joe] });
    const span = {
      start_time: new Date(NOW - 90 * DAY).toISOString(),
      end_time: new Date(NOW).toISOString(),
    };
    const ofJane = await get('/interactions', { type: 0, person_id: ids.jane, ...span });
    const ofJoe = await get('/interactions', { type: 0, person_id: ids.joe, ...span });
    expect([ofJane.body.events, ofJoe.body.events].map((list) => list.map(({ id }) => id))).toEqual([
      [1002],
      [1002, 1001],
    ]);
  });

  it('refuses to change the text of a note that mentions people, but not the rest', async () => {
    const { send, sandbox } = firm();
    const refused = await send('PUT', '/interactions/1002', {
      type: 0,
      content: 'x',
      date: '2025-01-01T00:00:00Z',
    });
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('mentioned') as string]);
    expect(sandbox.interaction(0, 1002)?.date).toBe(NOW - 20 * DAY);
    expect((await send('PUT', '/interactions/1002', { type: 0, date: '2025-01-01T00:00:00Z' })).status).toBe(
      200,
    );
  });

  it.each([
    ['no type', { content: 'x' }, 422],
    ['an email', { type: 3, date: call.date }, 422],
    ['another type than its own', { type: 1, content: 'x' }, 404],
    ['colleagues only', { type: 0, person_ids: [ids.ann] }, 422],
    ['no persons', { type: 0, person_ids: [] }, 422],
    ['a blank text', { type: 0, content: '' }, 422],
  ])('refuses %s', async (_, body, status) => {
    expect((await firm().send('PUT', '/interactions/1001', body)).status).toBe(status);
  });
});

describe('updating an interaction where the documentation is silent', () => {
  it('can require the list of people', async () => {
    const { send } = sandboxCaller({ data: smallFirm(), open: { personIdsInUpdate: 'required' } });
    const refused = await send('PUT', '/interactions/1001', { type: 0, content: 'x' });
    const person_ids = [ids.ann, ids.jane];
    const accepted = await send('PUT', '/interactions/1001', { type: 0, content: 'x', person_ids });
    expect([refused.status, wordsOf(refused), accepted.status]).toEqual([
      422,
      expect.stringContaining('Field person_ids: is required') as string,
      200,
    ]);
  });

  it.each([
    ['applied', 0],
    ['ignored', 1],
  ] as const)('can have the direction %s', async (directionInUpdate, direction) => {
    const { send } = sandboxCaller({ data: smallFirm(), open: { directionInUpdate } });
    const { status, body } = await send('PUT', '/interactions/1001', { type: 2, direction: 0 });
    expect([status, body.direction]).toEqual([200, direction]);
  });
});

describe('deleting an interaction', () => {
  it('removes the interaction and its note', async () => {
    const { get, send } = firm();
    const deleted = await send('DELETE', '/interactions/1001?type=0');
    expect([deleted.status, deleted.body]).toEqual([200, { success: true }]);
    expect((await get('/interactions/1001', { type: 0 })).status).toBe(404);
    expect((await get(`/notes/${ids.plainNote}`)).status).toBe(404);
  });

  it('keeps an interaction with the same id and another type', async () => {
    const { get, send } = firm();
    await send('DELETE', '/interactions/1001?type=0');
    expect((await get('/interactions/1001', { type: 3 })).status).toBe(200);
  });

  it('never reuses its id', async () => {
    const { send } = firm();
    const { body: first } = await send('POST', '/interactions', call);
    await send('DELETE', `/interactions/${first.id}?type=1`);
    const { body: second } = await send('POST', '/interactions', call);
    expect(second.id).toBeGreaterThan(first.id);
    expect(second.notes[0]).toBeGreaterThan(first.notes[0] ?? 0);
  });

  it('answers 404 the second time, and 422 without a type', async () => {
    const { send } = firm();
    await send('DELETE', '/interactions/1001?type=0');
    expect((await send('DELETE', '/interactions/1001?type=0')).status).toBe(404);
    expect((await send('DELETE', '/interactions/1002')).status).toBe(422);
  });
});
