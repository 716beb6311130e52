import { describe, expect, it } from 'vitest';
import { SampleDataBuilder, fieldstone, sandboxKeys } from '../../../src/sandbox/testing/index.ts';
import { DAY, NOW, ids } from '../smallFirm.ts';
import { V2Caller, idsOf } from './v2Caller.ts';

const onAcme = { type: 'entities', content: { html: '<p>Thesis</p>' }, companies: [{ id: ids.acme }] };
const onMeeting = {
  type: 'interaction',
  content: { html: '<p>Went well</p>' },
  interaction: { type: 'meeting', id: 1004 },
};
const reply = { type: 'user-reply', content: { html: '<p>Yes</p>' }, parent: { id: ids.plainNote } };

describe('notes in V2', () => {
  it('are roots with their type, text and creator', async () => {
    const { body } = await new V2Caller().get(`/v2/notes/${ids.plainNote}`);
    expect(body).toEqual({
      id: ids.plainNote,
      type: 'interaction',
      content: { html: '<p>see deal_memo_v3</p>' },
      creator: expect.objectContaining({ id: ids.ann, type: 'internal' }) as object,
      mentions: [],
      createdAt: '2025-10-22T12:00:00Z',
      updatedAt: null,
      interaction: { type: 'meeting', id: 1001 },
    });
  });

  it('name the people whom they mention', async () => {
    const { body } = await new V2Caller().get(`/v2/notes/${ids.mentionNote}`);
    expect(body).toMatchObject({ mentions: [{ id: ids.ben, type: 'person', person: { id: ids.ben } }] });
  });

  it('keep the paragraphs and lines of a plain text', async () => {
    const caller = new V2Caller();
    const note = { content: 'a < b\nc\n\nd & e', organization_ids: [ids.acme] };
    const { body } = await caller.send('POST', '/notes', note);
    expect((await caller.get(`/v2/notes/${body.id}`)).body.content.html).toBe(
      '<p>a &lt; b<br>c</p><p>d &amp; e</p>',
    );
  });

  it('are listed without replies, 20 to a page', async () => {
    const caller = new V2Caller();
    await caller.send('POST', '/v2/notes', reply);
    expect(idsOf(await caller.all('/v2/notes'))).toEqual([ids.plainNote, ids.mentionNote]);
    const builder = new SampleDataBuilder();
    const creatorId = builder.colleague().id;
    for (let made = 0; made < 50; made += 1) builder.note({ content: 'x', creatorId, createdAt: NOW });
    const many = new V2Caller({ data: builder.build() });
    expect((await many.get('/v2/notes')).body.data).toHaveLength(20);
    expect(new Set(idsOf(await many.all('/v2/notes'))).size).toBe(50);
  });

  it('are filtered by id, creator and times', async () => {
    const caller = new V2Caller();
    const { body } = await caller.send('POST', '/v2/notes', onAcme, sandboxKeys.colleague);
    const found = async (filter: string): Promise<readonly number[]> =>
      idsOf(await caller.all('/v2/notes', { filter }));
    expect(await found(`id=${ids.plainNote}|id=${body.id}`)).toEqual([ids.plainNote, body.id]);
    expect(await found(`creator.id=${ids.ben}`)).toEqual([body.id]);
    expect(await found('createdAt>=2025-11-20T12:00:00Z')).toEqual([body.id]);
    expect(await found('updatedAt>2025-01-01T00:00:00Z')).toEqual([]);
    expect((await caller.get('/v2/notes', { filter: 'type=entities' })).status).toBe(400);
  });

  it('have previews and counts only when included', async () => {
    const caller = new V2Caller();
    const all = { ...onAcme, persons: [{ id: ids.jane }], opportunities: [{ id: ids.deal }] };
    const { body: note } = await caller.send('POST', '/v2/notes', all);
    await caller.send('POST', '/v2/notes', { ...reply, parent: { id: note.id } });
    const names = ['companiesPreview', 'personsPreview', 'opportunitiesPreview', 'repliesCount'];
    const { body } = await caller.get(`/v2/notes/${note.id}`, { includes: names });
    expect(body).toMatchObject({
      companiesPreview: { data: [{ id: ids.acme, name: 'Acme', domain: 'acme.example' }], totalCount: 1 },
      personsPreview: { data: [{ id: ids.jane, type: 'external' }], totalCount: 1 },
      opportunitiesPreview: { data: [{ id: ids.deal, name: 'Deal' }], totalCount: 1 },
      repliesCount: 1,
    });
    expect(Object.keys((await caller.get(`/v2/notes/${note.id}`)).body)).not.toContain('companiesPreview');
    expect((await caller.get('/v2/notes', { includes: ['creator'] })).status).toBe(400);
  });

  it('are listed by company, opportunity and person', async () => {
    const caller = new V2Caller();
    const company = (await caller.send('POST', '/v2/notes', onAcme)).body.id;
    const onJane = { type: 'entities', content: onAcme.content, persons: [{ id: ids.jane }] };
    const person = (await caller.send('POST', '/v2/notes', onJane)).body.id;
    const onDeal = { type: 'entities', content: onAcme.content, opportunities: [{ id: ids.deal }] };
    const deal = (await caller.send('POST', '/v2/notes', onDeal)).body.id;
    expect(idsOf(await caller.all(`/v2/companies/${ids.acme}/notes`))).toEqual([company, person]);
    expect(idsOf(await caller.all(`/v2/opportunities/${ids.deal}/notes`))).toEqual([deal]);
    expect(idsOf(await caller.all(`/v2/persons/${ids.jane}/notes`))).toEqual([
      ids.plainNote,
      ids.mentionNote,
      person,
    ]);
    expect(idsOf(await caller.all(`/v2/persons/${ids.ben}/notes`))).toEqual([ids.mentionNote]);
  });

  it('answer 404 to unknown notes and records, and 400 to merged ones', async () => {
    const caller = new V2Caller();
    const paths = [
      '/v2/notes/99',
      '/v2/notes/99/replies',
      '/v2/companies/99/notes',
      `/v2/persons/${ids.gone}/notes`,
    ];
    const answers = await Promise.all(paths.map((path) => caller.get(path)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 400]);
  });

  it('can have other ids than in V1', async () => {
    const caller = new V2Caller({ open: { v2NoteIds: 'separate' } });
    const rows = await caller.all('/v2/notes');
    expect(idsOf(rows)).not.toContain(ids.plainNote);
    expect((await caller.get(`/v2/notes/${ids.plainNote}`)).status).toBe(404);
    const [id] = idsOf(rows);
    expect((await caller.get(`/v2/notes/${id}`)).body.id).toBe(id);
    const answered = await caller.send('POST', '/v2/notes', { ...reply, parent: { id } });
    expect([answered.status, answered.body]).toMatchObject([201, { parent: { id } }]);
  });
});

