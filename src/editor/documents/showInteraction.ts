import { ViewColumn, window, workspace } from 'vscode';
import type { TextEditor } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { interactionUri } from './interactionUri.ts';

/** Opens an interaction that was read as a document. Only its notes may have to be asked for. */
export async function showInteraction(
  session: AccountSession,
  interaction: Interaction,
  type: InteractionType,
  viewColumn: ViewColumn = ViewColumn.Active,
): Promise<TextEditor> {
  session.reader.know(interaction, type);
  const document = await workspace.openTextDocument(interactionUri(session.name, interaction, type));
  return window.showTextDocument(document, { preview: true, viewColumn });
}
