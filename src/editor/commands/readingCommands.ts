import { l10n } from 'vscode';
import { isNotFound } from '../../drafts/writing/saveOutcome.ts';
import { isSameEvent } from '../../week/weekItem.ts';
import type { WeekItem } from '../../week/weekItem.ts';
import { showInteraction } from '../documents/showInteraction.ts';
import { listInteractions } from '../pick/listInteractions.ts';
import type { ListPreset } from '../pick/listInteractions.ts';
import { pickInteraction } from '../pick/pickInteraction.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { rowOf } from '../tree/row.ts';
import type { Row } from '../tree/row.ts';
import { messages } from '../ui/messages.ts';
import { weekItemOf } from '../week/weekRow.ts';
import { unknownWords } from '../week/weekRowItem.ts';
import type { WeekView } from '../week/weekView.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

export function readingCommands(
  sessions: Sessions,
  week: Pick<WeekView, 'isUnknownToV1' | 'markUnknownToV1'>,
): Pick<CommandHandlers, 'openInteraction' | 'openRow' | 'listInteractions'> {
  const open: CommandHandlers['openInteraction'] = async (argument) => {
    const session = await signedIn(sessions);
    if (session === undefined) return;
    const [row, item] = [rowOf(argument), weekItemOf(argument)];
    if (item !== undefined) await openWeekItem(session, week, item);
    else if (row?.kind === 'interaction') await showInteraction(session, row);
    else await openPicked(session);
  };
  return {
    openInteraction: open,
    // In the menu of a row the title has no ellipsis, because nothing is asked.
    openRow: open,
    listInteractions: async (argument) => {
      const session = await signedIn(sessions);
      const chosen = session && (await listInteractions(session, presetOf(rowOf(argument))));
      if (session && chosen) await showInteraction(session, chosen);
    },
  };
}

function presetOf(row: Row | undefined): ListPreset | undefined {
  if (row?.kind === 'type') return { record: row.record, type: row.type };
  return row?.kind === 'record' ? { record: row.record } : undefined;
}

async function openPicked(session: AccountSession): Promise<void> {
  const opened = await pickInteraction(session, { title: l10n.t('Open Interaction') });
  if (opened !== undefined) await showInteraction(session, opened);
}

/** V1 is asked for it, since the ids of V1 and V2 are only believed to be the same. */
async function openWeekItem(
  session: AccountSession,
  week: Pick<WeekView, 'isUnknownToV1' | 'markUnknownToV1'>,
  item: WeekItem,
): Promise<void> {
  if (week.isUnknownToV1(item)) return void messages.showInformation(unknownWords());
  const { interactions } = session.connection.client;
  const found = await interactions.get(item.id, item.type).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });
  if (found !== undefined && isSameEvent(item, found))
    return void (await showInteraction(session, { type: item.type, interaction: found }));
  week.markUnknownToV1(item);
  void messages.showInformation(unknownWords());
}
