import { beforeEach, describe, expect, it } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import { PeopleDirectory } from '../../../src/directory/peopleDirectory.ts';
import type { Draft } from '../../../src/drafts/model/draft.ts';
import { draftToRestore } from '../../../src/drafts/model/newDraft.ts';
import { memoryStorage } from '../../../src/drafts/store/draftStorage.ts';
import { DraftStore } from '../../../src/drafts/store/draftStore.ts';
import { deleteAndConfirm } from '../../../src/drafts/writing/deletionAttempts.ts';
import { readForDeletion } from '../../../src/drafts/writing/readForDeletion.ts';
import type { Deletion } from '../../../src/drafts/writing/readForDeletion.ts';
import type { DraftConnection, SaveQuestion, SaveResult } from '../../../src/drafts/writing/saveDraft.ts';
import { sendDraft } from '../../../src/drafts/writing/sendDraft.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { ids, NOW, smallFirm } from '../../sandbox/smallFirm.ts';
import { VirtualClock, settled } from '../../support/virtualClock.ts';
import { aDraft, ann, joe } from '../support/aDraft.ts';

let clock: VirtualClock;
let sandbox: TestSandbox;
let client: AffinityClient;
let store: DraftStore;
let isSignedIn: boolean;

beforeEach(() => {
  clock = new VirtualClock(NOW);
  sandbox = new TestSandbox({ data: smallFirm(), clock });
  client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, maxRetries: 0 });
  store = new DraftStore({
    storage: memoryStorage(),
    clock,
    newId: () => crypto.randomUUID(),
    onProblem: () => expect.unreachable(),
  });
  isSignedIn = true;
});

