import { describe, expect, it } from 'vitest';
import { fieldstone } from '../../../src/sandbox/testing/index.ts';
import type { Interaction, Person } from '../../../src/sandbox/testing/index.ts';

const NOW = new Date(Date.UTC(2025, 10, 20, 12));
const DAY = 86_400_000;
const data = fieldstone(NOW);
const people = new Map(data.persons.map((person) => [person.id, person]));

function idsAt(name: string): readonly number[] {
  return data.companies.find((company) => company.name === name)?.personIds ?? [];
}

function person(name: string): Person {
  const found = data.persons.find(({ firstName, lastName }) => `${firstName} ${lastName}`.trim() === name);
  if (found === undefined) throw new Error(`${name} is not in the cast.`);
  return found;
}

function isColleague(id: number): boolean {
  return people.get(id)?.type === 1;
}

function interactionsOf(personIds: readonly number[]): Interaction[] {
  return data.interactions.filter((one) => one.personIds.some((id) => personIds.includes(id)));
}

/** The number of interactions in each chunk of 365 days, counted back from `end`. */
function perChunk(interactions: readonly Interaction[], end: number): number[] {
  return Array.from({ length: 15 }, (_, chunk) => {
    const until = end - chunk * 365 * DAY;
    return interactions.filter(({ date }) => date < until && date >= until - 365 * DAY).length;
  });
}

function withoutTimes({ type, id, title, personIds, noteIds }: Interaction): unknown {
  return [type, id, title, personIds, noteIds];
}

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'function' ? (part as () => string)() : part,
    ),
  ) as unknown;
}

