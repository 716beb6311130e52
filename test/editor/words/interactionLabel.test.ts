import { expect, it } from 'vitest';
import { formatShortDay } from '../../../src/editor/words/formatMoment.ts';
import {
  clockAndPeople,
  datedLabel,
  spokenInteraction,
  typedLabel,
} from '../../../src/editor/words/interactionLabel.ts';
import { interaction } from '../../history/interaction.ts';

const now = new Date(2025, 10, 23, 10, 15);
const date = new Date(2025, 10, 18, 14);
const ann = { id: 1, type: 0, firstName: 'Ann', lastName: 'Lee', emails: [] };
const ben = { id: 2, type: 1, firstName: 'Ben', lastName: 'Carter', emails: [] };
const cleo = { id: 3, type: 1, firstName: 'Cleo', lastName: 'Diaz', emails: [] };

const dayOf = (...at: [number, number, number, number?, number?]) => formatShortDay(new Date(...at), now);

it('a row begins with its day, in the local time zone, with the year when it is another one', () => {
  expect(dayOf(2025, 10, 18)).toBe('18 Nov');
  expect(dayOf(2025, 0, 1)).toBe('1 Jan');
  expect(dayOf(2025, 11, 31, 23, 59)).toBe('31 Dec');
  expect(dayOf(2024, 11, 31, 23, 59)).toBe('31 Dec 2024');
  expect(dayOf(2026, 0, 2)).toBe('2 Jan 2026');
});

it('a row says title, time and people, each once', () => {
  const titled = interaction({ date, title: 'Kick-off', persons: [ben, ann, cleo] });
  expect(datedLabel(titled, '', now)).toBe('18 Nov  Kick-off');
  expect(clockAndPeople(titled)).toBe('14:00 · Ann Lee +2');
  const untitled = interaction({ date, title: 'Manually logged event', persons: [ben, ann] });
  expect(datedLabel(untitled, '', now)).toBe('18 Nov  Ann Lee +1');
  expect(clockAndPeople(untitled)).toBe('14:00');
});

it('a row keeps the number of the others behind a right-to-left name', () => {
  const dana = { ...ann, firstName: 'דנה', lastName: 'לוי' };
  const titled = interaction({ date, title: 'Kick-off', persons: [dana, ben] });
  expect(clockAndPeople(titled)).toBe('14:00 · \u2068דנה לוי\u2069 +1');
  expect(clockAndPeople(interaction({ date, persons: [dana, ben] }))).toBe('14:00');
});

it('a label beside no icon says the type once', () => {
  const label = (type: number, title?: string, persons: (typeof ann)[] = []) =>
    typedLabel(interaction({ type, date, title, persons }));
  expect(label(1, undefined, [ann, ben])).toBe('Call: Ann Lee +1');
  expect(label(0, 'Kick-off')).toBe('Meeting: Kick-off');
  expect(label(1, 'Call with Ann')).toBe('Call with Ann');
  expect(label(2)).toBe('Chat message');
});

it('a screen reader hears type, title, the whole date and the people in words', () => {
  const spoken = (persons: (typeof ann)[], title?: string) =>
    spokenInteraction(interaction({ date, title, persons }));
  const when = 'Tuesday,? 18 November 2025 at 14:00';
  expect(spoken([ben, ann, cleo], 'Kick-off')).toMatch(
    new RegExp(`^Meeting, Kick-off, ${when}, with Ann Lee and 2 others$`),
  );
  expect(spoken([ann, ben])).toMatch(new RegExp(`^Meeting, with Ann Lee and 1 other, ${when}$`));
  expect(spoken([ann], 'Kick-off')).toMatch(new RegExp(`^Meeting, Kick-off, ${when}, with Ann Lee$`));
  expect(spoken([], 'Kick-off')).toMatch(new RegExp(`^Meeting, Kick-off, ${when}$`));
  expect(spoken([])).toMatch(new RegExp(`^Meeting, ${when}$`));
});
