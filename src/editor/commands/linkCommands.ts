import { env, l10n, Uri, window } from 'vscode';
import type { RecordId } from '../../timeline/recordRef.ts';
import type { AccountSession } from '../account/accountSession.ts';
import type { Sessions } from '../account/sessions.ts';
import { parseInteractionUri } from '../reader/interactionUri.ts';
import { rowOf } from '../tree/row.ts';
import { isExternal, participants } from '../words/interactionWords.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { showInformation, showWarning } from '../messages.ts';

/** How long a remark stays in the status bar. */
const remarkMs = 5000;

export function linkCommands(sessions: Sessions): Pick<CommandHandlers, 'openInAffinity' | 'copyLink'> {
  return {
    openInAffinity: async (argument) => {
      const link = await linkOf(sessions, argument);
      if (link !== undefined) await env.openExternal(Uri.parse(link, true));
    },
    copyLink: async (argument) => {
      const link = await linkOf(sessions, argument);
      if (link === undefined) return;
      await env.clipboard.writeText(link);
      window.setStatusBarMessage(l10n.t('Copied {0}', link), remarkMs);
    },
  };
}

/** The page of the record that a row or document is about: interactions have no pages of their own. */
async function linkOf(sessions: Sessions, argument: unknown): Promise<string | undefined> {
  const session = sessions.current;
  const record = session && (await recordOf(session, argument));
  if (session === undefined || record === undefined) return undefined;
  if (session.account.kind === 'sample') {
    void showInformation(
      l10n.t('Sample data has no pages in Affinity. With your own account, this opens the record there.'),
    );
    return undefined;
  }
  const link = webAddress(session.account.identity.tenant.subdomain, record);
  if (link === undefined)
    void showWarning(l10n.t('Affinity did not say at which address your firm’s pages are.'));
  return link;
}

async function recordOf(session: AccountSession, argument: unknown): Promise<RecordId | undefined> {
  const uri = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  const row = rowOf(argument);
  if (row !== undefined) return 'record' in row ? row.record : undefined;
  const address = uri && parseInteractionUri(uri);
  if (address === undefined || address.account !== session.name) return undefined;
  const people = participants(await session.reader.interaction(address.type, address.id));
  const person = people.find(isExternal) ?? people[0];
  return person && { kind: 'person', id: person.id };
}

/** `https://SUBDOMAIN.affinity.co/companies/7`. Source: V1 docs, web addresses. */
function webAddress(subdomain: string | undefined, { kind, id }: RecordId): string | undefined {
  if (subdomain === undefined || !/^[a-z0-9][a-z0-9-]*$/i.test(subdomain)) return undefined;
  const folders = { person: 'persons', company: 'companies', opportunity: 'opportunities' } as const;
  return `https://${subdomain}.affinity.co/${folders[kind]}/${id}`;
}
