import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { DraftStore } from '../../../src/drafts/store/draftStore.ts';
import { deleteNote } from '../../../src/drafts/writing/writeNote.ts';
import type { TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { ids } from '../../sandbox/smallFirm.ts';
import { aDraft, ann } from '../support/aDraft.ts';
import { FormOnSandbox } from '../support/formOnSandbox.ts';
// No test is to wait for the disk.
import '../../../src/notes/noteHtml.ts';

/** The ids of the next meeting and its note. */
const MEETING = 1005;
const NEW = 590_001;
const PUT = { method: 'POST', path: /^\/v2\/notes\/\d+/ } as const;
const acme = { kind: 'company', id: ids.acme, name: 'Acme' } as const;
const deal = { kind: 'opportunity', id: ids.deal, name: 'Deal' } as const;
const gone = { kind: 'company', id: ids.gone, name: 'Gone' } as const;

async function opened(
  alsoOn: Draft['alsoOn'] = [acme, deal],
  options: TestSandboxOptions = {},
): Promise<FormOnSandbox> {
  const form = new FormOnSandbox(options);
  await form.open(aDraft({ alsoOn }));
  return form;
}

/** A form in which the company was just added. */
async function withAcme(form: FormOnSandbox, id = 'one'): Promise<FormOnSandbox> {
  form.suggestedRecords = () => [acme];
  await form.open(aDraft({ id }));
  await form.say({ kind: 'addRecord', revision: form.next(), record: { kind: 'company', id: ids.acme } });
  await form.rest();
  return form;
}

/** A form that has said already that a separate note is added. */
async function openedSeparate(): Promise<FormOnSandbox> {
  const form = new FormOnSandbox({ v2: { access: 'none' } });
  await form.open(aDraft({ alsoOn: [acme], recordsWay: 'separate' }));
  return form;
}

/** The draft that a window finds which is opened now, in its form. */
async function reopened(form: FormOnSandbox): Promise<Draft> {
  const [draft] = await form.kept();
  if (draft === undefined) throw new Error('No draft is left.');
  await form.store.load('7/1');
  await form.open(draft);
  return draft;
}

const logged = (form: FormOnSandbox) =>
  form.sandbox.requests.filter(({ method, path }) => method === 'POST' && path === '/interactions').length;

const notes = (form: FormOnSandbox) =>
  Array.from({ length: 10 }, (_, index) => form.sandbox.note(NEW + index)).filter(
    (note) => note !== undefined,
  );

const onBoth = { companyIds: [ids.acme], opportunityIds: [ids.deal] };

describe('a new interaction with records', () => {
  it('is logged through V1, and its own note is put on them', async () => {
    const form = await opened();
    expect(await form.submit()).toMatchObject({ kind: 'saved', sentence: `saved ${MEETING},then attached` });
    expect(notes(form)).toMatchObject([{ content: 'We talked.', interaction: { type: 0 }, ...onBoth }]);
    expect(await form.kept()).toEqual([]);
    expect(form.saved).toHaveLength(1);
    const writes = form.sandbox.requests.filter(({ method }) => method === 'POST');
    expect(writes.map(({ path }) => path)).toEqual(['/interactions', `/v2/notes/${NEW}`]);
    expect(writes[1]?.body).toEqual({ companies: [{ id: ids.acme }], opportunities: [{ id: ids.deal }] });
  });

  it('needs nothing from V2 without records', async () => {
    const form = await opened([]);
    expect((await form.submit()).kind).toBe('saved');
    expect(form.sandbox.requests.some(({ path }) => path.startsWith('/v2'))).toBe(false);
  });

  it('waits until V2 has seen the note', async () => {
    const form = await opened([acme], { v2: { lagMs: 1500 } });
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then attached` });
    expect(notes(form)).toMatchObject([{ companyIds: [ids.acme] }]);
  });

  it('keeps the records that others have put its note on meanwhile', async () => {
    const form = await opened([acme]);
    form.sandbox.play({ kind: 'status', status: 500, on: PUT, times: Infinity });
    await form.submit();
    form.sandbox.clearFaults();
    await form.client.v2.notes.update(NEW, { companyIds: [ids.silent], opportunityIds: [ids.deal] });
    await reopened(form);
    expect((await form.submit()).kind).toBe('saved');
    expect(notes(form)).toMatchObject([{ companyIds: [ids.silent, ids.acme], opportunityIds: [ids.deal] }]);
  });

  it('shows the records in its draft, also after a reload', async () => {
    const form = new FormOnSandbox();
    form.relatedRecords = async () => Promise.resolve([acme]);
    await form.open(aDraft());
    expect(form.view.alsoOn).toEqual({ records: [] });
    await form.say({ kind: 'searchRecords', query: 1, text: '' });
    await form.say({ kind: 'addRecord', revision: form.next(), record: { kind: 'company', id: ids.acme } });
    await form.clock.pass(1000);
    await reopened(form);
    expect(form.view.alsoOn).toEqual({ records: [acme] });
    expect(form.view.subject).toEqual({ kind: 'create' });
  });

  it('suggests records that are not there yet, and takes them with one message', async () => {
    const form = new FormOnSandbox();
    form.suggestedRecords = ({ people }) => (people.length > 1 ? [acme, deal] : []);
    await form.open(aDraft({ alsoOn: [acme] }));
    expect(form.view.alsoOn).toEqual({ records: [acme], suggested: [deal] });
    await form.say({
      kind: 'addRecord',
      revision: form.next(),
      record: { kind: 'opportunity', id: ids.deal },
    });
    expect(form.view.alsoOn).toEqual({ records: [acme, deal] });
    await form.say({ kind: 'removePerson', revision: form.next(), key: 'p:11' });
    await form.say({
      kind: 'removeRecord',
      revision: form.next(),
      record: { kind: 'company', id: ids.acme },
    });
    expect(form.view.alsoOn).toEqual({ records: [deal] });
  });
});

describe('when the second step fails', () => {
  it.each([
    ['422', { kind: 'status', status: 422, body: ['organization_ids: no'] }, 'refused'],
    ['429', { kind: 'status', status: 429 }, 'refused'],
    ['500', { kind: 'status', status: 500 }, 'open'],
    ['a broken connection', { kind: 'drop', when: 'before' }, 'open'],
  ] as const)('with %s, it waits as a draft of its own and logs nothing again', async (_, fault, state) => {
    const form = await opened();
    form.sandbox.play({ ...fault, on: PUT, times: Infinity });
    const answer = await form.submit();
    expect(answer).toMatchObject({
      kind: 'saved',
      sentence: expect.stringContaining(`saved ${MEETING},then `) as string,
    });
    const draft = await reopened(form);
    expect(draft).toMatchObject({
      subject: { kind: 'attach', type: 0, id: MEETING, noteId: NEW, way: 'own' },
      alsoOn: [acme, deal],
      text: 'We talked.',
      outcome: { state },
    });
    expect(form.view.subject).toEqual({ kind: 'attach', about: `0/${MEETING}` });
    expect(form.view.text.locked).toBe('locked by logged');
    form.sandbox.clearFaults();
    expect(await form.submit()).toMatchObject({ kind: 'saved', sentence: 'attached Acme,Deal' });
    expect(notes(form)).toMatchObject([onBoth]);
    expect(logged(form)).toBe(1);
    expect(await form.kept()).toEqual([]);
  });

  it('is repeated after a lost answer, since the same lists may be sent twice', async () => {
    const form = await opened();
    form.sandbox.play({ kind: 'drop', when: 'after', on: PUT });
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then attached` });
    const writes = form.sandbox.requests.filter(({ path }) => path === `/v2/notes/${NEW}`);
    expect(writes).toHaveLength(1);
    expect(await form.kept()).toEqual([]);
  });

  it('is unknown when nothing can be read, and found by the next check', async () => {
    const form = await opened([acme]);
    form.sandbox.play({ kind: 'drop', when: 'after', on: PUT });
    form.sandbox.play({
      kind: 'drop',
      when: 'before',
      on: { method: 'GET', path: '/notes', nth: 3 },
      times: Infinity,
    });
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then unknown` });
    form.sandbox.clearFaults();
    expect(await reopened(form)).toMatchObject({ outcome: { state: 'unknown' } });
    expect(form.view.unknownOutcome).toContain('unknown');
    await form.say({ kind: 'checkOutcome' });
    await form.clock.pass(10_000);
    await form.rest();
    expect(form.done).toContain('attached Acme');
    expect(await form.kept()).toEqual([]);
  });

  it('names a record that was merged meanwhile, and goes on without it', async () => {
    const form = await opened([gone]);
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then refused` });
    await reopened(form);
    expect(form.problems).toEqual(['alsoOn: refused: Organization 19 has been merged into 21']);
    await form.say({
      kind: 'removeRecord',
      revision: form.next(),
      record: { kind: 'company', id: ids.gone },
    });
    expect((await form.submit()).kind).toBe('refused');
    expect(form.problems).toEqual(['alsoOn: no-records']);
    form.suggestedRecords = undefined;
    await form.say({ kind: 'searchRecords', query: 1, text: 'acme' });
    await form.clock.pass(1000);
    await form.rest();
    await form.say({ kind: 'addRecord', revision: form.next(), record: { kind: 'company', id: ids.acme } });
    expect((await form.submit()).kind).toBe('saved');
    expect(notes(form)).toMatchObject([{ companyIds: [ids.acme] }]);
  });

  it('reports at the field that a record wasn’t found, and still trusts V2', async () => {
    const form = await opened([acme]);
    form.sandbox.play({ kind: 'status', status: 404, body: ['Not found'], on: PUT, times: 3 });
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then refused` });
    await reopened(form);
    expect(form.problems).toEqual(['alsoOn: refused: Not found']);
    expect(form.learned.lacksV2Notes).toBeUndefined();
  });

  it('keeps the text when the interaction was deleted meanwhile, and adds it as a separate note if asked to', async () => {
    const form = await opened([acme]);
    form.sandbox.play({ kind: 'status', status: 500, on: PUT, times: Infinity });
    await form.submit();
    form.sandbox.clearFaults();
    form.sandbox.deleteBehindTheBack(0, MEETING);
    await reopened(form);
    expect((await form.submit()).kind).toBe('refused');
    expect(form.problems).toEqual(['form: interaction-gone']);
    expect(form.view.subject).toMatchObject({ kind: 'attach', way: 'separate' });
    expect(form.view.text.locked).toBeUndefined();
    expect(await form.kept()).toMatchObject([{ text: 'We talked.', subject: { way: 'separate' } }]);
    expect((await form.submit()).kind).toBe('saved');
    expect(notes(form)).toMatchObject([
      { content: '<p>We talked.</p>', companyIds: [ids.acme], interaction: null },
    ]);
  });
});

it('says that the interaction was deleted only when it is, not when its note is', async () => {
  const form = await opened([acme]);
  form.sandbox.play({ kind: 'status', status: 500, on: PUT, times: Infinity });
  await form.submit();
  form.sandbox.clearFaults();
  form.sandbox.play({ kind: 'status', status: 404, on: { path: /^\/notes\/\d+/ }, times: Infinity });
  await reopened(form);
  expect((await form.submit()).kind).toBe('refused');
  expect(form.problems).toEqual(['form: rerouted']);
  expect(await form.kept()).toMatchObject([{ text: 'We talked.', subject: { way: 'separate' } }]);
});

describe('where the note itself can’t be on records', () => {
  const cases = [
    ['V2 is refused', { v2: { access: 'none' } }],
    ['the ids of notes differ', { open: { v2NoteIds: 'separate' } }],
  ] as const;

  it.each(cases)('the field says so before anything is sent: %s', async (_, options) => {
    const form = await withAcme(new FormOnSandbox(options));
    expect(form.view.alsoOn).toEqual({ records: [acme], way: 'a separate note' });
    expect(form.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(form.sandbox.requests.length).toBeLessThanOrEqual(2);
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then attached` });
    expect(notes(form)).toMatchObject([
      { interaction: { type: 0 }, companyIds: [] },
      { content: '<p>We talked.</p>', type: 2, interaction: null, personIds: [], companyIds: [ids.acme] },
    ]);
  });

  it('a draft sends nothing when it is opened or saved before the form has said so', async () => {
    const form = await opened([acme], { v2: { access: 'none' } });
    await form.rest();
    expect(form.sandbox.requests).toEqual([]);
    expect((await form.submit()).kind).toBe('refused');
    expect(form.problems).toEqual(['form: rerouted']);
    expect(form.view.alsoOn?.way).toBe('a separate note');
    expect(form.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then attached` });
  });

  it('the second step notices that the beta is switched off, and waits', async () => {
    const form = await opened([acme], { v2: { access: 'without-beta' } });
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then rerouted` });
    await reopened(form);
    expect(form.view.subject).toMatchObject({ way: 'separate' });
    expect((await form.submit()).kind).toBe('saved');
    expect(notes(form)).toMatchObject([{ companyIds: [] }, { companyIds: [ids.acme], interaction: null }]);
    expect(logged(form)).toBe(1);
    // From now on it is said beforehand.
    await withAcme(form, 'next');
    expect(form.view.alsoOn?.way).toBe('a separate note');
  });

  it('the separate note is found after a lost answer, and never sent twice', async () => {
    const form = await openedSeparate();
    form.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST', path: '/notes' } });
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then attached` });
    expect(notes(form)).toHaveLength(2);
    await form.clock.pass(1000);
    form.sandbox.play({ kind: 'drop', when: 'before', on: { method: 'POST', path: '/notes' } });
    await form.open(aDraft({ id: 'two', alsoOn: [acme], recordsWay: 'separate' }));
    expect(await form.submit('neighbours')).toMatchObject({ kind: 'refused' });
    expect(await form.submit('neighbours')).toMatchObject({
      kind: 'saved',
      sentence: expect.stringContaining('then problems') as string,
    });
    await reopened(form);
    expect((await form.submit()).kind).toBe('saved');
    expect(notes(form)).toHaveLength(4);
  });

  it('the separate note can be undone', async () => {
    const form = await openedSeparate();
    await form.submit();
    const { client, learned } = form;
    const noting = { userId: ann.id, notes: client.notes, v2: client.v2, learned };
    const subject = { kind: 'note', type: 0, id: MEETING, date: '', people: [], route: 'records' } as const;
    expect(await deleteNote(noting, { id: NEW + 1, api: 'v1', subject })).toMatchObject({ saved: true });
    expect(notes(form)).toHaveLength(1);
  });
});

describe('a draft between its two steps', () => {
  it('is looked up after a crash, and only the second step is sent', async () => {
    const form = await opened();
    form.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST', path: '/interactions' } });
    form.sandbox.play({
      kind: 'drop',
      when: 'before',
      on: { method: 'GET', path: '/interactions', nth: 2 },
      times: 9,
    });
    expect((await form.submit()).kind).toBe('unknown');
    form.sandbox.clearFaults();
    expect(await reopened(form)).toMatchObject({
      subject: { kind: 'create' },
      outcome: { state: 'unknown' },
    });
    await form.say({ kind: 'checkOutcome' });
    await form.clock.pass(10_000);
    await form.rest();
    expect(notes(form)).toMatchObject([onBoth]);
    expect(logged(form)).toBe(1);
    expect(await form.kept()).toEqual([]);
  });

  it('waits for its account when that is signed out between them', async () => {
    const form = await opened();
    form.sandbox.play({ kind: 'delay', ms: 1000, on: { method: 'POST', path: '/interactions' } });
    const saving = form.submit();
    await form.clock.pass(500);
    form.isSignedIn = false;
    expect(await saving).toMatchObject({ sentence: `saved ${MEETING},then problems` });
    await reopened(form);
    expect((await form.submit()).kind).toBe('refused');
    expect(form.problems).toEqual(['form: signed-out']);
    form.isSignedIn = true;
    expect((await form.submit()).kind).toBe('saved');
    expect(notes(form)).toMatchObject([onBoth]);
    expect(logged(form)).toBe(1);
  });

  it('keeps its records when its text was changed after it was sent', async () => {
    const form = await opened();
    form.sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST', path: '/interactions' } });
    form.sandbox.play({
      kind: 'drop',
      when: 'before',
      on: { method: 'GET', path: '/interactions', nth: 2 },
      times: 1,
    });
    expect((await form.submit()).kind).toBe('unknown');
    await form.edit({ text: 'We talked a lot.' });
    await form.say({ kind: 'checkOutcome' });
    await form.clock.pass(10_000);
    await form.rest();
    expect(form.view.subject.kind).toBe('update');
    expect(form.view.alsoOn?.records).toHaveLength(2);
    expect(await form.submit()).toMatchObject({ sentence: `saved ${MEETING},then attached` });
    expect(notes(form)).toMatchObject([{ content: 'We talked a lot.', ...onBoth }]);
  });

  it('is finished by one of two windows', async () => {
    const form = await opened();
    form.sandbox.play({ kind: 'status', status: 500, on: PUT, times: Infinity });
    await form.submit();
    form.sandbox.clearFaults();
    const draft = await reopened(form);
    const { storage, clock } = form;
    const other = new DraftStore({ storage, clock, newId: () => 'other', onProblem: () => undefined });
    await other.load('7/1');
    const claims = await Promise.all([other.claim({ ...draft }), form.submit()]);
    expect(claims).toMatchObject(['claimed', { kind: 'refused' }]);
    expect(form.problems).toEqual([expect.stringMatching(/^form: (?:busy|changed)-elsewhere$/)]);
    expect(form.sandbox.requests.filter(({ path }) => path === `/v2/notes/${NEW}`)).toHaveLength(3);
  });

  it('lets no other window come between the steps', async () => {
    const form = await opened();
    const { storage, clock } = form;
    const other = new DraftStore({ storage, clock, newId: () => 'other', onProblem: () => undefined });
    form.sandbox.play({ kind: 'delay', ms: 5000, on: PUT });
    const saving = form.submit();
    await clock.pass(3000);
    await other.load('7/1');
    const [seen] = other.list('7/1');
    expect(seen).toMatchObject({ subject: { kind: 'attach' } });
    if (seen !== undefined) expect(await other.claim(seen)).toBe('busy');
    expect(await saving).toMatchObject({ kind: 'saved' });
    expect(notes(form)).toMatchObject([onBoth]);
  });
});
