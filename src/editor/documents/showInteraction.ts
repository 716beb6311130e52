import { ViewColumn, window, workspace } from 'vscode';
import type { TextEditor } from 'vscode';
import type { OpenedInteraction } from '../../history/storedReadings.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { interactionUri } from './interactionUri.ts';

/** Opens an interaction that was read as a document. Only its notes may have to be asked for. */
export async function showInteraction(
  session: AccountSession,
  { type, interaction, record }: OpenedInteraction,
  viewColumn: ViewColumn = ViewColumn.Active,
): Promise<TextEditor> {
  session.opened.add({ type, interaction, ...(record && { record }) });
  session.reader.know(interaction, type);
  const document = await workspace.openTextDocument(interactionUri(session.name, interaction, type));
  return window.showTextDocument(document, { preview: true, viewColumn });
}
