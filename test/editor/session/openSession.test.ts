import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyAccount } from '../../../src/editor/account/account.ts';
import { openSession } from '../../../src/editor/session/openSession.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import { silentLog } from '../../support/silentLog.ts';

let storagePath = '';
beforeEach(async () => {
  storagePath = await mkdtemp(path.join(tmpdir(), 'affinity-session-'));
});
afterEach(async () => rm(storagePath, { recursive: true, force: true }));

const apiKey = 'key-of-one-address';

/** The session of a key that was entered for one address, when another is in the settings. */
function session(entered: string, configured: string) {
  const account: KeyAccount = {
    kind: 'key',
    baseUrl: entered,
    apiKey,
    identity: { tenant: { id: 1, name: 'Acme', subdomain: 'acme' }, user: { id: 2 } },
  };
  return openSession(account, {
    storagePath,
    sample: { apiKey: 'sample', fetch: globalThis.fetch },
    configuration: { baseUrl: configured, rememberInteractions: false, keepRequests: 0 },
    log: silentLog,
  });
}

describe('a stored key', () => {
  const answer = { body: { tenant: { id: 1, name: 'Acme', subdomain: 'acme' }, user: { id: 2 } } };

  it('is sent to the address that it was entered for', async () => {
    const server = await scriptedServer([answer]);
    const own = session(server.url, server.url);
    await own?.connection.client.whoami();
    own?.dispose();
    const authorization = `Basic ${btoa(`:${apiKey}`)}`;
    expect(server.requests).toMatchObject([{ path: '/auth/whoami', headers: { authorization } }]);
  });

  it('opens nothing when the settings name another address', async () => {
    const [server, other] = [await scriptedServer([answer]), await scriptedServer([answer])];
    expect(session(server.url, other.url)).toBeUndefined();
    expect(session(server.url, `${server.url}/v2`)).toBeUndefined();
    expect([...server.requests, ...other.requests]).toEqual([]);
  });
});
