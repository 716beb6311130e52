import type { Interaction, Person } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import { typeIds } from '../model/interactionTypes.ts';
import type { TypeId } from '../model/interactionTypes.ts';
import { isInternal } from '../model/namedPerson.ts';
import { everyoneIn, involves } from '../model/participants.ts';
import { DAY_MS, earliest } from '../model/span.ts';
import { monthScale } from './monthScale.ts';
import type { Month, MonthScale } from './monthScale.ts';

/** "Recently" and "before that" are compared over this many days each. */
export const RECENT_DAYS = 90;

const none: readonly Interaction[] = [];

/** Planned interactions have a cell up to this many months ahead; later ones are counted only. */
const MONTHS_AHEAD = 12;

export interface RelationshipOptions {
  readonly now: Date;
  /** A name of the IANA list: months begin at its midnight. */
  readonly zone: string;
  /** How many months count, the current one included; all when left out. */
  readonly months?: number | undefined;
  /** Everything since then is read; no earlier month is shown, since nothing is known of it. */
  readonly since?: Date | undefined;
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

/** An interaction and the place of its month; undefined outside of the months. */
interface Placed {
  readonly interaction: Interaction;
  /** Milliseconds since the epoch: dates are compared a million times. */
  readonly moment: number;
  readonly place: number | undefined;
}

/** The row of a person while interactions are added. */
interface GrowingRow {
  readonly person: Person;
  total: number;
  readonly cells: (Interaction[] | typeof none)[];
  readonly byType: Record<TypeId, number>;
  first: Interaction;
  firstMoment: number;
  last: Interaction;
  lastMoment: number;
  /** The interaction that was added last. */
  latest: Interaction | undefined;
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
  /** The first one of all, which may lie before the range. */
  readonly oldest?: Interaction | undefined;
  readonly first?: Interaction | undefined;
  readonly last?: Interaction | undefined;
  readonly next?: Interaction | undefined;
}

/** Interactions that occur twice count once, by type and id; types that the extension does not know are left out. */
export function relationship(all: Iterable<Interaction>, options: RelationshipOptions): Relationship {
  const { interactions, oldest } = counted(all, options);
  const scale = scaleOf(interactions, options);
  const placed = interactions.map((interaction): Placed => {
    const moment = interaction.date.getTime();
    return { interaction, moment, place: scale.indexOf(interaction.date) };
  });
  const now = options.now.getTime();
  const types = typeIds
    .filter((type) => options.types?.has(type) ?? true)
    .map((type) => typeRow(type, placed, { scale, now }));
  const past = placed.filter(({ moment }) => moment <= now);
  const people = personRows(past, scale);
  return {
    months: scale.months,
    types,
    colleagues: people.filter(({ person }) => isInternal(person)),
    contacts: people.filter(({ person }) => !isInternal(person)),
    total: past.length,
    planned: interactions.length - past.length,
    oldest,
    older: past.filter(({ moment }) => isBefore(moment, scale)).length,
    ...momentsOf(placed, now),
  };
}

/** Those that count, each once, in no particular order. */
function counted(
  all: Iterable<Interaction>,
  options: RelationshipOptions,
): { readonly interactions: readonly Interaction[]; readonly oldest: Interaction | undefined } {
  const { personId, types = new Set(typeIds) } = options;
  const now = options.now.getTime();
  const from = rangeStart(options)?.getTime() ?? Number.NEGATIVE_INFINITY;
  const known: ReadonlySet<number> = new Set(typeIds.filter((type) => types.has(type)));
  const once = new Map<string, Interaction>();
  let oldest: Interaction | undefined;
  let oldestMoment = Number.POSITIVE_INFINITY;
  for (const one of all) {
    if (!known.has(one.type) || (personId !== undefined && !involves(one, personId))) continue;
    const moment = one.date.getTime();
    if (moment <= now && moment < oldestMoment) [oldest, oldestMoment] = [one, moment];
    if (moment >= from) once.set(interactionKey(one), one);
  }
  return { interactions: [...once.values()], oldest };
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
  const start = rangeStart(options)?.getTime() ?? Math.max(oldest, earliest.getTime());
  const from = Math.max(start, Math.min(oldest, options.since?.getTime() ?? start));
  return monthScale(new Date(from), new Date(newest), zone);
}

function typeRow(
  type: TypeId,
  all: readonly Placed[],
  { scale, now }: { readonly scale: MonthScale; readonly now: number },
): TypeRow {
  const own = all.filter(({ interaction }) => interaction.type === type);
  const past = own.filter(({ moment }) => moment <= now);
  const planned = own.filter(({ moment }) => moment > now);
  const recentFrom = now - RECENT_DAYS * DAY_MS;
  const beforeFrom = now - 2 * RECENT_DAYS * DAY_MS;
  return {
    type,
    total: past.length,
    planned: planned.length,
    cells: cellsOf(past, scale),
    plannedCells: cellsOf(planned, scale),
    recent: past.filter(({ moment }) => moment > recentFrom).length,
    before: past.filter(({ moment }) => moment > beforeFrom && moment <= recentFrom).length,
    ...momentsOf(own, now),
  };
}

function cellsOf(placed: readonly Placed[], scale: MonthScale): readonly Cell[] {
  const cells = noCells(scale);
  for (const one of placed) addTo(cells, one);
  return cells;
}

/** Most cells of most people stay empty, so they share one list. */
function noCells({ months }: MonthScale): (Interaction[] | typeof none)[] {
  return Array.from({ length: months.length }, () => none);
}

function addTo(cells: (Interaction[] | typeof none)[], { interaction, place }: Placed): void {
  if (place === undefined) return;
  const cell = cells[place];
  if (cell === undefined || cell === none) cells[place] = [interaction];
  else (cell as Interaction[]).push(interaction);
}

function momentsOf(placed: readonly Placed[], now: number): Pick<Relationship, 'first' | 'last' | 'next'> {
  let [first, last, next]: (Placed | undefined)[] = [];
  for (const one of placed) {
    const { moment } = one;
    if (moment > now) {
      if (next === undefined || moment < next.moment) next = one;
      continue;
    }
    if (first === undefined || moment < first.moment) first = one;
    if (last === undefined || moment > last.moment) last = one;
  }
  return { first: first?.interaction, last: last?.interaction, next: next?.interaction };
}

/** One pass over all people of all interactions: there are a hundred thousand of them. */
function personRows(past: readonly Placed[], scale: MonthScale): readonly PersonRow[] {
  const rows = new Map<number, GrowingRow>();
  for (const placed of past) {
    for (const person of everyoneIn(placed.interaction)) {
      const row = rows.get(person.id);
      if (row === undefined) rows.set(person.id, firstOf(person, placed, scale));
      // Someone can be in several fields of an interaction.
      else if (row.latest !== placed.interaction) grow(row, placed);
    }
  }
  return [...rows.values()].toSorted(
    (one, other) =>
      other.total - one.total ||
      other.last.date.getTime() - one.last.date.getTime() ||
      one.person.id - other.person.id,
  );
}

function firstOf(person: Person, placed: Placed, scale: MonthScale): GrowingRow {
  const { interaction } = placed;
  const row: GrowingRow = {
    person,
    total: 0,
    cells: noCells(scale),
    byType: Object.fromEntries(typeIds.map((type) => [type, 0])) as Record<TypeId, number>,
    first: interaction,
    firstMoment: placed.moment,
    last: interaction,
    lastMoment: placed.moment,
    latest: undefined,
  };
  grow(row, placed);
  return row;
}

function grow(row: GrowingRow, placed: Placed): void {
  const { interaction, moment } = placed;
  row.latest = interaction;
  row.total += 1;
  row.byType[interaction.type as TypeId] += 1;
  addTo(row.cells, placed);
  if (moment < row.firstMoment) [row.first, row.firstMoment] = [interaction, moment];
  if (moment > row.lastMoment) [row.last, row.lastMoment] = [interaction, moment];
}

function isBefore(moment: number, { months }: MonthScale): boolean {
  const [first] = months;
  return first !== undefined && moment < first.start.getTime();
}
