import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { AffinityError } from '../../affinity/index.ts';
import { oneLine } from '../../model/cleanText.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import type { WeekState } from '../../week/week.ts';
import { withoutNote } from '../../week/weekDays.ts';
import type { WeekScope } from '../../week/weekDays.ts';
import { hasContact, isInternalOnly } from '../../week/weekItem.ts';
import type { WeekItem } from '../../week/weekItem.ts';
import { appendPlainText } from '../words/appendPlainText.ts';
import type { explain } from '../words/explain.ts';
import { formatUtc, formatZoned } from '../words/formatMoment.ts';
import { typeIcon } from '../words/interactionIcon.ts';
import { typeWords } from '../words/typeWords.ts';
import { weekWords } from '../words/weekWords.ts';
import { atMost } from '../words/withoutIcons.ts';
import type { WeekDayRow, WeekItemRow, WeekRow, WeekStateKind } from './weekRow.ts';

const MOST_PEOPLE = 12;

/** The state that drawing a row needs besides the row. */
export interface WeekDrawing {
  readonly state: WeekState;
  readonly scope: WeekScope;
  readonly now: Date;
  readonly zone: string;
  /** The session's, so that the words for failures are not loaded at start. */
  readonly explain: typeof explain;
}

export function weekRowItem(row: WeekRow, drawing: WeekDrawing): TreeItem {
  const item = draw(row, drawing);
  item.id = row.id;
  return item;
}

/** The full title, the times, the people, and what is known of its note. Nothing in it is trusted. */
export function weekTooltip(item: WeekItem, drawing: WeekDrawing): MarkdownString {
  const text = new MarkdownString();
  const lines = item.people.map(({ name, email }) =>
    oneLine(email === undefined || email === name ? name : `${name} · ${email}`),
  );
  const more = item.peopleTotal - item.people.length;
  const people = [
    ...atMost(MOST_PEOPLE, lines),
    ...(more > 0 && lines.length <= MOST_PEOPLE ? [l10n.t('and {0} more', more)] : []),
  ];
  appendPlainText(text, weekWords.itemLabel(item));
  appendPlainText(text.appendMarkdown('\n\n'), typeWords.singular(item.type));
  appendPlainText(text.appendMarkdown('\n\n'), `${formatZoned(item.start)}\n${formatUtc(item.start)}`);
  if (people.length > 0) appendPlainText(text.appendMarkdown('\n\n'), people.join('\n'));
  if (lacksNote(item, drawing)) appendPlainText(text.appendMarkdown('\n\n'), l10n.t('It has no note yet.'));
  if (drawing.state.unknownToV1.has(interactionKey(item)))
    appendPlainText(text.appendMarkdown('\n\n'), unknownWords());
  return text;
}

export function unknownWords(): string {
  return l10n.t('It can’t be opened here, because Affinity’s API has no details of it.');
}

function draw(row: WeekRow, drawing: WeekDrawing): TreeItem {
  switch (row.kind) {
    case 'weekDay':
      return drawDay(row, drawing);
    case 'weekItem':
      return drawItem(row, drawing);
    case 'weekState':
      return drawState(row.state, drawing);
  }
}

function drawDay({ day }: WeekDayRow, { state, now, zone }: WeekDrawing): TreeItem {
  const { offset, items } = day;
  const without = state.knowsNotes ? withoutNote(items, state.noted, { now, zone }).length : 0;
  const { None, Expanded, Collapsed } = TreeItemCollapsibleState;
  const item = new TreeItem(
    weekWords.dayLabel(day),
    items.length === 0 ? None : offset === 0 ? Expanded : Collapsed,
  );
  item.description = weekWords.dayDescription(day, without);
  item.contextValue = 'weekDay';
  item.accessibilityInformation = { label: weekWords.dayInFull(day, without) };
  return item;
}

function drawItem(row: WeekItemRow, drawing: WeekDrawing): TreeItem {
  const { item } = row;
  const lacks = lacksNote(item, drawing);
  const drawn = new TreeItem(weekWords.itemLabel(item));
  const { id } = typeIcon(item.type);
  drawn.iconPath = lacks ? new ThemeIcon(id, new ThemeColor('list.warningForeground')) : new ThemeIcon(id);
  drawn.description = weekWords.itemDescription(item, lacks);
  addContext(drawn, item, drawing.state);
  drawn.command = {
    command: 'affinity.openInteraction',
    title: l10n.t('Open Interaction'),
    arguments: [row],
  };
  const spoken = [typeWords.singular(item.type), weekWords.itemLabel(item), drawn.description];
  drawn.accessibilityInformation = { label: spoken.filter((part) => part !== '').join(', ') };
  return drawn;
}

