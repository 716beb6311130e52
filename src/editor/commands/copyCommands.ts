import { env, l10n } from 'vscode';
import { interactionLink } from '../links/interactionLink.ts';
import type { InteractionWithNotes } from '../reader/interactionReader.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { messages } from '../ui/messages.ts';
import { stoppableProgress } from '../ui/stoppableProgress.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import { formatNumber } from '../words/formatNumber.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { interactionTargets } from './interactionTargets.ts';
import type { InteractionTarget } from './interactionTargets.ts';
import { signedIn } from './signedIn.ts';

/** More than these are read with a notification, where the user can stop. */
const MOST_IN_PASSING = 5;

/** The depth of a section's heading, which is below the title of the memo that it is pasted into. */
const DEPTH = 2;

interface ReadTarget extends InteractionWithNotes {
  readonly target: InteractionTarget;
}

export function copyCommands(sessions: Sessions): Pick<CommandHandlers, 'copyAsMarkdown' | 'copyEditorLink'> {
  return {
    copyAsMarkdown: async (argument, others) => {
      const session = await signedIn(sessions);
      const targets = await chosen(session, l10n.t('Copy as Markdown'), [argument, others]);
      if (session !== undefined && targets.length > 0) await copyAsMarkdown(session, targets);
    },
    copyEditorLink: async (argument, others) => {
      const session = await signedIn(sessions);
      const targets = await chosen(session, l10n.t('Copy Editor Link'), [argument, others]);
      if (session === undefined || targets.length === 0) return;
      const links = targets.map((target) => interactionLink(session.account, target));
      await env.clipboard.writeText(links.join('\n'));
      const [first = ''] = links;
      messages.remark(
        links.length === 1 ? l10n.t('Copied {0}', first) : l10n.t('Copied {0} links', links.length),
      );
    },
  };
}

async function chosen(
  session: AccountSession | undefined,
  title: string,
  given: readonly [argument?: unknown, others?: unknown],
): Promise<readonly InteractionTarget[]> {
  if (session === undefined) return [];
  const targets = await interactionTargets(session, given, { title });
  if (targets.length === 0 && given[0] !== undefined)
    void messages.showInformation(l10n.t('Select an interaction in the tree, or open one.'));
  return targets;
}

async function copyAsMarkdown(session: AccountSession, targets: readonly InteractionTarget[]): Promise<void> {
  const requests = targets.reduce((sum, { interaction }) => sum + (interaction?.noteIds.length ?? 2), 0);
  const safe = l10n.t('This only reads the interactions.');
  if (!(await confirmRequests(session.connection, requests, safe))) return;
  const read = await readAll(session, targets);
  if (read === undefined) return;
  const { sectionMarkdown } = await import('../reader/interactionMarkdown.ts');
  const sections = read.map(({ target, interaction, notes }) =>
    sectionMarkdown(interaction, notes, { depth: DEPTH, link: interactionLink(session.account, target) }),
  );
  await env.clipboard.writeText(sections.join('\n'));
  messages.remark(
    sections.length === 1
      ? l10n.t('Copied the interaction as Markdown')
      : l10n.t('Copied {0} interactions as Markdown', formatNumber(sections.length)),
  );
}

/** Undefined when the user stopped it. */
async function readAll(
  { reader }: AccountSession,
  targets: readonly InteractionTarget[],
): Promise<readonly ReadTarget[] | undefined> {
  const read = (signal?: AbortSignal): Promise<readonly ReadTarget[]> =>
    Promise.all(
      targets.map(async (target) => {
        const { type, id, interaction } = target;
        if (interaction !== undefined) reader.know(interaction, type);
        return { target, ...(await reader.withNotes(type, id, signal)) };
      }),
    );
  if (targets.length <= MOST_IN_PASSING) return await viewProgress(() => read());
  const title = l10n.t('Reading interactions…');
  return await stoppableProgress({
    title,
    work: async (signal) => {
      try {
        return await read(signal);
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
  });
}
