import { describe, expect, it } from 'vitest';
import { titleOf } from '../../src/model/titleOf.ts';

describe('the title of an interaction', () => {
  it.each([
    [{ title: 'Kick-off' }, 'Kick-off'],
    [{ subject: 'Re: Deck' }, 'Re: Deck'],
    [{ title: 'Kick\noff\u202e' }, 'Kick off'],
    [{ title: 'Manually logged events of June' }, 'Manually logged events of June'],
  ])('is that of %j', (interaction, title) => {
    expect(titleOf(interaction)).toBe(title);
  });

  it.each(['Manually logged event', ' manually logged event ', ' ', undefined])(
    'is missing when the service made it up or left it out: %j',
    (title) => {
      expect(titleOf({ title })).toBe('');
      expect(titleOf({ title, subject: 'Deck' })).toBe('Deck');
    },
  );
});
