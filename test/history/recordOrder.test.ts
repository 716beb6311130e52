import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordDates } from '../../src/history/recordDates.ts';
import { orderRecords } from '../../src/history/recordOrder.ts';
import type { RecordOrder } from '../../src/history/recordOrder.ts';
import { storedChoices } from '../../src/history/storedChoices.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';
import { daysAgo, NOW } from './affinityWith.ts';

const ago = (days: number): RecordDates => ({ lastInteractionDate: new Date(daysAgo(days)) });

/** Companies by name, with their dates; undefined for one that was never asked for. */
function named(...entries: readonly (readonly [string, RecordDates | undefined])[]) {
  const records = entries.map(([name], index): RecordRef => ({ kind: 'company', id: index + 1, name }));
  const known = ({ id }: RecordRef) => {
    const dates = entries[id - 1]?.[1];
    return dates && { dates, readAt: NOW };
  };
  const names = (order: RecordOrder): readonly string[] =>
    orderRecords(records, order, { known, now: NOW }).map(({ name }) => name);
  return { records, names };
}

describe('the order of the followed records', () => {
  const { names } = named(
    ['Zeta 10', ago(3)],
    ['Ärzte', ago(90)],
    ['Zeta 2', undefined],
    ['Bern', {}],
    ['zeta 3', ago(3)],
    ['Apex', { lastInteractionDate: new Date(0) }],
  );

  it('is by name as the user’s language has it, numbers as numbers', () => {
    expect(names('name')).toEqual(['Apex', 'Ärzte', 'Bern', 'Zeta 2', 'zeta 3', 'Zeta 10']);
  });

  it('is by last contact the longest ago first, then without contact, then unknown', () => {
    expect(names('last-contact')).toEqual(['Ärzte', 'zeta 3', 'Zeta 10', 'Bern', 'Apex', 'Zeta 2']);
  });

  it('is as they were followed', () => {
    expect(names('followed')).toEqual(['Zeta 10', 'Ärzte', 'Zeta 2', 'Bern', 'zeta 3', 'Apex']);
  });

  it('neither loses nor doubles a record, and does not depend on the order before', () => {
    const dates = fc.option(fc.oneof(fc.constant({}), fc.integer({ min: -40, max: 9000 }).map(ago)), {
      nil: undefined,
    });
    const entries = fc.array(fc.tuple(fc.string({ maxLength: 3 }), dates), { maxLength: 12 });
    fc.assert(
      fc.property(entries, fc.constantFrom('name' as const, 'last-contact' as const), (all, order) => {
        const { records } = named(...all);
        const known = ({ id }: RecordRef) => {
          const [, one] = all[id - 1] ?? [];
          return one && { dates: one, readAt: NOW };
        };
        const ordered = orderRecords(records, order, { known, now: NOW });
        expect(new Set(ordered)).toEqual(new Set(records));
        expect(ordered).toHaveLength(records.length);
        expect(orderRecords(records.toReversed(), order, { known, now: NOW })).toEqual(ordered);
      }),
    );
  });

  it('is by name where nothing readable is stored', () => {
    expect([undefined, 'size', 7, 'last-contact'].map(storedChoices.recordOrder)).toEqual([
      'name',
      'name',
      'name',
      'last-contact',
    ]);
  });
});
