import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AffinityError } from '../../../src/affinity/index.ts';
import type { AffinityErrorKind, Interaction } from '../../../src/affinity/index.ts';
import { saveProblem } from '../../../src/drafts/writing/saveOutcome.ts';
import type { SampleAccount } from '../../../src/editor/account/account.ts';
import { AccountConnection } from '../../../src/editor/account/accountConnection.ts';
import { listInteractions } from '../../../src/editor/pick/listInteractions.ts';
import { interactionMarkdown } from '../../../src/editor/reader/interactionMarkdown.ts';
import { AccountStatus } from '../../../src/editor/status/accountStatus.ts';
import { draftRow, draftsRow } from '../../../src/editor/tree/row.ts';
import type { Row } from '../../../src/editor/tree/row.ts';
import { interactionTooltip, rowItem } from '../../../src/editor/tree/rowItem.ts';
import { draftSummary } from '../../../src/editor/words/draftSummary.ts';
import { explain, notSentWords, refusalWords } from '../../../src/editor/words/explain.ts';
import { interactionRow, recordRow, stateRow, typeRow } from '../../../src/history/historyRow.ts';
import type { TimelineState } from '../../../src/history/timelineState.ts';
import { formWords } from '../../../src/protocol/formWords.ts';
import { relationshipPageWords } from '../../../src/protocol/relationshipPageWords.ts';
import { aDraft } from '../../drafts/support/aDraft.ts';
import { interaction } from '../../history/interaction.ts';
import { smallFirm } from '../../sandbox/smallFirm.ts';
import { eventually } from '../../support/eventually.ts';
import { pseudoBundle } from '../../support/translations.ts';
import { formsInWindow, typed } from '../support/formsInWindow.ts';
import { l10n, seen } from '../support/vscodeStandIn.ts';

const NAMES = 'Zoë Quux';

/** Words that are not translated: data of these tests, names of products and time zones, and words from `Intl`. */
const dataWords: ReadonlySet<string> = new Set([
  ...wordsIn(JSON.stringify(smallFirm())),
  ...wordsIn('Zoë Quux zoe quux example Affinity API Markdown UTC GMT CET CEST Nope'),
  ...wordsIn('Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday'),
  ...wordsIn('Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January November December at'),
]);

const person = { id: 11, type: 1, firstName: 'Zoë', lastName: 'Quux', emails: ['zoe@quux.example'] } as const;
const colleague = { ...person, id: 1, type: 0 } as const;
const quux = { kind: 'company', id: 21, name: NAMES } as const;
const inTree = recordRow('7/1', quux);

const kinds: Readonly<Record<AffinityErrorKind, true>> = {
  unauthorized: true,
  forbidden: true,
  'not-found': true,
  conflict: true,
  'invalid-request': true,
  'rate-limited': true,
  server: true,
  network: true,
  timeout: true,
  'bad-response': true,
  'invalid-argument': true,
};

beforeAll(() => {
  l10n.bundle = pseudoBundle();
});

afterAll(() => {
  l10n.bundle = undefined;
});

beforeEach(() => {
  seen.said.length = 0;
  seen.inputs.length = 0;
});

