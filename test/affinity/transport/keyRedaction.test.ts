import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, testClient, testKey } from '../testClient.ts';
import { wireCall } from '../wireInteraction.ts';

const basic = btoa(`:${testKey}`);
const forms = [
  ['plain', testKey],
  ['in capitals', testKey.toUpperCase()],
  ['encoded for an address', encodeURIComponent(testKey)],
  ['encoded with small letters', encodeURIComponent(testKey).replaceAll('%2F', '%2f')],
  ['as the header has it', basic],
  ['without padding', basic.replace(/=+$/, '')],
  ['in base64 for addresses', basic.replaceAll('+', '-').replaceAll('/', '_')],
  ['in base64 alone', btoa(testKey)],
] as const;

const query = {
  type: 1,
  personId: 5,
  startTime: '2025-01-01T00:00:00Z',
  endTime: '2025-02-01T00:00:00Z',
} as const;

const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const numbered = (text: string) => text.replaceAll(/\W/g, (one) => `&#${one.charCodeAt(0)};`);

/** Everything that a log, a test runner or a debugger could show. */
function shown(value: unknown): string {
  const stack = value instanceof Error ? value.stack : '';
  return [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), String(value), stack].join(
    '\n',
  );
}

function expectNoKey(value: unknown): void {
  const text = shown(value).toLowerCase();
  for (const [, form] of forms) expect(text).not.toContain(form.toLowerCase());
}

async function refused(answer: ScriptedAnswer) {
  const server = await scriptedServer([answer]);
  return failure(testClient(server, { maxRetries: 0 }).interactions.list(query));
}

describe('the key', () => {
  it.each(forms)('appears in no error when the service echoes it %s', async (_, form) => {
    const echo = `You sent ${form}, didn't you?`;
    const errors = [
      await refused({ status: 401, body: { message: echo } }),
      await refused({ status: 422, body: { errors: [{ message: echo }, { [form]: echo }] } }),
      await refused({ status: 500, body: echo }),
      await refused({ status: 403, body: `<title>${echo}</title>` }),
      await refused({
        status: 403,
        body: `<title>No</title><p>${echo}</p><p>${form.slice(0, 9)}<b>${form.slice(9)}`,
      }),
      await refused({ status: 403, body: { message: 'x' }, headers: { 'X-Request-Id': form } }),
      await refused({ body: echo, headers: { 'X-Request-Id': form } }),
      await refused({ body: { events: form } }),
      await refused({ body: { events: 5 }, headers: { 'X-Request-Id': form } }),
      await refused({
        status: 302,
        headers: { location: `https://example.org/?${form}`, 'X-Request-Id': form },
      }),
      await refused({ body: { events: [], next_page_token: { [form]: form } } }),
    ];
    for (const error of errors) expectNoKey(error);
    expect(errors[0]?.details).toEqual(["You sent ***, didn't you?"]);
  });

  it('does not appear in a detail that is cut in the middle of it', async () => {
    for (let length = 470; length < 502; length += 1) {
      const error = await refused({ status: 422, body: { message: `${'x'.repeat(length)}${testKey}` } });
      expect(error.details[0]).not.toContain(testKey.slice(0, 4));
    }
  });

  it.each(forms)('appears in no rejected item that echoes it %s', async (_, form) => {
    const echo = { ...wireCall(1), id: form, nested: [{ [`a ${form}`]: `b ${form}` }], count: 7 };
    const server = await scriptedServer([{ body: { events: [echo] } }]);
    const page = await testClient(server).interactions.list(query);
    expectNoKey(page);
    expect(page.rejected).toMatchObject([{ raw: { id: '***', nested: [{ 'a ***': 'b ***' }], count: 7 } }]);
  });

  const odd = `aB3!'()*~<x>&"q"/\\+=_-.end`;
  it.each([
    ['plain', odd],
    ['in a form', new URLSearchParams({ k: odd }).toString().slice(2)],
    ['in an address', encodeURIComponent(odd)],
    ['in JSON', JSON.stringify(odd).slice(1, -1)],
    [
      'in JSON of PHP',
      JSON.stringify(odd)
        .slice(1, -1)
        .replaceAll('/', String.raw`\/`),
    ],
    [
      'in JSON for HTML',
      JSON.stringify(odd)
        .slice(1, -1)
        .replaceAll('<', String.raw`\u003c`),
    ],
    ['in HTML', html(odd)],
    ['in an attribute', html(odd).replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
    ['in HTML with hex', html(odd).replaceAll("'", '&#x27;').replaceAll('/', '&#x2F;')],
    ['in numbers', numbered(odd)],
    ['in the numbers of its header', numbered(btoa(`:${odd}`))],
  ])('is recognised %s, whatever characters it has', async (_, form) => {
    const title = `<html><title>No ${form} here</title></html>`;
    for (const body of [title, `No ${form} here`, { message: `No ${form} here` }]) {
      const server = await scriptedServer([{ status: 403, body }]);
      const error = await failure(testClient(server, { apiKey: odd }).whoami());
      expect(error.details).toEqual(['No *** here']);
    }
  });

  it('does not appear in the error of a fetch that quotes it', async () => {
    const cause = Object.assign(new Error(`Bearer ${testKey}`), { code: 'ECONNREFUSED', key: testKey });
    const telling = Object.assign(new Error(`no way with ${basic}`, { cause }), { code: testKey });
    const client = testClient({ url: 'http://localhost' }, { fetch: async () => Promise.reject(telling) });
    expectNoKey(await failure(client.interactions.list(query)));
  });

  it('does not appear when the response is truncated, missing or late', async () => {
    expectNoKey(await refused({ body: { events: [testKey] }, half: 'cut' }));
    expectNoKey(await refused({ silence: 'cut' }));
    const server = await scriptedServer([{ silence: 'stall' }]);
    expectNoKey(await failure(testClient(server, { timeoutMs: 20, maxRetries: 0 }).whoami()));
  });

  it('appears in no message about an argument', async () => {
    const { interactions } = testClient({ url: 'http://localhost' });
    const wrong = testKey as unknown as 1;
    expectNoKey(await failure(interactions.get(wrong, 1)));
    expectNoKey(await failure(interactions.get(1, wrong)));
    expectNoKey(await failure(interactions.list({ ...query, startTime: testKey })));
    expectNoKey(await failure(interactions.list({ ...query, personId: wrong })));
    expect(() => interactions.iterate(query, { resumeFrom: testKey })).toThrow(/^((?!kE9).)*$/);
  });

  it('appears neither in the client nor in a walk or a cursor', async () => {
    const server = await scriptedServer(() => ({ body: { events: [], next_page_token: 'on' } }));
    const client = testClient(server);
    expectNoKey(client);
    const walk = client.interactions.iterate(query);
    expectNoKey(walk);
    const { value } = await walk.pages().next();
    expect(value?.cursor).toBeTypeOf('string');
    expectNoKey(value);
  });
});
