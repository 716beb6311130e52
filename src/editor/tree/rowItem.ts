import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import type { InteractionRow, PeriodRow, TypeRow } from '../../history/historyRow.ts';
import type { RecordContact } from '../../history/recordContact.ts';
import type { TimelineState } from '../../history/timelineState.ts';
import { oneLine } from '../../model/cleanText.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import { emailOf } from '../../model/namedPerson.ts';
import { noteOpening } from '../../model/noteOpening.ts';
import { participants } from '../../model/participants.ts';
import { appendPlainText } from '../words/appendPlainText.ts';
import { formatDay, formatMonth, formatUtc, formatYear, formatZoned } from '../words/formatMoment.ts';
import { formatNumber } from '../words/formatNumber.ts';
import { interactionIcon, typeIcon } from '../words/interactionIcon.ts';
import {
  clockAndPeople,
  datedLabel,
  interactionLabel,
  personName,
  sideWord,
  spokenInteraction,
} from '../words/interactionLabel.ts';
import { typeDescription } from '../words/typeDescription.ts';
import { typeWords } from '../words/typeWords.ts';
import { atMost } from '../words/withoutIcons.ts';
import { recordItem } from './recordItem.ts';
import type { DeletionRow, DraftRow, DraftsRow, Row } from './row.ts';
import { stateItem } from './stateItem.ts';
import type { StateDrawing } from './stateItem.ts';

/** The most characters of a note, and the most people, in a tooltip. */
const MOST_TEXT = 600;
const MOST_PEOPLE = 12;

/** The state that drawing a row needs besides the row. */
export interface Drawing extends StateDrawing {
  readonly expanded: boolean;
  /** The state of the row's type; for rows of types and of states only. */
  readonly state: TimelineState | undefined;
  /** The first words of the note, as far as they are known; for rows of interactions only. */
  readonly opening?: string;
  /** The contact with the record; for rows of records only. */
  readonly contact?: RecordContact | undefined;
}

/** Draws a row. The tooltip of an interaction is made only when it is shown. */
export function rowItem(row: Row, drawing: Drawing): TreeItem {
  const item = draw(row, drawing);
  item.id = row.id;
  return item;
}

/** The people with their addresses, the times, and the note's text if it was read. Nothing in it is trusted. */
export function interactionTooltip(interaction: Interaction, note: string): MarkdownString {
  const text = new MarkdownString();
  appendPlainText(text, interactionLabel(interaction, noteOpening(note)));
  appendPlainText(text.appendMarkdown('\n\n'), typeWords.withDirection(interaction));
  appendPlainText(
    text.appendMarkdown('\n\n'),
    `${formatZoned(interaction.date)}\n${formatUtc(interaction.date)}`,
  );
  appendPlainText(text.appendMarkdown('\n\n'), peopleLines(interaction));
  if (note !== '') {
    const cut = note.length > MOST_TEXT ? `${note.slice(0, MOST_TEXT)}…` : note;
    appendPlainText(text.appendMarkdown('\n\n---\n\n'), cut);
  }
  return text;
}

function peopleLines(interaction: Interaction): string {
  const known = participants(interaction).map((person) =>
    [personName(person), emailOf(person), sideWord(person)].filter(Boolean).join(' · '),
  );
  const lines = known.length > 0 ? known : interaction.attendees.map((address) => oneLine(address));
  return atMost(MOST_PEOPLE, lines).join('\n');
}

function draw(row: Row, drawing: Drawing): TreeItem {
  const { expanded, state, opening, contact } = drawing;
  switch (row.kind) {
    case 'drafts':
      return drawDrafts(row);
    case 'draft':
      return drawDraft(row);
    case 'deletion':
      return drawDeletion(row);
    case 'record':
      return recordItem(row, expanded, contact);
    case 'type':
      return drawType(row, expanded, state);
    case 'interaction':
      return drawInteraction(row, opening);
    case 'period':
      return drawPeriod(row, expanded);
    case 'last':
    case 'unreadable':
      return stateItem(row, state, drawing);
  }
}

