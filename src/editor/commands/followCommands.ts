import { l10n, window } from 'vscode';
import { systemClock } from '../systemClock.ts';
import { followRecord, isFollowed, unfollowRecord } from '../../timeline/followedRecords.ts';
import type { AccountSession } from '../account/accountSession.ts';
import type { Sessions } from '../account/sessions.ts';
import { searchPick } from '../pick/searchPick.ts';
import type { InteractionView } from '../tree/interactionView.ts';
import { rowOf } from '../tree/row.ts';
import { signedIn } from './signedIn.ts';
import type { CommandHandlers } from './commandHandlers.ts';

/** How long the offer to follow again stays in the status bar. */
const undoMs = 8000;

export function followCommands(
  sessions: Sessions,
  view: InteractionView,
): Pick<CommandHandlers, 'follow' | 'unfollow'> {
  return {
    follow: async () => {
      const session = await signedIn(sessions);
      if (session !== undefined) await follow(session, view);
    },
    unfollow: async (argument) => {
      const row = rowOf(argument);
      const session = sessions.current;
      if (row?.kind !== 'record' || session === undefined) return;
      await session.followed.update((list) => unfollowRecord(list, row.record));
      session.timelines.forget(row.record);
      await session.remembered.forget(row.record);
      window.setStatusBarMessage(l10n.t('No longer following {0}', row.record.name), undoMs);
    },
  };
}

async function follow(session: AccountSession, view: InteractionView): Promise<void> {
  const found = await searchPick(session.connection.client, systemClock, {
    title: l10n.t('Follow a person, company or opportunity'),
    placeholder: l10n.t('Type a name, an e-mail address or a domain'),
    remark: (one) => (isFollowed(session.followed.current, one) ? l10n.t('followed') : undefined),
  });
  if (found === undefined || !('kind' in found)) return;
  const record = { kind: found.kind, id: found.id, name: found.name };
  await session.followed.update((list) => followRecord(list, record));
  await view.reveal(record);
}
