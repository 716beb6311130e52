import { l10n } from 'vscode';
import type { ReadReplies } from '../../notes/noteReplies.ts';
import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import { showInteraction } from '../documents/showInteraction.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { messages } from '../ui/messages.ts';
import { stoppableProgress } from '../ui/stoppableProgress.ts';
import { formatNumber } from '../words/formatNumber.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { interactionTargets } from './interactionTargets.ts';
import type { InteractionTarget } from './interactionTargets.ts';
import { signedIn } from './signedIn.ts';

/** Reads replies and transcripts into the document of an interaction, which is opened if it isn't. */
export function replyCommands(
  sessions: Sessions,
  documents: InteractionDocuments,
): Pick<CommandHandlers, 'readReplies'> {
  return {
    readReplies: async (argument) => {
      const session = await signedIn(sessions);
      if (session === undefined) return;
      const title = l10n.t('Read Replies and Transcript');
      const [target] = await interactionTargets(session, [argument], { title });
      const replies = target && (await readUntilStopped(session, target));
      if (target === undefined || replies === undefined) return;
      if (replies === 'no notes')
        return void messages.showInformation(l10n.t('This interaction has no notes, so it has no replies.'));
      if (!documents.changed(session, target.type, target.id)) {
        const interaction = await session.reader.interaction(target.type, target.id);
        await showInteraction(session, { type: target.type, interaction });
      }
      if (replies.failure !== undefined) throw replies.failure;
    },
  };
}

/** Undefined when the user stopped before anything was read. */
function readUntilStopped(
  { reader }: AccountSession,
  { type, id }: InteractionTarget,
): Thenable<ReadReplies | 'no notes' | undefined> {
  return stoppableProgress({
    title: l10n.t('Reading replies and the transcript…'),
    work: async (signal, report) => {
      const onLines = (count: number): void =>
        report(l10n.t('{0} lines of the transcript', formatNumber(count)));
      try {
        return (await reader.readReplies({ type, id }, signal, onLines)) ?? 'no notes';
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
  });
}
