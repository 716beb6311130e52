import { l10n } from 'vscode';
import type { DraftForms } from '../drafts/drafts.ts';
import type { Sessions } from '../session/sessions.ts';
import { rowOf } from '../tree/row.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { withKey } from './signedIn.ts';

/** The requests to read a draft's people and neighbours, to save it, and to read what was saved. */
const REQUESTS_EACH = 5;

export interface DraftCommandDeps {
  readonly writing: WritingOnDemand;
  readonly forms: DraftForms;
}

type DraftNames = 'openDraft' | 'sendDraft' | 'sendAllDrafts' | 'discardDraft';

type DeletionNames = 'lookAgain' | 'deleteAgain' | 'discardDeletion';

/** The commands for rows under Drafts: drafts, and deletions with an unknown outcome. Only these send them. */
export function draftCommands(
  sessions: Sessions,
  { writing, forms }: DraftCommandDeps,
): Pick<CommandHandlers, DraftNames | DeletionNames> {
  return {
    ...deletionCommands(sessions, writing),
    openDraft: async (argument) => {
      const id = draftOf(argument);
      const session = sessions.current;
      if (session && id !== undefined) await forms.show(session, id);
    },
    sendDraft: async (argument) => {
      const id = draftOf(argument);
      const session = await withKey(sessions);
      if (session && id !== undefined) await (await writing.get()).drafts.sendById(session, id);
    },
    sendAllDrafts: async () => {
      const session = await withKey(sessions);
      if (session === undefined) return;
      const { drafts } = await writing.get();
      const safe = l10n.t('Drafts that aren’t sent stay in the list.');
      if (await confirmRequests(session.connection, drafts.summaries().length * REQUESTS_EACH, safe))
        await drafts.sendAll(session);
    },
    discardDraft: async (argument) => {
      const id = draftOf(argument);
      const session = sessions.current;
      if (session && id !== undefined) await (await writing.get()).drafts.discard(session, id);
    },
  };
}

function deletionCommands(
  sessions: Sessions,
  writing: WritingOnDemand,
): Pick<CommandHandlers, DeletionNames> {
  return {
    lookAgain: async (argument) => {
      const id = deletionOf(argument);
      const session = await withKey(sessions);
      if (session && id !== undefined) await (await writing.get()).deletions.lookAgain(session, id);
    },
    deleteAgain: async (argument) => {
      const id = deletionOf(argument);
      const session = await withKey(sessions);
      if (session && id !== undefined) await (await writing.get()).deletions.deleteAgain(session, id);
    },
    discardDeletion: async (argument) => {
      const id = deletionOf(argument);
      const session = sessions.current;
      if (session && id !== undefined) await (await writing.get()).deletions.discard(session, id);
    },
  };
}

function draftOf(argument: unknown): string | undefined {
  const row = rowOf(argument);
  return row?.kind === 'draft' ? row.draft.id : undefined;
}

function deletionOf(argument: unknown): string | undefined {
  const row = rowOf(argument);
  return row?.kind === 'deletion' ? row.deletion.id : undefined;
}
