import { l10n } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import { calendarDays } from '../../dates/calendarAge.ts';
import { wallTimeAt } from '../../dates/wallTime.ts';
import { wholeSince } from '../../history/typeReach.ts';
import type { TypeReach } from '../../history/typeReach.ts';
import { relationshipPageWords } from '../../protocol/relationshipPageWords.ts';
import type { RelationshipPageWords } from '../../protocol/relationshipPageWords.ts';
import type { RelationshipRange } from '../../protocol/relationshipView.ts';
import { cellText } from '../../protocol/yearBands.ts';
import type { BandCell } from '../../protocol/yearBands.ts';
import type { PersonRow, Relationship, TypeRow } from '../../relationship/relationship.ts';
import type { RelationshipWords } from '../../relationship/relationshipMarkdown.ts';
import { ageWords } from './ageWords.ts';
import { formatCalendarMonth, formatDayIn } from './formatMoment.ts';
import { formatList, formatNumber } from './formatNumber.ts';
import { personName, typedLabel } from './interactionLabel.ts';
import { typeWords } from './typeWords.ts';

/** The moment and the reach that the words of a relationship are about. */
export interface RelationshipScene {
  readonly now: Date;
  /** A name of the IANA list. */
  readonly zone: string;
  readonly range: RelationshipRange;
  readonly reach: readonly TypeReach[];
}

/** The words of the page and of its image. */
export function translatedPageWords(): RelationshipPageWords {
  return relationshipPageWords((english) => l10n.t(english));
}

/** "3 Feb 2019 · 6 years ago". */
export function contactWhen({ date }: Interaction, { now, zone }: RelationshipScene): string {
  return l10n.t('{0} · {1}', formatDayIn(date, zone), ageWords(calendarDays(date, now, zone)));
}

/** "last 12 days ago". */
export function lastWords({ date }: Interaction, { now, zone }: RelationshipScene): string {
  return l10n.t('last {0}', ageWords(calendarDays(date, now, zone)));
}

/** First, last and next contact, as far as there are any. */
export function contactsOf(
  relationship: Pick<Relationship, 'first' | 'last' | 'next' | 'oldest'>,
  { reach }: RelationshipScene,
): readonly { readonly label: string; readonly interaction: Interaction }[] {
  const { last, next } = relationship;
  const isWhole = wholeSince(reach) !== undefined;
  // With everything read, it is the first contact of all, whatever the range.
  const first = isWhole ? relationship.oldest : relationship.first;
  return [
    // Until everything is read, something older may come.
    ...(first && isWhole ? [{ label: l10n.t('First contact'), interaction: first }] : []),
    ...(first && !isWhole ? [{ label: l10n.t('Earliest shown'), interaction: first }] : []),
    ...(last ? [{ label: l10n.t('Last contact'), interaction: last }] : []),
    ...(next ? [{ label: l10n.t('Next'), interaction: next }] : []),
  ];
}

/** "24 since Mar 2019", "24 in the last year", "24 back to 12 Mar 2025", "none", "not loaded". */
export function totalWords(row: TypeRow, scene: RelationshipScene): string {
  const reach = scene.reach.find(({ type }) => type === row.type);
  if (reach === undefined || reach.state === 'none') return l10n.t('not loaded');
  const count = formatNumber(row.total);
  if (reach.state === 'part' && reach.from !== undefined && reach.from > rangeStart(scene))
    return l10n.t('{0} back to {1}', count, formatDayIn(reach.from, scene.zone));
  if (row.total === 0) return l10n.t('none');
  if (scene.range === 'year') return l10n.t('{0} in the last year', count);
  if (scene.range === 'threeYears') return l10n.t('{0} in the last 3 years', count);
  const { year, month } = wallTimeAt(row.first?.date ?? scene.now, scene.zone);
  return l10n.t('{0} since {1}', count, formatCalendarMonth({ year, month }, 'short'));
}

/** "last 12 days ago", "3 in the last 90 days (5 in the 90 before)", "2 planned". */
export function typeNotes(row: TypeRow, scene: RelationshipScene): readonly string[] {
  const { last, recent, before, planned } = row;
  return [
    ...(last === undefined ? [] : [lastWords(last, scene)]),
    ...(last === undefined
      ? []
      : [
          l10n.t(
            '{0} in the last 90 days ({1} in the 90 before)',
            formatNumber(recent),
            formatNumber(before),
          ),
        ]),
    ...(planned === 0 ? [] : [l10n.t('{0} planned', formatNumber(planned))]),
  ];
}

/** "Meetings: 24 since Mar 2019, last 12 days ago, 3 in the last 90 days (5 in the 90 before)". */
export function typeSentence(row: TypeRow, scene: RelationshipScene): string {
  const parts = [totalWords(row, scene), ...typeNotes(row, scene)];
  return l10n.t('{0}: {1}', typeWords.plural(row.type), formatList(parts));
}

/** The words of a relationship as a section of a document. */
export function relationshipWords(
  name: string,
  scene: RelationshipScene,
  closing: readonly string[],
): RelationshipWords {
  return {
    heading: l10n.t('Relationship with {0}', name),
    contacts: (relationship) =>
      contactsOf(relationship, scene).map(({ label, interaction }) =>
        l10n.t('{0}: {1} · {2}', label, contactWhen(interaction, scene), typedLabel(interaction)),
      ),
    type: (row) => typeSentence(row, scene),
    typeName: (row) => typeWords.plural(row.type),
    monthColumn: l10n.t('Month'),
    yearColumn: l10n.t('Year'),
    cell: cellWords,
    colleagues: l10n.t('Colleagues'),
    contactsHeading: l10n.t('People on the other side'),
    person: (row) => personSentence(row, scene),
    more: (count) => (count === 1 ? l10n.t('1 more') : l10n.t('{0} more', formatNumber(count))),
    closing,
  };
}

function cellWords(cell: BandCell): string {
  const { past, planned, state } = cell;
  if (planned === 0) return past === 0 && state === 'complete' ? formatNumber(0) : cellText(cell);
  return past === 0
    ? l10n.t('{0} planned', formatNumber(planned))
    : l10n.t('{0}, and {1} planned', cellText({ ...cell, planned: 0 }), formatNumber(planned));
}

function personSentence(row: PersonRow, scene: RelationshipScene): string {
  const count = formatNumber(row.total);
  return l10n.t('{0}: {1}, {2}', personName(row.person), count, lastWords(row.last, scene));
}

/** The start of the range, at most a month too early. */
function rangeStart({ range, now }: RelationshipScene): Date {
  const years = { year: 1, threeYears: 3, all: 100 }[range];
  return new Date(now.getTime() - years * 365 * 24 * 3_600_000);
}
