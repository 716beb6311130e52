import { describe, expect, it } from 'vitest';
import type { Draft, NoteSubject } from '../../../src/drafts/model/draft.ts';
import { draftToNote } from '../../../src/drafts/model/newDraft.ts';
import { fallbackRoute, findNoteRoute } from '../../../src/drafts/writing/noteClient.ts';
import { deleteNote } from '../../../src/drafts/writing/writeNote.ts';
import type { FaultTarget, TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { DAY, NOW, ids } from '../../sandbox/smallFirm.ts';
import { ann, jane } from '../support/aDraft.ts';
import { FormOnSandbox } from '../support/formOnSandbox.ts';
// No test is to wait for the disk.
import '../../../src/notes/noteHtml.ts';

/** Ann's meeting with Jane that has a note, and Ann's meeting with Joe that has none. */
const NOTED = 1001;
const BARE = 1004;
const POST_V2 = { method: 'POST', path: '/v2/notes' } as const;
const acme = { kind: 'company', id: ids.acme, name: 'Acme' } as const;
const deal = { kind: 'opportunity', id: ids.deal, name: 'Deal' } as const;

function noteDraft(subject: Partial<NoteSubject> = {}, alsoOn: Draft['alsoOn'] = []): Draft {
  const start = { id: 'note', account: '7/1', user: ann, now: new Date(NOW), zone: 'Europe/Berlin' };
  const on = { type: 0, id: NOTED, title: 'Kick-off', date: new Date(NOW - 30 * DAY).toISOString() } as const;
  const people = [ann, jane];
  return draftToNote(start, { kind: 'note', ...on, people, route: 'interaction', ...subject }, alsoOn);
}

async function opened(draft = noteDraft(), options: TestSandboxOptions = {}): Promise<FormOnSandbox> {
  const form = new FormOnSandbox(options);
  await form.open(draft);
  return form;
}

/** The notes of the sandbox that were not there at first. */
function added(form: FormOnSandbox) {
  const first = 590_001;
  return Array.from({ length: 20 }, (_, index) => form.sandbox.note(first + index)).filter(
    (note) => note !== undefined,
  );
}

/** Saves the note, loses the answer, and lets the lookups fail so many times. */
async function saveUnseen(form: FormOnSandbox, on: FaultTarget, times: number) {
  form.sandbox.play({ kind: 'drop', when: 'after', on });
  form.sandbox.play({ kind: 'status', status: 500, on: { method: 'GET', path: /notes/, nth: 2 }, times });
  expect((await form.submit()).kind).toBe('unknown');
}

function notingOf({ client, learned }: FormOnSandbox) {
  return { userId: ann.id, notes: client.notes, v2: client.v2, learned };
}

describe('a note on a meeting', () => {
  it('is tied to the meeting and put on the records, as HTML, with nothing else sent', async () => {
    const form = await opened(noteDraft({}, [acme, deal]));
    await form.edit({ text: '# Terms\n- **10 %** & more' });
    expect(await form.submit()).toMatchObject({ kind: 'saved', sentence: 'noted 590001' });
    expect(form.noted).toMatchObject([{ id: 590_001, api: 'v2', subject: { id: NOTED } }]);
    expect(added(form)).toMatchObject([
      {
        content: '<p><strong>Terms</strong></p><ul><li><strong>10 %</strong> &amp; more</li></ul>',
        interaction: { type: 0, id: NOTED },
        companyIds: [ids.acme],
        opportunityIds: [ids.deal],
        creatorId: ids.ann,
      },
    ]);
    expect(form.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v2/notes',
      'POST /v2/notes',
    ]);
    expect(await form.kept()).toEqual([]);
  });

  it('shows the meeting and its records, and no hint while the note is saved as usual', async () => {
    const form = await opened(noteDraft({}, [acme]));
    expect(form.view.subject).toEqual({ kind: 'note', title: 'Kick-off', about: `0/${NOTED}` });
    expect(form.view.alsoOn).toEqual({ records: [acme] });
    expect(form.view.problems).toEqual([]);
  });

  it('is kept as a draft within a second, and opens again with what was typed', async () => {
    const form = await opened(noteDraft({}, [acme]));
    await form.edit({ text: 'Half a thou' });
    await form.clock.pass(1000);
    const [kept] = await form.kept();
    expect(kept).toMatchObject({ text: 'Half a thou', alsoOn: [acme], subject: { kind: 'note', id: NOTED } });
    expect(form.sandbox.requests).toEqual([]);
  });

  it.each([
    ['', 'text: text-missing'],
    [' \n\t ', 'text: text-missing'],
    ['x'.repeat(1_000_001), 'text: text-too-long'],
  ])('is not sent when its text can’t be (%#)', async (text, problem) => {
    const form = await opened();
    await form.edit({ text });
    expect((await form.submit()).kind).toBe('refused');
    expect(form.problems).toEqual([problem]);
    expect(form.sandbox.requests).toEqual([]);
  });

  it('accepts 100,000 characters, and sends HTML as text', async () => {
    const form = await opened();
    const text = `<b>not bold</b> <script>alert(1)</script>\n${'word '.repeat(20_000)}`;
    await form.edit({ text });
    expect((await form.submit()).kind).toBe('saved');
    expect(added(form)[0]?.content).toContain('&lt;b&gt;not bold&lt;/b&gt; &lt;script&gt;');
  });

  it.each([
    ['V2', {}, {}],
    ['a reply', { parentId: ids.plainNote, route: 'reply' }, { v2: { access: 'none' } }],
  ] as const)(
    'says when the meeting was deleted meanwhile, and becomes a separate note on its people (%s)',
    async (_, subject, options) => {
      const form = await opened(noteDraft(subject), options);
      await form.edit({ text: 'Too late.' });
      form.sandbox.deleteBehindTheBack(0, NOTED);
      expect((await form.submit()).kind).toBe('refused');
      expect(form.problems).toEqual(['form: interaction-gone']);
      expect(form.view.subject).toMatchObject({ way: 'records' });
      const [kept] = await form.kept();
      expect(kept).toMatchObject({
        text: 'Too late.',
        outcome: { state: 'open' },
        subject: { route: 'records', isGone: true },
      });
      expect(kept?.subject).not.toHaveProperty('parentId');
      expect((await form.submit()).kind).toBe('saved');
      expect(added(form)).toMatchObject([
        { content: '<p>Too late.</p>', personIds: [ids.ann, ids.jane], parentId: null, interaction: null },
      ]);
    },
  );

  it('asks for a record when the deleted meeting has no person who is known', async () => {
    const form = await opened(noteDraft({ people: [] }));
    await form.edit({ text: 'Too late.' });
    form.sandbox.deleteBehindTheBack(0, NOTED);
    await form.submit();
    form.sandbox.clearRequests();
    expect((await form.submit()).kind).toBe('refused');
    expect(form.problems).toEqual(['alsoOn: no-records']);
    expect(form.sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await form.kept()).toMatchObject([{ text: 'Too late.' }]);
  });

  it.each([
    ['it can’t be read', { kind: 'status', status: 500, on: { path: /^\/interactions\// }, times: 9 }],
    ['V2 still has it', { kind: 'status', status: 404, on: { path: /^\/interactions\// }, times: 9 }],
  ] as const)(
    'shows the service’s words when it refuses a note and the meeting isn’t gone: %s',
    async (_, fault) => {
      const form = await opened();
      await form.edit({ text: 'Text' });
      form.sandbox.play({ kind: 'status', status: 422, body: ['Content is odd'], on: POST_V2 });
      form.sandbox.play(fault);
      expect((await form.submit()).kind).toBe('refused');
      expect(form.problems).toEqual(['text: refused: Content is odd']);
      expect(await form.kept()).toMatchObject([{ subject: { route: 'interaction' } }]);
    },
  );

  it('reports at the records when one of them was merged meanwhile', async () => {
    const form = await opened(noteDraft({}, [{ kind: 'company', id: ids.gone, name: 'Gone' }]));
    await form.edit({ text: 'Text' });
    await form.submit();
    expect(form.problems).toEqual(['alsoOn: refused: Organization 19 has been merged into 21']);
    expect(added(form)).toEqual([]);
  });

  it('can be undone, and counts as undone when it is already gone', async () => {
    const form = await opened();
    await form.edit({ text: 'Oops' });
    await form.submit();
    const [note] = form.noted;
    if (note === undefined) throw new Error('No note was added.');
    const noting = notingOf(form);
    expect(await deleteNote(noting, note)).toEqual({ kind: 'saved', saved: true });
    expect(added(form)).toEqual([]);
    expect(await deleteNote(noting, note)).toEqual({ kind: 'saved', saved: true });
  });
});

describe('the records of a note', () => {
  it('are found by name, added once, and removed', async () => {
    const form = await opened();
    await form.say({ kind: 'searchRecords', query: 1, text: 'acme' });
    await form.clock.pass(1000);
    await form.rest();
    const answer = form.told.findLast((message) => message.kind === 'records');
    expect(answer?.records.map(({ kind, id }) => `${kind} ${id}`)).toContain(`company ${ids.acme}`);
    for (let count = 0; count < 2; count += 1)
      await form.say({ kind: 'addRecord', revision: form.next(), record: { kind: 'company', id: ids.acme } });
    expect(form.view.alsoOn).toEqual({ records: [acme] });
    await form.say({
      kind: 'removeRecord',
      revision: form.next(),
      record: { kind: 'company', id: ids.acme },
    });
    expect(form.view.alsoOn).toEqual({ records: [] });
  });

  it('are suggested before anything is typed, except those added already, and no others can be added', async () => {
    const form = new FormOnSandbox();
    form.relatedRecords = async () => Promise.resolve([acme, { ...acme, id: 22, name: 'Silent' }]);
    await form.open(noteDraft({}, [acme]));
    await form.say({ kind: 'searchRecords', query: 1, text: '' });
    expect(form.told.findLast((message) => message.kind === 'records')?.records).toMatchObject([{ id: 22 }]);
    await form.say({ kind: 'addRecord', revision: form.next(), record: { kind: 'opportunity', id: 31 } });
    expect(form.view.alsoOn?.records).toHaveLength(1);
    expect(form.done).toEqual([expect.stringContaining('had not been offered')]);
  });
});

describe('where V2 accepts no notes', () => {
  it.each(['without-beta', 'none'] as const)(
    'the form says how the note is saved instead, and sends it only then (%s)',
    async (access) => {
      const form = await opened(noteDraft({ parentId: ids.plainNote }), { v2: { access } });
      await form.edit({ text: 'A reply' });
      expect((await form.submit()).kind).toBe('refused');
      expect(form.view.subject).toMatchObject({ way: 'reply' });
      expect(form.problems).toEqual(['form: rerouted']);
      expect(added(form)).toEqual([]);
      expect(await form.kept()).toMatchObject([{ text: 'A reply', subject: { route: 'reply' } }]);
      expect((await form.submit()).kind).toBe('saved');
      expect(added(form)).toMatchObject([{ parentId: ids.plainNote, content: '<p>A reply</p>', type: 2 }]);
      expect(form.noted).toMatchObject([{ api: 'v1' }]);
    },
  );

  it('a meeting without a note gets a separate note on its people', async () => {
    const form = await opened(noteDraft({ id: BARE }), { v2: { access: 'none' } });
    await form.edit({ text: 'On people' });
    await form.submit();
    expect(form.view.subject).toMatchObject({ way: 'records' });
    await form.submit();
    expect(added(form)).toMatchObject([
      { personIds: [ids.ann, ids.jane], parentId: null, interaction: null },
    ]);
  });

  it('the note becomes a separate one while records are added, since a reply can’t be on any', async () => {
    const form = new FormOnSandbox({ v2: { access: 'none' } });
    form.relatedRecords = async () => Promise.resolve([acme]);
    await form.open(noteDraft({ parentId: ids.plainNote, route: 'reply' }));
    await form.say({ kind: 'searchRecords', query: 1, text: '' });
    await form.say({ kind: 'addRecord', revision: form.next(), record: acme_ref });
    expect(form.view.subject).toMatchObject({ way: 'records' });
    await form.say({ kind: 'removeRecord', revision: form.next(), record: acme_ref });
    expect(form.view.subject).toMatchObject({ way: 'reply' });
  });

  const acme_ref = { kind: 'company', id: ids.acme } as const;

  it('this is known before anything is typed, and found out once for all notes', async () => {
    const target = { type: 0, id: NOTED, date: new Date(NOW - 30 * DAY), parentId: ids.plainNote } as const;
    const routes = async (options: TestSandboxOptions) => {
      const noting = notingOf(await opened(noteDraft(), options));
      return findNoteRoute(noting, target, false);
    };
    expect(await routes({})).toBe('interaction');
    expect(await routes({ v2: { access: 'none' } })).toBe('reply');
    // With other ids in V2, the note would be on another meeting.
    expect(await routes({ open: { v2InteractionIds: 'separate' } })).toBe('reply');
    const form = await opened();
    form.learned.lacksV2Notes = true;
    expect(await findNoteRoute(notingOf(form), target, true)).toBe('records');
    expect(form.sandbox.requests).toEqual([]);
    expect(fallbackRoute(undefined, false)).toBe('records');
  });

  it('a meeting at another time is not taken for this one', async () => {
    const noting = notingOf(await opened());
    const target = { type: 0, id: NOTED, date: new Date(NOW), parentId: ids.plainNote } as const;
    expect(await findNoteRoute(noting, target, false)).toBe('reply');
    expect(await findNoteRoute(noting, { ...target, isFromV2: true }, false)).toBe('interaction');
  });
});

it('a note with the same words on other people is no proof', async () => {
  const form = await opened(noteDraft({ route: 'records' }));
  await form.edit({ text: 'No news.' });
  form.sandbox.play({ kind: 'drop', when: 'before', on: { method: 'POST', path: '/notes' } });
  await form.submit();
  await form.client.notes.create({ content: 'No news.', personIds: [ids.joe] });
  expect((await form.submit()).kind).toBe('saved');
  expect(added(form)).toHaveLength(2);
});

describe('two notes with the same words, on two meetings with the same people', () => {
  const records = { route: 'records' } as const;
  const POST_V1 = { method: 'POST', path: '/notes' } as const;

  /** The draft of the first meeting, whose note was lost on its way, and one of the second that was added meanwhile. */
  async function lostBesideAnother(when: 'after' | 'before'): Promise<FormOnSandbox> {
    const form = await opened(noteDraft(records));
    await form.edit({ text: 'No news.' });
    form.sandbox.play({ kind: 'drop', when, on: POST_V1 });
    form.sandbox.play({
      kind: 'status',
      status: 500,
      on: { method: 'GET', path: /notes/, nth: 2 },
      times: 9,
    });
    expect((await form.submit()).kind).toBe('unknown');
    form.sandbox.clearFaults();
    await form.clock.pass(60_000);
    const [lost] = await form.kept();
    await form.open({ ...noteDraft({ ...records, id: BARE }), id: 'second' });
    await form.edit({ text: 'No news.' });
    expect((await form.submit()).kind).toBe('saved');
    if (lost === undefined) throw new Error('The first draft is gone.');
    await form.open(lost);
    await form.say({ kind: 'checkOutcome' });
    await form.clock.pass(10_000);
    await form.rest();
    return form;
  }

  it('are told apart: the other note does not prove that the lost one arrived', async () => {
    const form = await lostBesideAnother('before');
    expect(form.view.unknownOutcome).toBe('unknown: network: lookup: alike');
    expect(await form.kept()).toMatchObject([{ subject: { id: NOTED } }]);
    expect((await form.submit('unknownOutcome')).kind).toBe('saved');
    expect(added(form)).toHaveLength(2);
  });

  it('are told apart: the one that did arrive is found', async () => {
    const form = await lostBesideAnother('after');
    expect(form.noted.map(({ id, subject }) => [id, subject.id])).toEqual([
      [590_002, BARE],
      [590_001, NOTED],
    ]);
    expect(await form.kept()).toEqual([]);
  });

  it('are sent without a time when this machine’s clock is ahead, and then the same words prove nothing', async () => {
    const form = await opened(noteDraft(records));
    await form.edit({ text: 'No news.' });
    form.sandbox.play({
      kind: 'status',
      status: 422,
      body: ['created_at must not be in the future'],
      on: POST_V1,
    });
    form.sandbox.play({ kind: 'drop', when: 'after', on: POST_V1 });
    expect((await form.submit()).kind).toBe('unknown');
    expect(form.learned.refusesCreatedAt).toBe(true);
    expect(form.view.unknownOutcome).toBe('unknown: network: lookup: alike');
    expect(added(form)).toHaveLength(1);
  });
});

describe('a second attempt', () => {
  it('saves the note in another way when V2 refuses the lookup, since it then refused the note as well', async () => {
    const form = await opened(noteDraft({ parentId: ids.plainNote }));
    await form.edit({ text: 'A reply' });
    form.sandbox.play({ kind: 'drop', when: 'before', on: POST_V2 });
    await form.submit();
    expect(form.problems).toEqual(['form: not-saved']);
    form.sandbox.play({ kind: 'status', status: 403, on: { method: 'GET', path: '/v2/notes' } });
    expect((await form.submit()).kind).toBe('refused');
    expect(form.problems).toEqual(['form: rerouted']);
    expect((await form.submit()).kind).toBe('saved');
    expect(added(form)).toMatchObject([{ parentId: ids.plainNote }]);
  });

  it('asks when the first one sent no time and a note with the same words exists', async () => {
    const form = await opened(noteDraft({ route: 'records' }));
    await form.edit({ text: 'No news.' });
    const on = { method: 'POST', path: '/notes' } as const;
    form.sandbox.play({ kind: 'status', status: 422, body: ['created_at is in the future'], on });
    form.sandbox.play({ kind: 'drop', when: 'before', on });
    await form.submit();
    expect(form.problems).toEqual(['form: not-saved']);
    await form.client.notes.create({ content: 'No news.', personIds: [ids.ann, ids.jane] });
    expect((await form.submit()).kind).toBe('unknown');
    expect(form.view.unknownOutcome).toContain('lookup: alike');
    expect(added(form)).toHaveLength(1);
    expect((await form.submit('unknownOutcome')).kind).toBe('saved');
    expect(added(form)).toHaveLength(2);
  });
});

describe.each([
  ['through V2', {}, POST_V2],
  ['as a reply', { route: 'reply', parentId: ids.plainNote }, { method: 'POST', path: '/notes' }],
  ['on its people', { route: 'records' }, { method: 'POST', path: '/notes' }],
] as const)('when the answer to a note is lost, %s', (_, subject, on) => {
  it('the note is found, and the draft is removed', async () => {
    const form = await opened(noteDraft(subject));
    await form.edit({ text: 'Went **well**, see [deck](https://a.example/x1)' });
    form.sandbox.play({ kind: 'drop', when: 'after', on });
    expect((await form.submit()).kind).toBe('saved');
    expect(form.noted).toMatchObject([{ id: 590_001 }]);
    expect(added(form)).toHaveLength(1);
    expect(await form.kept()).toEqual([]);
  });

  it('and it was never added, the form says so, and the next save adds it once', async () => {
    const form = await opened(noteDraft(subject));
    await form.edit({ text: 'Went well' });
    form.sandbox.play({ kind: 'drop', when: 'before', on });
    await form.submit();
    expect(form.problems).toEqual(['form: not-saved']);
    expect((await form.submit()).kind).toBe('saved');
    expect(added(form)).toHaveLength(1);
  });

  it('and it can’t be looked up, it stays unknown until it can, and is never added twice', async () => {
    const form = await opened(noteDraft(subject));
    await form.edit({ text: 'Went well' });
    await saveUnseen(form, on, Infinity);
    form.sandbox.clearFaults();
    await form.say({ kind: 'checkOutcome' });
    await form.clock.pass(10_000);
    await form.rest();
    expect(form.noted).toHaveLength(1);
    expect(added(form)).toHaveLength(1);
  });

  it('and the text was changed meanwhile, the next save changes the note that was added', async () => {
    const form = await opened(noteDraft(subject));
    await form.edit({ text: 'Went well' });
    await saveUnseen(form, on, 1);
    await form.edit({ text: 'Went very well' });
    await form.say({ kind: 'checkOutcome' });
    await form.clock.pass(10_000);
    await form.rest();
    expect(form.problems).toEqual(['form: saved-before']);
    expect((await form.submit()).kind).toBe('saved');
    expect(added(form).map(({ content }) => content)).toEqual(['<p>Went very well</p>']);
  });

  it('an identical note from before does not count as the lost one', async () => {
    const form = await opened(noteDraft(subject));
    await form.edit({ text: 'Went well' });
    await form.submit();
    await form.open({ ...noteDraft(subject), id: 'second' });
    await form.edit({ text: 'Went well' });
    form.sandbox.play({ kind: 'drop', when: 'before', on });
    await form.submit();
    expect(form.problems).toEqual(['form: not-saved']);
  });
});