/** Lets time pass until it is done. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const state = { isDone: false };
  const end = () => void (state.isDone = true);
  work.then(end, end);
  while (!state.isDone) {
    await settled();
    await clock.pass(50);
  }
  return work;
}

async function send(draft: Draft, answered: readonly SaveQuestion[] = []): Promise<SaveResult> {
  const { interactions, notes, persons } = client;
  const directory = new PeopleDirectory(persons, clock);
  const connection: DraftConnection = { interactions, notes, persons, directory };
  store.keep(draft);
  const parts = { draft, store, clock, dayFirst: false, answered };
  return inTime(sendDraft({ ...parts, connection: () => (isSignedIn ? connection : undefined) }));
}

const outcome = () => store.list('7/1')[0]?.outcome;
const posts = () => sandbox.requests.filter(({ method }) => method === 'POST').length;

it('a draft whose date has no year and is long ago is sent only when that was confirmed', async () => {
  const date = { text: 'Dec 9 3pm', typedAt: new Date(NOW).toISOString(), zone: 'Europe/Berlin' };
  const problem = { at: 'date', code: 'long-ago', days: 345 };
  expect(await send(aDraft({ date }))).toEqual({ kind: 'problems', problems: [problem] });
  expect(posts()).toBe(0);
  expect(await send(aDraft({ date }), ['longAgo'])).toMatchObject({ kind: 'saved' });
  expect(posts()).toBe(1);
});

describe('a draft that is sent without a form', () => {
  it('is logged with the typed people, and removed', async () => {
    const typed = { state: 'typed', key: 't:1', typed: 'Jane Roe' } as const;
    const draft = aDraft({ people: [...aDraft().people.slice(0, 1), typed] });
    expect(await send(draft)).toMatchObject({ kind: 'saved', interaction: { type: 0 } });
    expect(store.list('7/1')).toEqual([]);
  });

  it('is logged with a name that was typed but not added, or not at all', async () => {
    const draft = aDraft({ peopleText: 'Joe Doe', people: aDraft().people.slice(0, 1) });
    const result = await send(draft);
    if (result.kind !== 'saved') throw new Error(result.kind);
    expect(sandbox.interaction(0, result.interaction.id)?.personIds).toEqual([ids.ann, ids.joe]);
    expect(await send(aDraft({ id: 'two', peopleText: 'Nobody Known' }))).toMatchObject({ kind: 'problems' });
    expect(store.list('7/1')).toMatchObject([
      { peopleText: '', people: [{}, {}, { typed: 'Nobody Known' }] },
    ]);
  });

  it('asks about a proposal that no form has shown as a person, however often it is sent', async () => {
    const typed = { state: 'typed', key: 't:1', typed: 'Joe Doe', proposed: true } as const;
    const draft = aDraft({ people: [...aDraft().people, typed] });
    const asked = { kind: 'problems', problems: [{ code: 'proposed-found', typed: ['Joe Doe'] }] };
    expect(await send(draft)).toMatchObject(asked);
    expect(await send(store.list('7/1')[0] ?? draft)).toMatchObject(asked);
    expect(posts()).toBe(0);
  });

  it('is logged with the proposals that its form has shown, without those that are not known', async () => {
    const shown = { state: 'known', key: 'p:12', person: joe, proposed: true } as const;
    const missing = { state: 'typed', key: 't:1', typed: 'Bob Ray', proposed: true } as const;
    const result = await send(aDraft({ people: [...aDraft().people, shown, missing] }));
    if (result.kind !== 'saved') throw new Error(result.kind);
    expect(sandbox.interaction(0, result.interaction.id)?.personIds).toEqual([ids.ann, ids.jane, ids.joe]);
  });

  it('is not sent when the zone of its date is unknown', async () => {
    const date = { ...aDraft().date, zone: 'Mars/Olympus' };
    expect(await send(aDraft({ date }))).toMatchObject({
      kind: 'problems',
      problems: [{ at: 'date', code: 'zone-unknown' }],
    });
    expect(store.list('7/1')).toMatchObject([{ date }]);
    expect(posts()).toBe(0);
  });

  it('stores why it was refused', async () => {
    sandbox.play({ kind: 'status', status: 422, body: ['Too rude'], on: { method: 'POST' } });
    expect(await send(aDraft())).toMatchObject({ kind: 'refused' });
    expect(outcome()).toMatchObject({ state: 'refused', problem: { said: ['Too rude'] } });
  });

  it('waits when the key is no longer accepted, and is sent with a new one', async () => {
    sandbox.play({ kind: 'status', status: 401, times: Infinity });
    await send(aDraft());
    expect(outcome()).toMatchObject({ state: 'refused', problem: { kind: 'unauthorized' } });
    sandbox.clearFaults();
    expect(await send(store.list('7/1')[0] ?? aDraft())).toMatchObject({ kind: 'saved' });
  });

  it('is not sent while another account is signed in', async () => {
    isSignedIn = false;
    expect(await send(aDraft())).toEqual({
      kind: 'problems',
      problems: [{ at: 'form', code: 'signed-out' }],
    });
    expect(sandbox.requests).toEqual([]);
    expect(store.list('7/1')).toHaveLength(1);
  });

  it('is not sent when a question has to be answered first', async () => {
    await send(aDraft());
    expect(await send(aDraft())).toMatchObject({ kind: 'neighbours' });
    const nobody = { state: 'typed', key: 't:1', typed: 'Nobody Known' } as const;
    expect(await send(aDraft({ people: [nobody] }))).toMatchObject({ kind: 'problems' });
    expect(posts()).toBe(1);
  });

  it('is looked up first when its last save may have taken effect', async () => {
    sandbox.play({ kind: 'drop', when: 'after', on: { method: 'POST' } });
    sandbox.play({ kind: 'status', status: 500, on: { method: 'GET', nth: 2 }, times: Infinity });
    expect(await send(aDraft())).toMatchObject({ kind: 'unknown' });
    sandbox.clearFaults();
    expect(await send(store.list('7/1')[0] ?? aDraft())).toMatchObject({ kind: 'saved', proven: true });
    expect(posts()).toBe(1);
  });

  it('is sent when its last save did not arrive', async () => {
    sandbox.play({ kind: 'drop', when: 'before', on: { method: 'POST' } });
    sandbox.play({ kind: 'status', status: 500, on: { method: 'GET', nth: 2 }, times: Infinity });
    expect(await send(aDraft())).toMatchObject({ kind: 'unknown' });
    sandbox.clearFaults();
    expect(await send(store.list('7/1')[0] ?? aDraft())).toMatchObject({ kind: 'saved' });
    expect(posts()).toBe(2);
  });
});

describe('a write that meets an untrusted certificate', () => {
  const cause = Object.assign(new Error('self-signed certificate in certificate chain'), {
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
  });

  beforeEach(() => {
    const fetch: TestSandbox['fetch'] = async (input, init) => {
      const request = new Request(input, init);
      if (request.method !== 'GET') throw new TypeError('fetch failed', { cause });
      return sandbox.fetch(request);
    };
    client = new AffinityClient({ apiKey: sandbox.apiKey, fetch, maxRetries: 0 });
  });

  it('was not sent: the draft is refused, not unknown, and nothing is looked up', async () => {
    expect(await send(aDraft())).toMatchObject({ kind: 'refused' });
    expect(outcome()).toMatchObject({
      state: 'refused',
      problem: { kind: 'network', code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    });
    expect(sandbox.requests).toHaveLength(1);
  });

  it('deletes nothing, and leaves no deletion with an unknown outcome', async () => {
    const deletion = deleteAndConfirm(client.interactions, { type: 0, id: 1001 }, clock);
    expect(await inTime(deletion)).toMatchObject({ kind: 'refused', problem: { code: cause.code } });
    expect(sandbox.requests).toEqual([]);
  });
});

describe('a deletion whose response is lost', () => {
  it.each([
    ['after', 'saved'],
    ['before', 'still-there'],
  ] as const)('%s it took effect is %s', async (when, kind) => {
    sandbox.play({ kind: 'drop', when, on: { method: 'DELETE' } });
    const deletion = deleteAndConfirm(client.interactions, { type: 0, id: 1001 }, clock);
    expect(await inTime(deletion)).toMatchObject({ kind });
  });

  it('stays unknown when the lookup fails', async () => {
    sandbox.play({ kind: 'drop', when: 'after', on: { method: 'DELETE' } });
    sandbox.play({ kind: 'status', status: 503, on: { method: 'GET' }, times: Infinity });
    const deletion = deleteAndConfirm(client.interactions, { type: 0, id: 1001 }, clock);
    expect(await inTime(deletion)).toMatchObject({ kind: 'unknown' });
  });
});

describe('undoing a deletion', () => {
  const start = { id: 'undo', account: '7/1', user: ann, now: new Date(NOW), zone: 'Europe/Berlin' };
  let deletion: Deletion;
  let draft: Draft;

  beforeEach(async () => {
    deletion = await readForDeletion(client, { type: 0, id: 1001 });
    if (deletion.undo.kind !== 'possible') throw new Error('no undo');
    draft = draftToRestore(start, deletion, deletion.undo.entry) ?? aDraft();
  });

  it('creates a draft, which stays when sending it fails', async () => {
    await client.interactions.delete(1001, 0);
    sandbox.play({ kind: 'drop', when: 'before', on: { method: 'POST' } });
    await send(draft);
    expect(store.list('7/1')).toMatchObject([{ text: 'see deal_memo_v3', outcome: { state: 'open' } }]);
    const result = await send(draft);
    if (result.kind !== 'saved') throw new Error(result.kind);
    const { date, personIds, noteIds = [] } = sandbox.interaction(0, result.interaction.id) ?? {};
    expect(date).toBe(deletion.interaction.date.getTime());
    expect(personIds).toEqual([ids.ann, ids.jane]);
    expect(sandbox.note(noteIds[0] ?? 0)?.content).toBe('see deal_memo_v3');
  });

  it('does not log an interaction that still exists', async () => {
    sandbox.play({ kind: 'status', status: 500, on: { path: /^\/interactions\?/ }, times: Infinity });
    const neighbours = [{ interaction: { type: 0, id: 1001 } }];
    expect(await send(draft)).toMatchObject({ kind: 'neighbours', neighbours });
    expect(posts()).toBe(0);
  });

  it('logs an interaction again that was still visible a moment ago', async () => {
    const headers = { authorization: `Bearer ${sandbox.apiKey}` };
    const before = await sandbox.fetch(
      new Request('https://api.affinity.co/interactions/1001?type=0', { headers }),
    );
    const body: unknown = await before.json();
    await client.interactions.delete(1001, 0);
    sandbox.play({ kind: 'status', status: 200, body, on: { path: '/interactions/1001' } });
    expect((await send(draft)).kind).toBe('saved');
  });

  it('keeps the draft while the interaction cannot be looked up', async () => {
    await client.interactions.delete(1001, 0);
    sandbox.play({ kind: 'drop', when: 'before', on: { path: '/interactions/1001' }, times: Infinity });
    expect(await send(draft)).toMatchObject({ kind: 'refused', problem: { kind: 'network' } });
    expect(posts()).toBe(0);
    expect(outcome()).toMatchObject({ state: 'refused' });
  });

  it('asks when another window has restored the interaction meanwhile', async () => {
    await client.interactions.delete(1001, 0);
    expect((await send({ ...draft, id: 'other' })).kind).toBe('saved');
    expect((await send(draft)).kind).toBe('neighbours');
    expect(posts()).toBe(1);
  });
});
