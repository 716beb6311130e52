import { beforeEach, describe, expect, it } from 'vitest';
import { AffinityClient, AffinityError } from '../../../src/affinity/index.ts';
import type { NewInteraction } from '../../../src/affinity/index.ts';
import { readInteraction, updateBase } from '../../../src/drafts/model/interactionReading.ts';
import { deleteInteraction } from '../../../src/drafts/writing/deletionAttempts.ts';
import { findNeighbours } from '../../../src/drafts/writing/findNeighbours.ts';
import { readForDeletion } from '../../../src/drafts/writing/readForDeletion.ts';
import { saveOutcome, saveProblem } from '../../../src/drafts/writing/saveOutcome.ts';
import { systemClock } from '../../../src/editor/storage/systemClock.ts';
import type { KnownPerson } from '../../../src/model/knownPerson.ts';
import { noteText } from '../../../src/model/noteText.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { ids, NOW, smallFirm } from '../../sandbox/smallFirm.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { VirtualClock } from '../../support/virtualClock.ts';
import { ann, ben, jane, joe } from '../support/aDraft.ts';

const MINUTE = 60_000;
const noon = new Date(NOW);

let clock: VirtualClock;
let sandbox: TestSandbox;
let client: AffinityClient;

beforeEach(() => {
  clock = new VirtualClock(NOW);
  sandbox = new TestSandbox({ data: smallFirm(), clock });
  client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, maxRetries: 0 });
});

async function log(date: Date, ...people: readonly KnownPerson[]) {
  const personIds = people.map(({ id }) => id);
  return client.interactions.create({ type: 1, personIds, content: 'Call.', date });
}

const near = (minutes: number) => new Date(NOW + minutes * MINUTE);
const find = async (...people: readonly KnownPerson[]) =>
  (await findNeighbours(client.interactions, { type: 1, people, date: noon }, clock)).found;

