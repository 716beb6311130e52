import { l10n } from 'vscode';
import type { DraftPattern } from '../../drafts/model/newDraft.ts';
import { once } from '../../model/once.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import { patternOf, patternOfWeekItem } from '../form/patternOf.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { weekItemOf } from '../week/weekRow.ts';
import type { WritingOnDemand } from '../writing/writingOnDemand.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { interactionTargets, loggableOnly, loggableTarget } from './interactionTargets.ts';
import { signedIn } from './signedIn.ts';

export interface CaptureDeps {
  readonly writing: WritingOnDemand;
  readonly forms: FormsOnDemand;
}

/** The commands that log with few keys. *Quick Log* is a bundle of its own, loaded when it is first used. */
export function captureCommands(
  sessions: Sessions,
  deps: CaptureDeps,
): Pick<CommandHandlers, 'quickLog' | 'logAgain'> {
  const { forms } = deps;
  const quickLogs = once(async () => new (await import('../quicklog/quickLogs.ts')).QuickLogs(deps));
  return {
    quickLog: async () => {
      const session = await signedIn(sessions);
      if (session !== undefined) await (await quickLogs()).run(session);
    },
    logAgain: async (argument) => {
      const session = await signedIn(sessions);
      const pattern = session && (await patternFor(session, argument));
      if (session !== undefined && pattern !== undefined) (await forms.get()).logAgain(session, pattern);
    },
  };
}

/** The values of a row, of the document in sight, or of an interaction that the user selects. */
async function patternFor(session: AccountSession, argument: unknown): Promise<DraftPattern | undefined> {
  const item = weekItemOf(argument);
  if (item !== undefined) return patternOfWeekItem(item);
  const options = { title: l10n.t('Log Again'), ...loggableOnly };
  const [given] = await interactionTargets(session, [argument], options);
  const emails = l10n.t('Emails can’t be logged. Affinity syncs them from mailboxes.');
  const target = await loggableTarget(session, given, options, emails);
  if (target === undefined) return undefined;
  const { type, id, record, interaction } = target;
  return patternOf(interaction ?? (await session.reader.interaction(type, id)), record);
}
