import { describe, expect, it } from 'vitest';
import { AffinityError } from '../../../src/affinity/index.ts';
import { freePort } from '../../support/freePort.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { failure, testClient } from '../testClient.ts';

const note = { content: 'x', personIds: [1, 2], type: 1, date: '2025-01-01T00:00:00Z' } as const;

async function getting(answer: ScriptedAnswer) {
  const server = await scriptedServer([answer]);
  return failure(testClient(server, { maxRetries: 0 }).notes.get(4));
}

async function creating(answer: ScriptedAnswer, timeoutMs = 5000) {
  const server = await scriptedServer([answer]);
  const error = await failure(testClient(server, { timeoutMs }).interactions.create(note));
  expect(server.requests).toHaveLength(1);
  return error;
}

describe('a refusal', () => {
  it.each([
    [400, 'invalid-request'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [418, 'invalid-request'],
    [422, 'invalid-request'],
    [429, 'rate-limited'],
    [500, 'server'],
    [503, 'server'],
    [599, 'server'],
  ])('with status %i is %s', async (status, kind) => {
    const error = await getting({
      status,
      headers: { 'X-Request-Id': 'r-1' },
      body: { message: 'So it is.' },
    });
    expect(error).toBeInstanceOf(AffinityError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'AffinityError',
      kind,
      status,
      method: 'GET',
      path: '/notes/4',
      requestId: 'r-1',
      details: ['So it is.'],
    });
    expect(error.message).toContain('So it is.');
    expect(error.cause).toBeUndefined();
  });

  it.each([
    [{ message: 'm' }, ['m']],
    [{ error: 'e' }, ['e']],
    [{ error: { message: 'em' } }, ['em']],
    [{ detail: 'd' }, ['d']],
    [{ errors: [{ message: 'first', param: 'date' }, { message: 'second' }] }, ['first', 'second']],
    [{ errors: ['first', 'second', 'first'] }, ['first', 'second']],
    [{ errors: { date: ['is missing'], type: 'is odd' } }, ['is missing', 'is odd']],
    [{ error: 'e', errors: ['f'], code: 'c' }, ['e', 'f']],
    [
      ['bare', 'list'],
      ['bare', 'list'],
    ],
    ['"text in JSON"', ['text in JSON']],
    [' plain\n text ', ['plain text']],
    [
      '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
      ['502 Bad Gateway', 'nginx'],
    ],
    [
      '<title>Access denied</title><h1>Access denied</h1><p>Your firm&#39;s policy blocks this site.</p>',
      ['Access denied', "Your firm's policy blocks this site."],
    ],
    [
      '<!doctype html>\n<TITLE lang=en>Down\n for repair</TITLE><style>p > b {}</style><p>Back&nbsp;at <b>9</b>.<!-- <p>no',
      ['Down for repair', 'Back at 9.'],
    ],
    [
      '<title>Error</title><script>if (a < b) document.write("<p>no</p>")</script><h2>Ray ID: 7</h2><li>Try later',
      ['Error', 'Ray ID: 7. Try later'],
    ],
    ['<svg><title>icon</title></svg><p>1 < 2 &amp; 3 > 2 &bogus; &#0;</p>', ['1 < 2 & 3 > 2 &bogus; &#0;']],
    [{ message: '<title>Not found</title><p>No such person.' }, ['Not found', 'No such person.']],
    ['<p>Go <b>away</b></p><script>evil()</script>', ['Go away']],
    ['', []],
    [{ code: 7 }, []],
    ['null', []],
    ['{"message":"cut', ['{"message":"cut']],
  ])('with the body %j has the details %j', async (body, details) => {
    expect((await getting({ status: 422, body })).details).toEqual(details);
  });

  it.each(['<!--', '<script', '<title', '<title>', '<a', '</', '<svg>', '&#'])(
    'reads a page of nothing but %s in one pass, and keeps it short',
    async (piece) => {
      const start = performance.now();
      const { details } = await getting({ status: 502, body: `<p>${piece.repeat(300_000)}` });
      expect(details.join('').length).toBeLessThanOrEqual(1000);
      expect(performance.now() - start).toBeLessThan(5000);
    },
  );

  it('has no terminal sequences or direction marks in its details', async () => {
    const error = await getting({ status: 422, body: { message: 'No\u001b]0;t\u0007 \u202eway\u2066' } });
    expect(error.details).toEqual(['No ]0;t way']);
  });

  it('keeps its details short', async () => {
    const error = await getting({
      status: 422,
      body: { errors: Array.from({ length: 99 }, (_, i) => `${i}-${'x'.repeat(999)}`) },
    });
    expect(error.details.length).toBeLessThanOrEqual(20);
    expect(Math.max(...error.details.map(({ length }) => length))).toBeLessThanOrEqual(500);
  });

  it('keeps its kind when its body is truncated', async () => {
    const error = await getting({ status: 404, body: { message: 'Not here.' }, half: 'cut' });
    expect(error).toMatchObject({ kind: 'not-found', details: [] });
  });
});

