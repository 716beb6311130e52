import { l10n, QuickPickItemKind, ThemeIcon } from 'vscode';
import type { QuickInputButton, QuickPickItem } from 'vscode';
import type { HistoryEnd } from '../../history/wholeHistories.ts';
import { oneLine } from '../../model/cleanText.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import { isolated } from '../../model/isolated.ts';
import { recordKey } from '../../model/recordRef.ts';
import { fits } from '../../search/searchIndex.ts';
import type { SearchProblem } from '../../search/searchQuery.ts';
import { explain } from '../words/explain.ts';
import { formatDay, formatShortDay } from '../words/formatMoment.ts';
import { formatNumber } from '../words/formatNumber.ts';
import { typeIcon } from '../words/interactionIcon.ts';
import { typeHints, typeWords } from '../words/typeWords.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import type { RecordCoverage } from './recordCoverage.ts';
import type { FoundInteraction, SearchAnswer } from './searchTasks.ts';

const MOST_NAMES = 3;

/** The name of a group lies over the end of its first row, and a longer one would hide the row. */
const MAX_GROUP_NAME = 32;

/** The action of a row that is no interaction. */
export type SearchAction = 'read' | 'stop' | 'show-more';

export type SearchItem = QuickPickItem & {
  readonly found?: FoundInteraction;
  readonly action?: SearchAction;
};

/** The contents of the list at a moment. */
export interface SearchView {
  readonly answer: SearchAnswer;
  readonly problems: readonly SearchProblem[];
  readonly isEmptyQuery: boolean;
  /** The index is still being made. */
  readonly isFilling: boolean;
  readonly coverage: readonly RecordCoverage[];
  readonly isReading: boolean;
  /** Why the last reading ended early. */
  readonly end: HistoryEnd | undefined;
}

/** The rows of a search: those found, by record, then what is wrong with the query, then what isn't covered. */
export function searchItems(view: SearchView): readonly SearchItem[] {
  const { answer, isEmptyQuery, isFilling } = view;
  const rows = [...view.problems.map((problem) => problemItem(problem)), ...foundItems(view)];
  const hidden = answer.total - answer.found.length;
  if (hidden > 0) rows.push(hiddenItem(hidden, isEmptyQuery));
  if (answer.found.length === 0 && !isFilling) rows.push(nothingItem(view));
  const rest = restItem(view);
  return rest === undefined ? rows : [...rows, { label: '', kind: QuickPickItemKind.Separator }, rest];
}

function foundItems({ answer, coverage, isEmptyQuery }: SearchView): SearchItem[] {
  const close = answer.found.filter(({ fit }) => fit !== fits.fuzzy);
  const guessed = answer.found.filter(({ fit }) => fit === fits.fuzzy);
  if (isEmptyQuery && close.length === 0) return [];
  if (isEmptyQuery)
    return [separator(l10n.t('Newest interactions')), ...close.map((found) => foundItem(found))];
  return [...grouped(close, coverage, coveredWords), ...grouped(guessed, coverage, similarWords)];
}

/** An interaction of several records is shown under the first of them. Groups are in the order of their newest row. */
function grouped(
  found: readonly FoundInteraction[],
  coverage: readonly RecordCoverage[],
  words: (coverage: RecordCoverage | undefined) => string,
): SearchItem[] {
  const groups = new Map<RecordCoverage | undefined, FoundInteraction[]>();
  for (const one of found) {
    const covered = coverage.find(({ record }) => one.records.includes(recordKey(record)));
    groups.set(covered, [...(groups.get(covered) ?? []), one]);
  }
  return [...groups].flatMap(([covered, rows]) => [
    separator(words(covered)),
    ...rows.map((one) => foundItem(one)),
  ]);
}

function separator(label: string): SearchItem {
  return { label: withoutIcons(label), kind: QuickPickItemKind.Separator };
}

/** "Acme Robotics · since 12 Mar 2021". */
function coveredWords(coverage: RecordCoverage | undefined): string {
  // No followed record is known to have it.
  if (coverage === undefined) return l10n.t('Saved or opened here');
  const { record, since, isComplete } = coverage;
  const name = groupName(record);
  if (isComplete) return l10n.t('{0} · everything', name);
  return since === undefined
    ? l10n.t('{0} · partly read', name)
    : l10n.t('{0} · since {1}', name, formatDay(since));
}

function similarWords(coverage: RecordCoverage | undefined): string {
  if (coverage === undefined) return l10n.t('Saved or opened here · similar words');
  const { record } = coverage;
  return l10n.t('{0} · similar words', groupName(record));
}

