import { l10n } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import type { InteractionTimeline } from '../../history/interactionTimeline.ts';
import { reachOf, wholeSince } from '../../history/typeReach.ts';
import { displayText } from '../../model/displayText.ts';
import type { TypeId } from '../../model/interactionTypes.ts';
import { everyoneIn } from '../../model/participants.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { viewBounds } from '../../protocol/relationshipView.ts';
import type {
  CellRef,
  ListedInteraction,
  RelationshipChoices,
  RelationshipView,
} from '../../protocol/relationshipView.ts';
import { relationship } from '../../relationship/relationship.ts';
import type { PersonRow, Relationship } from '../../relationship/relationship.ts';
import { formatCalendarMonth, formatMomentIn, formatMonthName } from '../words/formatMoment.ts';
import { formatList, formatNumber } from '../words/formatNumber.ts';
import { interactionLabel, peopleInShort, personName } from '../words/interactionLabel.ts';
import { contactsOf, contactWhen, lastWords, totalWords, typeNotes } from '../words/relationshipWords.ts';
import type { RelationshipScene } from '../words/relationshipWords.ts';
import { typeWords } from '../words/typeWords.ts';

const monthsOfRange = { year: 12, threeYears: 36, all: undefined } as const;

export interface DrawingInput {
  readonly record: RecordRef;
  readonly timelines: readonly Pick<InteractionTimeline, 'type' | 'state'>[];
  readonly choices: RelationshipChoices;
  readonly now: Date;
  readonly zone: string;
  /** How many interactions of the chosen cell are listed. */
  readonly listed: number;
  readonly sample: boolean;
  readonly coverage: RelationshipView['coverage'];
}

/** A relationship as the user chose to see it, in numbers and as the page shows it. */
export interface Drawing {
  readonly relationship: Relationship;
  readonly scene: RelationshipScene;
  readonly view: RelationshipView;
}

export function drawRelationship(input: DrawingInput): Drawing {
  const { record, timelines, choices, now, zone } = input;
  const all = timelines.flatMap(({ state }) => state.items);
  const months = monthsOfRange[choices.range];
  const types = new Set<TypeId>(choices.types);
  const reach = timelines.map((timeline) => reachOf(timeline)).filter(({ type }) => types.has(type));
  const shown = relationship(all, {
    now,
    zone,
    months,
    types,
    since: wholeSince(reach),
    personId: choices.person,
  });
  const scene: RelationshipScene = { now, zone, range: choices.range, reach };
  const everyone = choices.person === undefined ? shown : relationship(all, { now, zone, months, types });
  const view: RelationshipView = {
    name: displayText(record.name),
    kind: typeWords.recordKind(record.kind),
    sample: input.sample,
    contacts: contactsOf(shown, scene).map(({ label, interaction }) => ({
      label,
      value: contactWhen(interaction, scene),
      interaction: listed(interaction, scene),
    })),
    totals: totalsOf(shown, scene),
    choices,
    everyone: withChosen(everyoneOf(everyone), all, choices.person),
    grid: gridOf(shown, scene),
    monthNames: Array.from({ length: 12 }, (_, month) => formatMonthName(month + 1)),
    colleagues: peopleOf(shown.colleagues, shown, scene),
    others: peopleOf(shown.contacts, shown, scene),
    coverage: input.coverage,
    ...listOf(shown, scene, input),
  };
  return { relationship: shown, scene, view };
}

function totalsOf({ types }: Relationship, scene: RelationshipScene): RelationshipView['totals'] {
  return types.map((row) => ({
    type: row.type,
    value: totalWords(row, scene),
    notes: [...typeNotes(row, scene)],
  }));
}

/** The chosen person stays in the list, even if the range or the types leave nothing of them. */
function withChosen(
  people: RelationshipView['everyone'],
  all: readonly Interaction[],
  id: number | undefined,
): RelationshipView['everyone'] {
  if (id === undefined || people.some((one) => one.id === id)) return people;
  const person = all.flatMap((one) => everyoneIn(one)).find((one) => one.id === id);
  const name = person === undefined ? l10n.t('Person {0}', id) : displayText(personName(person));
  return [{ id, name }, ...people.slice(0, viewBounds.people - 1)];
}

