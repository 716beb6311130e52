import { expect, it, vi } from 'vitest';
import type { SampleAccount } from '../../../src/editor/account/account.ts';
import { AccountConnection } from '../../../src/editor/account/accountConnection.ts';
import { AccountStatus } from '../../../src/editor/status/accountStatus.ts';
import { interactionTooltip } from '../../../src/editor/tree/rowItem.ts';
import { interaction } from '../../history/interaction.ts';
import { MarkdownString, seen } from '../support/vscodeStandIn.ts';

const evil = '[Sign in](command:affinity.signOut) <img src="https://x.example">';

/** Nothing in it runs a command, and nothing in it is HTML or a link of somebody else's. */
function expectHarmless(tooltip: unknown): void {
  if (!(tooltip instanceof MarkdownString)) throw new Error('It is no Markdown.');
  expect(tooltip.isTrusted ?? false).toBe(false);
  expect(tooltip.supportHtml ?? false).toBe(false);
  expect(tooltip.value).toContain('Sign in');
  expect(tooltip.value).not.toMatch(/(?<!\\)[[<]/);
}

it('the tooltip of a row doesn’t trust the text of the service', () => {
  expectHarmless(interactionTooltip(interaction({ title: evil }), ''));
  expectHarmless(interactionTooltip(interaction({ attendees: [evil] }), ''));
  expectHarmless(interactionTooltip(interaction({ title: 'Kick-off' }), evil));
});

it('the tooltip of the status bar doesn’t trust the name of the user', () => {
  const identity = { tenant: { id: 1 }, user: { id: 2, firstName: evil } };
  const account = { kind: 'sample', identity } as SampleAccount;
  const connection = new AccountConnection(account, { apiKey: 'key', fetch: vi.fn() }, () => 0);
  const sessions = { current: { account, connection }, onDidChange: () => ({ dispose: vi.fn() }) };
  new AccountStatus(sessions as never).dispose();
  expectHarmless(seen.statusItems.pop()?.tooltip);
});

it('the status bar shows nothing before sign-in', () => {
  const before = seen.statusItems.length;
  const sessions = { current: undefined, onDidChange: () => ({ dispose: vi.fn() }) };
  new AccountStatus(sessions as never).dispose();
  expect(seen.statusItems).toHaveLength(before);
});
