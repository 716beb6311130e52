import { SampleDataBuilder } from '../../src/sandbox/testing/index.ts';
import type {
  Company,
  InteractionType,
  Opportunity,
  Person,
  SampleData,
} from '../../src/sandbox/testing/index.ts';

export const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** The number of interactions per year, starting with the year that ends now. A type that is left out has none. */
export type PerYear = Readonly<Partial<Record<InteractionType, readonly number[]>>>;

export interface History {
  readonly data: SampleData;
  readonly company: Company;
  /** Has the company and the same people. */
  readonly deal: Opportunity;
  readonly person: Person;
  readonly colleague: Person;
  /** The number of interactions of all types. */
  readonly count: number;
  readonly notes: number;
}

/** Builds a firm with one company whose interactions are spread evenly over each year. */
export function history(perYear: PerYear, now: number, people = 1, { withNotes = false } = {}): History {
  const builder = new SampleDataBuilder();
  const colleague = builder.colleague({ firstName: 'Ann', lastName: 'Lee', emails: ['ann@firm.example'] });
  const person = builder.person({ firstName: 'Ben', lastName: 'Ott', emails: ['ben@acme.example'] });
  const others = Array.from({ length: people - 1 }, (_, index) => {
    const emails = ['acme', 'home'].map((host) => `person${String(index)}@${host}.example`);
    return builder.person({ firstName: `Person ${String(index)}`, lastName: 'Acme', emails });
  });
  const personIds = [person, ...others].map(({ id }) => id);
  const company = builder.company({ name: 'Acme Robotics', personIds });
  const deal = builder.opportunity({ name: 'Round', personIds: [person.id], companyIds: [company.id] });
  let count = 0;
  let notes = 0;
  for (const type of [0, 1, 2, 3] as const) {
    for (const [year, inYear] of (perYear[type] ?? []).entries()) {
      for (let place = 0; place < inYear; place += 1) {
        const date = Math.round(now - (year + (place + 0.5) / inYear) * YEAR_MS);
        const title = type === 2 ? null : `Pilot with Acme, part ${String(place)} of year ${String(year)}`;
        const one = builder.interaction({ type, date, title, personIds: [...personIds, colleague.id] });
        count += 1;
        if (!withNotes || type === 3) continue;
        builder.noteOn(one, { content: `Text ${String(count)}`, creatorId: colleague.id, createdAt: date });
        notes += 1;
      }
    }
  }
  return { data: builder.build(), company, deal, person, colleague, count, notes };
}

/** Spreads a total over years, each with `factor` times more than the year before it. */
export function growing(total: number, years: number, factor: number): readonly number[] {
  const weights = Array.from({ length: years }, (_, year) => factor ** -year);
  const sum = weights.reduce((one, other) => one + other, 0);
  const counts = weights.map((weight) => Math.round((total * weight) / sum));
  const rest = total - counts.reduce((one, other) => one + other, 0);
  return counts.map((count, year) => (year === 0 ? count + rest : count));
}

/** Returns the same number for some years that ended `ago` years ago. */
export function ended(inYear: number, years: number, ago: number): readonly number[] {
  return [...even(0, ago), ...even(inYear, years)];
}

/** Returns the same number for every year. */
export function even(inYear: number, years: number): readonly number[] {
  return Array.from({ length: years }, () => inYear);
}
