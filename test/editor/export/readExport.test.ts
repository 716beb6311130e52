import { describe, expect, it } from 'vitest';
import { AffinityError } from '../../../src/affinity/index.ts';
import type { Interaction, InteractionType } from '../../../src/affinity/index.ts';
import { suggestedName } from '../../../src/editor/export/exportInteractions.ts';
import { planOfItems, planOfRows, planOfView } from '../../../src/editor/export/exportPlan.ts';
import type { ExportPlan } from '../../../src/editor/export/exportPlan.ts';
import { readExport } from '../../../src/editor/export/readExport.ts';
import type { ExportPart } from '../../../src/export/exportSource.ts';
import { interactionRow, recordRow, typeRow } from '../../../src/history/historyRow.ts';
import type { InteractionFilter } from '../../../src/history/interactionFilter.ts';
import type { InteractionWithText } from '../../../src/history/recordHistory.ts';
import type { HistoryEnd, HistoryResult, WholeHistories } from '../../../src/history/wholeHistories.ts';
import type { RecordRef } from '../../../src/model/recordRef.ts';
import { interaction } from '../../history/interaction.ts';

/** An interaction with two notes, one of which can't be read. */
const PARTIAL = 99;

const acme: RecordRef = { kind: 'company', id: 7, name: 'Acme Robotics' };
const globex: RecordRef = { kind: 'company', id: 8, name: 'Globex' };
const all = [0, 1, 2, 3] as const;

const session = (filter: InteractionFilter = {}) =>
  ({ filter: { current: filter }, followed: { current: [acme, globex] }, timelines: {} }) as never;

const rows = (record: RecordRef) => {
  const parent = recordRow('us', record);
  return { record: parent, meetings: typeRow(parent, 0), calls: typeRow(parent, 1) };
};

const span = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2026-01-01T00:00:00Z') };

interface Reading {
  readonly end?: HistoryEnd;
  readonly interactions?: readonly InteractionWithText[];
  readonly complete?: readonly InteractionType[];
}

const isPartial = ({ id }: Interaction): boolean => id === PARTIAL;

/** Histories that end as told, and each question to them. */
function histories(readings: Readonly<Record<number, Reading>>) {
  const asked: string[] = [];
  const source: Pick<WholeHistories, 'read' | 'readTexts'> = {
    read: async (record, { types = all, withTexts }) => {
      asked.push(`${record.name} ${types.join()} ${String(withTexts)}`);
      const { end = { kind: 'complete' }, interactions = [], complete = all } = readings[record.id] ?? {};
      const coverage = new Map(
        all.map(
          (type) =>
            [type, { span, isComplete: complete.includes(type), unreadable: 0, requestsLeft: 0 }] as const,
        ),
      );
      return { record, interactions, coverage, missing: 0, end, requests: 1 } satisfies HistoryResult;
    },
    readTexts: async (record, interactions) => {
      asked.push(`${record.name} texts of ${interactions.map(({ id }) => id).join()}`);
      return { end: { kind: 'complete' }, textOf: ({ id }) => `Text ${id}`, isPartial };
    },
  };
  return { source, asked };
}

async function read(source: Pick<WholeHistories, 'read' | 'readTexts'>, plan: ExportPlan) {
  const parts: ExportPart[] = [];
  const ends: HistoryEnd[] = [];
  const options = {
    signal: new AbortController().signal,
    confirm: async () => true,
    onProgress: () => undefined,
    onEnd: (end: HistoryEnd) => void ends.push(end),
  };
  for await (const part of readExport(source, plan, options)) parts.push(part);
  const items = parts.flatMap((part) => [...part.items]);
  return { items, coverage: parts.flatMap((part) => part.coverage), ends };
}

const item = (id: number, day: number, text?: string) => ({
  interaction: interaction({ id, date: new Date(2026, 0, day) }),
  ...(text !== undefined && { text }),
});

describe('the plan of an export', () => {
  it('has each record once, with the types of its rows', () => {
    const { record, calls, meetings } = rows(acme);
    const plan = planOfRows(session(), [calls, meetings, rows(globex).record]);
    expect(plan.histories).toEqual([
      { record: acme, types: [0, 1] },
      { record: globex, types: all },
    ]);
    expect(planOfRows(session(), [calls, record]).histories).toEqual([{ record: acme, types: all }]);
  });

  it('has each selected interaction once, unless its type is exported anyway', () => {
    const { meetings, calls } = rows(acme);
    const [meeting, call] = [interaction({ id: 1, type: 0 }), interaction({ id: 2, type: 1 })];
    const selected = [
      interactionRow(meetings, meeting),
      interactionRow(calls, call),
      interactionRow(calls, call),
    ];
    expect(planOfRows(session(), selected).chosen).toEqual([
      { record: acme, items: [{ interaction: meeting }, { interaction: call }] },
    ]);
    const withType = planOfRows(session(), [...selected, meetings]);
    expect(withType.histories).toEqual([{ record: acme, types: [0] }]);
    expect(withType.chosen).toEqual([{ record: acme, items: [{ interaction: call }] }]);
  });

  it('of the view has every followed record, through its filter', () => {
    const filter = { manualOnly: true };
    const plan = planOfView(session(filter));
    expect(plan.histories.map(({ record }) => record)).toEqual([acme, globex]);
    expect(plan.filter).toBe(filter);
  });

  it('of found interactions has those of each record together, with their texts', () => {
    const found = [
      { record: acme, interaction: interaction({ id: 1 }), text: 'One' },
      { record: globex, interaction: interaction({ id: 2 }) },
      { record: acme, interaction: interaction({ id: 3 }) },
    ];
    const { chosen, histories } = planOfItems(found);
    expect(histories).toEqual([]);
    expect(chosen.map(({ record, items }) => [record.name, items.map(({ text }) => text)])).toEqual([
      ['Acme Robotics', ['One', undefined]],
      ['Globex', [undefined]],
    ]);
  });

  it('suggests a name that every system allows', () => {
    const now = new Date(2026, 10, 30, 23);
    const named = (name: string): string =>
      suggestedName(
        { histories: [{ record: { ...acme, name }, types: all }], chosen: [], filter: {} },
        'csv',
        now,
      );
    expect(named('Acme Robotics')).toBe('Acme Robotics – interactions 2026-11-30.csv');
    expect(named('../..\\a:b*?"<>|\u0000c\n')).toBe('a b c – interactions 2026-11-30.csv');
    expect(named(' … ')).toBe('… – interactions 2026-11-30.csv');
    expect(named('...')).toBe('Affinity – interactions 2026-11-30.csv');
    expect(named(`${'x'.repeat(79)}👩`).isWellFormed()).toBe(true);
    expect(Buffer.byteLength(named('株'.repeat(100)))).toBeLessThan(250);
    expect(named('株'.repeat(100))).not.toContain('\uFFFD');
    expect(suggestedName(planOfView(session()), 'markdown', now)).toBe(
      'Affinity – interactions 2026-11-30.md',
    );
    expect(suggestedName(planOfRows(session(), [rows(acme).calls]), 'jsonLines', now)).toBe(
      'Acme Robotics – calls 2026-11-30.jsonl',
    );
    expect(suggestedName(planOfItems([{ record: acme, interaction: interaction({}) }]), 'csv', now)).toBe(
      'Acme Robotics – selected interactions 2026-11-30.csv',
    );
    expect(suggestedName(planOfRows(session({ manualOnly: true }), [rows(acme).calls]), 'csv', now)).toBe(
      'Acme Robotics – filtered interactions 2026-11-30.csv',
    );
  });
});

