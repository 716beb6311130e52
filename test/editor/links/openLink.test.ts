import * as fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { commands, workspace } from 'vscode';
import { interactionLink } from '../../../src/editor/links/interactionLink.ts';
import { openLink } from '../../../src/editor/links/openLink.ts';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import { interaction } from '../../history/interaction.ts';
import { anyText } from '../../support/anyText.ts';
import { noOpened } from '../support/noOpened.ts';
import { seen } from '../support/vscodeStandIn.ts';

const identity = { tenant: { id: 1234, name: 'Acme', subdomain: 'acme' }, user: { id: 7 } };
const account = { kind: 'key', baseUrl: 'https://api.affinity.co', apiKey: 'secret', identity } as const;
const own = { path: '/interaction/acme-1234/meeting-417', query: '', fragment: '' };

const opened: string[] = [];

/** The account, and each request to the service. */
function windowOf(signedIn: typeof account | { kind: 'sample'; identity: typeof identity } | undefined) {
  const asked: string[] = [];
  const session = (of: object) => ({
    name: 'acme',
    account: of,
    opened: noOpened,
    reader: {
      interaction: async (type: number, id: number) => {
        asked.push(`${type}-${id}`);
        return interaction({ type, id, title: 'Kick-off' });
      },
      know: () => undefined,
    },
  });
  const sessions = { ready: Promise.resolve(), current: signedIn && session(signedIn) };
  return {
    asked,
    sessions: sessions as unknown as Sessions,
    signIn: () => (sessions.current = session(account)),
  };
}

beforeEach(() => {
  seen.said = [];
  seen.answer = undefined;
  opened.length = 0;
  vi.spyOn(workspace, 'openTextDocument').mockImplementation(async (uri: unknown) => {
    opened.push(String(uri));
    return { uri } as never;
  });
});

describe('a link to an interaction', () => {
  it('opens it for everyone who is signed in to the same firm, whatever the firm is called now', async () => {
    const { asked, sessions } = windowOf(account);
    await openLink(sessions, own);
    await openLink(sessions, { ...own, path: '/interaction/former-name-1234/meeting-417' });
    expect(asked).toEqual(['0-417', '0-417']);
    expect(opened).toHaveLength(2);
    expect(opened[0]).toContain('/meeting-417/Kick-off.md');
    expect(seen.said).toEqual([]);
  });

  it('says that it belongs to another account, and asks the service for nothing', async () => {
    const { asked, sessions } = windowOf(account);
    await openLink(sessions, { ...own, path: '/interaction/globex-99/meeting-417' });
    await openLink(sessions, { ...own, path: '/interaction/sample/meeting-417' });
    expect(seen.said).toEqual([
      'This link belongs to another Affinity account (globex). Sign in to that account to open it.',
      'This link belongs to the sample data. Open the sample data to follow it.',
    ]);
    expect([asked, opened]).toEqual([[], []]);
  });

  it('of a firm does not open in the sample data', async () => {
    const { asked, sessions } = windowOf({ kind: 'sample', identity });
    await openLink(sessions, own);
    expect(seen.said).toEqual([
      'This link belongs to another Affinity account (acme). Sign in to that account to open it.',
    ]);
    expect(asked).toEqual([]);
  });

  it('offers to sign in, and then opens what it leads to', async () => {
    const { asked, sessions, signIn } = windowOf(undefined);
    await openLink(sessions, own);
    expect(seen.said).toEqual(['Sign in to Affinity to open the interaction of this link.']);
    expect([asked, opened]).toEqual([[], []]);
    seen.answer = 'Sign In…';
    const run = vi.spyOn(commands, 'executeCommand').mockImplementation(async () => void signIn());
    await openLink(sessions, own);
    expect(run).toHaveBeenCalledWith('affinity.signIn');
    expect(asked).toEqual(['0-417']);
    expect(opened).toHaveLength(1);
  });

  it('that is hostile asks the service for nothing, opens nothing and is not repeated on screen', async () => {
    const { asked, sessions } = windowOf(account);
    const part = fc.oneof(
      anyText(),
      fc.constantFrom(
        '/interaction/acme-1234/meeting-',
        '/affinity.deleteInteraction',
        '?apiKey=1',
        '../',
        '417',
      ),
    );
    const uri = fc.record({
      path: fc.array(part, { maxLength: 4 }).map((all) => all.join('')),
      query: part,
      fragment: part,
    });
    await fc.assert(
      fc.asyncProperty(
        uri.filter(({ query, fragment }) => query !== '' || fragment !== ''),
        async (link) => await openLink(sessions, link),
      ),
      { numRuns: 200 },
    );
    expect([asked, opened]).toEqual([[], []]);
    expect(new Set(seen.said)).toEqual(
      new Set([
        'This link doesn’t lead to an interaction. Ask for a new link, created with Copy Editor Link.',
      ]),
    );
  });

  it('is made with the scheme of the editor and without the key', () => {
    expect(interactionLink(account, { type: 0, id: 417 })).toBe(
      'vscode://affinity-interactions.affinity-interactions/interaction/acme-1234/meeting-417',
    );
    expect(interactionLink({ kind: 'sample', identity }, { type: 1, id: 2 })).toBe(
      'vscode://affinity-interactions.affinity-interactions/interaction/sample/call-2',
    );
  });
});