/** The interactions of a cell, newest first. */
export function interactionsOf(cell: CellRef, { months, types }: Relationship): readonly Interaction[] {
  const row = types.find(({ type }) => type === cell.type);
  if (row === undefined) return [];
  const places = months.flatMap(({ year, month }, place) =>
    year === cell.year && (cell.month === 0 || month === cell.month) ? [place] : [],
  );
  return places
    .flatMap((place) => [...(row.cells[place] ?? []), ...(row.plannedCells[place] ?? [])])
    .toSorted((one, other) => other.date.getTime() - one.date.getTime() || other.id - one.id);
}

function listed(interaction: Interaction, { now, zone }: RelationshipScene): ListedInteraction {
  const label = interactionLabel(interaction);
  const people = peopleInShort(interaction);
  return {
    type: interaction.type as TypeId,
    id: interaction.id,
    title: displayText(label),
    when: formatMomentIn(interaction.date, zone),
    people: people === label ? '' : displayText(people),
    planned: interaction.date > now,
  };
}

function listOf(
  shown: Relationship,
  scene: RelationshipScene,
  { choices: { cell }, listed: most }: DrawingInput,
): Pick<RelationshipView, 'list'> {
  if (cell === undefined || !shown.types.some(({ type }) => type === cell.type)) return {};
  const all = interactionsOf(cell, shown);
  const period = cell.month === 0 ? String(cell.year) : formatCalendarMonth(cell);
  return {
    list: {
      cell,
      heading: l10n.t('{0} · {1} · {2}', period, typeWords.plural(cell.type), formatNumber(all.length)),
      items: all.slice(0, most).map((one) => listed(one, scene)),
      more: Math.min(viewBounds.listed, Math.max(0, all.length - most)),
    },
  };
}

function gridOf({ months, types }: Relationship, { reach }: RelationshipScene): RelationshipView['grid'] {
  const [{ year, month } = { year: 2000, month: 1 }] = months;
  return {
    first: { year, month },
    months: months.map((one) => formatCalendarMonth(one)),
    rows: types.map(({ type, cells, plannedCells }) => ({
      type,
      past: cells.map(({ length }) => length),
      planned: plannedCells.map(({ length }) => length),
      completeFrom: completeFrom(months, reach, type),
    })),
  };
}

/** The first month that is loaded whole. Of a type that is all loaded, it is that of the first known moment. */
function completeFrom(
  months: Relationship['months'],
  reach: RelationshipScene['reach'],
  type: TypeId,
): number {
  const own = reach.find((one) => one.type === type);
  const from = own?.from;
  if (own?.state === 'all') {
    const since = wholeSince(reach.filter(({ state }) => state === 'all'));
    return Math.max(0, since === undefined ? 0 : months.findLastIndex(({ start }) => start <= since));
  }
  const place = from === undefined ? -1 : months.findIndex(({ start }) => start >= from);
  return place === -1 ? months.length : place;
}

function everyoneOf({ colleagues, contacts }: Relationship): RelationshipView['everyone'] {
  return [...contacts, ...colleagues]
    .toSorted((one, other) => other.total - one.total)
    .slice(0, viewBounds.people)
    .map(({ person }) => ({ id: person.id, name: displayText(personName(person)) }));
}

function peopleOf(
  people: readonly PersonRow[],
  { months }: Relationship,
  scene: RelationshipScene,
): RelationshipView['colleagues'] {
  const rows = people.slice(0, viewBounds.rows).map((row) => ({
    id: row.person.id,
    name: displayText(personName(row.person)),
    count: formatNumber(row.total),
    last: lastWords(row.last, scene),
    strip: row.cells.map(({ length }) => length),
    years: yearsOf(row, months),
  }));
  return { rows, total: people.length };
}

/** "2025: 12, 2024: 8". */
function yearsOf({ cells }: PersonRow, months: Relationship['months']): string {
  const years = new Map<number, number>();
  for (const [place, { year }] of months.entries())
    years.set(year, (years.get(year) ?? 0) + (cells[place]?.length ?? 0));
  const told = [...years].filter(([, count]) => count > 0).toReversed();
  return formatList(told.map(([year, count]) => `${year}: ${formatNumber(count)}`));
}
