import { commands, l10n } from 'vscode';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { showInformation } from '../ui/messages.ts';

/** The session, or a way to one: a command that needs it says so instead of doing nothing. */
export async function signedIn(sessions: Sessions): Promise<AccountSession | undefined> {
  await sessions.ready;
  if (sessions.current !== undefined) return sessions.current;
  const signIn = l10n.t('Sign In…');
  const explore = l10n.t('Explore with Sample Data');
  const message = l10n.t('Sign in to Affinity first, or try this on sample data.');
  const chosen = await showInformation(message, signIn, explore);
  if (chosen === signIn) await commands.executeCommand('affinity.signIn');
  if (chosen === explore) await commands.executeCommand('affinity.exploreSampleData');
  return chosen === undefined ? undefined : sessions.current;
}

/**
 * A key that the service does not take any more is asked for anew, of whatever account: what is kept of one goes with the
 * key of that one only.
 */
export async function withKey(sessions: Sessions): Promise<AccountSession | undefined> {
  const session = await signedIn(sessions);
  if (session?.connection.problem !== 'unauthorized') return session;
  await commands.executeCommand('affinity.signIn');
  return sessions.current?.name === session.name ? sessions.current : undefined;
}
