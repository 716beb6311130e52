import { typeIds } from '../../src/model/interactionTypes.ts';
import { relationshipPageWords } from '../../src/protocol/relationshipPageWords.ts';
import type { RelationshipOpening } from '../../src/protocol/relationshipToPage.ts';
import type { CellRef, ListedInteraction, RelationshipView } from '../../src/protocol/relationshipView.ts';

const long = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

export const monthNames = Array.from({ length: 12 }, (_, month) => short.format(Date.UTC(2023, month)));

type Grid = RelationshipView['grid'];
type Count = (type: number, place: number) => number;

/** A grid of so many months; nothing is planned, and everything is loaded, unless told otherwise. */
export function gridOf(first: Grid['first'], length: number, count: Count, planned: Count = () => 0): Grid {
  const places = Array.from({ length }, (_, place) => place);
  return {
    first,
    months: places.map((place) => long.format(Date.UTC(first.year, first.month - 1 + place))),
    rows: typeIds.map((type) => ({
      type,
      past: places.map((place) => count(type, place)),
      planned: places.map((place) => planned(type, place)),
      completeFrom: 0,
    })),
  };
}

export function listed(id: number, changes: Partial<ListedInteraction> = {}): ListedInteraction {
  return {
    type: 0,
    id,
    title: `Pilot review ${String(id)}`,
    when: 'Tue 18 Nov 2025 15:00',
    people: 'Jane Roe +2',
    planned: false,
    ...changes,
  };
}

function person(id: number, name: string, count: number, months: number) {
  const strip = Array.from({ length: months }, (_, place) => ((place * (id + 3)) % 7 === 0 ? count % 9 : 0));
  return { id, name, count: String(count), last: 'last 12 days ago', strip, years: '2025: 12, 2024: 8' };
}

/** 14 months from November 2024, with a planned meeting in the last one. */
const months = 14;

const full: RelationshipView = {
  name: 'Acme Robotics',
  kind: 'company',
  sample: true,
  contacts: [
    {
      label: 'First contact',
      value: '3 Feb 2019 · 6 years ago',
      interaction: listed(1, { title: 'Introduction' }),
    },
    { label: 'Last contact', value: '18 Nov 2025 · 12 days ago', interaction: listed(417, { type: 1 }) },
    { label: 'Next', value: '3 Dec 2025 · in 3 days', interaction: listed(418, { planned: true }) },
  ],
  totals: [
    {
      type: 0,
      value: '24 since Mar 2019',
      notes: ['last 12 days ago', '3 in the last 90 days (5 in the 90 before)', '1 planned'],
    },
    {
      type: 1,
      value: '7 since Feb 2019',
      notes: ['last 40 days ago', '1 in the last 90 days (0 in the 90 before)'],
    },
    { type: 2, value: 'none', notes: [] },
    {
      type: 3,
      value: '312 since Feb 2019',
      notes: ['last yesterday', '14 in the last 90 days (31 in the 90 before)'],
    },
  ],
  choices: { range: 'year', types: typeIds },
  everyone: [
    { id: 17, name: 'Jane Roe' },
    { id: 1, name: 'Ann Lee' },
  ],
  grid: gridOf(
    { year: 2024, month: 11 },
    months,
    (type, place) =>
      place === months - 1 ? 0 : ([place % 4, place % 5 === 0 ? 1 : 0, 0, (place * 7) % 26][type] ?? 0),
    (type, place) => (type === 0 && place >= months - 2 ? 1 : 0),
  ),
  monthNames,
  colleagues: { rows: [person(1, 'Ann Lee', 42, months), person(2, 'Bob Stone', 9, months)], total: 2 },
  others: {
    rows: Array.from({ length: 12 }, (_, place) =>
      person(17 + place, `Person ${String(place)}`, 30 - place, months),
    ),
    total: 12,
  },
  coverage: { sentences: ['Covers everything since 3 Feb 2019, except internal meetings.'] },
};

