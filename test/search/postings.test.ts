import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Postings } from '../../src/search/postings.ts';

describe('postings', () => {
  it('give back what was added to each word, in its order, however the words alternate', () => {
    const steps = fc.array(fc.tuple(fc.nat(40), fc.oneof(fc.nat(300), fc.nat(2_000_000))), {
      maxLength: 3000,
    });
    fc.assert(
      fc.property(steps, (added) => {
        const postings = new Postings();
        const expected = new Map<number, number[]>();
        for (const [word, entry] of added) {
          postings.add(word, entry);
          expected.set(word, [...(expected.get(word) ?? []), entry]);
        }
        for (let word = 0; word <= 41; word += 1) {
          const found: number[] = [];
          postings.each(word, (entry) => found.push(entry));
          expect(found).toEqual(expected.get(word) ?? []);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('take about two bytes for each place of a common word', () => {
    const postings = new Postings();
    const empty = postings.byteLength;
    for (let entry = 0; entry < 200_000; entry += 1) postings.add(0, entry * 3);
    expect(postings.byteLength - empty).toBeLessThan(2 * 200_000 + 2 ** 17);
  });

  it('know more words than there was room for at first', () => {
    const postings = new Postings();
    for (let word = 0; word < 5000; word += 1) postings.add(word, word + 7);
    const found: number[] = [];
    postings.each(4999, (entry) => found.push(entry));
    expect(found).toEqual([5006]);
  });
});
