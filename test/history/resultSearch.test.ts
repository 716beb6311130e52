import { describe, expect, it, vi } from 'vitest';
import { ResultSearch } from '../../src/history/resultSearch.ts';
import { interaction } from './interaction.ts';

const titled = (id: number, title: string) => interaction({ id, title });

const search = (titles: readonly string[]) => {
  const items = titles.map((title, index) => titled(index + 1, title));
  const make = vi.fn((one: ReturnType<typeof titled>) => ({
    item: one.id,
    text: (one.title ?? '').toLowerCase(),
  }));
  const own = new ResultSearch(make);
  return { make, find: (text: string, most = 500) => own.find(items, text, most) };
};

describe('the search in a list of interactions', () => {
  it('finds interactions with all words, in any order and case', () => {
    const { find } = search(['Call about the pilot', 'Pilot, a CALL', 'Pilot', 'Call']);
    expect(find('  call PILOT ')).toEqual({ items: [1, 2], matches: 2 });
  });

  it('finds everything for an empty search', () => {
    expect(search(['One', 'Two']).find(' ')).toEqual({ items: [1, 2], matches: 2 });
  });

  it('returns the first 500 matches, and counts all', () => {
    const titles = Array.from({ length: 1400 }, (_, index) => (index % 2 === 0 ? 'Pilot' : 'Other'));
    const { items, matches } = search(titles).find('pilot');
    expect(matches).toBe(700);
    expect(items).toHaveLength(500);
    expect(items.slice(0, 3)).toEqual([1, 3, 5]);
  });

  it('prepares each interaction once, however often it searches', () => {
    const { make, find } = search(['One', 'Two', 'Three']);
    for (const text of ['o', 'on', 'one', '']) find(text);
    expect(make).toHaveBeenCalledTimes(3);
  });
});
