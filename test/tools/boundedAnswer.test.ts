import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedAnswer, boundedText, byteLength, MAX_ANSWER_BYTES } from '../../src/tools/boundedAnswer.ts';
import { runCount } from '../support/runCount.ts';

const seed = Date.now() % 1e9;
const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength });
const about = fc.array(text(200), { maxLength: 5 });

describe('an answer', () => {
  it('has at most 16 KB in UTF-8, and as many rows as fit', () => {
    const rows = fc.array(
      fc
        .tuple(text(10), fc.nat(600))
        .map(([word, times]) => word.repeat(times).slice(0, 3000).toWellFormed()),
    );
    fc.assert(
      fc.property(rows, about, (given, lines) => {
        let told = -1;
        const head = (shown: number) => [
          `${(told = shown)} of ${given.length} shown.${shown < given.length ? ' There are more.' : ''}`,
        ];
        const answer = boundedAnswer({ head, about: lines, rows: given });
        expect(byteLength(answer)).toBeLessThanOrEqual(MAX_ANSWER_BYTES);
        const [first = ''] = answer.split('\n');
        const shown = Number(first.split(' ')[0]);
        expect(shown).toBe(told);
        const next = given[shown];
        if (next !== undefined)
          expect(byteLength(answer) + byteLength(next)).toBeGreaterThan(MAX_ANSWER_BYTES - 100);
      }),
      { seed, numRuns: runCount(120) },
    );
  });

  it('has another number in its markers each time', () => {
    const answers = Array.from({ length: 50 }, () => boundedAnswer({ head: () => [], about: [], rows: [] }));
    const numbers = answers.map((answer) => /^BEGIN AFFINITY DATA ([0-9a-f]{32})$/m.exec(answer)?.[1]);
    expect(new Set(numbers).size).toBe(50);
    expect(numbers).not.toContain(undefined);
  });

  it('gives a long text in parts that have at most 16 KB and are the text together', () => {
    fc.assert(
      fc.property(text(50), fc.nat(3000), about, (word, times, lines) => {
        const whole = word
          .repeat(times)
          .toWellFormed()
          .replaceAll(/BEGIN|END/gi, '');
        let got = '';
        while (got.length < whole.length) {
          let to = 0;
          const head = (part: { readonly from: number; readonly to: number }) => [
            `${part.from} to ${(to = part.to)}`,
          ];
          const answer = boundedText({ head, about: lines, text: whole, from: got.length });
          expect(byteLength(answer)).toBeLessThanOrEqual(MAX_ANSWER_BYTES);
          expect(to).toBeGreaterThan(got.length);
          expect(answer).toContain(whole.slice(got.length, to));
          got += whole.slice(got.length, to);
        }
        expect(got).toBe(whole);
      }),
      { seed, numRuns: runCount(50) },
    );
  });
});
