import { beforeEach, expect, it } from 'vitest';
import type { ConnectionProblem } from '../../../src/editor/account/accountConnection.ts';
import { AccountStatus } from '../../../src/editor/status/accountStatus.ts';
import { EventEmitter, seen } from '../support/vscodeStandIn.ts';

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
