import { beforeEach, expect, it } from 'vitest';
import { AffinityClient } from '../../../src/affinity/index.ts';
import { askForAccount } from '../../../src/editor/account/checkKey.ts';
import { eventually } from '../../support/eventually.ts';
import { scriptedServer } from '../../support/scriptedServer.ts';
import type { ScriptedAnswer } from '../../support/scriptedServer.ts';
import { seen } from '../support/vscodeStandIn.ts';

const refused = 'no-such-key';
const accepted = 'kE9-plain_key';

const who = {
  tenant: { id: 7, name: 'Small Firm', subdomain: 'small' },
  user: { id: 1, firstName: 'Ann', lastName: 'Lee', emailAddress: 'ann@small.example' },
  grant: { type: 'api_key', scope: 'external_api', createdAt: '2020-01-01T00:00:00Z' },
};

const reasons: readonly (readonly [RegExp, ScriptedAnswer])[] = [
  [/doesn’t recognize this API key/, { status: 401 }],
  [/it doesn’t have API access/, { status: 403 }],
  [/can’t be reached\. Check your network connection/, { silence: 'cut' }],
  [/didn’t respond in time/, { silence: 'stall' }],
  [/request limit is reached/, { status: 429 }],
  [/returned an error \(502\)/, { status: 502 }],
];

beforeEach(() => void (seen.inputs.length = 0));

/** The box that asks for a key, above a service that answers in this order. */
async function asked(...answers: readonly ScriptedAnswer[]) {
  const server = await scriptedServer(answers);
  const account = askForAccount({
    configuration: { baseUrl: server.url },
    connect: async (options) => new AffinityClient({ ...options, timeoutMs: 250 }),
  });
  const box = seen.inputs.at(-1);
  if (box === undefined) expect.unreachable();
  return { server, account, box };
}

it('asks for the key as for a password, and sends nothing that can’t be a key', async () => {
  const { server, account, box } = await asked();
  expect(box).toMatchObject({ password: true, title: 'Sign In with API Key', isOpen: true });
  for (const [typed, problem] of [
    ['', 'Enter an API key.'],
    ['two words', 'no spaces'],
    ['k'.repeat(1001), 'too long'],
  ] as const) {
    box.type(typed);
    box.accept();
    await eventually(() => expect(box.validationMessage).toContain(problem));
    expect(box.value).toBe(typed);
  }
  expect(server.requests).toEqual([]);
  box.hide();
  expect(await account).toBeUndefined();
});

it('gives six reasons why a key isn’t accepted, keeps the input, and lets the user correct it', async () => {
  const { server, account, box } = await asked(...reasons.map(([, answer]) => answer), { body: who });
  box.type(refused);
  const said = new Set<string>();
  for (const [index, [sentence]] of reasons.entries()) {
    box.accept();
    await eventually(() => expect(box.validationMessage).toMatch(sentence));
    expect(box).toMatchObject({ value: refused, isOpen: true, busy: false });
    expect(server.requests).toHaveLength(index + 1);
    said.add(box.validationMessage);
  }
  expect(said.size).toBe(6);
  box.type(` ${accepted}\n`);
  expect(box.validationMessage, 'a new text has no problem yet').toBe('');
  box.accept();
  expect(await account).toMatchObject({
    account: { kind: 'key', apiKey: accepted, identity: { user: { id: 1 } } },
  });
  expect(box).toMatchObject({ isOpen: false, value: '' });
  expect(server.requests).toHaveLength(7);
});
