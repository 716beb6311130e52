import type { Interaction, Person } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import { typeIds, typeName } from '../model/interactionTypes.ts';
import type { TypeId } from '../model/interactionTypes.ts';
import { isInternal } from '../model/namedPerson.ts';
import { involves, participants } from '../model/participants.ts';
import { DAY_MS, earliest } from '../model/span.ts';
import { monthScale } from './monthScale.ts';
import type { Month, MonthScale } from './monthScale.ts';

/** "Recently" and "before that" are compared over this many days each. */
export const RECENT_DAYS = 90;

/** Planned interactions have a cell up to this many months ahead; later ones are counted only. */
const MONTHS_AHEAD = 12;

export interface RelationshipOptions {
  readonly now: Date;
  /** A name of the IANA list: months begin at its midnight. */
  readonly zone: string;
  /** How many months count, the current one included; all when left out. */
  readonly months?: number | undefined;
  /** Types that count; all when left out. */
  readonly types?: ReadonlySet<TypeId> | undefined;
  /** Only interactions with this person count. */
  readonly personId?: number | undefined;
}

/** Interactions of one month, in no particular order. */
export type Cell = readonly Interaction[];

/** Interactions of one type. What lies in the future counts as planned, and nowhere else. */
export interface TypeRow {
  readonly type: TypeId;
  readonly total: number;
  readonly planned: number;
  /** Past interactions by month, in the order of `months`. */
  readonly cells: readonly Cell[];
  readonly plannedCells: readonly Cell[];
  readonly first?: Interaction | undefined;
  readonly last?: Interaction | undefined;
  readonly next?: Interaction | undefined;
  /** In the last `RECENT_DAYS` days, and in as many days before them. */
  readonly recent: number;
  readonly before: number;
}

/** A person and the past interactions that the person took part in. */
export interface PersonRow {
  readonly person: Person;
  readonly total: number;
  readonly cells: readonly Cell[];
  readonly byType: Readonly<Record<TypeId, number>>;
  readonly first: Interaction;
  readonly last: Interaction;
}

/** The relationship with a record, as its interactions tell. Totals count past interactions. */
export interface Relationship {
  readonly months: readonly Month[];
  readonly types: readonly TypeRow[];
  /** Internal people, those with most interactions first. */
  readonly colleagues: readonly PersonRow[];
  /** Everybody else, in the same order. */
  readonly contacts: readonly PersonRow[];
  readonly total: number;
  readonly planned: number;
  /** Past interactions from before the first month that is shown; they are part of the totals. */
  readonly older: number;
  readonly first?: Interaction | undefined;
  readonly last?: Interaction | undefined;
  readonly next?: Interaction | undefined;
}

/** Interactions that occur twice count once, by type and id; types that the extension does not know are left out. */
export function relationship(all: Iterable<Interaction>, options: RelationshipOptions): Relationship {
  const interactions = counted(all, options);
  const scale = scaleOf(interactions, options);
  const types = typeIds
    .filter((type) => options.types?.has(type) ?? true)
    .map((type) => typeRow(type, interactions, { scale, now: options.now }));
  const past = interactions.filter(({ date }) => date <= options.now);
  const people = personRows(past, scale);
  return {
    months: scale.months,
    types,
    colleagues: people.filter(({ person }) => isInternal(person)),
    contacts: people.filter(({ person }) => !isInternal(person)),
    total: past.length,
    planned: interactions.length - past.length,
    older: past.filter(({ date }) => isBefore(date, scale)).length,
    ...momentsOf(interactions, options.now),
  };
}

/** Those that count, each once, in no particular order. */
function counted(all: Iterable<Interaction>, options: RelationshipOptions): readonly Interaction[] {
  const from = rangeStart(options);
  const once = new Map<string, Interaction>();
  for (const one of all) {
    const name = typeName(one.type);
    if (name === undefined || options.types?.has(one.type as TypeId) === false) continue;
    if (from !== undefined && one.date < from) continue;
    if (options.personId !== undefined && !involves(one, options.personId)) continue;
    once.set(interactionKey(one), one);
  }
  return [...once.values()];
}

