import { commands, l10n } from 'vscode';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { messages } from '../ui/messages.ts';

/** The session. Without one, asks the user to sign in instead of doing nothing. */
export async function signedIn(sessions: Sessions): Promise<AccountSession | undefined> {
  await sessions.ready;
  if (sessions.current !== undefined) return sessions.current;
  const signIn = l10n.t('Sign In…');
  const explore = l10n.t('Explore with Sample Data');
  const message = l10n.t('Sign in to Affinity first, or try this with sample data.');
  const chosen = await messages.showInformation(message, signIn, explore);
  if (chosen === signIn) await commands.executeCommand('affinity.signIn');
  if (chosen === explore) await commands.executeCommand('affinity.exploreSampleData');
  return chosen === undefined ? undefined : sessions.current;
}

/**
 * The session with a working key. For a key that the service refuses, it asks for a new one; undefined when that belongs to
 * another account, since what is stored must not be sent with it.
 */
export async function withKey(sessions: Sessions): Promise<AccountSession | undefined> {
  const session = await signedIn(sessions);
  if (session?.connection.problem !== 'unauthorized') return session;
  await commands.executeCommand('affinity.signIn');
  return sessions.current?.name === session.name ? sessions.current : undefined;
}
