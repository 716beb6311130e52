import { l10n } from 'vscode';
import type { RecordRef } from '../../model/recordRef.ts';
import { searchPick } from '../pick/searchPick.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { systemClock } from '../storage/systemClock.ts';
import { rowOf } from '../tree/row.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

export function briefCommands(
  sessions: Sessions,
  writing: WritingOnDemand,
): Pick<CommandHandlers, 'prepareBrief'> {
  return {
    prepareBrief: async (argument) => {
      const session = await signedIn(sessions);
      const record = session && (await recordOf(session, argument));
      if (session === undefined || record === undefined) return;
      const { prepareBrief } = await import('../brief/prepareBrief.ts');
      await prepareBrief(session, record, writing);
    },
  };
}

async function recordOf(session: AccountSession, argument: unknown): Promise<RecordRef | undefined> {
  const row = rowOf(argument);
  if (row !== undefined && 'record' in row) return row.record;
  return await searchPick(session.connection.client, systemClock, {
    title: l10n.t('Prepare a brief'),
    placeholder: l10n.t('Enter a name, an email address or a domain'),
    suggestions: session.followed.current,
  });
}