describe('creating a note in V2', () => {
  it('ties it to an existing interaction and to records', async () => {
    const caller = new V2Caller();
    const { status, body } = await caller.send('POST', '/v2/notes', {
      ...onMeeting,
      companies: [{ id: ids.acme }],
    });
    expect([status, body]).toMatchObject([
      201,
      { type: 'interaction', content: onMeeting.content, interaction: onMeeting.interaction },
    ]);
    expect(caller.sandbox.interaction(0, 1004)?.noteIds).toEqual([body.id]);
    expect((await caller.get(`/notes/${body.id}`)).body).toMatchObject({
      content: 'Went well',
      organization_ids: [ids.acme],
      interaction_id: 1004,
    });
  });

  it('adds a second note to an interaction', async () => {
    const caller = new V2Caller();
    const note = { ...onMeeting, interaction: { type: 'meeting', id: 1001 } };
    const { body } = await caller.send('POST', '/v2/notes', note);
    expect(caller.sandbox.interaction(0, 1001)?.noteIds).toEqual([ids.plainNote, body.id]);
  });

  it('answers replies under their root', async () => {
    const caller = new V2Caller();
    const { status, body } = await caller.send('POST', '/v2/notes', reply);
    expect([status, body]).toMatchObject([201, { type: 'user-reply', parent: { id: ids.plainNote } }]);
    expect(body).not.toHaveProperty('interaction');
    expect(idsOf(await caller.all(`/v2/notes/${ids.plainNote}/replies`))).toEqual([body.id]);
    expect((await caller.get(`/v2/notes/${body.id}`)).body.type).toBe('user-reply');
  });

  it('accepts a creation time in the past', async () => {
    const createdAt = '2025-11-01T10:00:00Z';
    const { body } = await new V2Caller().send('POST', '/v2/notes', { ...onAcme, createdAt });
    expect(body).toMatchObject({ createdAt });
  });

  it.each([
    ['no type', { ...onAcme, type: undefined }, 'type'],
    ['an unknown type', { ...onAcme, type: 'ai-notetaker' }, 'type'],
    ['no content', { ...onAcme, content: undefined }, 'content'],
    ['no HTML', { ...onAcme, content: {} }, 'content.html'],
    ['blank HTML', { ...onAcme, content: { html: ' ' } }, 'html'],
    ['no record', { ...onAcme, companies: [] }, undefined],
    ['an unknown company', { ...onAcme, companies: [{ id: 99 }] }, 'companies'],
    ['a merged company', { ...onAcme, companies: [{ id: ids.gone }] }, undefined],
    ['ids without objects', { ...onAcme, companies: [ids.acme] }, 'companies'],
    ['101 persons', { ...onAcme, persons: Array.from({ length: 101 }, () => ({ id: ids.jane })) }, 'persons'],
    ['no interaction', { ...onMeeting, interaction: undefined }, 'interaction'],
    ['an email', { ...onMeeting, interaction: { type: 'email', id: 1001 } }, 'type'],
    ['a type of V1', { ...onMeeting, interaction: { type: 0, id: 1001 } }, 'type'],
    ['an unknown interaction', { ...onMeeting, interaction: { type: 'call', id: 1001 } }, 'interaction.id'],
    ['no parent', { ...reply, parent: undefined }, 'parent.id'],
    ['a future time', { ...onAcme, createdAt: new Date(NOW + DAY).toISOString() }, 'createdAt'],
  ])('is refused with %s', async (_, body, param) => {
    const caller = new V2Caller();
    const before = caller.sandbox.counts().notes;
    const refused = await caller.send('POST', '/v2/notes', body);
    expect([refused.status, refused.body.errors[0]?.param]).toEqual([400, param]);
    expect(caller.sandbox.counts().notes).toBe(before);
  });

  it('is refused under a reply, and with 404 under an unknown note', async () => {
    const caller = new V2Caller();
    const { body } = await caller.send('POST', '/v2/notes', reply);
    const nested = await caller.send('POST', '/v2/notes', { ...reply, parent: { id: body.id } });
    const unknown = await caller.send('POST', '/v2/notes', { ...reply, parent: { id: 99 } });
    expect([nested.status, nested.body.errors[0]?.param, unknown.status]).toEqual([400, 'parent.id', 404]);
  });
});