describe('a bad response', () => {
  it.each([301, 302, 303, 307, 308, 304])(
    'is a redirect with status %i, which is not followed',
    async (status) => {
      const elsewhere = await scriptedServer([]);
      const error = await getting({ status, headers: { location: elsewhere.url } });
      expect(error).toMatchObject({ kind: 'bad-response', status });
      expect(elsewhere.requests).toHaveLength(0);
    },
  );

  it('is an opaque redirect', async () => {
    const hidden = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    const client = testClient({ url: 'http://localhost' }, { fetch: async () => Promise.resolve(hidden) });
    expect(await failure(client.whoami())).toMatchObject({ kind: 'bad-response' });
  });

  it('is a truncated response', async () => {
    const error = await getting({ body: { id: 4, content: 'x'.repeat(1000) }, half: 'cut' });
    expect(error).toMatchObject({ kind: 'bad-response', status: 200 });
  });

  it('is a page of HTML', async () => {
    expect(await getting({ body: '<html>Sign in to the hotel</html>' })).toHaveProperty(
      'kind',
      'bad-response',
    );
  });
});

describe('the outcome of a write', () => {
  it.each([
    [{ status: 422 }, 'invalid-request', 'refused'],
    [{ status: 401 }, 'unauthorized', 'refused'],
    [{ status: 500 }, 'server', 'unknown'],
    [{ status: 302 }, 'bad-response', 'unknown'],
    [{ silence: 'cut' }, 'network', 'unknown'],
    [{ body: 'not JSON' }, 'bad-response', 'unknown'],
    [{ body: { id: 1, type: 1 }, half: 'cut' }, 'bad-response', 'unknown'],
  ] as const)('after %j has kind %s and outcome %s', async (answer, kind, outcome) => {
    expect(await creating(answer)).toMatchObject({ kind, outcome });
  });

  it.each([{ silence: 'stall' }, { body: { id: 1, type: 1 }, half: 'stall' }] as const)(
    'is unknown when %j times out',
    async (answer) => {
      expect(await creating(answer, 1_500)).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
    },
  );

  it('is not-sent when the connection is refused', async () => {
    const error = await failure(
      testClient({ url: `http://127.0.0.1:${await freePort()}` }).interactions.create(note),
    );
    expect(error).toMatchObject({
      kind: 'network',
      outcome: 'not-sent',
      method: 'POST',
      path: '/interactions',
    });
  });
});

describe('an error', () => {
  it('is recognised across bundles', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('affinity.AffinityError')]: true });
    expect(foreign).toBeInstanceOf(AffinityError);
    expect(new Error('x')).not.toBeInstanceOf(AffinityError);
    expect({ [Symbol.for('affinity.AffinityError')]: true }).not.toBeInstanceOf(AffinityError);
  });
});

describe('the options of a client', () => {
  it.each([
    { apiKey: '' },
    { apiKey: ' ' },
    { apiKey: 'secret\n' },
    { apiKey: 'se cret' },
    { apiKey: 'sécret' },
    { apiKey: undefined },
    { baseUrl: 'nowhere' },
    { baseUrl: 'ftp://example.org' },
    { baseUrl: 'https://me:secret@example.org' },
    { baseUrl: 'https://example.org?a=secret' },
    { timeoutMs: 0 },
    { maxRetries: -1 },
    { maxRetryDelayMs: Number.NaN },
    { maxConcurrency: 0 },
  ])('are refused when they are %j, without being quoted', async (options) => {
    const error = await failure(
      Promise.resolve().then(() => testClient({ url: 'http://localhost' }, options as object)),
    );
    expect(error).toMatchObject({ kind: 'invalid-argument', outcome: 'not-sent' });
    expect(error.message).toMatch(new RegExp(`^${Object.keys(options).join()} `));
    expect(error.message).not.toContain('secret');
  });
});
