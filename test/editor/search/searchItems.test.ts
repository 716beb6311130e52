import { describe, expect, it } from 'vitest';
import type { RecordCoverage } from '../../../src/editor/search/recordCoverage.ts';
import { searchItems } from '../../../src/editor/search/searchItems.ts';
import type { SearchView } from '../../../src/editor/search/searchItems.ts';
import type { FoundInteraction } from '../../../src/editor/search/searchTasks.ts';

const at = (day: string): number => new Date(`${day}T12:00:00`).getTime();

function found(fields: Partial<FoundInteraction>): FoundInteraction {
  const empty = {
    type: 0,
    id: 1,
    date: at('2024-05-02'),
    records: ['company:7'],
    title: 'Kick-off',
  } as const;
  return { ...empty, names: 'Ann Lee, Bo Ray, Cy Fox, Di Orr', fit: 0, ...fields };
}

function covered(fields: Partial<RecordCoverage> = {}): RecordCoverage {
  const record = { kind: 'company', id: 7, name: 'Acme Robotics' } as const;
  return { record, isBegun: true, isComplete: true, requestsLeft: 4, ...fields };
}

function rows(
  view: Partial<SearchView> & { readonly rows?: readonly FoundInteraction[]; readonly total?: number },
) {
  const { rows: shown = [], total = shown.length, ...rest } = view;
  const items = searchItems({
    answer: { found: shown, total, size: 100 },
    problems: [],
    isEmptyQuery: false,
    isFilling: false,
    coverage: [covered()],
    isReading: false,
    end: undefined,
    ...rest,
  });
  return items.map(({ label, description, detail }) =>
    [label, description, detail].filter(Boolean).join(' | '),
  );
}

const other = { record: { kind: 'person', id: 3, name: 'Jo $(star)' } as const };

it('offers to log a match again, unless it is an email', () => {
  const buttons = [0, 1, 2, 3].map((type) => {
    const answer = { found: [found({ type: type as 0 })], total: 1, size: 1 };
    const state = { isEmptyQuery: false, isFilling: false, isReading: false, end: undefined } as const;
    const items = searchItems({ answer, problems: [], coverage: [covered()], ...state });
    return items.flatMap((item) => item.buttons ?? []).map(({ tooltip }) => tooltip);
  });
  expect(buttons).toEqual([['Log Again…'], ['Log Again…'], ['Log Again…'], []]);
});

describe('the rows of a search', () => {
  it('are grouped by record in the order of their newest row, with what is covered', () => {
    const coverage = [covered({ isComplete: false, since: new Date('2021-03-12T12:00:00') }), covered(other)];
    expect(
      rows({
        coverage,
        rows: [
          found({ id: 2, records: ['person:3'], title: '', line: 'the line' }),
          found({ id: 3, date: at('2023-05-02') }),
          found({ id: 4, date: at('2022-05-02'), records: ['person:3'], fit: 2 }),
        ],
      }),
    ).toEqual([
      'Jo $\u2060(star) · everything',
      '2 May 2024  Ann Lee, Bo Ray, Cy Fox +1 | the line',
      'Acme Robotics · since 12 Mar 2021',
      '2 May 2023  Kick-off | Ann Lee, Bo Ray, Cy Fox +1',
      'Jo $\u2060(star) · similar words',
      '2 May 2022  Kick-off | Ann Lee, Bo Ray, Cy Fox +1',
      '',
      'Read what isn’t covered yet… | about 4 requests | Acme Robotics',
    ]);
  });

  it('cut the long name of a record, which would hide the first row', () => {
    const record = { kind: 'company', id: 7, name: `Gesellschaft für ${'lange Namen '.repeat(9)}` } as const;
    expect(rows({ rows: [found({})], coverage: [covered({ record })] })[0]).toBe(
      'Gesellschaft für lange Namen la… · everything',
    );
  });

  it('say that nothing matches, and offer to read what isn’t covered', () => {
    expect(rows({})).toEqual(['No matches']);
    expect(rows({ coverage: [covered({ isComplete: false })] })[0]).toBe('No matches in what is read so far');
    expect(rows({ coverage: [] })).toEqual(['Nothing followed yet | follow a record to search it']);
    expect(rows({ coverage: [covered({ isComplete: false, requestsLeft: 1 })] }).at(-1)).toBe(
      'Read what isn’t covered yet… | about 1 request | Acme Robotics',
    );
  });

  it('tell of more matches, of terms that mean nothing, and of reading', () => {
    const problems = [{ code: 'unknown-type', value: 'fax' }] as const;
    const shown = rows({ rows: [found({})], total: 3, problems, isReading: true });
    expect(shown[0]).toBe('“fax” isn’t a type | use meeting, call, chat or email');
    expect(shown).toContain('2 more matches | keep typing, or press Enter to show more');
    expect(shown.at(-1)).toBe('Stop reading | keep what was read');
  });

  it('tell why reading ended, with the way to go on', () => {
    const coverage = [covered({ isComplete: false })];
    const floor = { remaining: 7, floor: 100 } as never;
    expect(rows({ coverage, end: { kind: 'below-floor', reason: floor } }).at(-1)).toBe(
      'Stopped: 7 requests are left for your firm this month | Fewer than the 100 you reserve',
    );
    expect(rows({ coverage, end: { kind: 'failed', error: new Error('x') } }).at(-1)).toContain(
      'press Enter to try again',
    );
  });
});

it('isolates right-to-left names from the numbers and words that follow them', () => {
  const name = 'אבני דרך';
  const record = { kind: 'company', id: 7, name } as const;
  const coverage = [covered({ record, isComplete: false, since: new Date('2021-03-12T12:00:00') })];
  const names = 'דנה לוי, Bo Ray, Cy Fox, Di Orr';
  expect(rows({ coverage, rows: [found({ names })] }).slice(0, 2)).toEqual([
    `\u2068${name}\u2069 · since 12 Mar 2021`,
    '2 May 2024  Kick-off | \u2068דנה לוי\u2069, Bo Ray, Cy Fox +1',
  ]);
  const long = 'ש'.repeat(60);
  const [group] = rows({ coverage: [covered({ record: { ...record, name: long } })], rows: [found({})] });
  expect(group).toBe(`\u2068${'ש'.repeat(31)}…\u2069 · everything`);
});