describe('the HTML of a note', () => {
  it.each([
    '<p>a <strong>b</strong> <em>c</em> <u>d</u></p>',
    '<ul><li>a</li></ul><ol><li>b</li></ol>',
    'a<br>b<br/>c<br />',
    '<p><span style="color: red">a</span></p>',
    '<p><a href="https://x.example/?a=1&amp;b=2">x</a> <a href="mailto:x@x.example">y</a></p>',
    'a &lt; b',
  ])('may be %s', async (html) => {
    const caller = new V2Caller();
    const { status, body } = await caller.send('POST', '/v2/notes', { ...onAcme, content: { html } });
    expect(status).toBe(201);
    expect(caller.sandbox.note(body.id)?.content).toBe(html);
  });

  it.each([
    '<h1>a</h1>',
    '<div>a</div>',
    '<blockquote>a</blockquote>',
    '<pre>a</pre>',
    '<p><code>a</code></p>',
    '<b>a</b>',
    '<table><tr><td>a</td></tr></table>',
    '<img src="https://x.example/x.png">',
    '<script>a</script>',
    '<p onclick="a()">b</p>',
    '<p style="color: red">b</p>',
    '<a href="javascript:a()">b</a>',
    '<a href="/a">b</a>',
    '<a href="https://x.example" target="_blank">b</a>',
    '<ul><li><h2>a</h2></li></ul>',
    '<!-- a -->b',
    'a < b',
    '<p>a<script',
  ])('may not be %s', async (html) => {
    const refused = await new V2Caller().send('POST', '/v2/notes', { ...onAcme, content: { html } });
    expect([refused.status, refused.body.errors[0]?.param]).toEqual([400, 'content.html']);
  });
});