/** Menus look for the words after the dots, each of which stands for a command that works on the item. */
function addContext(drawn: TreeItem, item: WeekItem, { unknownToV1 }: WeekState): void {
  // V1 doesn't list internal-only meetings, but may have one by its ID.
  const isOpenable = !unknownToV1.has(interactionKey(item));
  // Affinity logs no interaction without an external person.
  if (isInternalOnly(item)) drawn.contextValue = isOpenable ? 'weekItem.openable' : 'weekItem';
  else if (hasContact(item))
    drawn.contextValue = isOpenable ? 'weekItem.openable.loggable.contact' : 'weekItem.loggable.contact';
  else drawn.contextValue = isOpenable ? 'weekItem.openable.loggable' : 'weekItem.loggable';
}

function lacksNote(item: WeekItem, { state, now, zone }: WeekDrawing): boolean {
  return state.knowsNotes && withoutNote([item], state.noted, { now, zone }).length > 0;
}

function drawState(kind: WeekStateKind, drawing: WeekDrawing): TreeItem {
  const item = stateItem(kind, drawing);
  const texts: unknown[] = [item.label, item.description];
  item.contextValue = kind === 'failed' ? 'weekFailed' : 'weekState';
  item.accessibilityInformation = {
    label: texts.filter((text) => typeof text === 'string' && text !== '').join(', '),
  };
  return item;
}

function stateItem(kind: WeekStateKind, { state, scope, explain: explained }: WeekDrawing): TreeItem {
  switch (kind) {
    case 'not-loaded':
      return actionItem(l10n.t('Not loaded yet'), l10n.t('click to load'), 'cloud-download', 'loadWeek');
    case 'loading':
      return plainItem(l10n.t('Loading…'), '', 'loading~spin');
    case 'failed':
      return failedItem(state.error, { explain: explained });
    case 'unavailable':
      return unavailableItem(state.error);
    case 'nothing':
      return plainItem(
        scope === 'mine' ? l10n.t('You have no meetings or calls') : l10n.t('No meetings or calls'),
        l10n.t('14 days back, 7 days ahead'),
        'circle-slash',
      );
    case 'more':
      return actionItem(l10n.t('Load more…'), l10n.t('not everything is loaded'), 'arrow-down', 'loadWeek');
    case 'notes-unknown':
      return plainItem(l10n.t('Missing notes aren’t marked'), l10n.t('the notes couldn’t be read'), 'info');
    case 'no-calls':
      return plainItem(l10n.t('Calls aren’t listed'), l10n.t('not available for your account'), 'info');
    case 'unreadable':
      return actionItem(
        l10n.t('{0} couldn’t be read', state.unreadable),
        l10n.t('click to show the log'),
        'warning',
        'showLog',
      );
  }
}

function plainItem(label: string, description: string, icon: string): TreeItem {
  const item = new TreeItem(label);
  item.description = description;
  item.iconPath = new ThemeIcon(icon);
  return item;
}

function actionItem(
  label: string,
  description: string,
  icon: string,
  command: 'loadWeek' | 'refreshWeek' | 'showLog' | 'signIn',
): TreeItem {
  const item = plainItem(label, description, icon);
  item.command = { command: `affinity.${command}`, title: description };
  return item;
}

function failedItem(error: unknown, drawing: Pick<WeekDrawing, 'explain'>): TreeItem {
  const { message, short, action } = drawing.explain(error);
  const isSignIn = action === 'sign-in';
  const next = isSignIn ? l10n.t('click to sign in') : l10n.t('click to retry');
  const item = actionItem(short, next, 'error', isSignIn ? 'signIn' : 'refreshWeek');
  item.iconPath = new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  item.tooltip = message;
  return item;
}

/** V2 is not part of every plan, and parts of it are switched on by Affinity. */
function unavailableItem(error: unknown): TreeItem {
  const said = error instanceof AffinityError ? error.details.map((one) => oneLine(one)).join(' ') : '';
  const item = plainItem(
    l10n.t('My Week isn’t available'),
    l10n.t('your account can’t use version 2 of Affinity’s API'),
    'info',
  );
  item.tooltip = [
    l10n.t('My Week reads the meetings of your firm through version 2 of Affinity’s API.'),
    ...(said === '' ? [] : [l10n.t('Affinity says: {0}', said)]),
  ].join(' ');
  return item;
}