describe('in a pseudo-language, no English word is left in', () => {
  it('rows of records, types, periods, drafts and interactions', () => {
    const type = typeRow(inTree, 0);
    const parent = draftsRow('7/1', 2);
    const drafts = (['open', 'sending', 'unknown'] as const).map((state) =>
      draftRow(parent, draftSummary(aDraft({ text: '', people: [], outcome: { state } as never }))),
    );
    const periods = (['year', 'month', 'day', 'piece'] as const).map((grain): Row => {
      const id = `${type.id}/${grain}.1`;
      return {
        ...type,
        kind: 'period',
        id,
        key: `${grain}.1`,
        grain,
        from: new Date(0),
        count: 9,
        isPart: true,
      };
    });
    const interactions = ([0, 1, 2, 3] as const).map((one) =>
      interactionRow(type, someInteraction({ type: one, direction: 0 })),
    );
    const rows: readonly Row[] = [parent, ...drafts, inTree, type, ...periods, ...interactions];
    expect(rows.flatMap((row) => english(drawn(row)))).toEqual([]);
    expect(drawn(type).label).toBe('⟦Ɱééţîñĝš⟧');
  });

  it('rows that tell the state of a type', () => {
    const rows = states().flatMap((state) =>
      (['last', 'unreadable'] as const).map((kind) => drawn(stateRow(typeRow(inTree, 0), kind), state)),
    );
    expect(rows.flatMap((row) => english(row))).toEqual([]);
    expect(rows.length).toBeGreaterThan(10);
  });

  it('tooltips and documents', async () => {
    for (const type of [0, 1, 2, 3] as const) {
      const one = someInteraction({ type, direction: 1, noteIds: [7] });
      const problem = explain(new AffinityError({ kind: 'network', message: '' } as never)).message;
      expect(english(interactionTooltip(one, ''))).toEqual([]);
      expect(english(await interactionMarkdown(one, [{ problem }]))).toEqual([]);
    }
  });

  it('failures of all kinds', () => {
    const failures = Object.keys(kinds).flatMap((kind) => {
      const error = new AffinityError({ kind, message: 'personIds must be positive', details: [] } as never);
      const { message, short } = explain(error);
      const words = (['create', 'update', 'delete'] as const).map((task) =>
        refusalWords(saveProblem(error), task),
      );
      return [message, short, notSentWords(saveProblem(error)), ...words].flatMap((one) => english(one));
    });
    expect(failures).toEqual([]);
  });

  it('the status bar', () => {
    const identity = { tenant: { id: 1, name: NAMES }, user: { id: 2, firstName: NAMES } };
    const account = { kind: 'sample', identity } as SampleAccount;
    const connection = new AccountConnection(account, { apiKey: 'key', fetch: vi.fn() }, () => 50);
    const sessions = { current: { account, connection }, onDidChange: () => ({ dispose: vi.fn() }) };
    new AccountStatus(sessions as never).dispose();
    expect(english(seen.statusItems.pop())).toEqual([]);
  });

  it('the steps of a list', async () => {
    const session = { connection: {}, followed: { current: [] }, source: {} };
    const listing = listInteractions(session as never, { record: { kind: 'company', id: 21, name: NAMES } });
    await eventually(() => expect(seen.inputs).toHaveLength(1));
    const [types] = seen.inputs;
    expect(english({ title: types?.title, items: types?.items })).toEqual([]);
    expect(types?.items.length).toBeGreaterThan(3);
    types?.hide();
    await listing;
  });

  it('a form: its labels, problems and a refusal', async () => {
    const window = await formsInWindow();
    try {
      await typed(window, { text: '', date: 'someday' });
      const [panel] = seen.panels;
      if (panel === undefined) throw new Error('No form was opened.');
      panel.say({ kind: 'submit', submission: 1, revision: 1 });
      await eventually(() => expect(panel.told.at(-1)?.view?.problems).toHaveLength(2));
      window.sandbox.play({ kind: 'status', status: 403, body: ['Nope.'], on: { method: 'POST' } });
      panel.say({ kind: 'edit', revision: 2, values: { text: 'Nope.', date: '2025-01-05 10:00' } });
      panel.say({ kind: 'submit', submission: 2, revision: 2 });
      await eventually(() => expect(JSON.stringify(panel.told.at(-1))).toContain('Nope.'));
      expect(panel.told.flatMap((message) => english(message))).toEqual([]);
      expect(panel.told.length).toBeGreaterThan(1);
      expect(seen.said.flatMap((said) => english(said))).toEqual([]);
      expect(english(panel.title)).toEqual([]);
    } finally {
      await window.end();
    }
  });

  it('the words of both pages', () => {
    const words = [formWords, relationshipPageWords].map((of) => of((text) => l10n.t(text)));
    expect(words.flatMap((one) => english(one))).toEqual([]);
    expect(words.every((one) => Object.values<string>(one).length > 20)).toBe(true);
  });

  it('deleting and its confirmation', async () => {
    const window = await formsInWindow();
    try {
      const { writing, session, sandbox } = window;
      seen.answer = ['⟦Ðéļéţé⟧', '⟦Đéļéţé⟧'];
      sandbox.play({ kind: 'status', status: 403, body: ['Nope.'], on: { method: 'DELETE' } });
      await writing.deletions.delete(session, [{ type: 0, id: 1001 }]);
      await writing.deletions.delete(session, [
        { type: 0, id: 1001 },
        { type: 0, id: 1002 },
      ]);
      expect(seen.said.length).toBeGreaterThan(1);
      expect(seen.said.flatMap((said) => english(said))).toEqual([]);
    } finally {
      await window.end();
    }
  });
});

function someInteraction(fields: Partial<Interaction>): Interaction {
  return interaction({
    title: NAMES,
    persons: [person, colleague] as never,
    manualCreatorId: 1,
    endTime: new Date(0),
    updatedAt: new Date(0),
    ...fields,
  });
}

function drawn(row: Row, state?: TimelineState) {
  const item = rowItem(row, {
    expanded: false,
    state,
    filtered: false,
    explanation: state?.failure && explain(state.failure.error),
  });
  const { label, description, tooltip, accessibilityInformation, command } = item;
  return { label, description, tooltip, accessibilityInformation, title: command?.title };
}

/** A state for each form of a type's last row. */
function states(): readonly TimelineState[] {
  const rest = { unreadable: 2, allLoaded: false, canLookFurtherBack: false, restored: false };
  const coverage = { from: june(2024), to: june(2025) };
  const loaded = { ...rest, status: 'loaded', items: [someInteraction({})], coverage } as TimelineState;
  const failed = Object.keys(kinds).flatMap((kind): readonly TimelineState[] => {
    const error = new AffinityError({ kind, message: '', details: [] } as never);
    return [{ ...loaded, status: 'failed', failure: { error, during: 'older' } }];
  });
  return [
    { ...rest, status: 'not-loaded', items: [] },
    { ...rest, status: 'loading', activity: 'load', items: [] },
    loaded,
    { ...loaded, skipped: { from: june(2020), to: june(2023) } },
    { ...loaded, allLoaded: true, since: june(2019), items: [] },
    { ...loaded, allLoaded: true, since: june(2019), restored: true, readAt: june(2025) },
    ...failed,
  ];
}

/** Returns each visible text that contains an English word. Texts for machines, such as keys, contain no blank. */
function english(shown: unknown): readonly string[] {
  if (typeof shown === 'string') {
    if (!/\s/.test(shown) && !/^[A-Z]/.test(shown)) return [];
    const escaped = wordsIn(shown).filter((word) => !dataWords.has(word));
    return escaped.length === 0 ? [] : [`${escaped.join(' ')}: ${shown.slice(0, 100)}`];
  }
  if (typeof shown !== 'object' || shown === null) return [];
  return Object.values(shown).flatMap((value) => english(value));
}

function wordsIn(text: string): readonly string[] {
  return text.replaceAll(/\$\([a-z~-]+\)/g, '').match(/(?<![\p{L}\d])[A-Za-z]{2,}(?!\p{L})/gu) ?? [];
}

function june(year: number): Date {
  return new Date(Date.UTC(year, 5, 1));
}