describe('changing a note in V2', () => {
  it('replaces given lists and keeps the others', async () => {
    const caller = new V2Caller();
    const { body: note } = await caller.send('POST', '/v2/notes', { ...onAcme, persons: [{ id: ids.jane }] });
    const change = { companies: [{ id: ids.silent }], opportunities: [{ id: ids.deal }] };
    const { status, body } = await caller.send('POST', `/v2/notes/${note.id}`, change);
    expect([status, body.content]).toEqual([200, onAcme.content]);
    expect(caller.sandbox.note(note.id)).toMatchObject({
      companyIds: [ids.silent],
      opportunityIds: [ids.deal],
      personIds: [ids.jane],
    });
  });

  it('puts the note of a logged call on a company', async () => {
    const caller = new V2Caller();
    const call = { type: 1, person_ids: [ids.ann, ids.jane], content: 'x', date: '2025-11-01T00:00:00Z' };
    const logged = (await caller.send('POST', '/interactions', call)).body as unknown as { notes: number[] };
    const path = `/v2/notes/${logged.notes[0]}`;
    expect((await caller.send('POST', path, { companies: [{ id: ids.acme }] })).status).toBe(200);
    const listed = await caller.get('/notes', { organization_id: ids.acme });
    expect((listed.body as unknown as { id: number }[]).map(({ id }) => id)).toEqual(logged.notes);
  });

  it('replaces the text', async () => {
    const caller = new V2Caller();
    const content = { html: '<p>New</p>' };
    const { body } = await caller.send('POST', `/v2/notes/${ids.plainNote}`, { content });
    expect(body).toMatchObject({ content, updatedAt: '2025-11-20T12:00:00Z' });
  });

  it('is possible on a note with mentions, but not on its text', async () => {
    const caller = new V2Caller();
    const path = `/v2/notes/${ids.mentionNote}`;
    const text = await caller.send('POST', path, { content: { html: '<p>x</p>' } });
    const list = await caller.send('POST', path, { companies: [{ id: ids.acme }] });
    expect([text.status, list.status]).toEqual([400, 200]);
  });

  it.each([
    ['nothing', {}, 400],
    ['HTML that is not allowed', { content: { html: '<h1>x</h1>' } }, 400],
    ['an unknown company', { companies: [{ id: 99 }] }, 400],
  ])('is refused with %s', async (_, body, status) => {
    expect((await new V2Caller().send('POST', `/v2/notes/${ids.plainNote}`, body)).status).toBe(status);
  });

  it('is refused where a note would lose its last record, and for lists of a reply', async () => {
    const caller = new V2Caller();
    const { body: note } = await caller.send('POST', '/v2/notes', onAcme);
    const { body: answer } = await caller.send('POST', '/v2/notes', reply);
    const empty = await caller.send('POST', `/v2/notes/${note.id}`, { companies: [] });
    const onReply = await caller.send('POST', `/v2/notes/${answer.id}`, { companies: [{ id: ids.acme }] });
    expect([empty.status, onReply.status]).toEqual([400, 400]);
    expect((await caller.send('POST', '/v2/notes/99', onAcme)).status).toBe(404);
  });
});

