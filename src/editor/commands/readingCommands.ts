import { window, workspace } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { interactionUri } from '../documents/interactionUri.ts';
import { askForInteraction } from '../pick/askForInteraction.ts';
import { listInteractions } from '../pick/listInteractions.ts';
import type { ListPreset } from '../pick/listInteractions.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { rowOf } from '../tree/row.ts';
import type { Row } from '../tree/row.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

export function readingCommands(
  sessions: Sessions,
): Pick<CommandHandlers, 'openInteraction' | 'listInteractions'> {
  return {
    openInteraction: async (argument) => {
      const session = await signedIn(sessions);
      if (session === undefined) return;
      const row = rowOf(argument);
      if (row?.kind === 'interaction') await openInteraction(session, row.interaction, row.type);
      else await openById(session);
    },
    listInteractions: async (argument) => {
      const session = await signedIn(sessions);
      const chosen = session && (await listInteractions(session, presetOf(rowOf(argument))));
      if (session && chosen) await openInteraction(session, chosen.interaction, chosen.type);
    },
  };
}

function presetOf(row: Row | undefined): ListPreset | undefined {
  if (row?.kind === 'type') return { record: row.record, type: row.type };
  return row?.kind === 'record' ? { record: row.record } : undefined;
}

async function openInteraction(session: AccountSession, interaction: Interaction, type: InteractionType) {
  session.reader.know(interaction, type);
  const document = await workspace.openTextDocument(interactionUri(session.name, interaction, type));
  await window.showTextDocument(document, { preview: true });
}

async function openById(session: AccountSession): Promise<void> {
  const found = await askForInteraction(session);
  if (found !== undefined) await openInteraction(session, found.interaction, found.type);
}
