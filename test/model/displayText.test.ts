import { expect, it } from 'vitest';
import { characterCount, displayText, MAX_DISPLAY_LENGTH } from '../../src/model/displayText.ts';

it('removes terminal sequences and direction overrides, and cuts text that is too long', () => {
  expect(displayText('a\u001B[31mb\u202Egnp.exe\u2066c\u0007\u009B')).toBe('a[31mbgnp.exec');
  expect(displayText('two\n\tlines, שלום 👩‍👩‍👧')).toBe('two\n\tlines, שלום 👩‍👩‍👧');
  expect(displayText('\u001B'.repeat(MAX_DISPLAY_LENGTH) + 'a'.repeat(MAX_DISPLAY_LENGTH))).toBe(
    'a'.repeat(MAX_DISPLAY_LENGTH),
  );
});

it('counts a surrogate pair as one character, and so half a pair', () => {
  expect(characterCount('a👋b')).toBe(3);
  expect(characterCount('\uD83D')).toBe(1);
  expect(characterCount('\uDC4B\uD83D\uD83D\uDC4B')).toBe(3);
  expect(characterCount('')).toBe(0);
});
