import { describe, expect, it } from 'vitest';
import { filterKey, filterQuery, isEmptyFilter, passesFilter } from '../../src/history/interactionFilter.ts';
import type { InteractionFilter } from '../../src/history/interactionFilter.ts';
import { interaction } from './interaction.ts';

const all: InteractionFilter = { manualOnly: true, colleague: { id: 0, name: 'Ann' }, direction: 0 };

describe('a filter', () => {
  it('applies all its criteria to chat messages and emails', () => {
    const query = { loggingType: 1, internalPersonId: 0, direction: 0 };
    expect(filterQuery(all, 2)).toEqual(query);
    expect(filterQuery(all, 3)).toEqual(query);
  });

  it('leaves out the direction for meetings and calls', () => {
    expect(filterQuery(all, 0)).toEqual({ loggingType: 1, internalPersonId: 0 });
    expect(filterQuery(all, 1)).toEqual({ loggingType: 1, internalPersonId: 0 });
  });

  it('has no query parameters when it is empty', () => {
    expect(filterQuery({ manualOnly: false }, 3)).toEqual({});
    expect(isEmptyFilter({ manualOnly: false })).toBe(true);
    expect(isEmptyFilter({ direction: 0 })).toBe(false);
    expect(filterKey({ manualOnly: false })).toBe('');
  });

  it('has a key that ignores the name of its colleague', () => {
    const renamed = { direction: 0, colleague: { id: 0, name: 'Anna' }, manualOnly: true } as const;
    expect(filterKey(renamed)).toBe(filterKey(all));
    expect(filterKey({ ...all, direction: 1 })).not.toBe(filterKey(all));
  });

  it('has the empty key for a type that it doesn’t apply to', () => {
    expect(filterKey({ direction: 1 }, 0)).toBe('');
    expect(filterKey({ direction: 1 }, 3)).not.toBe('');
  });

  it('matches manually logged interactions with the colleague in the direction', () => {
    const ann = { id: 0, type: 1, emails: [] };
    const sent = interaction({ type: 2, direction: 0, manualCreatorId: 5, persons: [ann] });
    expect(passesFilter(sent, all)).toBe(true);
    expect(passesFilter({ ...sent, direction: 1 }, all)).toBe(false);
    expect(passesFilter({ ...sent, persons: [] }, all)).toBe(false);
    expect(passesFilter({ ...sent, manualCreatorId: undefined }, all)).toBe(false);
    expect(passesFilter({ ...sent, type: 0, direction: undefined }, all)).toBe(true);
  });

  it('finds the colleague in from, to and cc', () => {
    const ann = { id: 0, type: 1, emails: [] };
    const filter = { colleague: { id: 0, name: 'Ann' } };
    for (const line of [{ from: ann }, { to: [ann] }, { cc: [ann] }]) {
      expect(passesFilter(interaction({ type: 3, ...line }), filter)).toBe(true);
    }
  });
});
