import * as z from 'zod/mini';
import { typeIds } from '../model/interactionTypes.ts';
import { displayTextSchema, idSchema } from './messageReader.ts';

/** Limits of a view. The months of thirty years and the people of a large company fit. */
export const viewBounds = { months: 600, people: 2_000, rows: 100, listed: 200, lines: 10 } as const;

/** A type that the extension knows. */
export const knownTypeSchema = z.literal([...typeIds]);

const countSchema = z.int().check(z.nonnegative());

const yearSchema = z.int().check(z.gte(1), z.lte(9999));

/** A cell of the grid. Month 0 is the whole year. */
export const cellRefSchema = z.strictObject({
  type: knownTypeSchema,
  year: yearSchema,
  month: z.int().check(z.gte(0), z.lte(12)),
});

export const rangeSchema = z.literal(['year', 'threeYears', 'all']);

/** The user's choices. They survive a reload in the page's state. */
export const choicesSchema = z.strictObject({
  range: rangeSchema,
  types: z.readonly(z.array(knownTypeSchema).check(z.minLength(1), z.maxLength(typeIds.length))),
  person: z.optional(idSchema),
  /** Its interactions are listed. */
  cell: z.optional(cellRefSchema),
});

/** An interaction in a few words. */
const listedSchema = z.strictObject({
  type: knownTypeSchema,
  id: idSchema,
  title: displayTextSchema,
  when: displayTextSchema,
  people: displayTextSchema,
  planned: z.boolean(),
});

/** First, last or next contact. */
const contactSchema = z.strictObject({
  label: displayTextSchema,
  value: displayTextSchema,
  /** Opens as a document. */
  interaction: z.optional(listedSchema),
});

const rowSchema = z.strictObject({
  type: knownTypeSchema,
  /** Past interactions by month. */
  past: list(countSchema, viewBounds.months),
  planned: list(countSchema, viewBounds.months),
  /** Months before this place may hold more than is loaded. */
  completeFrom: countSchema,
});

const gridSchema = z.strictObject({
  first: z.strictObject({ year: yearSchema, month: z.int().check(z.gte(1), z.lte(12)) }),
  /** "March 2025", each month after the other. */
  months: list(displayTextSchema, viewBounds.months),
  rows: list(rowSchema, typeIds.length),
});

const personSchema = z.strictObject({
  id: idSchema,
  name: displayTextSchema,
  count: displayTextSchema,
  last: displayTextSchema,
  /** Past interactions by month, as in the grid. */
  strip: list(countSchema, viewBounds.months),
  /** "2025: 12, 2024: 8". */
  years: displayTextSchema,
});

const peopleSchema = z.strictObject({
  rows: list(personSchema, viewBounds.rows),
  /** How many there are, with those beyond the rows. */
  total: countSchema,
});

/** How far the picture reaches, and how to make it reach further. */
const coverageSchema = z.strictObject({
  sentences: list(displayTextSchema, viewBounds.lines),
  /** Set while the rest is read. */
  progress: z.optional(displayTextSchema),
  /** The reason why something is missing. */
  problem: z.optional(displayTextSchema),
  /** The label of the button that reads the rest; absent when there is none. */
  read: z.optional(displayTextSchema),
});

const listSchema = z.strictObject({
  cell: cellRefSchema,
  heading: displayTextSchema,
  items: list(listedSchema, viewBounds.listed * 50),
  /** How many more the next step shows. */
  more: countSchema,
});

/** Everything that the relationship page shows. The page redraws what has changed. */
export const relationshipViewSchema = z.strictObject({
  name: displayTextSchema,
  kind: displayTextSchema,
  sample: z.boolean(),
  contacts: list(contactSchema, 3),
  totals: list(
    z.strictObject({
      type: knownTypeSchema,
      value: displayTextSchema,
      notes: list(displayTextSchema, viewBounds.lines),
    }),
    typeIds.length,
  ),
  choices: choicesSchema,
  /** Everyone to filter by, those with most interactions first. */
  everyone: list(z.strictObject({ id: idSchema, name: displayTextSchema }), viewBounds.people),
  grid: gridSchema,
  /** "Jan" to "Dec". */
  monthNames: list(displayTextSchema, 12),
  colleagues: peopleSchema,
  others: peopleSchema,
  coverage: coverageSchema,
  list: z.optional(listSchema),
});

export type CellRef = Readonly<z.infer<typeof cellRefSchema>>;

export type RelationshipRange = z.infer<typeof rangeSchema>;

export type RelationshipChoices = Readonly<z.infer<typeof choicesSchema>>;

export type ListedInteraction = Readonly<z.infer<typeof listedSchema>>;

export type RelationshipView = Readonly<z.infer<typeof relationshipViewSchema>>;

function list<Item extends z.ZodMiniType>(item: Item, most: number) {
  return z.readonly(z.array(item).check(z.maxLength(most)));
}
