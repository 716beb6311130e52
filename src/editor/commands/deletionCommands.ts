import type { Sessions } from '../session/sessions.ts';
import { rowOf } from '../tree/row.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { withKey } from './signedIn.ts';

type Names = 'lookAgain' | 'deleteAgain' | 'discardDeletion';

/** What can be done with deletions in the tree of which nobody knows whether they took effect. */
export function deletionCommands(sessions: Sessions, writing: WritingOnDemand): Pick<CommandHandlers, Names> {
  return {
    lookAgain: async (argument) => {
      const row = rowOf(argument);
      const session = await withKey(sessions);
      if (session && row?.kind === 'deletion')
        await (await writing.get()).deletions.lookAgain(session, row.deletion.id);
    },
    deleteAgain: async (argument) => {
      const row = rowOf(argument);
      const session = await withKey(sessions);
      if (session && row?.kind === 'deletion')
        await (await writing.get()).deletions.deleteAgain(session, row.deletion.id);
    },
    discardDeletion: async (argument) => {
      const row = rowOf(argument);
      const session = sessions.current;
      if (session && row?.kind === 'deletion')
        await (await writing.get()).deletions.discard(session, row.deletion.id);
    },
  };
}
