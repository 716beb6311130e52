import { expect, it } from 'vitest';
import { titleOfBase } from '../../../src/drafts/model/titleOfBase.ts';
import { ann, jane } from '../support/aDraft.ts';

const base = { date: '2025-11-18T14:00:00.000Z', people: [ann, jane], formatted: false };

it('an edited interaction is named by its title, else by its people, external ones first, and its note', () => {
  const text = '- They ship in March\n- More';
  expect(titleOfBase({ ...base, title: 'Kick-off', text })).toBe('Kick-off');
  expect(titleOfBase({ ...base, title: 'Manually logged event', text })).toBe(
    'Jane Roe +1 · They ship in March',
  );
  expect(titleOfBase({ ...base, text: '' })).toBe('Jane Roe +1');
  expect(titleOfBase({ ...base, people: [], textLock: 'unreadable' })).toBe('');
});
