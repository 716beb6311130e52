import { expect, it } from 'vitest';
import { readAnswer } from '../../src/tools/readAnswer.ts';
import { interaction } from '../history/interaction.ts';

it('keeps room for the text, however many and long the names of the people are', () => {
  const persons = Array.from({ length: 60 }, (_, index) => ({
    id: index + 1,
    type: 0,
    firstName: '字'.repeat(100),
    lastName: '字'.repeat(100),
    emails: [`${'字'.repeat(90)}@acme.example`],
  }));
  const attendees = Array.from(
    { length: 60 },
    (_, index) => `${'字'.repeat(300)}${String(index)}@acme.example`,
  );
  const answer = readAnswer({
    account: 'Account: Fieldstone Ventures.',
    interaction: interaction({ persons, attendees, to: persons, cc: persons, title: '字'.repeat(500) }),
    notes: ['They liked the pilot. '.repeat(2000)],
    missing: 0,
    offset: 0,
    here: { now: Date.UTC(2025, 10, 20), zone: 'UTC' },
  });
  expect(new TextEncoder().encode(answer).length).toBeLessThanOrEqual(16_384);
  const next = Number(/call again with offset (\d+)/.exec(answer)?.[1]);
  expect(next).toBeGreaterThan(1000);
  expect(answer).toMatch(/and \d+ more/);
});
