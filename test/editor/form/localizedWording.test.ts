import { expect, it } from 'vitest';
import { localizedWording } from '../../../src/editor/form/localizedWording.ts';

const textMissing = { at: 'text', code: 'text-missing' } as const;
const notSaved = { at: 'form', code: 'not-saved' } as const;

it('asks for a correction only where a field can be corrected', () => {
  expect(localizedWording.summary([textMissing])).toBe('Fix 1 problem before saving.');
  expect(localizedWording.summary([textMissing, notSaved])).toBe('Fix 2 problems before saving.');
  expect(localizedWording.summary([notSaved])).toBe('Not saved yet.');
});

it('does not say that a draft isn’t saved when another window may have saved it', () => {
  expect(localizedWording.summary([{ at: 'form', code: 'gone-elsewhere' }])).toBe(
    'Fix 1 problem before saving.',
  );
});
