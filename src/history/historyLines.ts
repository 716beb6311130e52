import * as z from 'zod/mini';
import type { Interaction, InteractionType, Person } from '../affinity/index.ts';
import { typeIds } from '../model/interactionTypes.ts';
import { everyoneIn } from '../model/participants.ts';
import type { SavedHistory } from './recordHistory.ts';
import { recordRefSchema } from './storedChoices.ts';
import { storedInteractionSchema, storedPersonSchema } from './storedInteraction.ts';
import type { SavedStretch } from './stretch.ts';

const VERSION = 1;

const headSchema = z.object({
  version: z.literal(VERSION),
  record: recordRefSchema,
  savedAt: z.number(),
});

const stretchSchema = z.object({
  type: z.literal([...typeIds]),
  start: z.number(),
  from: z.number(),
  to: z.number(),
  done: z.boolean(),
  readAt: z.number(),
  oldestReadAt: z.number(),
  freshFrom: z.optional(z.number()),
  unreadable: z.array(z.tuple([z.string(), z.number()])),
});

/** The people of a row are places in the list of people before it. */
const placesSchema = z.object({
  persons: z.optional(z.array(z.number())),
  from: z.optional(z.number()),
  to: z.optional(z.array(z.number())),
  cc: z.optional(z.array(z.number())),
});

const noteSchema = z.tuple([z.number(), z.string()]);

/**
 * A history as lines of JSON: a head, then for each stretch its facts and rows, each person before the first row that names
 * it, then the notes, and an end that tells a file that was cut short.
 */
export function* historyLines({ record, savedAt, types, notes }: SavedHistory): Generator<string, void> {
  const { kind, id, name } = record;
  const people = new PeoplePlaces();
  yield JSON.stringify({ version: VERSION, record: { kind, id, name }, savedAt });
  for (const [type, stretches] of types)
    for (const { rows, ...facts } of stretches) {
      yield JSON.stringify({ stretch: { type, ...facts } });
      for (const row of rows) yield* rowLines(row, people);
    }
  for (const note of notes) yield JSON.stringify({ note });
  yield JSON.stringify({ end: true });
}

function* rowLines(row: Interaction, people: PeoplePlaces): Generator<string, void> {
  for (const person of everyoneIn(row)) {
    const line = people.add(person);
    if (line !== undefined) yield line;
  }
  const place = (person: Person): number => people.of(person);
  const places = {
    persons: row.persons.map(place),
    ...(row.from && { from: place(row.from) }),
    to: row.to.map(place),
    cc: row.cc.map(place),
  };
  yield JSON.stringify({ row: { ...row, persons: [], from: undefined, to: [], cc: [] }, places });
}

/** Numbers people by what is known of them. Most rows share their persons, which are then not written as text again. */
class PeoplePlaces {
  readonly #byText = new Map<string, number>();
  readonly #byPerson = new Map<Person, number>();

  /** The line of a person who has none yet. */
  add(person: Person): string | undefined {
    if (this.#byPerson.has(person)) return undefined;
    const text = JSON.stringify(person);
    const known = this.#byText.get(text);
    const place = known ?? this.#byText.size;
    this.#byPerson.set(person, place);
    if (known !== undefined) return undefined;
    this.#byText.set(text, place);
    return `{"person":${text}}`;
  }

  of(person: Person): number {
    return this.#byPerson.get(person) ?? -1;
  }
}

/** Reads the lines of a kept history one by one, so that the host can do other work in between. */
export class HistoryLinesReader {
  #head: z.infer<typeof headSchema> | undefined;
  readonly #people: Person[] = [];
  readonly #types = new Map<InteractionType, SavedStretch[]>();
  readonly #notes: (readonly [number, string])[] = [];
  #rows: Interaction[] = [];
  #isWhole = false;

  /** @throws Error when the line is none of a history of this version */
  take(line: string): void {
    const value = JSON.parse(line) as Readonly<Record<string, unknown>>;
    if (this.#head === undefined) this.#head = headSchema.parse(value);
    else if ('row' in value) this.#rows.push(this.#row(value['row'], value['places']));
    else if ('note' in value) this.#notes.push(noteSchema.parse(value['note']));
    else if ('person' in value) this.#people.push(storedPersonSchema.parse(value['person']));
    else if ('stretch' in value) this.#begin(value['stretch']);
    else this.#isWhole = value['end'] === true;
  }

  /** Undefined when the end was cut off. */
  get history(): SavedHistory | undefined {
    if (this.#head === undefined || !this.#isWhole) return undefined;
    const { record, savedAt } = this.#head;
    return { record, savedAt, types: this.#types, notes: this.#notes };
  }

  #begin(value: unknown): void {
    const { type, ...facts } = stretchSchema.parse(value);
    this.#rows = [];
    const stretches = this.#types.get(type) ?? [];
    stretches.push({ ...facts, rows: this.#rows });
    this.#types.set(type, stretches);
  }

  #row(value: unknown, places: unknown): Interaction {
    const row = storedInteractionSchema.parse(value);
    const { persons = [], from, to = [], cc = [] } = placesSchema.parse(places);
    const all = (list: readonly number[]): readonly Person[] => list.map((place) => this.#person(place));
    const sender = from === undefined ? {} : { from: this.#person(from) };
    return { ...row, persons: all(persons), ...sender, to: all(to), cc: all(cc) };
  }

  #person(place: number): Person {
    const person = this.#people[place];
    if (person === undefined) throw new Error('A person is missing.');
    return person;
  }
}
