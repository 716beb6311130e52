import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import { AffinityError } from '../../affinity/index.ts';
import type { StateRow } from '../../history/historyRow.ts';
import type { TimelineState } from '../../history/timelineState.ts';
import { interactionTypes } from '../../model/interactionTypes.ts';
import { mergedInto } from '../../model/mergedInto.ts';
import type { Span } from '../../model/span.ts';
import type { Explanation } from '../words/explain.ts';
import { formatDay } from '../words/formatMoment.ts';
import { typeWords } from '../words/typeWords.ts';

export interface StateDrawing {
  /** The type is shown through a filter. */
  readonly filtered: boolean;
  /** The words for the failure in the state; only with a failure. */
  readonly explanation?: Explanation | undefined;
}

/** Draws a row that tells the state of a type. Each state looks different. */
export function stateItem(row: StateRow, state: TimelineState | undefined, drawing: StateDrawing): TreeItem {
  const item = state === undefined ? new TreeItem('') : draw(row, state, drawing);
  const texts: unknown[] = [item.label, item.description];
  const label = texts.filter((text) => typeof text === 'string' && text !== '').join(', ');
  item.accessibilityInformation ??= { label };
  return item;
}

function draw(row: StateRow, state: TimelineState, { filtered, explanation }: StateDrawing): TreeItem {
  if (row.kind === 'unreadable') return drawUnreadable(state);
  switch (state.status) {
    case 'not-loaded':
      return drawNotLoaded(row);
    case 'loading':
      return drawLoading();
    case 'failed':
      return explanation === undefined ? new TreeItem('') : drawFailure(row, state, explanation);
    case 'loaded':
      return state.allLoaded ? drawAllLoaded(row, state, filtered) : drawOlder(row, state);
  }
}

function drawOlder(row: StateRow, { coverage, skipped }: TimelineState): TreeItem {
  const from = coverage?.from ?? skipped?.from;
  const before = from && l10n.t('before {0}', formatDay(from));
  const item = new TreeItem(skipped === undefined ? l10n.t('Load older…') : nothingBetween(skipped));
  item.description = skipped === undefined ? (before ?? '') : l10n.t('load older…');
  if (skipped !== undefined) {
    const exactly = l10n.t('Nothing between {0} and {1}', formatDay(skipped.from), formatDay(skipped.to));
    item.tooltip = exactly;
    item.accessibilityInformation = { label: l10n.t('{0}, load older…', exactly) };
  }
  item.iconPath = new ThemeIcon('arrow-down');
  item.contextValue = 'older';
  item.command = { command: 'affinity.loadOlder', title: l10n.t('Load Older'), arguments: [row] };
  return item;
}

/** Years, which fit into a row, or days within one year. */
function nothingBetween({ from, to }: Span): string {
  const [first, last] = [from.getFullYear(), to.getFullYear()];
  return first === last
    ? l10n.t('Nothing between {0} and {1}', formatDay(from), formatDay(to))
    : l10n.t('Nothing between {0} and {1}', first, last);
}

function drawAllLoaded({ type }: StateRow, state: TimelineState, filtered: boolean): TreeItem {
  const since = formatDay(state.since ?? state.coverage?.from ?? new Date(0));
  const empty = state.items.length === 0;
  const none = filtered ? l10n.t('None match the filter since {0}', since) : typeWords.noneSince(type, since);
  const item = new TreeItem(empty ? none : l10n.t('All loaded · since {0}', since));
  item.iconPath = new ThemeIcon(empty ? 'circle-slash' : 'check');
  if (type === interactionTypes.meeting.id) {
    item.tooltip = l10n.t(
      'Affinity never lists internal-only meetings. Calendar changes can take up to two hours to arrive.',
    );
    if (empty) item.description = l10n.t('internal-only meetings are never listed');
  }
  item.contextValue = state.canLookFurtherBack ? 'all-loaded.further' : 'all-loaded';
  return item;
}

function drawNotLoaded(row: StateRow): TreeItem {
  const item = new TreeItem(l10n.t('Not loaded yet'));
  item.description = l10n.t('click to load');
  item.iconPath = new ThemeIcon('cloud-download');
  item.contextValue = 'not-loaded';
  item.command = { command: 'affinity.loadOlder', title: l10n.t('Load'), arguments: [row] };
  return item;
}

function drawLoading(): TreeItem {
  const item = new TreeItem(l10n.t('Loading…'));
  item.iconPath = new ThemeIcon('loading~spin');
  item.contextValue = 'loading';
  return item;
}

function drawFailure(
  row: StateRow,
  { failure }: TimelineState,
  { message, short, action }: Explanation,
): TreeItem {
  const item = new TreeItem(short);
  item.tooltip = message;
  item.iconPath = new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  item.contextValue = 'failure';
  const into = failure?.error instanceof AffinityError ? mergedInto(failure.error.details) : undefined;
  if (into !== undefined) return offerMerged(item, row, into);
  item.description = action === 'sign-in' ? l10n.t('click to sign in') : l10n.t('click to retry');
  item.accessibilityInformation = { label: `${message} ${item.description}` };
  item.command =
    action === 'sign-in'
      ? { command: 'affinity.signIn', title: l10n.t('Sign In') }
      : { command: 'affinity.retry', title: l10n.t('Retry'), arguments: [row] };
  return item;
}

/** A merged record can't be loaded again, so its row follows the other one. */
function offerMerged(item: TreeItem, { record }: StateRow, into: number): TreeItem {
  item.description = l10n.t('click to follow that one instead');
  item.command = {
    command: 'affinity.follow',
    title: l10n.t('Follow Instead'),
    arguments: [{ merged: record, into }],
  };
  return item;
}

function drawUnreadable({ unreadable }: TimelineState): TreeItem {
  const item = new TreeItem(l10n.t('{0} couldn’t be read', unreadable));
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.description = l10n.t('click to show the log');
  item.contextValue = 'unreadable';
  item.command = { command: 'affinity.showLog', title: l10n.t('Show Log') };
  return item;
}
