import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RateLimits } from '../../../src/affinity/index.ts';
import { accountName } from '../../../src/editor/account/account.ts';
import type { Account } from '../../../src/editor/account/account.ts';
import type { Connect } from '../../../src/editor/account/checkKey.ts';
import { SignInFlow } from '../../../src/editor/status/signInFlow.ts';
import { silentLog } from '../../support/silentLog.ts';

const limits: RateLimits = {
  user: { limit: 900, remaining: 899 },
  org: { limit: 100_000, remaining: 99_999 },
};
const identity = { tenant: { id: 7, name: 'Small Firm' }, user: { id: 1 } };

const grant = { type: 'api_key', scope: 'external_api', createdAt: undefined };

/** The response of whoami reports limits. */
const connect: Connect = async ({ onLimits }) => ({
  whoami: async () => {
    void onLimits?.(limits);
    return { ...identity, grant };
  },
});

function signInFlow(known?: RateLimits) {
  const learn = vi.fn<(reported: RateLimits) => void>();
  const sessions: { ready: Promise<void>; current: object | undefined } = {
    ready: Promise.resolve(),
    current: undefined,
  };
  const open = async (account: Account) => {
    sessions.current = { name: accountName(account), connection: { learn, limits: known } };
  };
  const accounts = { ready: Promise.resolve(), signIn: open, explore: open };
  const flow = new SignInFlow({
    accounts: accounts as never,
    sessions: sessions as never,
    configuration: { baseUrl: 'https://api.affinity.co' },
    sample: { apiKey: 'sample', fetch },
    connect,
    storagePath: '/nowhere',
    log: silentLog,
  });
  return { flow, learn };
}

beforeEach(() => {
  vi.stubEnv('AFFINITY_UNATTENDED', '1');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

it('knows the limits right after signing in, by the response that confirmed the key', async () => {
  const { flow, learn } = signInFlow();
  await flow.signInWith('key');
  await expect.poll(() => learn.mock.calls).toEqual([[limits]]);
});

it('knows the limits right after opening the sample workspace', async () => {
  const { flow, learn } = signInFlow();
  await flow.explore();
  await expect.poll(() => learn.mock.calls).toEqual([[limits]]);
});

it('keeps newer limits of the session', async () => {
  const { flow, learn } = signInFlow(limits);
  await flow.signInWith('key');
  await Promise.resolve();
  expect(learn).not.toHaveBeenCalled();
});
