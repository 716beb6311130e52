import { l10n } from 'vscode';
import type { RecordRef } from '../../model/recordRef.ts';
import { searchPick } from '../pick/searchPick.ts';
import type { RelationshipOnDemand } from '../relationship/relationshipOnDemand.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { systemClock } from '../storage/systemClock.ts';
import { rowOf } from '../tree/row.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

export function relationshipCommands(
  sessions: Sessions,
  { relationships }: { readonly relationships: RelationshipOnDemand },
): Pick<CommandHandlers, 'showRelationship'> {
  return {
    showRelationship: async (argument) => {
      const session = await signedIn(sessions);
      if (session === undefined) return;
      const row = rowOf(argument);
      const record = row !== undefined && 'record' in row ? row.record : await chooseRecord(session);
      if (record !== undefined) (await relationships.get()).show(session, record);
    },
  };
}

/** One of the followed records, or any other by its name. */
async function chooseRecord(session: AccountSession): Promise<RecordRef | undefined> {
  const found = await searchPick(session.connection.client, systemClock, {
    title: l10n.t('Show Relationship'),
    placeholder: l10n.t('Enter a name, an email address or a domain'),
    followed: session.followed,
  });
  return found && { kind: found.kind, id: found.id, name: found.name };
}
