import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SecretStorage } from 'vscode';
import type { KeyAccount } from '../../../src/editor/account/account.ts';
import { AccountNews } from '../../../src/editor/account/accountNews.ts';
import { AccountStore } from '../../../src/editor/account/accountStore.ts';
import { parseStoredAccounts } from '../../../src/editor/account/storedAccounts.ts';
import type { Log } from '../../../src/editor/settings/configuration.ts';
import { settled } from '../../support/virtualClock.ts';
import { seen } from '../support/vscodeStandIn.ts';

let folder: string;

beforeEach(async () => {
  seen.watchers.length = 0;
  folder = await mkdtemp(path.join(tmpdir(), 'affinity-account-'));
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const account = (apiKey: string): KeyAccount => ({
  kind: 'key',
  baseUrl: 'https://api.affinity.co',
  apiKey,
  identity: { tenant: { id: 7, name: 'Small Firm' }, user: { id: 1 } },
});

/** Secrets of one window, as in a browser, or of all, as on a desktop. No event tells of a change. */
function secretStorage() {
  let text: string | undefined;
  const secrets = {
    get: async () => text,
    store: async (_: string, value: string) => void (text = value),
    delete: async () => void (text = undefined),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  return { secrets: secrets as unknown as SecretStorage, holds: () => text };
}

/** Rejects every read until it is unlocked. */
function lockedStorage() {
  const { secrets } = secretStorage();
  let isLocked = true;
  const get = async (name: string) => {
    if (isLocked) throw new Error('The keyring is locked.');
    return secrets.get(name);
  };
  return { secrets: { ...secrets, get } as SecretStorage, unlock: () => (isLocked = false) };
}

/** Holds up the parsing that is under way, or the next one. */
function slowParse() {
  const gate = Promise.withResolvers<void>();
  const parse = async (text: string) => {
    await gate.promise;
    return parseStoredAccounts(text);
  };
  return { parse, goOn: gate.resolve };
}

const log = { warn: () => undefined, error: () => undefined } as unknown as Log;

const parse = async (text: string) => parseStoredAccounts(text);

async function aWindow(secrets: SecretStorage): Promise<AccountStore> {
  const before = seen.watchers.length;
  const store = new AccountStore(secrets, new AccountNews(folder), parse, log);
  await store.ready;
  await expect.poll(() => seen.watchers.length).toBe(before + 1);
  return store;
}

/** The file that tells of it is noticed, which may be late. */
function hear(): void {
  for (const { created } of seen.watchers) created.fire();
}

/** Until the file has been read, and all that follows from it is done. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await settled();
}

it('removes the key of every window when the account was signed out in one', async () => {
  const [copy, own] = [secretStorage(), secretStorage()];
  const here = await aWindow(copy.secrets);
  const there = await aWindow(own.secrets);
  vi.setSystemTime(1_000);
  await here.signIn(account('first'));
  await there.signIn(account('first'));
  vi.setSystemTime(2_000);
  await there.signOut();
  hear();
  await expect.poll(() => copy.holds()).toBeUndefined();
  expect(here.current).toBeUndefined();
});

it('keeps a key that was stored after a sign-out that it hears of late', async () => {
  const { secrets, holds } = secretStorage();
  const here = await aWindow(secrets);
  const there = await aWindow(secrets);
  vi.setSystemTime(1_000);
  await here.signIn(account('first'));
  hear();
  await expect.poll(() => there.key?.apiKey).toBe('first');
  vi.setSystemTime(2_000);
  await there.signOut();
  vi.setSystemTime(3_000);
  // The new key is there already, and what is told is still the sign-out.
  const stored = JSON.stringify({ key: { ...account('second'), signedInAt: 3_000 } });
  await secrets.store('affinity.account', stored);
  hear();
  await expect.poll(() => here.key?.apiKey).toBe('second');
  await rest();
  expect(holds()).toBe(stored);
});

it('keeps a key that is being stored while it hears of an earlier sign-out', async () => {
  const copy = secretStorage();
  const here = await aWindow(copy.secrets);
  const there = await aWindow(secretStorage().secrets);
  vi.setSystemTime(1_000);
  await there.signIn(account('first'));
  await there.signOut();
  vi.setSystemTime(3_000);
  hear();
  await here.signIn(account('second'));
  await rest();
  expect(copy.holds()).toContain('second');
  expect(here.key?.signedInAt).toBe(3_000);
});

it('does not sign in with a key that it began to read before another window removed it', async () => {
  const { secrets } = secretStorage();
  await secrets.store('affinity.account', JSON.stringify({ key: account('removed') }));
  const { parse: slow, goOn } = slowParse();
  const listeners: ((event: { readonly key: string }) => void)[] = [];
  const listening = {
    ...secrets,
    onDidChange: (listener: (typeof listeners)[number]) => {
      listeners.push(listener);
      return { dispose: () => undefined };
    },
  } as unknown as SecretStorage;
  const here = new AccountStore(listening, new AccountNews(folder), slow, log);
  await rest();
  await secrets.delete('affinity.account');
  for (const tell of listeners) tell({ key: 'affinity.account' });
  await rest();
  goOn();
  await here.ready;
  await rest();
  expect(here.current).toBeUndefined();
  here.dispose();
});

it('is ready only when the account is known, even when a change overtakes the first read', async () => {
  const { secrets } = secretStorage();
  await secrets.store('affinity.account', JSON.stringify({ key: account('one') }));
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const gates = [first, second];
  const listeners: ((event: { readonly key: string }) => void)[] = [];
  const slow = {
    ...secrets,
    get: async (name: string) => {
      await gates.shift()?.promise;
      return secrets.get(name);
    },
    onDidChange: (listener: (typeof listeners)[number]) => {
      listeners.push(listener);
      return { dispose: () => undefined };
    },
  } as unknown as SecretStorage;
  const here = new AccountStore(slow, new AccountNews(folder), parse, log);
  const isReady = vi.fn<() => void>();
  void here.ready.then(isReady);
  for (const tell of listeners) tell({ key: 'affinity.account' });
  first.resolve();
  await rest();
  expect(isReady).not.toHaveBeenCalled();
  second.resolve();
  await here.ready;
  expect(here.key?.apiKey).toBe('one');
  here.dispose();
});

describe('a secret storage that cannot be read', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  });

  it('is not the same as being signed out, and is read again by itself', async () => {
    const { secrets, unlock } = lockedStorage();
    await secrets.store('affinity.account', JSON.stringify({ key: account('one') }));
    const store = new AccountStore(secrets, new AccountNews(folder), parse, log);
    const changed = vi.fn<() => void>();
    store.onDidChange(changed);
    await store.ready;
    expect(store).toMatchObject({ unreadable: true, current: undefined });
    expect(changed).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.unreadable).toBe(true);
    unlock();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.unreadable).toBe(false);
    expect(store.current).toMatchObject({ apiKey: 'one' });
    store.dispose();
  });

  it('is signed out once it can be read and holds nothing', async () => {
    const { secrets, unlock } = lockedStorage();
    const store = new AccountStore(secrets, new AccountNews(folder), parse, log);
    await store.ready;
    const changed = vi.fn<() => void>();
    store.onDidChange(changed);
    unlock();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store).toMatchObject({ unreadable: false, current: undefined });
    expect(changed).toHaveBeenCalledTimes(1);
    store.dispose();
  });

  it('is no longer read after it was disposed', async () => {
    const { secrets } = lockedStorage();
    const get = vi.spyOn(secrets, 'get');
    const store = new AccountStore(secrets, new AccountNews(folder), parse, log);
    await store.ready;
    store.dispose();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(get).toHaveBeenCalledTimes(1);
  });
});
