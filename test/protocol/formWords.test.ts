import { expect, it } from 'vitest';
import { characterCount } from '../../src/protocol/characterCount.ts';
import { filled, englishFormWords, formWords } from '../../src/protocol/formWords.ts';

it('translates every word, each by its English text', () => {
  const asked: string[] = [];
  const words = formWords((english) => {
    asked.push(english);
    return english.toUpperCase();
  });
  expect(words.cancel).toBe('CANCEL');
  expect(asked).toEqual(Object.values(englishFormWords));
});

it('fills the places of a word, and leaves those that have nothing to be filled with', () => {
  expect(filled('{0} of {1}', 3, 'four')).toBe('3 of four');
  expect(filled('{0} and {1}', '{1}')).toBe('{1} and {1}');
  expect(filled('$& {0}', '$&')).toBe('$& $&');
});

it('counts an emoji of two units as one character, and a half of one as well', () => {
  expect(characterCount('a👋b')).toBe(3);
  expect(characterCount('\uD83D')).toBe(1);
  expect(characterCount('\uDC4B\uD83D\uD83D\uDC4B')).toBe(3);
  expect(characterCount('')).toBe(0);
});
