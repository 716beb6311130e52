import { describe, expect, it } from 'vitest';
import { filterExpression } from '../../../src/sandbox/v2/filterExpression.ts';
import type { FilterFields } from '../../../src/sandbox/v2/filterExpression.ts';

interface Row {
  readonly id: number;
  readonly at: number | null;
  readonly score: number;
}

const fields: FilterFields<Row> = {
  id: { type: 'id', valueOf: ({ id }) => id },
  'made.at': { type: 'time', valueOf: ({ at }) => at },
  score: { type: 'number', valueOf: ({ score }) => score },
};

const rows: readonly Row[] = [1, 2, 3, 4].map((id) => ({
  id,
  at: id === 4 ? null : Date.UTC(2026, 10, id, 12, 0, 0, id),
  score: id / 10,
}));

function matching(text: string | undefined): readonly number[] {
  return rows.filter(filterExpression(text, fields)).map(({ id }) => id);
}

describe('a filter', () => {
  it.each([
    ['is missing', undefined, [1, 2, 3, 4]],
    ['names an id', 'id=2', [2]],
    ['names several ids', 'id=1|id=3|id=9', [1, 3]],
    ['has a span', 'made.at>=2026-11-01T12:00:00Z&made.at<2026-11-02T12:00:00Z', [1]],
    ['ends at a second that holds a row', 'made.at<=2026-11-02T12:00:00Z', [1]],
    ['compares a time that a row does not have', 'made.at>2000-01-01T00:00:00Z', [1, 2, 3]],
    ['compares numbers', 'score>=0.2&score<0.4', [2, 3]],
    ['has & before |', 'id=1|score>0.1&score<0.3', [1, 2]],
    ['has parentheses', '(id=1|score>0.1)&score<0.3', [1, 2]],
    ['has parentheses that matter', '(id=1|id=4)&score>0.3', [4]],
    ['has nested parentheses', '((id=1)|((id=2)))', [1, 2]],
    ['has blanks', ' id = 1 | ( id = 2 ) ', [1, 2]],
  ])('works when it %s', (_, text, found) => {
    expect(matching(text)).toEqual(found);
  });

  it.each([
    ['nothing', ''],
    ['an unknown property', 'name=1'],
    ['a property of every object', 'constructor=1'],
    ['an operator that an id does not have', 'id>1'],
    ['an operator that a time does not have', 'made.at=2026-11-01T12:00:00Z'],
    ['an operator that does not exist', 'id!=1'],
    ['a fraction of a second', 'made.at>2026-11-01T12:00:00.5Z'],
    ['an offset', 'made.at>2026-11-01T12:00:00+01:00'],
    ['a day', 'made.at>2026-11-01'],
    ['a day that does not exist', 'made.at>2026-13-01T12:00:00Z'],
    ['a text instead of an id', 'id=x'],
    ['an open parenthesis', '(id=1'],
    ['a closed parenthesis', 'id=1)'],
    ['no right side', 'id='],
    ['a dangling operator', 'id=1&'],
    ['two comparisons in a row', 'id=1 id=2'],
    ['a double operator', 'id=1&&id=2'],
    ['an open quotation mark', 'id="1'],
  ])('is refused with %s', (_, text) => {
    expect(() => filterExpression(text, fields)).toThrow(/^Invalid filter provided/);
  });
});