describe('the sample workspace', () => {
  it('has 14 companies, 64 persons, 8 opportunities, 6 colleagues and some 6,000 interactions', () => {
    expect(data.companies.filter((company) => !company.global)).toHaveLength(14);
    expect(data.persons.filter(({ type }) => type === 1)).toHaveLength(6);
    expect(data.persons.filter(({ type }) => type !== 1)).toHaveLength(64);
    expect(data.opportunities).toHaveLength(8);
    expect(Math.round(data.interactions.length / 1000)).toBe(6);
  });

  it('is the same on every machine for the same moment and seed', () => {
    expect(plain(fieldstone(NOW))).toEqual(plain(data));
  });

  it('has a different history of the same records with a different seed', () => {
    const other = fieldstone(NOW, 2);
    expect(other.persons).toEqual(data.persons);
    expect(other.companies).toEqual(data.companies);
    expect(plain(other.interactions)).not.toEqual(plain(data.interactions));
  });

  it('moves with the current time in whole weeks', () => {
    const later = fieldstone(new Date(NOW.getTime() + 7 * DAY));
    expect(later.interactions.map(({ date }) => date - 7 * DAY)).toEqual(
      data.interactions.map(({ date }) => date),
    );
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'has nothing but planned meetings in the future, day %i of the week',
    (day) => {
      const now = NOW.getTime() + day * DAY;
      const future = fieldstone(new Date(now)).interactions.filter(({ date }) => date > now);
      expect(new Set(future.map(({ type }) => type))).toEqual(new Set([0]));
      expect(future.every(({ updatedAt, noteIds }) => updatedAt === null && noteIds.length === 0)).toBe(true);
    },
  );

  it.each([0, 1, 2, 3, 4, 5, 6])('has no changes in the future, day %i of the week', (day) => {
    const now = NOW.getTime() + day * DAY;
    const { interactions, notes } = fieldstone(new Date(now));
    const times = [
      ...interactions.map(({ updatedAt }) => updatedAt),
      ...notes.map(({ createdAt }) => createdAt),
    ];
    expect(times.filter((time) => time !== null && time > now)).toEqual([]);
  });

  it.each([1, 3, 4, 100])('gives the same ids to the same interactions %i days later', (days) => {
    const later = fieldstone(new Date(NOW.getTime() + days * DAY + 5_000_000));
    expect(later.interactions.map(withoutTimes)).toEqual(data.interactions.map(withoutTimes));
  });

  it('has interactions with Acme Robotics in each of the last 15 years', () => {
    const perYear = perChunk(interactionsOf(idsAt('Acme Robotics')), NOW.getTime());
    expect(Math.min(...perYear)).toBeGreaterThan(10);
  });

  it('has four empty chunks in a row for Tidewater Analytics, wherever the first chunk starts', () => {
    const found = interactionsOf(idsAt('Tidewater Analytics'));
    for (let day = 0; day < 60; day += 1) {
      const counts = perChunk(found, NOW.getTime() - day * DAY).map((count) => (count === 0 ? '-' : 'x'));
      expect(counts.join('')).toMatch(/x----+x/);
    }
  });

  it('has one meeting a year with Ingrid Østergård for 16 years, and nothing else', () => {
    const found = interactionsOf([person('Ingrid Østergård').id]);
    const gaps = found.slice(1).map(({ date }, position) => date - (found[position]?.date ?? 0));
    expect(found.map(({ type }) => type)).toEqual(Array.from({ length: 16 }, () => 0));
    expect(new Set(gaps)).toEqual(new Set([364 * DAY]));
  });

  it('has more than 100 meetings within a year with Helios Grid', () => {
    const meetings = interactionsOf(idsAt('Helios Grid')).filter(({ type }) => type === 0);
    expect(perChunk(meetings, NOW.getTime())[0]).toBeGreaterThan(110);
  });

  it('has one person without any interaction and one with emails only', () => {
    expect(interactionsOf([person('Noor Haddad').id])).toEqual([]);
    const types = interactionsOf([person('Tomás Herrera').id]).map(({ type }) => type);
    expect(types.length).toBeGreaterThan(10);
    expect(new Set(types)).toEqual(new Set([3]));
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('has companies in every state of contact, day %i of the week', (day) => {
    const now = NOW.getTime() + day * DAY;
    const week = fieldstone(new Date(now));
    const states = week.companies
      .filter(({ global }) => !global)
      .map(({ name, personIds }) => {
        const dates = week.interactions
          .filter((one) => one.personIds.some((id) => personIds.includes(id)))
          .map(({ date }) => date);
        const past = dates.filter((date) => date <= now);
        const days = past.length === 0 ? undefined : (now - Math.max(...past)) / DAY;
        return { name, days, isPlanned: dates.length > past.length };
      });
    const quiet = (from: number, to: number): (typeof states)[number] | undefined =>
      states.find(({ days }) => days !== undefined && days > from && days < to);
    expect(quiet(31, 89)).toMatchObject({ name: 'Polar Freight', isPlanned: false });
    expect(quiet(93, 179)).toMatchObject({ name: 'Brightloom', isPlanned: true });
    expect(states.find(({ name }) => name === 'Saltbox Payments')?.days).toSatisfy(
      (days: number) => days > 190 && days < 360,
    );
    expect(states.filter(({ days }) => days === undefined)).toEqual([
      { name: 'Wrenfield Studios', days: undefined, isPlanned: true },
      { name: 'Ember & Oak', days: undefined, isPlanned: false },
    ]);
    expect(states.filter(({ days }) => days !== undefined && days > 366)).toHaveLength(1);
  });

  it('has ids that repeat across types', () => {
    const types = data.interactions.filter(({ id }) => id === 1001).map(({ type }) => type);
    expect(new Set(types)).toEqual(new Set([0, 1, 2, 3]));
  });

  it('has several interactions at one moment', () => {
    const acme = interactionsOf(idsAt('Acme Robotics'));
    const moments = Object.groupBy(acme, ({ date, type }) => `${type}@${date}`);
    const sizes = Object.values(moments).map((group) => group?.length ?? 0);
    expect(sizes).toContain(3);
    expect(sizes).toContain(2);
  });

  it('has planned meetings, meetings of colleagues, merged records and global companies', () => {
    const internal = data.interactions.filter(({ personIds }) => personIds.every(isColleague));
    expect(data.interactions.filter(({ date }) => date > NOW.getTime()).length).toBeGreaterThan(5);
    expect(internal).toHaveLength(24);
    expect(data.merged.map(({ kind }) => kind)).toEqual(['company', 'person']);
    expect(data.companies.some(({ global }) => global)).toBe(true);
  });

  it('leaves out optional fields now and then', () => {
    const meetings = data.interactions.filter(({ type }) => type === 0);
    const emails = data.interactions.filter(({ type }) => type === 3);
    expect(meetings.some(({ title }) => title === null)).toBe(true);
    expect(meetings.some(({ endDate }) => endDate === null)).toBe(true);
    expect(emails.some(({ title }) => title === null)).toBe(true);
    expect(data.companies.some(({ domains, global }) => !global && domains.length === 0)).toBe(true);
    expect(data.persons.some(({ emails }) => emails.length === 0)).toBe(true);
    expect(data.persons.some(({ lastName }) => lastName === '')).toBe(true);
  });

  it('has notes of every type, with lists, underscores and mentions', () => {
    const texts = data.notes.map(({ content }) => (typeof content === 'string' ? content : content()));
    expect(new Set(data.notes.map(({ type }) => type))).toEqual(new Set([0, 1, 2, 3]));
    expect(texts.some((text) => text.includes('<ol><li>'))).toBe(true);
    expect(texts.some((text) => text.includes('deal_memo_v3'))).toBe(true);
    expect(texts.some((text) => text.includes('{') || text.includes('undefined'))).toBe(false);
  });

  it('has the names of mentioned people in the text of a note', () => {
    for (const { mentionedPersonIds, content } of data.notes) {
      const names = mentionedPersonIds.map(
        (id) => `@${people.get(id)?.firstName} ${people.get(id)?.lastName}`,
      );
      const text = typeof content === 'string' ? content : content();
      expect(names.filter((name) => !text.includes(name))).toEqual([]);
    }
    expect(data.notes.some(({ mentionedPersonIds }) => mentionedPersonIds.length > 0)).toBe(true);
  });

  it('has people and notes for every interaction that names them', () => {
    const noteIds = new Set(data.notes.map(({ id }) => id));
    expect(data.interactions.flatMap(({ personIds }) => personIds).every((id) => people.has(id))).toBe(true);
    expect(data.interactions.flatMap((one) => one.noteIds).every((id) => noteIds.has(id))).toBe(true);
  });

  it('spells addresses in plain ASCII', () => {
    const addresses = data.persons.flatMap(({ emails }) => emails);
    expect(addresses.filter((address) => !/^[a-z.@-]+$/.test(address))).toEqual([]);
    expect(person('Lukas Weiß').emails).toEqual(['lukas.weiss@monocle.example']);
  });
});
