import { describe, expect, it } from 'vitest';
import type { InteractionChanges, NewInteraction } from '../../../src/affinity/index.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';
import { wireCall } from '../wireInteraction.ts';

const call: NewInteraction = {
  type: 1,
  personIds: [1, 2],
  content: 'Talked about the round.',
  date: '2025-03-04T05:06:07+01:00',
};

async function interactionsAnswering(...answers: ScriptedAnswer[]) {
  const server = await scriptedServer(answers);
  return { server, interactions: testClient(server).interactions };
}

describe('get', () => {
  it('requests an interaction by id and type', async () => {
    const { server, interactions } = await interactionsAnswering({ body: wireCall(12) });
    expect(await interactions.get(12, 1)).toMatchObject({
      id: 12,
      date: new Date('2025-03-04T05:06:07.089Z'),
    });
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/interactions/12', query: { type: '1' } },
    ]);
  });

  it.each([{ body: {} }, { body: [] }, { status: 204 }])('treats %j as a bad response', async (answer) => {
    const { interactions } = await interactionsAnswering(answer);
    expect(await failure(interactions.get(12, 1))).toMatchObject({
      kind: 'bad-response',
      path: '/interactions/12',
    });
  });
});

describe('create', () => {
  it('sends what is given, as JSON', async () => {
    const { server, interactions } = await interactionsAnswering({ status: 201, body: wireCall(3) });
    expect(await interactions.create(call)).toMatchObject({ id: 3 });
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/interactions' }]);
    expect(server.requests[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(server.requests[0]?.body).toEqual({
      type: 1,
      person_ids: [1, 2],
      content: 'Talked about the round.',
      date: '2025-03-04T04:06:07.000Z',
    });
  });

  it('sends the direction of a chat message, zero included', async () => {
    const { server, interactions } = await interactionsAnswering({ body: wireCall(3) });
    await interactions.create({ ...call, type: 2, direction: 0 });
    expect(server.requests[0]?.body).toMatchObject({ type: 2, direction: 0 });
  });

  it.each([
    ['an email', { type: 3 }, /^type must not be 3/],
    ['no type', { type: null }, /^type is required/],
    ['an empty list of people', { personIds: [] }, /^personIds must name/],
    ['no list of people', { personIds: 7 }, /^personIds must name/],
    ['no people', { personIds: undefined }, /^personIds is required/],
    ['a person without a whole id', { personIds: [1, 1.5] }, /^personIds must be an integer/],
    ['no text', { content: null }, /^content is required/],
    ['a blank text', { content: ' \n\t' }, /^content must not be blank/],
    ['no date', { date: undefined }, /^date is required/],
    ['a date without an offset', { date: '2025-03-04T05:06:07' }, /^date must be/],
    ['the direction of a call', { direction: 1 }, /^direction is for chat messages/],
    ['a direction that is none', { type: 2, direction: 2 }, /^direction must be 0/],
  ])('refuses %s before any request', async (_, fields, message) => {
    const { server, interactions } = await interactionsAnswering();
    const error = await failure(interactions.create({ ...call, ...fields } as NewInteraction));
    expect(error).toMatchObject({ kind: 'invalid-argument', outcome: 'not-sent', method: 'POST' });
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });

  it('has an unknown outcome when the response cannot be read', async () => {
    const { interactions } = await interactionsAnswering({ status: 204 });
    expect(await failure(interactions.create(call))).toMatchObject({
      kind: 'bad-response',
      outcome: 'unknown',
    });
  });
});

describe('update', () => {
  it.each([
    [{ content: 'New' }, { content: 'New' }],
    [{ personIds: [4] }, { person_ids: [4] }],
    [{ date: new Date('2025-01-01T00:00:00Z') }, { date: '2025-01-01T00:00:00.000Z' }],
    [{ direction: 0 as const, content: null }, { direction: 0 }],
  ])('sends only the given fields of %j', async (changes, sent) => {
    const { server, interactions } = await interactionsAnswering({ body: wireCall(3, { type: 2 }) });
    expect(await interactions.update(3, 2, changes)).toMatchObject({ id: 3 });
    expect(server.requests).toMatchObject([{ method: 'PUT', path: '/interactions/3', query: {} }]);
    expect(server.requests[0]?.body).toEqual({ type: 2, ...sent });
  });

  it.each([
    ['nothing to change', {}, /^at least one of personIds, content, date and direction/],
    ['only what is absent', { content: null, date: undefined }, /^at least one of/],
    ['an empty list of people', { personIds: [] }, /^personIds must name/],
    ['a blank text', { content: '' }, /^content must not be blank/],
    ['no instant', { date: 'tomorrow' }, /^date must be/],
    ['the direction of a meeting', { direction: 0 }, /^direction is for chat messages/],
  ])('refuses %s before any request', async (_, changes, message) => {
    const { server, interactions } = await interactionsAnswering();
    const error = await failure(interactions.update(3, 0, changes as InteractionChanges));
    expect(error).toMatchObject({ kind: 'invalid-argument', method: 'PUT', path: '/interactions/3' });
    expect(error.message).toMatch(message);
    expect(server.requests).toHaveLength(0);
  });
});

describe('delete', () => {
  it.each([
    [{ body: { success: true } }, true],
    [{ status: 204 }, true],
    [{ body: ' ' }, true],
    [{ body: { success: false } }, false],
  ])('turns %j into %s', async (answer, deleted) => {
    const { server, interactions } = await interactionsAnswering(answer);
    expect(await interactions.delete(3, 0)).toBe(deleted);
    expect(server.requests).toMatchObject([
      { method: 'DELETE', path: '/interactions/3', query: { type: '0' } },
    ]);
  });

  it('treats any other body as a bad response', async () => {
    const { interactions } = await interactionsAnswering({ body: { done: 1 } });
    expect(await failure(interactions.delete(3, 0))).toMatchObject({
      kind: 'bad-response',
      outcome: 'unknown',
    });
  });
});

describe('ids and types', () => {
  it('are checked before any request, and reported by the promise', async () => {
    const { server, interactions } = await interactionsAnswering();
    const wrong = -1;
    const none = null as unknown as 0;
    const results = [
      interactions.get(wrong, 0),
      interactions.update(wrong, 0, { content: 'x' }),
      interactions.delete(wrong, 0),
      interactions.get(1, none),
      interactions.update(1, none, { content: 'x' }),
      interactions.delete(1, none),
    ];
    const messages = await Promise.all(results.map(async (result) => (await failure(result)).message));
    expect(messages.slice(0, 3)).toEqual(Array(3).fill('id must be an integer from 0 to 2^53 − 1'));
    expect(messages.slice(3)).toEqual(Array(3).fill('type is required'));
    expect(server.requests).toHaveLength(0);
  });

  it('may be zero', async () => {
    const { server, interactions } = await interactionsAnswering({ body: wireCall(0) });
    expect(await interactions.get(0, 0)).toHaveProperty('id', 0);
    expect(server.requests[0]).toMatchObject({ path: '/interactions/0', query: { type: '0' } });
  });
});