/** Start of the first month that counts; undefined when all do. */
function rangeStart({ now, zone, months }: RelationshipOptions): Date | undefined {
  if (months === undefined) return undefined;
  // Each month has at most 31 days, so this lies in the first month or before it.
  const scale = monthScale(new Date(now.getTime() - months * 31 * DAY_MS), now, zone);
  return scale.months.at(-months)?.start;
}

function scaleOf(interactions: readonly Interaction[], options: RelationshipOptions): MonthScale {
  const { now, zone } = options;
  const limit = now.getTime() + MONTHS_AHEAD * 30 * DAY_MS;
  const moments = interactions.map(({ date }) => date.getTime());
  const near = moments.filter((moment) => moment <= limit);
  const oldest = near.reduce((least, moment) => Math.min(least, moment), now.getTime());
  const newest = near.reduce((most, moment) => Math.max(most, moment), now.getTime());
  const from = rangeStart(options)?.getTime() ?? Math.max(oldest, earliest.getTime());
  return monthScale(new Date(from), new Date(newest), zone);
}

function typeRow(
  type: TypeId,
  all: readonly Interaction[],
  { scale, now }: { readonly scale: MonthScale; readonly now: Date },
): TypeRow {
  const own = all.filter((one) => one.type === type);
  const past = own.filter(({ date }) => date <= now);
  const recentFrom = new Date(now.getTime() - RECENT_DAYS * DAY_MS);
  const beforeFrom = new Date(now.getTime() - 2 * RECENT_DAYS * DAY_MS);
  return {
    type,
    total: past.length,
    planned: own.length - past.length,
    cells: cellsOf(past, scale),
    plannedCells: cellsOf(
      own.filter(({ date }) => date > now),
      scale,
    ),
    recent: past.filter(({ date }) => date > recentFrom).length,
    before: past.filter(({ date }) => date > beforeFrom && date <= recentFrom).length,
    ...momentsOf(own, now),
  };
}

function cellsOf(interactions: readonly Interaction[], scale: MonthScale): readonly Cell[] {
  const cells: Interaction[][] = scale.months.map(() => []);
  for (const interaction of interactions) {
    const index = scale.indexOf(interaction.date);
    if (index !== undefined) cells[index]?.push(interaction);
  }
  return cells;
}

function momentsOf(
  interactions: readonly Interaction[],
  now: Date,
): Pick<Relationship, 'first' | 'last' | 'next'> {
  let [first, last, next]: (Interaction | undefined)[] = [];
  for (const one of interactions) {
    if (one.date > now) {
      if (next === undefined || one.date < next.date) next = one;
      continue;
    }
    if (first === undefined || one.date < first.date) first = one;
    if (last === undefined || one.date > last.date) last = one;
  }
  return { first, last, next };
}

function personRows(past: readonly Interaction[], scale: MonthScale): readonly PersonRow[] {
  const people = new Map<number, { readonly person: Person; readonly interactions: Interaction[] }>();
  for (const interaction of past) {
    for (const person of participants(interaction)) {
      const known = people.get(person.id);
      if (known === undefined) people.set(person.id, { person, interactions: [interaction] });
      else known.interactions.push(interaction);
    }
  }
  return [...people.values()]
    .flatMap(({ person, interactions }) => personRow(person, interactions, scale))
    .toSorted(
      (one, other) =>
        other.total - one.total ||
        other.last.date.getTime() - one.last.date.getTime() ||
        one.person.id - other.person.id,
    );
}

function personRow(person: Person, interactions: readonly Interaction[], scale: MonthScale): PersonRow[] {
  const [some] = interactions;
  if (some === undefined) return [];
  const byType = Object.fromEntries(
    typeIds.map((type) => [type, interactions.filter((one) => one.type === type).length]),
  ) as Record<TypeId, number>;
  return [
    {
      person,
      total: interactions.length,
      cells: cellsOf(interactions, scale),
      byType,
      first: interactions.reduce((found, one) => (one.date < found.date ? one : found), some),
      last: interactions.reduce((found, one) => (one.date > found.date ? one : found), some),
    },
  ];
}

function isBefore(date: Date, { months }: MonthScale): boolean {
  const [first] = months;
  return first !== undefined && date < first.start;
}
