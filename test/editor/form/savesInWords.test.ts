import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SampleDataBuilder } from '../../../src/sandbox/testing/index.ts';
import type { SampleData, TestSandboxOptions } from '../../../src/sandbox/testing/index.ts';
import { ids } from '../../sandbox/smallFirm.ts';
import { formsInWindow, page, typed, until } from '../support/formsInWindow.ts';
import type { FormsInWindow } from '../support/formsInWindow.ts';
import type { Panel } from '../support/vscodeStandIn.ts';

let window: FormsInWindow;

beforeEach(async () => {
  window = await formsInWindow();
});

afterEach(() => window.end());

const containing = (text: string): unknown => expect.stringContaining(text);

type View = NonNullable<Panel['told'][number]['view']>;

let submission = 0;

/** Saves, and gives what the form shows then. */
async function submit(panel: Panel, revision: number, despite?: 'neighbours'): Promise<View> {
  submission += 1;
  const told = panel.told.length;
  panel.say({ kind: 'submit', submission, revision, ...(despite === undefined ? {} : { despite }) });
  const answer = () => panel.told.slice(told).find(({ kind }) => kind === 'refused' || kind === 'saved');
  await until(() => answer() !== undefined);
  return answer()?.view ?? {};
}

const bodies = (method: 'POST' | 'PUT') =>
  window.sandbox.requests.filter((request) => request.method === method).map(({ body }) => body);

async function restart(options: TestSandboxOptions): Promise<void> {
  await window.end();
  window = await formsInWindow(true, undefined, options);
}

const externals = ['jane', 'marcus', 'yuki', 'sofia', 'david', 'priya', 'tom', 'lena'];

/** Two colleagues, eight people at Acme, and two people who share an address. */
function manyPeople(): SampleData {
  const firm = new SampleDataBuilder({ id: 7, name: 'Small Firm', subdomain: 'small' });
  firm.colleague({ id: 1, firstName: 'Ann', lastName: 'Lee', emails: ['ann@small.example'] });
  firm.colleague({ id: 2, firstName: 'Ben', lastName: 'Carter', emails: ['ben@small.example'] });
  for (const [at, name] of externals.entries())
    firm.person({ id: 11 + at, firstName: name, lastName: 'Acme', emails: [`${name}@acme.example`] });
  for (const [id, firstName] of [
    [31, 'Søren'],
    [32, 'Mette'],
  ] as const)
    firm.person({ id, firstName, lastName: 'Bro', emails: ['office@bro.example'] });
  return firm.build();
}

it('logs pasted addresses once each of them is one person, and asks about the others before', async () => {
  await restart({ data: manyPeople() });
  await window.forms.log(window.session);
  const panel = await page();
  panel.say({ kind: 'edit', revision: 1, values: { date: '2025-01-05 10:00', text: 'Town hall.' } });
  const known = externals.map((name) => `${name}@acme.example`);
  const line = [...known, 'ben@small.example', 'office@bro.example', 'x@nowhere.example'].join(', ');
  panel.say({ kind: 'addPeople', revision: 2, text: `${line}; "Ghost, A." <ghost@void.example>` });
  const refused = await submit(panel, 2);
  const chips = refused.people?.chips ?? [];
  expect(chips.map(({ state }) => state).toSorted()).toEqual([
    'ambiguous',
    ...Array.from({ length: 10 }, () => 'known'),
    'unknown',
    'unknown',
  ]);
  const unknown = chips.filter(({ state }) => state === 'unknown');
  const ghosts = ['x@nowhere.example', '"Ghost, A." <ghost@void.example>'.replaceAll('"', '')];
  expect(unknown.map((chip) => chip.typed)).toEqual(ghosts);
  for (const { problem } of unknown) expect(problem).toBe('No one in Affinity has this name or address.');
  expect(refused.problems?.map(({ at, sentence }) => `${at}: ${sentence}`)).toEqual([
    expect.stringMatching(/^people: Select the person for “office@bro\.example”/),
    containing(`Couldn’t find “${ghosts.join('”, “')}” in Affinity`),
  ]);
  expect(bodies('POST')).toEqual([]);

  const office = chips.find(({ state }) => state === 'ambiguous');
  panel.say({ kind: 'choosePerson', revision: 3, key: office?.key, id: 31 });
  for (const [at, { key }] of unknown.entries()) panel.say({ kind: 'removePerson', revision: 4 + at, key });
  await submit(panel, 5);
  const [body] = bodies('POST') as readonly { readonly person_ids: readonly number[] }[];
  expect(body?.person_ids.toSorted((one, other) => one - other)).toEqual([
    1, 2, 11, 12, 13, 14, 15, 16, 17, 18, 31,
  ]);
});

