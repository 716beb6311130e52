import { l10n, Uri, window } from 'vscode';
import { confirmRequests } from '../confirmRequests.ts';
import type { InteractionDocuments } from '../reader/interactionDocuments.ts';
import { parseInteractionUri } from '../reader/interactionUri.ts';
import type { Sessions } from '../account/sessions.ts';
import type { InteractionTree } from '../tree/interactionTree.ts';
import { viewId } from '../tree/viewId.ts';
import { openTypes } from '../tree/openTypes.ts';
import { isTyped, rowOf, typeOf, type Row } from '../tree/row.ts';
import type { CommandHandlers } from './commandHandlers.ts';

type Names = 'loadOlder' | 'retry' | 'refresh';

/** What loads. Progress shows in the view; a failure becomes a row there. */
export function treeCommands(
  sessions: Sessions,
  tree: InteractionTree,
  documents: InteractionDocuments,
): Pick<CommandHandlers, Names> {
  return {
    loadOlder: (argument) => shown(loadOlder(tree, rowOf(argument))),
    retry: (argument) => shown(retry(tree, rowOf(argument))),
    refresh: (argument) => {
      if (argument instanceof Uri) return refreshDocument(sessions, documents, argument);
      return refresh(sessions, tree, refreshed(rowOf(argument)));
    },
  };
}

async function refresh(sessions: Sessions, tree: InteractionTree, row: Row | undefined): Promise<void> {
  const session = sessions.current;
  const safe = l10n.t('What is loaded stays.');
  const isAll = session !== undefined && row === undefined;
  if (!isAll || (await confirmRequests(session.connection, openTypes(session).length, safe)))
    await shown(tree.refresh(row));
}

/** The view's title gives the row that has the focus: of one inside a type, the type is meant. */
function refreshed(row: Row | undefined): Row | undefined {
  if (row === undefined || row.kind === 'drafts' || row.kind === 'draft') return undefined;
  return isTyped(row) ? typeOf(row) : row;
}

function shown(work: Promise<void>): Thenable<void> {
  return window.withProgress({ location: { viewId } }, () => work);
}

async function loadOlder(tree: InteractionTree, row: Row | undefined): Promise<void> {
  if (row === undefined || !isTyped(row)) return;
  const timeline = tree.timeline(row);
  if (timeline === undefined) return;
  if (timeline.state.status === 'not-loaded') await tree.load(row);
  else if (timeline.state.allLoaded) await timeline.lookFurtherBack();
  else await timeline.loadOlder();
}

async function retry(tree: InteractionTree, row: Row | undefined): Promise<void> {
  if (row !== undefined && isTyped(row)) await tree.timeline(row)?.retry();
}

async function refreshDocument(sessions: Sessions, documents: InteractionDocuments, uri: Uri): Promise<void> {
  const address = parseInteractionUri(uri);
  const session = sessions.current;
  if (address === undefined || session?.name !== address.account) return;
  await session.reader.forget(address.type, address.id);
  documents.changed(uri);
}
