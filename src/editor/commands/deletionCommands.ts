import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import type { Sessions } from '../session/sessions.ts';
import { rowOf } from '../tree/row.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { withKey } from './signedIn.ts';

type Names = 'lookAgain' | 'deleteAgain' | 'discardDeletion';

/** What can be done with deletions in the tree of which nobody knows whether they took effect. */
export function deletionCommands(sessions: Sessions, forms: FormsOnDemand): Pick<CommandHandlers, Names> {
  return {
    lookAgain: async (argument) => {
      const row = rowOf(argument);
      const session = await withKey(sessions);
      if (session && row?.kind === 'deletion')
        await (await forms.get()).deletions.lookAgain(session, row.deletion.id);
    },
    deleteAgain: async (argument) => {
      const row = rowOf(argument);
      const session = await withKey(sessions);
      if (session && row?.kind === 'deletion')
        await (await forms.get()).deletions.deleteAgain(session, row.deletion.id);
    },
    discardDeletion: async (argument) => {
      const row = rowOf(argument);
      const session = sessions.current;
      if (session && row?.kind === 'deletion')
        await (await forms.get()).deletions.discard(session, row.deletion.id);
    },
  };
}
