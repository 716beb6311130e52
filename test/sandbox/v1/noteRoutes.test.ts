import { describe, expect, it } from 'vitest';
import { SampleDataBuilder, sandboxKeys } from '../../../src/sandbox/testing/index.ts';
import type { OpenQuestions } from '../../../src/sandbox/testing/index.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { sandboxCaller, wordsOf } from '../sandboxCaller.ts';
import type { Body, SandboxCaller } from '../sandboxCaller.ts';
import { DAY, NOW, ids, smallFirm } from '../smallFirm.ts';

function firm(open: OpenQuestions = {}): SandboxCaller {
  return sandboxCaller({ data: smallFirm(), clock: new VirtualClock(NOW, { sleep: 'at once' }), open });
}

function idsOf(body: unknown): number[] {
  return (body as Body[]).map(({ id }) => id);
}

/** A note on Jane, one on Acme, and one of a colleague on the deal, beside the two of interactions. */
async function withNotes(
  open?: OpenQuestions,
): Promise<SandboxCaller & Record<'onJane' | 'onAcme' | 'onDeal', number>> {
  const caller = firm(open);
  const create = async (about: object, key?: string): Promise<number> =>
    (await caller.send('POST', '/notes', { content: 'x', ...about }, key)).body.id;
  const onJane = await create({ person_ids: [ids.jane] });
  const onAcme = await create({ organization_ids: [ids.acme] });
  const onDeal = await create({ opportunity_ids: [ids.deal] }, sandboxKeys.colleague);
  return { ...caller, onJane, onAcme, onDeal };
}

describe('a note', () => {
  it('names its records and interaction, with each _ escaped', async () => {
    const { body } = await firm().get(`/notes/${ids.plainNote}`);
    expect(body).toEqual({
      id: ids.plainNote,
      creator_id: ids.ann,
      person_ids: [ids.ann, ids.jane],
      associated_person_ids: [],
      interaction_person_ids: [ids.ann, ids.jane],
      interaction_id: 1001,
      interaction_type: 0,
      is_meeting: true,
      mentioned_person_ids: [],
      organization_ids: [],
      opportunity_ids: [],
      parent_id: null,
      content: String.raw`see deal\_memo\_v3`,
      type: 0,
      created_at: '2025-10-22T12:00:00.000Z',
      updated_at: null,
    });
  });

  it('has the persons of the note and of its interaction as person_ids', async () => {
    const builder = new SampleDataBuilder();
    const [colleague, attendee, named] = [builder.colleague().id, builder.person().id, builder.person().id];
    const meeting = builder.interaction({ type: 0, date: NOW, personIds: [colleague, attendee] });
    const written = { content: 'x', creatorId: colleague, createdAt: NOW };
    const { id } = builder.noteOn(meeting, { ...written, personIds: [named, attendee] });
    const { body } = await sandboxCaller({ data: builder.build() }).get(`/notes/${id}`);
    expect(body).toMatchObject({
      person_ids: [named, attendee, colleague],
      associated_person_ids: [named, attendee],
      interaction_person_ids: [colleague, attendee],
    });
  });
});

describe('the text of a note', () => {
  const html = '<p>Test <strong><em>html</em></strong></p><ul><li>1</li><li>2</li><li>3</li></ul>';
  const about = { organization_ids: [ids.acme] };

  it('comes back as Markdown when it was sent as rich text', async () => {
    const { body } = await firm().send('POST', '/notes', { ...about, content: html, type: 2 });
    expect(body.content).toBe('Test ***html***\n\n* 1\n\n* 2\n\n* 3');
  });

  it('comes back as Markdown when plain text has documented tags', async () => {
    const { body } = await firm().send('POST', '/notes', { ...about, content: html, type: 0 });
    expect(body).toMatchObject({ content: 'Test ***html***\n\n* 1\n\n* 2\n\n* 3', type: 0 });
  });

  it('can come back as HTML', async () => {
    const { body } = await firm({ richText: 'html' }).send('POST', '/notes', {
      ...about,
      content: html,
      type: 2,
    });
    expect(body.content).toBe(html);
  });

  it('keeps its lines and gains escapes when rich text has no tags', async () => {
    const content = 'Next *steps*:\n* deck_v2\n1. call\n# not a heading';
    const { body } = await firm().send('POST', '/notes', { ...about, content, type: 2 });
    expect(body.content).toBe('Next \\*steps\\*:\n\\* deck\\_v2\n1\\. call\n\\# not a heading');
  });

  it('stays HTML when the notetaker wrote it', async () => {
    const builder = new SampleDataBuilder();
    const creatorId = builder.colleague().id;
    const { id } = builder.note({ content: '<p>Hi</p>', type: 3, creatorId, createdAt: NOW });
    const { body } = await sandboxCaller({ data: builder.build() }).get(`/notes/${id}`);
    expect(body.content).toBe('<p>Hi</p>');
  });
});

