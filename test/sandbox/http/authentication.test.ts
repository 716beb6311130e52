import { describe, expect, it } from 'vitest';
import { TestSandbox, sandboxKeys } from '../../../src/sandbox/testing/index.ts';
import { sandboxCaller, wordsOf } from '../sandboxCaller.ts';
import { ids, smallFirm } from '../smallFirm.ts';

const WHOAMI = 'https://api.affinity.co/auth/whoami';

async function statusFor(authorization: string | undefined): Promise<number> {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  return (await new TestSandbox({ data: smallFirm() }).fetch(WHOAMI, { headers })).status;
}

describe('authentication', () => {
  it('accepts the key as the password of an empty user', async () => {
    expect(await statusFor(`Basic ${btoa(`:${sandboxKeys.user}`)}`)).toBe(200);
  });

  it('accepts the key as a bearer token', async () => {
    expect(await statusFor(`Bearer ${sandboxKeys.user}`)).toBe(200);
  });

  it.each([
    ['no header', undefined],
    ['an unknown key', 'Bearer sk-wrong'],
    ['an empty key', `Basic ${btoa(':')}`],
    ['the key as the user', `Basic ${btoa(`${sandboxKeys.user}:`)}`],
    ['a user besides the key', `Basic ${btoa(`ann:${sandboxKeys.user}`)}`],
    ['a letter where the colon belongs', `Basic ${btoa(`x${sandboxKeys.user}`)}`],
    ['the bare key', sandboxKeys.user],
    ['Basic that is not base64', 'Basic ***'],
  ])('answers 401 to %s', async (_, authorization) => {
    expect(await statusFor(authorization)).toBe(401);
  });

  it('returns the user of the key, in camel case', async () => {
    const { get } = sandboxCaller({ data: smallFirm() });
    expect((await get('/auth/whoami')).body).toMatchObject({
      tenant: { id: 7, name: 'Small Firm', subdomain: 'small' },
      user: { id: ids.ann, firstName: 'Ann', lastName: 'Lee', email: 'ann@small.example' },
      grant: { type: 'api_key', scope: 'external_api', createdAt: expect.any(String) as string },
    });
  });

  it('knows a second user of the same firm', async () => {
    const { get } = sandboxCaller({ data: smallFirm() });
    const { body } = await get('/auth/whoami', {}, sandboxKeys.colleague);
    expect(body).toMatchObject({ tenant: { id: 7 }, user: { id: ids.ben } });
  });

  it('answers 403 to the writes of a reader', async () => {
    const { get, send } = sandboxCaller({ data: smallFirm() });
    expect((await get('/persons', {}, sandboxKeys.reader)).status).toBe(200);
    const refused = await send('DELETE', '/interactions/1001?type=0', undefined, sandboxKeys.reader);
    expect([refused.status, wordsOf(refused)]).toEqual([403, expect.stringContaining('no right') as string]);
  });

  it('lets a user without rights read only their account and its limits', async () => {
    const { get } = sandboxCaller({ data: smallFirm() });
    const paths = ['/auth/whoami', '/rate-limit', '/persons', '/interactions/1001'];
    const answers = await Promise.all(paths.map((path) => get(path, {}, sandboxKeys.withoutRights)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403]);
  });

  it('answers 404 to unknown paths and ids', async () => {
    const { get } = sandboxCaller({ data: smallFirm() });
    const answers = await Promise.all(
      ['/nowhere', '/persons/99', '/persons/abc', '/organizations/99', '/opportunities/99', '/notes/99'].map(
        (path) => get(path),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  });
});
