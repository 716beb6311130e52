import { env, l10n, Uri } from 'vscode';
import { participants } from '../../model/participants.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { webAddress } from '../../model/webAddress.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { rowsOf } from '../tree/row.ts';
import { messages } from '../ui/messages.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { interactionTargets } from './interactionTargets.ts';
import { signedIn } from './signedIn.ts';

/** The most pages that are opened at once. */
const MOST_PAGES = 5;

type Given = readonly [argument?: unknown, others?: unknown];

export function linkCommands(sessions: Sessions): Pick<CommandHandlers, 'openInAffinity' | 'copyLink'> {
  return {
    openInAffinity: async (argument, others) => {
      const links = await linksOf(sessions, l10n.t('Open in Affinity'), [argument, others]);
      for (const link of links.slice(0, MOST_PAGES)) await env.openExternal(Uri.parse(link, true));
      if (links.length > MOST_PAGES)
        void messages.showInformation(l10n.t('Opened the first {0} of {1} pages.', MOST_PAGES, links.length));
    },
    copyLink: async (argument, others) => {
      const links = await linksOf(sessions, l10n.t('Copy Link to Affinity'), [argument, others]);
      const [first] = links;
      if (first === undefined) return;
      await env.clipboard.writeText(links.join('\n'));
      const said =
        links.length === 1 ? l10n.t('Copied {0}', first) : l10n.t('Copied {0} links', links.length);
      messages.remark(said);
    },
  };
}

/** The pages of the records that rows or a document are about. Interactions have no pages of their own. */
async function linksOf(sessions: Sessions, title: string, given: Given): Promise<string[]> {
  const session = await signedIn(sessions);
  if (session === undefined) return [];
  if (session.account.kind === 'sample') {
    void messages.showInformation(
      l10n.t('Sample data has no pages in Affinity. Sign in with your own account to open records there.'),
    );
    return [];
  }
  const records = await recordsOf(session, title, given);
  if (records === undefined) return [];
  if (records.length === 0) {
    void messages.showInformation(
      l10n.t('Select a record or an interaction in the tree, or open an interaction with people.'),
    );
  }
  const links = new Set<string>();
  for (const record of records) {
    const link = linkOf(session, record);
    if (link === undefined) return [];
    links.add(link);
  }
  return [...links];
}

/** Undefined, after a message, for a record without a page. */
function linkOf({ account }: AccountSession, record: RecordId): string | undefined {
  const link = webAddress(account.identity.tenant.subdomain, record);
  if (link === undefined)
    void messages.showWarning(l10n.t('Affinity didn’t provide the web address of your firm.'));
  return link;
}

/** Undefined when the user was asked which interaction is meant, and gave up. */
async function recordsOf(
  session: AccountSession,
  title: string,
  [argument, others]: Given,
): Promise<readonly RecordId[] | undefined> {
  const rows = rowsOf(argument, others);
  if (rows.length > 0)
    return rows.flatMap((row) => {
      if (row.kind === 'deletion') return row.deletion.record ?? [];
      return 'record' in row ? row.record : [];
    });
  const [target] = await interactionTargets(session, [argument], { title });
  if (target === undefined) return argument === undefined ? undefined : [];
  if (target.record !== undefined) return [target.record];
  const [person] = participants(
    target.interaction ?? (await session.reader.interaction(target.type, target.id)),
  );
  return person === undefined ? [] : [{ kind: 'person', id: person.id }];
}
