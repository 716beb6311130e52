import { l10n } from 'vscode';
import type { DraftForms } from '../drafts/drafts.ts';
import type { Sessions } from '../session/sessions.ts';
import { rowOf } from '../tree/row.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { withKey } from './signedIn.ts';

/** To read a draft's people and neighbours, to save it, and to read what was saved. */
const REQUESTS_EACH = 5;

export interface DraftCommandDeps {
  readonly writing: WritingOnDemand;
  readonly forms: DraftForms;
}

type Names = 'openDraft' | 'sendDraft' | 'sendAllDrafts' | 'discardDraft';

/** What can be done with the drafts in the tree. Nothing is sent but by these commands. */
export function draftCommands(
  sessions: Sessions,
  { writing, forms }: DraftCommandDeps,
): Pick<CommandHandlers, Names> {
  return {
    openDraft: async (argument) => {
      const row = rowOf(argument);
      const session = sessions.current;
      if (session && row?.kind === 'draft') await forms.show(session, row.draft.id);
    },
    sendDraft: async (argument) => {
      const row = rowOf(argument);
      const session = await withKey(sessions);
      if (session && row?.kind === 'draft')
        await (await writing.get()).drafts.sendById(session, row.draft.id);
    },
    sendAllDrafts: async () => {
      const session = await withKey(sessions);
      if (session === undefined) return;
      const { drafts } = await writing.get();
      const safe = l10n.t('What is not sent stays among the drafts.');
      if (await confirmRequests(session.connection, drafts.summaries().length * REQUESTS_EACH, safe))
        await drafts.sendAll(session);
    },
    discardDraft: async (argument) => {
      const row = rowOf(argument);
      const session = sessions.current;
      if (session && row?.kind === 'draft') await (await writing.get()).drafts.discard(session, row.draft.id);
    },
  };
}