/** Expanded from the start, so that unfinished work is in sight. */
function drawDrafts({ count }: DraftsRow): TreeItem {
  const item = new TreeItem(l10n.t('Drafts'), collapsible(true));
  item.iconPath = new ThemeIcon('edit');
  item.description = String(count);
  item.contextValue = 'drafts';
  item.accessibilityInformation = {
    label: count === 1 ? l10n.t('Drafts, 1 unfinished') : l10n.t('Drafts, {0} unfinished', count),
  };
  return item;
}

function drawDraft(row: DraftRow): TreeItem {
  const { draft } = row;
  const item = unfinishedItem(draft);
  item.contextValue = 'draft';
  item.command = { command: 'affinity.openDraft', title: l10n.t('Open Draft'), arguments: [row] };
  item.accessibilityInformation = { label: l10n.t('Draft, {0}, {1}', draft.label, draft.description) };
  return item;
}

/** A click asks the service, and changes nothing. */
function drawDeletion(row: DeletionRow): TreeItem {
  const { deletion } = row;
  const item = unfinishedItem(deletion);
  item.contextValue = 'deletion';
  item.command = { command: 'affinity.lookAgain', title: l10n.t('Check Again'), arguments: [row] };
  item.accessibilityInformation = { label: l10n.t('{0}, {1}', deletion.label, deletion.description) };
  return item;
}

/** The look that a draft and a deletion with an unknown outcome share. */
function unfinishedItem({
  label,
  state,
  description,
  tooltip,
}: DraftRow['draft'] | DeletionRow['deletion']): TreeItem {
  const item = new TreeItem(label);
  item.iconPath = draftIcon(state);
  item.description = description;
  item.tooltip = tooltip;
  return item;
}

function draftIcon(state: DraftRow['draft']['state']): ThemeIcon {
  switch (state) {
    case 'open':
      return new ThemeIcon('note');
    case 'sending':
      return new ThemeIcon('sync~spin');
    case 'offline':
      return new ThemeIcon('debug-disconnect');
    case 'waiting':
      return new ThemeIcon('key', new ThemeColor('list.warningForeground'));
    case 'refused':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    case 'unknown':
      return new ThemeIcon('question', new ThemeColor('list.warningForeground'));
  }
}

function drawType(row: TypeRow, expanded: boolean, state: TimelineState | undefined): TreeItem {
  const label = typeWords.plural(row.type);
  const description = state === undefined ? '' : typeDescription(state);
  const item = new TreeItem(label, collapsible(expanded));
  item.iconPath = typeIcon(row.type);
  item.description = description;
  item.contextValue = state?.status === 'not-loaded' || state?.allLoaded === true ? 'type' : 'type.older';
  item.accessibilityInformation = {
    label: l10n.t('{0} with {1} {2}', label, oneLine(row.record.name), description).trim(),
  };
  return item;
}

function drawPeriod({ grain, from, key, count, isPart }: PeriodRow, expanded: boolean): TreeItem {
  const label = periodWord(grain, from, key);
  const number = formatNumber(count);
  const item = new TreeItem(label, collapsible(expanded));
  item.iconPath = new ThemeIcon('history');
  item.description = isPart ? l10n.t('{0} more loaded', number) : l10n.t('{0} loaded', number);
  item.contextValue = 'period';
  item.accessibilityInformation = { label: l10n.t('{0}, {1}', label, item.description) };
  return item;
}

function periodWord(grain: PeriodRow['grain'], from: Date, key: string): string {
  switch (grain) {
    case 'year':
      return formatYear(from);
    case 'month':
      return formatMonth(from);
    case 'day':
      return formatDay(from);
    case 'piece':
      return l10n.t('{0}, part {1}', formatDay(from), key.slice(key.indexOf('.') + 1));
  }
}

function drawInteraction(row: InteractionRow, opening?: string): TreeItem {
  const { interaction } = row;
  const item = new TreeItem(datedLabel(interaction, opening));
  item.iconPath = interactionIcon(interaction);
  item.description = clockAndPeople(interaction);
  item.contextValue = canBeLogged(row.type) ? 'interaction.editable' : 'interaction';
  item.command = { command: 'affinity.openInteraction', title: l10n.t('Open Interaction'), arguments: [row] };
  item.accessibilityInformation = { label: spokenInteraction(interaction, opening) };
  return item;
}

function collapsible(expanded: boolean): TreeItemCollapsibleState {
  return expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