describe('reading for an export', () => {
  it('passes on the types that were asked for, through the filter, with their texts', async () => {
    const { source, asked } = histories({
      7: {
        interactions: [
          { ...interaction({ id: 1, type: 0, manualCreatorId: 5 }), text: 'Hi' },
          interaction({ id: 2, type: 0 }),
          interaction({ id: 3, type: 1, manualCreatorId: 5 }),
        ],
      },
    });
    const plan = {
      histories: [{ record: acme, types: [0] as const }],
      chosen: [],
      filter: { manualOnly: true },
    };
    const { items, coverage } = await read(source, plan);
    expect(items.map(({ interaction: { id }, text }) => [id, text])).toEqual([[1, 'Hi']]);
    expect(coverage).toMatchObject([{ record: acme, type: 0, end: 'complete', span, withoutText: 0 }]);
    expect(asked).toEqual(['Acme Robotics 0 true']);
  });

  it('counts an interaction as one without its text when only some of its notes were read', async () => {
    const partial = { ...interaction({ id: 1, type: 0 }), text: 'Half', isPartial: true } as const;
    const whole = { ...interaction({ id: 2, type: 0 }), text: 'Whole' };
    const { source } = histories({ 7: { interactions: [partial, whole, interaction({ id: 3, type: 0 })] } });
    const history = { record: acme, types: [0] as const };
    const { items, coverage } = await read(source, { histories: [history], chosen: [], filter: {} });
    expect(items.map(({ text }) => text)).toEqual(['Half', 'Whole', undefined]);
    expect(coverage).toMatchObject([{ withoutText: 2 }]);
    const chosen = [{ record: acme, items: [item(PARTIAL, 1), item(2, 2)] }];
    const selected = await read(source, { histories: [], chosen, filter: {} });
    expect(selected.coverage).toMatchObject([{ withoutText: 1 }]);
  });

  it('keeps what was read before a stop, and reports the rest as not read', async () => {
    const { source, asked } = histories({
      7: { end: { kind: 'stopped' }, interactions: [interaction({ id: 1, type: 0 })], complete: [0] },
    });
    const { items, coverage, ends } = await read(source, planOfView(session()));
    expect(items).toHaveLength(1);
    expect(coverage.map(({ record, type, end }) => [record.name, type, end])).toEqual([
      ['Acme Robotics', 0, 'complete'],
      ['Acme Robotics', 1, 'stopped'],
      ['Acme Robotics', 2, 'stopped'],
      ['Acme Robotics', 3, 'stopped'],
      ['Globex', undefined, 'unread'],
    ]);
    expect(ends).toEqual([{ kind: 'stopped' }]);
    expect(asked).toHaveLength(1);
  });

  it('continues with the next record after a failure', async () => {
    const error = new AffinityError({
      kind: 'forbidden',
      message: 'no',
      method: 'GET',
      path: '/interactions',
    });
    const { source, asked } = histories({ 7: { end: { kind: 'failed', error }, complete: [] } });
    const { coverage, ends } = await read(source, planOfView(session()));
    expect(asked).toHaveLength(2);
    expect(coverage.map(({ end }) => end)).toEqual([
      ...all.map(() => 'failed'),
      ...all.map(() => 'complete'),
    ]);
    expect(ends.map(({ kind }) => kind)).toEqual(['failed', 'complete']);
  });

  it('reads only the missing texts of selected interactions, newest first', async () => {
    const { source, asked } = histories({});
    const chosen = [{ record: acme, items: [item(1, 1), item(2, 2, 'Known'), item(3, 3)] }];
    const { items, coverage } = await read(source, { histories: [], chosen, filter: {} });
    expect(items.map(({ text }) => text)).toEqual(['Text 3', 'Known', 'Text 1']);
    expect(asked).toEqual(['Acme Robotics texts of 1,3']);
    expect(coverage).toEqual([{ record: acme, end: 'chosen', unreadable: 0, withoutText: 0 }]);
  });
});