const nothing = gridOf({ year: 2025, month: 11 }, 1, () => 0);
const noPeople = { rows: [], total: 0 };

const empty: RelationshipView = {
  ...full,
  contacts: [],
  totals: typeIds.map((type) => ({ type, value: 'none', notes: [] })),
  everyone: [],
  grid: nothing,
  colleagues: noPeople,
  others: noPeople,
  coverage: { sentences: ['No interactions since 3 Feb 2019. Affinity doesn’t list internal meetings.'] },
};

const fifteenYears = gridOf({ year: 2010, month: 12 }, 180, (type, place) => [6, 14, 3, 88][type] ?? place);

const hostile = '<img src=x onerror="document.title=\'hit\'">\u202Egnp.exe "><script>';

/** Each state of the page, with realistic content. */
export const views = {
  full,
  list: {
    ...full,
    choices: { ...full.choices, cell: { type: 0, year: 2025, month: 2 } },
    list: {
      cell: { type: 0, year: 2025, month: 2 },
      heading: 'February 2025 · Meetings · 3',
      items: [listed(417), listed(418, { people: '' }), listed(419, { planned: true })],
      more: 0,
    },
  },
  partly: {
    ...full,
    grid: {
      ...full.grid,
      rows: full.grid.rows.map((row, place) => ({ ...row, completeFrom: [6, 0, 14, 10][place] ?? 0 })),
    },
    coverage: {
      sentences: [
        'Covers so far: meetings back to 12 Apr 2025, calls complete, chat messages not loaded, emails back to 3 Aug 2025.',
        'The rest needs about 120 requests.',
      ],
      read: 'Read the Rest',
    },
  },
  reading: {
    ...full,
    coverage: {
      sentences: ['Covers so far: meetings back to 12 Apr 2025, calls complete.'],
      progress: 'Reading… 1,240 so far, back to 12 Apr 2025',
    },
  },
  failed: {
    ...full,
    coverage: {
      sentences: ['Covers so far: meetings back to 12 Apr 2025, calls complete.'],
      problem: 'Missing: emails before 3 Aug 2025. Affinity returned an error (503). Try again later.',
      read: 'Retry',
    },
  },
  none: empty,
  one: {
    ...empty,
    contacts: full.contacts.slice(0, 1),
    grid: gridOf({ year: 2025, month: 11 }, 1, (type) => (type === 0 ? 1 : 0)),
  },
  planned: {
    ...empty,
    contacts: full.contacts.slice(2),
    grid: gridOf(
      { year: 2025, month: 11 },
      3,
      () => 0,
      (type, place) => (type === 0 && place > 0 ? place : 0),
    ),
  },
  huge: { ...full, choices: { range: 'all', types: typeIds }, grid: fifteenYears },
  hostile: {
    ...full,
    name: hostile,
    everyone: [{ id: 9, name: hostile }],
    contacts: [
      { label: 'Last contact', value: hostile, interaction: listed(9, { title: hostile.repeat(9) }) },
    ],
    colleagues: { rows: [{ ...person(9, hostile, 3, months), years: hostile }], total: 1 },
    coverage: { sentences: [hostile], problem: hostile },
    list: {
      cell: { type: 0, year: 2025, month: 2 },
      heading: hostile,
      items: [listed(9, { title: hostile.repeat(20), people: hostile })],
      more: 0,
    },
  },
} as const satisfies Record<string, RelationshipView>;

export function relationshipInit(view: RelationshipView): RelationshipOpening {
  const subject = { account: '7/1', kind: 'company', id: 7, name: view.name } as const;
  return { kind: 'init', view, words: relationshipPageWords(), subject };
}

/** A view whose list is that of a cell. */
export function listFor(view: RelationshipView, cell: CellRef): RelationshipView {
  const items = [listed(417, { type: cell.type }), listed(418, { type: cell.type })];
  const heading = `${String(cell.month)}/${String(cell.year)} · ${String(cell.type)}`;
  return { ...view, choices: { ...view.choices, cell }, list: { cell, heading, items, more: 0 } };
}