describe('creating a note', () => {
  it('is possible on persons, companies, opportunities and notes', async () => {
    const { get, send, sandbox } = firm();
    const content = '<p>Thesis</p>';
    const written = await send('POST', '/notes', { content, type: 2, organization_ids: [ids.acme] });
    const reply = await send('POST', '/notes', { content: 'Yes.', parent_id: written.body.id });
    expect(written.body).toMatchObject({
      content: 'Thesis',
      type: 2,
      creator_id: ids.ann,
      organization_ids: [ids.acme],
    });
    expect(reply.body).toMatchObject({ type: 0, parent_id: written.body.id });
    expect((await get(`/notes/${reply.body.id}`)).body).toEqual(reply.body);
    expect(sandbox.counts().notes).toBe(4);
  });

  it('ignores other ids in a reply', async () => {
    const { body } = await firm().send('POST', '/notes', {
      content: 'Yes.',
      parent_id: ids.plainNote,
      person_ids: [ids.jane],
      organization_ids: [99],
    });
    expect(body).toMatchObject({
      parent_id: ids.plainNote,
      person_ids: [],
      organization_ids: [],
      interaction_id: null,
    });
  });

  it('accepts a creation time in the past', async () => {
    const created_at = '2025-11-01T10:00:00Z';
    const { body } = await firm().send('POST', '/notes', {
      content: 'x',
      person_ids: [ids.jane],
      created_at,
    });
    expect(body).toMatchObject({
      created_at: expect.stringContaining('2025-11-01T') as string,
      updated_at: null,
    });
  });

  it.each([
    ['no record', { content: 'x' }, 'At least one of'],
    ['no text', { person_ids: [ids.jane] }, 'Field content: is required'],
    ['a type of the notetaker', { content: 'x', type: 3, person_ids: [ids.jane] }, 'Field type: expected 3'],
    ['an unknown company', { content: 'x', organization_ids: [99] }, 'Field organization_ids: expected 99'],
    ['an unknown note', { content: 'x', parent_id: 99 }, 'Field parent_id: expected 99'],
    [
      'a time of creation in the future',
      { content: 'x', person_ids: [ids.jane], created_at: new Date(NOW + 1).toISOString() },
      'created_at must not be in the future',
    ],
  ])('is refused with %s', async (_, body, words) => {
    const refused = await firm().send('POST', '/notes', body);
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining(words) as string]);
  });

  it('is refused on a reply', async () => {
    const { send } = firm();
    const { body: reply } = await send('POST', '/notes', { content: 'x', parent_id: ids.plainNote });
    const refused = await send('POST', '/notes', { content: 'y', parent_id: reply.id });
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('root note') as string]);
  });
});

describe('changing a note', () => {
  it('replaces the text', async () => {
    const { get, send } = firm();
    const { status } = await send('PUT', `/notes/${ids.plainNote}`, { content: 'New' });
    expect(status).toBe(200);
    expect((await get(`/notes/${ids.plainNote}`)).body).toMatchObject({
      content: 'New',
      updated_at: new Date(NOW).toISOString(),
    });
  });

  it.each([
    ['a note that mentions people', ids.mentionNote, { content: 'x' }, 422],
    ['a note that does not exist', 99, { content: 'x' }, 404],
    ['a blank text', ids.plainNote, { content: ' ' }, 422],
    ['no text', ids.plainNote, {}, 422],
  ])('is refused for %s', async (_, id, body, status) => {
    expect((await firm().send('PUT', `/notes/${id}`, body)).status).toBe(status);
  });
});

