import { l10n, MarkdownString, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { RecordRow } from '../../history/historyRow.ts';
import type { RecordContact } from '../../history/recordContact.ts';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import { appendPlainText } from '../words/appendPlainText.ts';
import { contactWords } from '../words/contactWords.ts';
import { recordIcon } from '../words/interactionIcon.ts';
import { typeWords } from '../words/typeWords.ts';

/** The scheme of the addresses by which the editor decorates the rows of quiet records. They open nothing. */
export const QUIET_SCHEME = 'affinity-quiet';

/** Draws a record. Its tooltip is made when it is shown, as the ages in it grow. */
export function recordItem(
  { id, record }: RecordRow,
  expanded: boolean,
  contact: RecordContact | undefined,
): TreeItem {
  const name = oneLine(record.name);
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = new TreeItem(name, expanded ? Expanded : Collapsed);
  item.iconPath = recordIcon(record.kind);
  item.description =
    contact === undefined
      ? typeWords.recordKind(record.kind)
      : contactWords.description(record.kind, contact);
  item.contextValue = 'record';
  item.accessibilityInformation = {
    label: l10n.t('{0}, {1}', name, item.description.replaceAll(' · ', ', ')),
  };
  // With the days in the address, a changed setting makes the editor ask for the decoration again.
  if (contact?.quietAfterDays !== undefined)
    item.resourceUri = Uri.from({ scheme: QUIET_SCHEME, path: `/${contact.quietAfterDays}/${id}` });
  return item;
}

/** The name, all known dates with their ages, and when they were read. Nothing in it is trusted. */
export function recordTooltip({ record }: RecordRow, contact: RecordContact): MarkdownString {
  const text = new MarkdownString();
  const kind = typeWords.recordKind(record.kind);
  appendPlainText(text, l10n.t('{0} ({1} {2})', isolated(oneLine(record.name)), kind, record.id));
  const lines = contactWords.tooltipLines(record.kind, contact);
  if (lines.length > 0) appendPlainText(text.appendMarkdown('\n\n'), lines.join('\n'));
  return text;
}
