import { beforeEach, describe, expect, it } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import type { NewInteraction } from '../../../src/affinity/index.ts';
import type { Sent } from '../../../src/drafts/model/draftOutcome.ts';
import { findCreated, findUpdated } from '../../../src/drafts/writing/confirmSave.ts';
import type { SavingClient } from '../../../src/drafts/writing/saveDraft.ts';
import { TestSandbox } from '../../../src/sandbox/testing/index.ts';
import { ids, NOW, smallFirm } from '../../sandbox/smallFirm.ts';
import { aDraft } from '../support/aDraft.ts';

let sandbox: TestSandbox;
let client: AffinityClient;

beforeEach(() => {
  sandbox = new TestSandbox({ data: smallFirm() });
  client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch, maxRetries: 0 });
});

const { signal } = new AbortController();
const date = new Date(NOW).toISOString();
const message: NewInteraction = {
  type: 2,
  personIds: [ids.ann, ids.jane],
  content: 'Sent once.',
  date,
  direction: 0,
};
const sent: Sent = {
  at: date,
  type: 2,
  personIds: [ids.ann, ids.jane],
  text: 'Sent once.',
  date,
  direction: 0,
  alike: [],
};

const look = (what: Partial<Sent> = {}, by: SavingClient = client) =>
  findCreated(by, aDraft().people, { ...sent, ...what }, signal);

describe('looking for a created interaction', () => {
  it('finds one with the same type, people, time, direction and text', async () => {
    const { id } = await client.interactions.create(message);
    expect(await look()).toMatchObject({ kind: 'found', found: { id } });
  });

  it('finds one that is not on the first page', async () => {
    const { id } = await client.interactions.create(message);
    for (let other = 0; other < 2; other += 1)
      await client.interactions.create({ ...message, personIds: [ids.ben, ids.jane] });
    const byOne: typeof fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.pathname === '/interactions') url.searchParams.set('page_size', '1');
      return sandbox.fetch(url, init);
    };
    const by = new AffinityClient({ apiKey: sandbox.apiKey, fetch: byOne, maxRetries: 0 });
    sandbox.clearRequests();
    expect(await look({}, by)).toMatchObject({ kind: 'found', found: { id } });
    expect(sandbox.requests.filter(({ path }) => path === '/interactions')).toHaveLength(3);
  });

  it.each([
    ['text', { content: 'Another one.' }],
    ['direction', { direction: 1 }],
    ['people besides', { personIds: [ids.ann, ids.jane, ids.joe] }],
  ] as const)('is inconclusive when a similar one has another %s', async (_, other) => {
    await client.interactions.create({ ...message, ...other });
    expect(await look()).toEqual({ kind: 'unclear', why: 'alike' });
  });

  it.each([
    ['time', { date: new Date(NOW + 2_000).toISOString() }],
    ['person less', { personIds: [ids.ben, ids.jane] }],
    ['type', { type: 1, direction: undefined }],
  ] as const)('finds none when the existing one has another %s', async (_, other) => {
    await client.interactions.create({ ...message, ...other });
    expect(await look()).toEqual({ kind: 'absent' });
  });

  it('is inconclusive when the service returns something unreadable', async () => {
    await client.interactions.create(message);
    const spoiling: typeof fetch = async (input, init) => {
      const answer = await sandbox.fetch(input, init);
      const text = await answer.text();
      return new Response(text.replaceAll(`"date":"${date.slice(0, 10)}`, '"date":"spoilt'), answer);
    };
    const by = new AffinityClient({ apiKey: sandbox.apiKey, fetch: spoiling, maxRetries: 0 });
    expect(await look({}, by)).toEqual({ kind: 'unclear', why: 'unreadable' });
  });
});

/** Answers every note with its content changed. */
function answering(change: (content: string) => string): SavingClient {
  const fetch: TestSandbox['fetch'] = async (input, init) => {
    const answer = await sandbox.fetch(input, init);
    const { content, ...note } = (await answer.clone().json()) as { readonly content?: string };
    if (content === undefined) return answer;
    return new Response(JSON.stringify({ ...note, content: change(content) }), answer);
  };
  return new AffinityClient({ apiKey: sandbox.apiKey, fetch, maxRetries: 0 });
}

describe('a text with backslashes', () => {
  const written = String.raw`see a \* b, C:\temp\_x and 1\.`;

  const answers: readonly (readonly [string, (content: string) => string])[] = [
    ['as it was sent', () => written],
    ['with every sign escaped', () => written.replaceAll(/[!-/:-@[-`{-~]/gu, String.raw`\$&`)],
    ['without its escapes', () => written.replaceAll(/\\(?=[*_.])/gu, '')],
  ];

  it.each(answers)('is found after a create when it comes back %s', async (_, change) => {
    const { id } = await client.interactions.create({ ...message, content: written });
    expect(await look({ text: written }, answering(change))).toMatchObject({ kind: 'found', found: { id } });
  });

  it.each(answers)('is found after an update when it comes back %s', async (_, change) => {
    const { id } = await client.interactions.create({ ...message, content: written });
    const update: Sent = { at: date, type: 2, text: written, was: { text: 'Before.' } };
    expect(await findUpdated(answering(change), { type: 2, id }, update, signal)).toMatchObject({
      kind: 'found',
    });
  });

  it('is not taken for another one that differs in backslashes only', async () => {
    const { id } = await client.interactions.create({ ...message, content: 'a b' });
    const update: Sent = { at: date, type: 2, text: String.raw`a \ b`, was: { text: 'a b' } };
    expect(await findUpdated(client, { type: 2, id }, update, signal)).toEqual({ kind: 'absent' });
  });
});

describe('looking for an updated interaction', () => {
  const before = { date, personIds: [ids.ann, ids.jane], direction: 0, text: 'Sent once.' } as const;
  const after = {
    date: new Date(NOW + 60_000).toISOString(),
    personIds: [ids.ann, ids.joe],
    direction: 1,
    text: 'Changed.',
  } as const;
  const change: Sent = { at: date, type: 2, ...after, was: before };

  async function lookAt(now: Partial<NewInteraction>) {
    const { id } = await client.interactions.create({ ...message, ...now });
    return findUpdated(client, { type: 2, id }, change, signal);
  }

  it('finds it when all fields are new, and not when all are old', async () => {
    const { text, ...rest } = after;
    expect(await lookAt({ ...rest, content: text })).toMatchObject({ kind: 'found' });
    expect(await lookAt({})).toEqual({ kind: 'absent' });
  });

  it.each([
    ['date', { date }],
    ['people', { personIds: [ids.ann, ids.jane] }],
    ['direction', { direction: 0 }],
    ['text', { content: 'Sent once.' }],
  ] as const)('is inconclusive when all fields but the %s are new', async (_, left) => {
    const { text, ...rest } = after;
    expect(await lookAt({ ...rest, content: text, ...left })).toEqual({ kind: 'unclear', why: 'differs' });
  });

  it.each([
    ['date', { date: new Date(NOW + 5_000).toISOString() }],
    ['people', { personIds: [ids.ben, ids.jane] }],
    ['direction', { direction: 1 }],
    ['text', { content: 'By others.' }],
  ] as const)('is inconclusive when all fields but the %s are old', async (_, other) => {
    expect(await lookAt(other)).toEqual({ kind: 'unclear', why: 'differs' });
  });
});
