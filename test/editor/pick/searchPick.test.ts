import { beforeEach, expect, it, vi } from 'vitest';
import { commands } from 'vscode';
import { relationshipCommands } from '../../../src/editor/commands/relationshipCommands.ts';
import { searchPick } from '../../../src/editor/pick/searchPick.ts';
import { affinityWith, daily } from '../../history/affinityWith.ts';
import { eventually } from '../../support/eventually.ts';
import type { QuickInput } from '../support/quickInputStandIn.ts';
import { seen } from '../support/vscodeStandIn.ts';

beforeEach(() => {
  seen.inputs = [];
  vi.restoreAllMocks();
});

const labels = ({ items }: QuickInput): readonly string[] => items.map(({ label }) => label);

it('offers to follow a record while nothing is followed, and goes on with it', async () => {
  const { client, sandbox } = affinityWith(daily(3));
  const followed = { kind: 'company', id: 9, name: 'Globex', detail: 'globex.example' };
  const list = { current: [] as object[] };
  const run = vi.spyOn(commands, 'executeCommand').mockImplementation(async () => {
    list.current = [followed];
    return followed;
  });
  const current = { connection: { client }, followed: list };
  const sessions = { ready: Promise.resolve(), current };
  const show = vi.fn<(session: object, record: object) => void>();
  const relationships = { get: async () => ({ show }) };
  const { showRelationship } = relationshipCommands(sessions as never, { relationships } as never);
  const open = async (): Promise<{ readonly input: QuickInput; readonly shown: unknown }> => {
    seen.inputs = [];
    const shown = showRelationship(undefined);
    await eventually(() => expect(seen.inputs).toHaveLength(1));
    return { input: seen.inputs[0] as QuickInput, shown };
  };
  const first = await open();
  expect(labels(first.input)).toEqual(['Follow Person, Company or Opportunity…']);
  first.input.choose('Follow Person, Company or Opportunity…');
  expect(first.input.isOpen).toBe(false);
  await first.shown;
  expect(run.mock.calls).toEqual([['affinity.follow']]);
  expect(show.mock.calls).toEqual([[current, { kind: 'company', id: 9, name: 'Globex' }]]);
  expect(sandbox.requests).toEqual([]);
  list.current = [];
  const second = await open();
  second.input.type('acme');
  await eventually(() => expect(labels(second.input)).toContain('Acme'));
  expect(labels(second.input)).not.toContain('Follow Person, Company or Opportunity…');
  second.input.choose('Acme');
  await second.shown;
  expect(show.mock.calls[1]?.[1]).toMatchObject({ kind: 'company', name: 'Acme' });
  // It was canceled, or the record is followed by another account that was chosen meanwhile.
  for (const outcome of [undefined, followed]) {
    run.mockResolvedValue(outcome);
    const { input, shown } = await open();
    input.choose('Follow Person, Company or Opportunity…');
    await shown;
  }
  expect(show).toHaveBeenCalledTimes(2);
});

it('offers what is followed, and nothing where records of another kind are suggested', async () => {
  const { client, clock } = affinityWith(daily(3));
  const words = { title: 'Title', placeholder: 'Name' };
  const record = { kind: 'company', id: 1, name: 'Acme' } as const;
  const shown = async (options: object): Promise<readonly string[]> => {
    const picking = searchPick(client, clock, { ...words, ...options });
    const input = seen.inputs.at(-1) as QuickInput;
    const offered = labels(input);
    input.hide();
    expect(await picking).toBeUndefined();
    return offered;
  };
  expect(await shown({ followed: { current: [record] } })).toEqual(['Acme']);
  expect(await shown({ suggestions: [] })).toEqual([]);
  expect(await shown({})).toEqual([]);
});

it('says in a row why a search failed, and searches again when the row is chosen', async () => {
  const { client, clock, sandbox } = affinityWith(daily(3));
  sandbox.play({ kind: 'status', status: 503, times: Infinity });
  const picking = searchPick(client, clock, { title: 'Title', placeholder: 'Name' });
  const input = seen.inputs.at(-1) as QuickInput;
  input.type('acme');
  const failure = expect.stringMatching(/^Affinity returned an error \(503\)\. /) as unknown;
  await eventually(() =>
    expect(input.items).toMatchObject([{ label: failure, description: 'press Enter to try again' }]),
  );
  expect(input.isOpen).toBe(true);
  sandbox.clearFaults();
  input.choose(labels(input)[0] ?? '');
  await eventually(() => expect(labels(input)).toContain('Acme'));
  expect(labels(input)).not.toContainEqual(failure);
  input.choose('Acme');
  expect(await picking).toMatchObject({ kind: 'company', name: 'Acme' });
});