function groupName({ name }: RecordCoverage['record']): string {
  const characters = Array.from(oneLine(name));
  const cut = characters.slice(0, MAX_GROUP_NAME - 1).join('');
  return isolated(characters.length <= MAX_GROUP_NAME ? characters.join('') : `${cut.trimEnd()}…`);
}

function foundItem(found: FoundInteraction): SearchItem {
  const { type, date, title, names, line } = found;
  const people = shortNames(names);
  const label = `${formatShortDay(new Date(date))}  ${nameOf(found)}`;
  return {
    label: withoutIcons(label),
    description: title === '' ? '' : withoutIcons(people),
    ...(line !== undefined && { detail: withoutIcons(oneLine(line)) }),
    iconPath: typeIcon(type),
    alwaysShow: true,
    ...(canBeLogged(type) && { buttons: [logAgainButton()] }),
    found,
  };
}

function logAgainButton(): QuickInputButton {
  return { iconPath: new ThemeIcon('redo'), tooltip: l10n.t('Log Again…') };
}

/** The title or subject, else the people, else the type. */
function nameOf({ type, title, names }: FoundInteraction): string {
  return title || shortNames(names) || typeWords.singular(type);
}

/** The first three names, and the number of the others. */
function shortNames(names: string): string {
  const all = oneLine(names).split(', ');
  const more = all.length - MOST_NAMES;
  const shown = all
    .slice(0, MOST_NAMES)
    .map((name) => isolated(name))
    .join(', ');
  return more > 0 ? `${shown} +${formatNumber(more)}` : shown;
}

function remark(icon: string, label: string, description = ''): SearchItem {
  return { label: withoutIcons(label), description, iconPath: new ThemeIcon(icon), alwaysShow: true };
}

function problemItem({ code, value }: SearchProblem): SearchItem {
  return code === 'unknown-type'
    ? remark('warning', l10n.t('“{0}” isn’t a type', value), typeHints.search())
    : remark('warning', l10n.t('“{0}” isn’t a date', value), l10n.t('use 2025-03-01, 2025 or "last March"'));
}

function hiddenItem(hidden: number, isEmptyQuery: boolean): SearchItem {
  if (isEmptyQuery)
    return remark(
      'info',
      hidden === 1
        ? l10n.t('Type to search 1 more interaction')
        : l10n.t('Type to search {0} more interactions', formatNumber(hidden)),
    );
  const label = hidden === 1 ? l10n.t('1 more match') : l10n.t('{0} more matches', formatNumber(hidden));
  return {
    ...remark('ellipsis', label, l10n.t('keep typing, or press Enter to show more')),
    action: 'show-more',
  };
}

function nothingItem({ coverage, answer, isEmptyQuery }: SearchView): SearchItem {
  if (coverage.length === 0)
    return remark('circle-slash', l10n.t('Nothing followed yet'), l10n.t('follow a record to search it'));
  if (answer.size === 0 || isEmptyQuery) return remark('circle-slash', l10n.t('No interactions read yet'));
  return coverage.every(({ isComplete }) => isComplete)
    ? remark('circle-slash', l10n.t('No matches'))
    : remark('circle-slash', l10n.t('No matches in what is read so far'));
}

/** The last row: what isn't covered, and how to read it. */
function restItem({ coverage, isReading, end }: SearchView): SearchItem | undefined {
  if (isReading)
    return { ...remark('debug-stop', l10n.t('Stop reading'), l10n.t('keep what was read')), action: 'stop' };
  const open = coverage.filter(({ isComplete }) => !isComplete);
  if (open.length === 0) return undefined;
  if (end?.kind === 'failed')
    return {
      ...remark('error', explain(end.error).message, l10n.t('press Enter to try again')),
      action: 'read',
    };
  const requests = open.reduce((sum, { requestsLeft }) => sum + requestsLeft, 0);
  const names = open.map(({ record }) => oneLine(record.name));
  const item = {
    ...remark('cloud-download', l10n.t('Read what isn’t covered yet…'), requestWords(requests)),
    detail: withoutIcons(shortNames(names.join(', '))),
    action: 'read',
  } as const;
  return end?.kind === 'below-floor'
    ? { ...item, ...floorWords(end.reason.remaining, end.reason.floor) }
    : item;
}

/** "about 12 requests". */
export function requestWords(requests: number): string {
  return requests === 1 ? l10n.t('about 1 request') : l10n.t('about {0} requests', formatNumber(requests));
}

function floorWords(remaining: number, floor: number): QuickPickItem {
  const label =
    remaining === 1
      ? l10n.t('Stopped: 1 request is left for your firm this month')
      : l10n.t('Stopped: {0} requests are left for your firm this month', formatNumber(remaining));
  return {
    ...remark('warning', label),
    detail: l10n.t('Fewer than the {0} you reserve', formatNumber(floor)),
  };
}
