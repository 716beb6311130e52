import { describe, expect, it } from 'vitest';
import { sandboxKeys } from '../../../src/sandbox/testing/index.ts';
import { ids } from '../smallFirm.ts';
import { V2Caller } from './v2Caller.ts';

const WHOAMI = 'https://sandbox.example/v2/auth/whoami';

describe('V2', () => {
  it('accepts the key only as a bearer token', async () => {
    const caller = new V2Caller();
    const basic = { headers: { Authorization: `Basic ${btoa(`:${caller.sandbox.apiKey}`)}` } };
    const refused = await caller.ask(WHOAMI, basic);
    expect([refused.status, refused.body.errors[0]?.code]).toEqual([401, 'authentication']);
    expect(refused.headers.get('X-Affinity-Api-Version')).toBe('2026-09-17');
    expect((await caller.ask(WHOAMI)).status).toBe(200);
  });

  it('returns the user of the key', async () => {
    expect((await new V2Caller().get('/v2/auth/whoami')).body).toMatchObject({
      tenant: { id: 7, subdomain: 'small' },
      user: { id: ids.ann, firstName: 'Ann', lastName: 'Lee', emailAddress: 'ann@small.example' },
      grant: { type: 'api-key', scopes: ['api'] },
    });
  });

  it('echoes the version of a request, also when it refuses', async () => {
    const caller = new V2Caller();
    const answers = await Promise.all([caller.get('/v2/meetings'), caller.get('/v2/meetings/99')]);
    expect(answers.map(({ status, headers }) => [status, headers.get('X-Affinity-Api-Version')])).toEqual([
      [200, '2026-09-17'],
      [404, '2026-09-17'],
    ]);
  });

  it('answers 400 to an unknown version, and uses the version of the key when none is sent', async () => {
    const caller = new V2Caller();
    const unknown = await caller.ask(WHOAMI, { headers: { 'X-Affinity-Api-Version': '2026-09-18' } });
    expect([unknown.status, unknown.body.errors]).toEqual([
      400,
      [{ code: 'bad-request', message: expect.any(String) as string, param: 'X-Affinity-Api-Version' }],
    ]);
    const plain = await caller.sandbox.fetch(WHOAMI, {
      headers: { Authorization: `Bearer ${caller.sandbox.apiKey}` },
    });
    expect([plain.status, plain.headers.get('X-Affinity-Api-Version')]).toEqual([200, '2024-01-01']);
    expect(caller.sandbox.requests.map(({ apiVersion }) => apiVersion)).toEqual(['2026-09-18', undefined]);
  });

  it('has no version in answers of V1', async () => {
    const { headers } = await new V2Caller().get('/persons');
    expect(headers.get('X-Affinity-Api-Version')).toBeNull();
  });

  it('shares its limits with V1', async () => {
    const caller = new V2Caller({ limits: { perMinute: 2, perMonth: 10 } });
    await caller.get('/persons');
    const second = await caller.get('/v2/meetings');
    const third = await caller.get('/v2/meetings');
    expect(second.headers.get('X-Ratelimit-Limit-User-Remaining')).toBe('0');
    expect(second.headers.get('X-Ratelimit-Limit-Org-Remaining')).toBe('8');
    expect([third.status, third.body.errors[0]?.code]).toEqual([429, 'rate-limit']);
  });

  it('answers 403 to everything when it is not available', async () => {
    const caller = new V2Caller({ v2: { access: 'none' } });
    const answers = await Promise.all([
      caller.get('/v2/auth/whoami'),
      caller.get('/v2/meetings'),
      caller.send('POST', '/v2/notes', {}),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await caller.get('/persons')).status).toBe(200);
  });

  it('answers 404 on beta paths when they are switched off', async () => {
    const caller = new V2Caller({ v2: { access: 'without-beta' } });
    const note = { content: { html: '<p>x</p>' } };
    const beta = await Promise.all([
      caller.send('POST', '/v2/notes', { ...note, type: 'user-reply', parent: { id: ids.plainNote } }),
      caller.send('POST', `/v2/notes/${ids.plainNote}`, note),
      caller.send('DELETE', `/v2/notes/${ids.plainNote}`),
      caller.get(`/v2/notes/${ids.plainNote}/replies`),
      caller.get(`/v2/companies/${ids.acme}/relationships`),
    ]);
    expect(beta.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    const others = await Promise.all([caller.get('/v2/meetings'), caller.get('/v2/notes')]);
    expect(others.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('answers 403 to the writes of a reader, and to all of a user without rights', async () => {
    const caller = new V2Caller();
    const write = await caller.send('POST', '/v2/notes', {}, sandboxKeys.reader);
    const read = await caller.get('/v2/notes', {}, sandboxKeys.reader);
    const none = await caller.get('/v2/notes', {}, sandboxKeys.withoutRights);
    expect([write.status, read.status, none.status]).toEqual([403, 200, 403]);
    expect(write.body.errors[0]?.code).toBe('authorization');
  });
});