describe('a save that Affinity refuses', () => {
  it.each([
    [
      422,
      { message: 'Field person_ids: 7 has been merged into 8' },
      'people',
      'has been merged into 8',
      'refused: Field person_ids: 7 has been merged into 8',
    ],
    [403, undefined, 'form', 'account isn’t allowed to do this', 'refused: no permission'],
    [401, undefined, 'form', 'no longer accepts your API key', 'not sent: sign in again'],
  ] as const)(
    'with status %i says why at the form and in the row of the draft, which is kept and can be sent again',
    async (status, body, at, sentence, inShort) => {
      const { writing, sandbox } = window;
      await typed(window, { text: 'Once only.' });
      const panel = await page();
      sandbox.play({ kind: 'status', status, body, on: { method: 'POST' } });
      const { problems } = await submit(panel, 0);
      expect(problems).toEqual([expect.objectContaining({ at, sentence: containing(sentence) })]);
      expect(writing.drafts.summaries()).toMatchObject([
        { label: 'Once only.', description: containing(` · ${inShort} · `) },
      ]);
      await submit(panel, 0);
      expect(bodies('POST')).toHaveLength(2);
      expect(writing.drafts.summaries()).toEqual([]);
    },
  );
});

describe('an interaction that may be logged already', () => {
  const date = '2025-01-05T10:09:00.000Z';

  beforeEach(async () => {
    const { interactions } = window.session.connection.client;
    await interactions.create({ type: 0, personIds: [ids.ann, ids.jane], content: 'Met.', date });
    window.sandbox.clearRequests();
  });

  it('is named with its time before anything is sent, and can be edited instead', async () => {
    await typed(window, { text: 'Met.' });
    const panel = await page();
    const { neighbours } = await submit(panel, 0);
    expect(neighbours).toMatchObject({
      sentence: 'A similar interaction is already logged.',
      items: [
        {
          type: 0,
          title: containing('Jane Roe'),
          when: containing('10:09'),
          sameTime: false,
        },
      ],
    });
    expect(bodies('POST')).toEqual([]);
    const [item] = (neighbours as { readonly items: readonly { readonly id: number }[] }).items;
    panel.say({ kind: 'editNeighbour', type: 0, id: item?.id });
    await expect.poll(async () => (await page()).title).toMatch(/^Edit/);
    expect(window.writing.drafts.summaries()).toHaveLength(1);
  });

  it('is asked about again at exactly the same time, and is then logged with that date', async () => {
    await typed(window, { text: 'Met.' });
    const panel = await page();
    await submit(panel, 0);
    panel.say({ kind: 'edit', revision: 1, values: { date: '2025-01-05 10:09' } });
    expect((await submit(panel, 1)).neighbours).toMatchObject({ items: [{ sameTime: true }] });
    expect(bodies('POST')).toEqual([]);
    await submit(panel, 1, 'neighbours');
    expect(bodies('POST')).toMatchObject([{ date }]);
  });
});

describe('a form for an existing interaction', () => {
  it('sends a new date alone when the note mentions people, and says why the note is locked', async () => {
    const { forms, session, sandbox } = window;
    await forms.edit(session, { type: 0, id: 1002 });
    const panel = await page();
    expect(panel.told[0]?.view?.text?.locked).toContain('The note mentions people with @.');
    panel.say({ kind: 'edit', revision: 1, values: { date: '2025-10-30 10:00' } });
    await submit(panel, 1);
    expect(bodies('PUT')).toEqual([{ type: 0, date: '2025-10-30T10:00:00.000Z' }]);
    expect(sandbox.note(ids.mentionNote)?.content).toBe('<p>@Ben</p>');
  });

  it('sends people who were added and removed, and nothing that stayed', async () => {
    const { forms, session, sandbox } = window;
    await forms.edit(session, { type: 0, id: 1002 });
    const panel = await page();
    panel.say({ kind: 'addPeople', revision: 1, text: 'ann@small.example' });
    panel.say({ kind: 'removePerson', revision: 2, key: `p:${ids.joe}` });
    panel.say({ kind: 'edit', revision: 3, values: { date: '2025-10-30 10:00' } });
    window.sandbox.clearRequests();
    await submit(panel, 3);
    const [body] = bodies('PUT') as readonly object[];
    expect(Object.keys(body ?? {}).toSorted()).toEqual(['date', 'person_ids', 'type']);
    expect(sandbox.interaction(0, 1002)?.personIds).toEqual([ids.ben, ids.jane, ids.ann]);
    expect(sandbox.requests.map(({ path }) => path)).not.toContain('/interactions');
  });
});