describe('deleting a note', () => {
  it('removes it, its replies and its id in the interaction', async () => {
    const { get, send } = firm();
    const { body: reply } = await send('POST', '/notes', { content: 'Yes.', parent_id: ids.plainNote });
    const deleted = await send('DELETE', `/notes/${ids.plainNote}`);
    expect([deleted.status, deleted.body]).toEqual([200, { success: true }]);
    expect((await get(`/notes/${ids.plainNote}`)).status).toBe(404);
    expect((await get(`/notes/${reply.id}`)).status).toBe(404);
    expect((await get('/interactions/1001', { type: 0 })).body.notes).toEqual([]);
  });

  it('is refused with 403 to all but the creator', async () => {
    const { send } = firm();
    const refused = await send('DELETE', `/notes/${ids.plainNote}`, undefined, sandboxKeys.colleague);
    expect(refused.status).toBe(403);
    expect((await send('DELETE', '/notes/99')).status).toBe(404);
  });
});

describe('listing notes', () => {
  it('is a bare array without a page size, and a page with one', async () => {
    const { get } = firm();
    const bare = await get('/notes');
    const paged = await get('/notes', { page_size: 1 });
    expect([bare.body, paged.body.notes]).toEqual([
      [expect.anything(), expect.anything()],
      [expect.anything()],
    ]);
    expect(paged.body.next_page_token).toEqual(expect.any(String));
  });

  it('has all rows in the bare array, and at most 500 on a page', async () => {
    const builder = new SampleDataBuilder();
    const creatorId = builder.colleague().id;
    for (let made = 0; made < 600; made += 1) builder.note({ content: 'x', creatorId, createdAt: NOW });
    const { get } = sandboxCaller({ data: builder.build() });
    expect(idsOf((await get('/notes')).body)).toHaveLength(600);
    const first = await get('/notes', { page_size: 500 });
    const second = await get('/notes', { page_size: 500, page_token: first.body.next_page_token });
    expect([first.body.notes.length, second.body.notes.length]).toEqual([500, 100]);
    expect((await get('/notes', { page_size: 501 })).status).toBe(422);
  });

  it('finds the notes on a person and those of interactions with the person', async () => {
    const { get, onJane } = await withNotes();
    const { body } = await get('/notes', { person_id: ids.jane });
    expect(idsOf(body)).toEqual([ids.plainNote, ids.mentionNote, onJane]);
  });

  it('finds only direct notes of a company and an opportunity', async () => {
    const { get, onAcme, onDeal } = await withNotes();
    expect(idsOf((await get('/notes', { organization_id: ids.acme })).body)).toEqual([onAcme]);
    expect(idsOf((await get('/notes', { opportunity_id: ids.deal })).body)).toEqual([onDeal]);
  });

  it('can find the notes of all interactions with a company', async () => {
    const { get, onAcme } = await withNotes({ companyNotes: 'with-interactions' });
    const { body } = await get('/notes', { organization_id: ids.acme });
    expect(idsOf(body)).toEqual([ids.plainNote, ids.mentionNote, onAcme]);
  });

  it('finds the notes of a creator, also together with a person', async () => {
    const { get, onDeal } = await withNotes();
    expect(idsOf((await get('/notes', { creator_id: ids.ben })).body)).toEqual([onDeal]);
    expect(idsOf((await get('/notes', { creator_id: ids.ben, person_id: ids.jane })).body)).toEqual([]);
  });

  it('answers 422 to an unknown company and an invalid id', async () => {
    const { get } = firm();
    expect((await get('/notes', { organization_id: 99 })).status).toBe(422);
    expect((await get('/notes', { person_id: 'x' })).status).toBe(422);
  });

  it('includes the type of the interaction', async () => {
    const { send, get } = firm();
    const call = { person_ids: [ids.ann, ids.jane], content: 'x', date: new Date(NOW - DAY).toISOString() };
    const created = await Promise.all(
      [1, 2].map(async (type) => (await send('POST', '/interactions', { ...call, type })).body.notes[0]),
    );
    const notes = await Promise.all(created.map(async (id) => (await get(`/notes/${id}`)).body));
    expect(notes).toMatchObject([
      { interaction_type: 1, is_meeting: true },
      { interaction_type: 2, is_meeting: false },
    ]);
  });
});
