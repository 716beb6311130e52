import { commands, l10n } from 'vscode';
import type { Uri } from 'vscode';
import { parseEditorLink } from '../../model/editorLink.ts';
import type { EditorLink } from '../../model/editorLink.ts';
import { showInteraction } from '../documents/showInteraction.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { messages } from '../ui/messages.ts';
import { isOwnLink } from './interactionLink.ts';

/**
 * Opens the interaction of a link, and never does anything else. The service is asked only for a well-formed link of the
 * firm that is signed in.
 */
export async function openLink(
  sessions: Sessions,
  uri: Pick<Uri, 'path' | 'query' | 'fragment'>,
): Promise<void> {
  const link = parseEditorLink(uri);
  if (link === undefined) {
    void messages.showWarning(
      l10n.t('This link doesn’t lead to an interaction. Ask for a new link, created with Copy Editor Link.'),
    );
    return;
  }
  await sessions.ready;
  const session = sessions.current ?? (await askToSignIn(sessions, link));
  if (session === undefined) return;
  if (!isOwnLink(session.account, link)) return sayOtherAccount(link);
  const interaction = await session.reader.interaction(link.type, link.id);
  // The account may have changed while the service answered.
  if (sessions.current === session) await showInteraction(session, { type: link.type, interaction });
}

async function askToSignIn(sessions: Sessions, { tenant }: EditorLink): Promise<AccountSession | undefined> {
  const isSample = tenant === 'sample';
  const action = isSample ? l10n.t('Explore with Sample Data') : l10n.t('Sign In…');
  const message = isSample
    ? l10n.t('This link belongs to the sample data. Open the sample data to follow it.')
    : l10n.t('Sign in to Affinity to open the interaction of this link.');
  if ((await messages.showInformation(message, action)) !== action) return undefined;
  await commands.executeCommand(isSample ? 'affinity.exploreSampleData' : 'affinity.signIn');
  return sessions.current;
}

function sayOtherAccount({ tenant }: EditorLink): void {
  if (tenant === 'sample') {
    void messages.showWarning(
      l10n.t('This link belongs to the sample data. Open the sample data to follow it.'),
    );
    return;
  }
  const name = tenant.subdomain ?? String(tenant.id);
  void messages.showWarning(
    l10n.t('This link belongs to another Affinity account ({0}). Sign in to that account to open it.', name),
  );
}