describe('deleting a note in V2', () => {
  it('removes the note for both versions', async () => {
    const caller = new V2Caller();
    const { body } = await caller.send('POST', '/v2/notes', onMeeting);
    expect((await caller.send('DELETE', `/v2/notes/${body.id}`)).status).toBe(204);
    expect((await caller.get(`/v2/notes/${body.id}`)).status).toBe(404);
    expect((await caller.get(`/notes/${body.id}`)).status).toBe(404);
    expect(caller.sandbox.interaction(0, 1004)?.noteIds).toEqual([]);
  });

  it('is refused to all but the creator', async () => {
    const path = `/v2/notes/${ids.plainNote}`;
    const refused = await new V2Caller().send('DELETE', path, undefined, sandboxKeys.colleague);
    expect(refused.status).toBe(403);
  });
});

describe('V2 with a lag', () => {
  it('sees a note of V1 late, and its own at once', async () => {
    const caller = new V2Caller({ v2: { lagMs: 1500 } });
    const about = { content: 'x', organization_ids: [ids.acme] };
    const late = (await caller.send('POST', '/notes', about)).body.id;
    const own = (await caller.send('POST', '/v2/notes', onAcme)).body.id;
    expect((await caller.send('POST', `/v2/notes/${late}`, { persons: [{ id: ids.jane }] })).status).toBe(
      404,
    );
    expect(idsOf(await caller.all(`/v2/companies/${ids.acme}/notes`))).toEqual([own]);
    expect((await caller.send('POST', `/v2/notes/${own}`, { companies: [{ id: ids.silent }] })).status).toBe(
      200,
    );
    expect(idsOf(await caller.all(`/v2/companies/${ids.silent}/notes`))).toEqual([own]);
    caller.clock.advance(1500);
    expect(idsOf(await caller.all(`/v2/companies/${ids.acme}/notes`))).toEqual([late]);
    expect((await caller.send('POST', `/v2/notes/${late}`, { persons: [{ id: ids.jane }] })).status).toBe(
      200,
    );
  });

  it('sees a change and a deletion of V1 late', async () => {
    const caller = new V2Caller({ v2: { lagMs: 1500 } });
    await caller.send('PUT', `/notes/${ids.plainNote}`, { content: 'New' });
    await caller.send('PUT', `/notes/${ids.plainNote}`, { content: 'Newer' });
    expect((await caller.get(`/v2/notes/${ids.plainNote}`)).body.content.html).toContain('deal_memo');
    caller.clock.advance(1500);
    expect((await caller.get(`/v2/notes/${ids.plainNote}`)).body.content.html).toBe('<p>Newer</p>');
    await caller.send('DELETE', `/notes/${ids.plainNote}`);
    expect((await caller.get(`/v2/notes/${ids.plainNote}`)).status).toBe(200);
    caller.clock.advance(1500);
    expect((await caller.get(`/v2/notes/${ids.plainNote}`)).status).toBe(404);
  });
});

describe('the recorded meeting of the sample workspace', () => {
  it('has a summary, replies of both kinds, and a transcript', async () => {
    const caller = new V2Caller({ data: fieldstone(new Date(NOW)) });
    const [summary] = (await caller.all('/v2/notes', { limit: 100 })).filter(
      (note) => 'transcriptId' in note,
    );
    expect(summary).toMatchObject({ type: 'ai-notetaker', interaction: { type: 'meeting' } });
    const replies = await caller.all(`/v2/notes/${summary?.id}/replies`);
    expect(new Set(replies.map(({ type }) => type))).toEqual(new Set(['ai-notetaker-reply', 'user-reply']));
    const { transcriptId } = summary as unknown as { transcriptId: number };
    const { body } = await caller.get(`/v2/transcripts/${transcriptId}/fragments`);
    expect(body.data[0]).toEqual({
      speaker: 'Ann Lee',
      content: 'How does the pilot look after six weeks?',
      startTimestamp: '00:00:04',
      endTimestamp: '00:00:08',
    });
    expect((await caller.get('/v2/transcripts/1/fragments')).status).toBe(404);
  });
});
