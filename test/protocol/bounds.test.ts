import { expect, it } from 'vitest';
import { asShown, bounds } from '../../src/protocol/bounds.ts';

it('what the page shows has no terminal sequence and no direction override, and stays within its bound', () => {
  expect(asShown('a\u001B[31mb\u202Egnp.exe\u2066c\u0007\u009B')).toBe('a[31mbgnp.exec');
  expect(asShown('two\n\tlines, שלום 👩‍👩‍👧')).toBe('two\n\tlines, שלום 👩‍👩‍👧');
  expect(asShown('\u001B'.repeat(bounds.shown) + 'a'.repeat(bounds.shown))).toBe('a'.repeat(bounds.shown));
});