describe('similar interactions', () => {
  it('include a call with the same people within 15 minutes before or after', async () => {
    const early = await log(near(-15), ann, jane);
    const late = await log(near(14), ann, jane);
    await log(near(-16), ann, jane);
    await log(near(16), ann, jane);
    const found = await find(ann, jane);
    expect(found.map(({ interaction }) => interaction.id)).toEqual([late.id, early.id]);
  });

  it('do not include other types or other people', async () => {
    await client.interactions.create({ type: 0, personIds: [1, 11], content: 'Meeting.', date: near(1) });
    await log(near(1), ann, joe);
    expect(await find(ann, jane)).toEqual([]);
  });

  it('include one of a colleague, and one with more people', async () => {
    const byBen = await log(near(1), ben, jane);
    const wider = await log(near(2), ann, jane, joe);
    const found = await find(ann, jane);
    expect(found.map(({ interaction }) => interaction.id)).toEqual([byBen.id, wider.id]);
  });

  it('include any with the same timestamp, because the web app shows only one of them', async () => {
    const guest: KnownPerson = { id: ids.guest, name: 'Gus Guest', standing: 'external' };
    const same = await log(noon, ann, jane, guest);
    await log(near(1), ann, jane, guest);
    expect(await find(ann, jane, joe)).toMatchObject([{ interaction: { id: same.id }, sameTime: true }]);
  });

  it('cost at most three requests, however many people there are', async () => {
    const crowd = Array.from({ length: 10 }, () => jane).map((person, n) => ({
      ...person,
      id: n < 2 ? 11 + n : 100 + n,
    }));
    await find(ann, ...crowd);
    expect(sandbox.requests).toHaveLength(3);
    sandbox.clearRequests();
    await find(ann, jane);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('are those that could be read when some requests fail', async () => {
    const known = await log(near(1), ann, jane, joe);
    sandbox.play({ kind: 'status', status: 500 });
    expect((await find(ann, jane, joe)).map(({ interaction }) => interaction.id)).toEqual([known.id]);
    sandbox.play({ kind: 'status', status: 500, times: 2 });
    expect(await find(ann, jane, joe)).toEqual([]);
  });

  it('are not waited for longer than five seconds', async () => {
    sandbox.play({ kind: 'stall' });
    let found: unknown;
    void find(ann, jane).then((all) => (found = all));
    await clock.pass(4_999);
    expect(found).toBeUndefined();
    await clock.pass(1);
    await expect.poll(() => found).toEqual([]);
  });
});

it('cost three HTTP requests without retries when the service fails', async () => {
  for (const status of [200, 429, 500, 503]) {
    const server = await scriptedServer(() => ({ status, body: { events: [] } }));
    const asking = new AffinityClient({ apiKey: 'key', baseUrl: server.url });
    const people = [11, 12, 13, 14].map((id) => ({ id, name: 'X', standing: 'external' as const }));
    await findNeighbours(asking.interactions, { type: 1, people, date: noon }, systemClock);
    expect(server.requests).toHaveLength(3);
  }
});

it('stores the time until which the service refuses requests', () => {
  const fields = { message: '', method: 'POST', path: '/interactions', retryAfterMs: 60_000 };
  const problem = saveProblem(new AffinityError({ ...fields, kind: 'rate-limited' }), NOW);
  expect(problem).toEqual({ kind: 'rate-limited', said: [], retryAt: near(1).toISOString() });
});

describe('logging', () => {
  const entry = { type: 1, personIds: [ids.ann, ids.jane], content: 'a_b', date: noon } as const;

  it('returns the interaction, with the text as it was typed', async () => {
    const outcome = await create(entry);
    if (outcome.kind !== 'saved') throw new Error(outcome.kind);
    const reading = await readInteraction(client, { type: 1, id: outcome.saved.id });
    expect(updateBase(reading)).toMatchObject({ date: noon.toISOString(), text: 'a_b', formatted: false });
  });

  it('is refused in the service’s words at the field they name', async () => {
    const outcome = await create({ ...entry, personIds: [ids.ann] });
    expect(outcome).toMatchObject({
      kind: 'refused',
      problem: { kind: 'invalid-request', status: 422, at: 'people' },
    });
    expect(outcome.kind === 'refused' && outcome.problem.said[0]).toMatch(/external/u);
  });

  it.each([
    ['the connection is cut after it', { kind: 'drop', when: 'after' }],
    ['the connection is cut before it', { kind: 'drop', when: 'before' }],
    ['the answer is garbage', { kind: 'garbage' }],
    ['the service fails', { kind: 'status', status: 500 }],
  ] as const)('has an unknown outcome when %s, and is not repeated', async (_, fault) => {
    sandbox.play(fault);
    expect(await create(entry)).toMatchObject({ kind: 'unknown' });
    expect(sandbox.requests).toHaveLength(1);
  });
});

const create = (data: NewInteraction) => saveOutcome(() => client.interactions.create(data));

describe('deleting', () => {
  it('can be undone for a manually logged interaction, with its text', async () => {
    const deletion = await readForDeletion(client, { type: 0, id: 1001 });
    expect(await deleteInteraction(client.interactions, { type: 0, id: 1001 })).toEqual({
      kind: 'saved',
      saved: 'deleted',
    });
    if (deletion.undo.kind !== 'possible') throw new Error('no undo');
    const undone = await create(deletion.undo.entry);
    if (undone.kind !== 'saved') throw new Error(undone.kind);
    const { interaction, note } = await readInteraction(client, { type: 0, id: undone.saved.id });
    expect(interaction.date).toEqual(deletion.interaction.date);
    expect(interaction.persons.map(({ id }) => id)).toEqual([ids.ann, ids.jane]);
    expect(noteText(note ?? { content: '' }).text).toBe('see deal_memo_v3');
  });

  it('has no undo for emails and synced interactions', async () => {
    expect((await readForDeletion(client, { type: 3, id: 1001 })).undo).toEqual({
      kind: 'none',
      reason: 'email',
    });
    const synced = await readForDeletion(client, { type: 0, id: 1003 });
    expect(synced.undo).toEqual({ kind: 'none', reason: 'not-logged-by-hand' });
  });

  it.each([
    ['its text is longer', { content: 'x'.repeat(1_000_001) }, 'text-too-long'],
    ['it is longer ago', { date: new Date('1969-05-05T10:00:00Z') }, 'date-out-of-range'],
    ['it is further ahead', { date: new Date('2099-05-05T10:00:00Z') }, 'date-out-of-range'],
  ] as const)('has no undo when %s than what can be sent', async (_, changes, reason) => {
    const entry = { type: 1, personIds: [ids.ann, ids.jane], content: 'x', date: noon } as const;
    const { id } = await client.interactions.create({ ...entry, ...changes });
    const { undo } = await readForDeletion(client, { type: 1, id });
    expect(undo).toEqual({ kind: 'none', reason });
  });

  it('has no undo for an interaction with several notes', async () => {
    const { interactions, notes } = client;
    const get: typeof interactions.get = async (...args) => {
      const interaction = await interactions.get(...args);
      return { ...interaction, noteIds: [...interaction.noteIds, ids.mentionNote] };
    };
    const { undo } = await readForDeletion({ interactions: { get }, notes }, { type: 0, id: 1001 });
    expect(undo).toEqual({ kind: 'none', reason: 'several-notes' });
  });

  it('has no undo when the note cannot be read', async () => {
    sandbox.play({ kind: 'status', status: 500, on: { path: '/notes' } });
    const { undo } = await readForDeletion(client, { type: 0, id: 1001 });
    expect(undo).toEqual({ kind: 'none', reason: 'note-unreadable' });
  });

  it('succeeds when the interaction is already gone', async () => {
    sandbox.deleteBehindTheBack(0, 1001);
    const outcome = await deleteInteraction(client.interactions, { type: 0, id: 1001 });
    expect(outcome).toEqual({ kind: 'saved', saved: 'gone-before' });
  });

  it('has an unknown outcome when the response is lost', async () => {
    sandbox.play({ kind: 'drop', when: 'after' });
    const outcome = await deleteInteraction(client.interactions, { type: 0, id: 1001 });
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(sandbox.interaction(0, 1001)).toBeUndefined();
  });
});

describe('the base of an update', () => {
  it('locks the text when the note mentions people', async () => {
    const reading = await readInteraction(client, { type: 0, id: 1002 });
    expect(updateBase(reading)).toMatchObject({ text: '@Ben', formatted: true, textLock: 'mentions' });
  });

  it('locks the text when the note cannot be read', async () => {
    sandbox.play({ kind: 'status', status: 403, on: { path: '/notes' } });
    const base = updateBase(await readInteraction(client, { type: 0, id: 1001 }));
    expect(base).toMatchObject({ textLock: 'unreadable' });
    expect(base.text).toBeUndefined();
  });

  it('has an empty, editable text when there is no note', async () => {
    const base = updateBase(await readInteraction(client, { type: 0, id: 1003 }));
    expect(base).toMatchObject({ text: '' });
    expect(base.textLock).toBeUndefined();
  });

  it('has the direction of a chat message', async () => {
    const reading = await readInteraction(client, { type: 2, id: 1001 });
    expect(updateBase(reading)).toMatchObject({ direction: 1 });
  });
});

describe('the text of a note', () => {
  it.each([
    ['plain \\_ text & <b>', 0, 'plain _ text & <b>'],
    ['<p>One <strong>two</strong></p><p>Three<br>four</p>', 2, 'One two\n\nThree\nfour'],
    ['<p>List</p><ul><li>a &amp; b</li><li>c&#33;</li></ul><p>End</p>', 2, 'List\n- a & b\n- c!\n\nEnd'],
    ['<p style="color: red">a &lt;b&gt; &nbsp;x</p>', 2, 'a <b>  x'],
    ['<p>&#0;&#x110000;&bogus;</p>', 2, '&#0;&#x110000;&bogus;'],
    ['5 < 6', 2, '5 < 6'],
  ])('%j of type %i is %j', (content, type, expected) => {
    expect(noteText({ content, type }).text).toBe(expected);
  });

  it('is read in time linear to its length', () => {
    for (const piece of ['<', '<p', '&', '<!--', '<li> ', ' <', '-->', '\n']) {
      expect(noteText({ content: piece.repeat(300_000), type: 2 }).formatted).toBe(true);
    }
  });
});
