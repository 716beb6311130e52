import { showInteraction } from '../documents/showInteraction.ts';
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
      if (row?.kind === 'interaction') await showInteraction(session, row.interaction, row.type);
      else await openById(session);
    },
    listInteractions: async (argument) => {
      const session = await signedIn(sessions);
      const chosen = session && (await listInteractions(session, presetOf(rowOf(argument))));
      if (session && chosen) await showInteraction(session, chosen.interaction, chosen.type);
    },
  };
}

function presetOf(row: Row | undefined): ListPreset | undefined {
  if (row?.kind === 'type') return { record: row.record, type: row.type };
  return row?.kind === 'record' ? { record: row.record } : undefined;
}

async function openById(session: AccountSession): Promise<void> {
  const found = await askForInteraction(session);
  if (found !== undefined) await showInteraction(session, found.interaction, found.type);
}
