import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interaction } from '../../src/affinity/index.ts';
import { RecordHistory } from '../../src/history/recordHistory.ts';
import type { SavedHistory } from '../../src/history/recordHistory.ts';
import { interaction } from './interaction.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const acme = { kind: 'company', id: 7, name: 'Acme' } as const;

const refuse = (): never => {
  throw new Error('Nothing is asked for.');
};
const deps = { interactions: { iterate: refuse }, spanOf: refuse, now: () => NOW };

/** A history as it is stored: one stretch per type, each newest first. */
function saved(rows: readonly Interaction[], notes: SavedHistory['notes'] = []): SavedHistory {
  const types = ([0, 1, 2, 3] as const).map((type) => {
    const own = rows.filter((row) => row.type === type);
    const stretch = {
      start: 0,
      from: 0,
      to: NOW,
      done: true,
      readAt: NOW,
      oldestReadAt: NOW,
      unreadable: [],
    };
    return [type, [{ ...stretch, rows: own.toSorted(newestFirst) }]] as const;
  });
  return { record: acme, savedAt: NOW, types: new Map(types), notes };
}

function newestFirst(one: Interaction, other: Interaction): number {
  return other.date.getTime() - one.date.getTime() || one.type - other.type || other.id - one.id;
}

const rowArbitrary = fc.record({
  type: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
  // Few moments, so that many rows share one.
  date: fc.nat(20).map((hours) => new Date(NOW - hours * 3_600_000)),
});

describe('a stored history', () => {
  it('is in one order, newest first, with every row once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowArbitrary, { maxLength: 60 }), async (drawn) => {
        const rows = drawn.map((row, id) => interaction({ ...row, id: id + 1 }));
        const history = await RecordHistory.restored(acme, deps, saved(rows));
        const { interactions } = await history.toWholeHistory();
        expect(interactions.map(({ id }) => id)).toEqual(rows.toSorted(newestFirst).map(({ id }) => id));
        const again = await RecordHistory.restored(acme, deps, await history.save(NOW));
        expect(await again.toWholeHistory()).toEqual(await history.toWholeHistory());
      }),
    );
  });

  it('tells which of its texts are only a part', async () => {
    const rows = [
      interaction({ id: 1, date: new Date(NOW - 1), noteIds: [11, 12] }),
      interaction({ id: 2, date: new Date(NOW - 2), noteIds: [13] }),
      interaction({ id: 3, date: new Date(NOW - 3), noteIds: [14] }),
    ];
    const notes = [
      [11, 'One'],
      [13, 'Three'],
    ] as const;
    const whole = await (await RecordHistory.restored(acme, deps, saved(rows, notes))).toWholeHistory();
    expect(whole.interactions.map(({ text, isPartial }) => [text, isPartial])).toEqual([
      ['One', true],
      ['Three', undefined],
      [undefined, undefined],
    ]);
    expect(whole.missing).toBe(2);
  });

  it('of 20,000 interactions lets other work have its turn', async () => {
    const rows = Array.from({ length: 20_000 }, (_, id) =>
      interaction({ id, type: id % 4, date: new Date(NOW - id), noteIds: [id] }),
    );
    const stored = saved(
      rows,
      rows.map(({ id }) => [id, `Text ${id}`] as const),
    );
    const turns = { restored: 0, merged: 0 };
    let step: keyof typeof turns | undefined = 'restored';
    const take = (): void => {
      if (step === undefined) return;
      turns[step] += 1;
      setImmediate(take);
    };
    setImmediate(take);
    const history = await RecordHistory.restored(acme, deps, stored);
    step = 'merged';
    const { interactions } = await history.toWholeHistory();
    step = undefined;
    expect(interactions).toHaveLength(20_000);
    expect(turns.restored).toBeGreaterThan(0);
    expect(turns.merged).toBeGreaterThan(0);
  });
});
