import { beforeEach, expect, it, vi } from 'vitest';
import type { SampleAccount } from '../../../src/editor/account/account.ts';
import { AccountConnection } from '../../../src/editor/account/accountConnection.ts';
import type { ConnectionProblem } from '../../../src/editor/account/accountConnection.ts';
import { AccountStatus } from '../../../src/editor/status/accountStatus.ts';
import { EventEmitter, MarkdownString, seen } from '../support/vscodeStandIn.ts';

beforeEach(() => {
  seen.statusItems.length = 0;
  seen.said.length = 0;
});

it('the status bar names the account, and why it can’t be used, without a message', () => {
  const changed = new EventEmitter();
  const connection = {
    problem: undefined as ConnectionProblem | undefined,
    floor: { keeps: 0 },
    onDidChangeProblem: changed.event,
    onDidChangeLimits: new EventEmitter().event,
  };
  const identity = { tenant: { id: 7, name: 'Small Firm' }, user: { id: 1, firstName: 'Ann' } };
  const current = { account: { kind: 'key', identity }, connection };
  const status = new AccountStatus({ current, onDidChange: new EventEmitter().event } as never);
  const shown = (problem?: ConnectionProblem) => {
    connection.problem = problem;
    changed.fire();
    return seen.statusItems.at(-1);
  };
  const focus = 'affinity.interactions.focus';
  const drawn = (words: string, text: string, command = focus) => ({
    accessibilityInformation: { label: `Affinity: ${words}` },
    text: `$(${text}) ${words}`,
    command,
  });
  expect(shown()).toMatchObject(drawn('Small Firm', 'account'));
  expect(shown('offline')).toMatchObject(drawn('Small Firm: offline', 'debug-disconnect'));
  expect(shown('limited')).toMatchObject(drawn('Small Firm: limit reached', 'warning'));
  const refused = drawn('Small Firm: sign in again', 'key', 'affinity.signIn');
  expect(shown('unauthorized')).toMatchObject(refused);
  expect(shown()).toMatchObject(drawn('Small Firm', 'account'));
  expect(seen.statusItems).toHaveLength(1);
  expect(seen.said).toEqual([]);
  status.dispose();
});

/** The tooltip of an account whose firm has some requests left. */
function tooltip(keepRequests: number): string {
  const identity = { tenant: { id: 1 }, user: { id: 2, firstName: 'Ann' } };
  const account = { kind: 'sample', identity } as SampleAccount;
  const connection = new AccountConnection(account, { apiKey: 'key', fetch: vi.fn() }, () => keepRequests);
  connection.learn({ user: { limit: 900, remaining: 899 }, org: { limit: 100_000, remaining: 99_989 } });
  const sessions = { current: { account, connection }, onDidChange: () => ({ dispose: vi.fn() }) };
  new AccountStatus(sessions as never).dispose();
  connection.dispose();
  const shown = seen.statusItems.pop()?.tooltip;
  if (!(shown instanceof MarkdownString)) throw new Error('It has no tooltip.');
  return shown.value.replaceAll('&nbsp;', ' ');
}

it('the tooltip of the status bar says below how many requests background reading stops', () => {
  expect(tooltip(99_990)).toContain('99,989 of 100,000');
  expect(tooltip(99_990)).toContain('Background reading stops below 99,990');
});

it('the tooltip of the status bar says nothing of it when no request is reserved', () => {
  expect(tooltip(0)).not.toContain('Background reading');
});
