import { expect, it } from 'vitest';
import { fillIn, englishFormWords, formWords } from '../../src/protocol/formWords.ts';

it('looks up each word by its English text', () => {
  const asked: string[] = [];
  const words = formWords((english) => {
    asked.push(english);
    return english.toUpperCase();
  });
  expect(words.cancel).toBe('CANCEL');
  expect(asked).toEqual(Object.values(englishFormWords));
});

it('fills placeholders, and leaves those without a value', () => {
  expect(fillIn('{0} of {1}', 3, 'four')).toBe('3 of four');
  expect(fillIn('{0} and {1}', '{1}')).toBe('{1} and {1}');
  expect(fillIn('$& {0}', '$&')).toBe('$& $&');
});
