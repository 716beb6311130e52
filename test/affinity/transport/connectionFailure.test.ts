import { describe, expect, it } from 'vitest';
import { isCertificateCode } from '../../../src/affinity/index.ts';
import type { AffinityClientOptions } from '../../../src/affinity/index.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { failure, testClient, testClock, testKey } from '../testClient.ts';
import { selfSignedServer } from './selfSignedServer.ts';

const call = { type: 1, personIds: [1, 2], content: 'x', date: '2025-01-01T00:00:00Z' } as const;

/** Throws what `fetch` throws, with the platform's error as its cause. */
function failingWith(cause: unknown, options: Partial<AffinityClientOptions> = {}) {
  const fetch = async () => Promise.reject(new TypeError('fetch failed', { cause }));
  return testClient({ url: 'https://api.example' }, { fetch, ...options });
}

const withCode = (code: string, cause?: unknown) =>
  Object.assign(new Error('it failed', { cause }), { code });

describe('an untrusted certificate', () => {
  it.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_NOT_YET_VALID',
    'CERT_REVOKED',
    'CERT_SIGNATURE_FAILURE',
    'HOSTNAME_MISMATCH',
    'INVALID_CA',
    'ERR_TLS_CERT_SIGNATURE_ALGORITHM_UNSUPPORTED',
  ])('with the code %s is a network failure before anything was sent', async (code) => {
    const error = await failure(failingWith(withCode(code)).interactions.create(call));
    expect(error).toMatchObject({ kind: 'network', outcome: 'not-sent', code });
    expect(error.message).toContain(code);
    expect(isCertificateCode(error.code)).toBe(true);
  });

  it('is recognised as Chromium reports it', async () => {
    const error = await failure(failingWith(new Error('net::ERR_CERT_AUTHORITY_INVALID')).whoami());
    expect(error).toMatchObject({ kind: 'network', outcome: 'not-sent', code: 'ERR_CERT_AUTHORITY_INVALID' });
    expect(isCertificateCode(error.code)).toBe(true);
  });

  it('is recognised below several causes', async () => {
    const cause = new Error('outer', { cause: new Error('inner', { cause: withCode('CERT_HAS_EXPIRED') }) });
    expect(await failure(failingWith(cause).whoami())).toHaveProperty('code', 'CERT_HAS_EXPIRED');
  });

  it('of a real server keeps a write from being sent, and is not tried again', async () => {
    const server = await selfSignedServer();
    const clock = testClock();
    const { interactions, notes } = testClient(server, { clock });
    for (const work of [async () => interactions.create(call), async () => notes.get(4)]) {
      const error = await failure(work());
      expect(error).toMatchObject({ kind: 'network', outcome: 'not-sent' });
      expect(isCertificateCode(error.code)).toBe(true);
    }
    expect(clock.sleeps).toEqual([]);
    expect(server.requests()).toBe(0);
  });
});

describe('a failed connection', () => {
  it.each([
    [withCode('ECONNREFUSED'), 'ECONNREFUSED'],
    [withCode('ENOTFOUND'), 'ENOTFOUND'],
    [withCode('EAI_AGAIN'), 'EAI_AGAIN'],
    [withCode('UND_ERR_CONNECT_TIMEOUT'), 'UND_ERR_CONNECT_TIMEOUT'],
    [withCode('UND_ERR_SOCKET', withCode('ECONNREFUSED')), 'ECONNREFUSED'],
    [new Error('net::ERR_INTERNET_DISCONNECTED'), 'ERR_INTERNET_DISCONNECTED'],
    [new Error('net::ERR_NAME_NOT_RESOLVED at https://api.example'), 'ERR_NAME_NOT_RESOLVED'],
  ])('with %s sent nothing, and names the code', async (cause, code) => {
    const error = await failure(failingWith(cause).interactions.create(call));
    expect(error).toMatchObject({ kind: 'network', outcome: 'not-sent', code });
    expect(error.message).toContain(`no connection (${code})`);
    expect(isCertificateCode(error.code)).toBe(false);
  });

  it.each([
    [withCode('ECONNRESET'), 'ECONNRESET'],
    [withCode('UND_ERR_SOCKET'), 'UND_ERR_SOCKET'],
    [withCode('EPROTO'), 'EPROTO'],
    [new Error('net::ERR_CONNECTION_RESET'), 'ERR_CONNECTION_RESET'],
    [new Error('other side closed'), undefined],
    [withCode('not a code'), undefined],
    [Object.assign(new Error('x'), { code: 7 }), undefined],
    ['a string', undefined],
    [undefined, undefined],
  ])('with %s may have sent the request', async (cause, code) => {
    const error = await failure(failingWith(cause).interactions.create(call));
    expect(error).toMatchObject({ kind: 'network', outcome: 'unknown' });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(
      code === undefined ? /: no response$/ : new RegExp(String.raw`\(${code}\)$`),
    );
  });

  it('has no key in its code', async () => {
    const apiKey = 'SECRET_KEY_4711';
    const error = await failure(failingWith(withCode(apiKey), { apiKey, maxRetries: 0 }).whoami());
    expect(`${error.message} ${error.code}`).not.toContain(apiKey);
    expect(apiKey).not.toBe(testKey);
  });

  it('ends with a cause that leads back to itself', async () => {
    const cause = new Error('circle');
    cause.cause = cause;
    expect(await failure(failingWith(cause).interactions.create(call))).toHaveProperty('kind', 'network');
  });
});

describe('a proxy that wants a sign-in', () => {
  it.each([
    new Error('proxy authentication required'),
    new Error('Proxy response (407) !== 200 when HTTP Tunneling'),
    new Error('HTTP/1.1 407 Proxy Authentication Required'),
    new Error('tunneling socket could not be established, statusCode=407'),
  ])('is told apart by the status: %s', async (cause) => {
    const clock = testClock();
    const error = await failure(failingWith(cause, { clock }).notes.get(4));
    expect(error).toMatchObject({ kind: 'network', status: 407, outcome: 'not-sent' });
    expect(error.message).toContain('407');
    expect(clock.sleeps).toEqual([]);
  });

  it('is told apart when the platform hides its answer', async () => {
    const server = await scriptedServer(() => ({ status: 407, body: '<title>Sign in to the proxy</title>' }));
    const error = await failure(testClient(server).notes.get(4));
    expect(error).toMatchObject({ kind: 'network', status: 407 });
    expect(server.requests).toHaveLength(1);
  });

  it('keeps its words when the platform hands its answer on', async () => {
    const answer = new Response('<title>Sign in to the proxy</title><p>Ask the help desk.</p>', {
      status: 407,
    });
    const client = testClient({ url: 'https://api.example' }, { fetch: async () => Promise.resolve(answer) });
    const error = await failure(client.interactions.create(call));
    expect(error).toMatchObject({
      kind: 'network',
      status: 407,
      outcome: 'not-sent',
      details: ['Sign in to the proxy', 'Ask the help desk.'],
    });
  });
});
