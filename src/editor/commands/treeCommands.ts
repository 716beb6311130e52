import { l10n, Uri } from 'vscode';
import { isWithin, openTypes, typeOf } from '../../history/historyRow.ts';
import type { InteractionDocuments } from '../documents/interactionDocuments.ts';
import { parseInteractionUri } from '../documents/interactionUri.ts';
import type { Sessions } from '../session/sessions.ts';
import type { InteractionTree } from '../tree/interactionTree.ts';
import { isTyped, rowOf, rowsOf } from '../tree/row.ts';
import type { Row } from '../tree/row.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { viewProgress } from '../ui/viewProgress.ts';
import type { CommandHandlers } from './commandHandlers.ts';

type Names = 'loadOlder' | 'retry' | 'refresh';

/** The commands that load. Progress shows in the view, and a failure becomes a row there. */
export function treeCommands(
  sessions: Sessions,
  tree: InteractionTree,
  documents: InteractionDocuments,
): Pick<CommandHandlers, Names> {
  return {
    loadOlder: (argument) => viewProgress(() => loadOlder(tree, rowOf(argument))),
    retry: (argument, others) => viewProgress(() => retry(tree, rowsOf(argument, others))),
    refresh: (argument, others) => {
      if (argument instanceof Uri) return refreshDocument(sessions, documents, argument);
      return refresh(sessions, tree, refreshed(rowsOf(argument, others)));
    },
  };
}

/** Without rows it refreshes everything. */
async function refresh(sessions: Sessions, tree: InteractionTree, rows: readonly Row[]): Promise<void> {
  const session = sessions.current;
  if (session === undefined) return;
  const safe = l10n.t('Loaded interactions are kept.');
  const types = openTypes(session).filter(
    ({ id }) => rows.length === 0 || rows.some((row) => isWithin(id, row)),
  );
  if (rows.length === 1 || (await confirmRequests(session.connection, types.length, safe))) {
    const work = rows.length === 0 ? [tree.refresh(undefined)] : rows.map((row) => tree.refresh(row));
    await viewProgress(() => Promise.all(work));
  }
}

/** The view's title passes the focused row: for a row inside a type, the type is refreshed. */
function refreshed(rows: readonly Row[]): Row[] {
  const meant = rows
    .filter(({ kind }) => kind !== 'drafts' && kind !== 'draft' && kind !== 'deletion')
    .map((row) => (isTyped(row) ? typeOf(row) : row));
  return [...new Map(meant.map((row) => [row.id, row])).values()];
}

async function loadOlder(tree: InteractionTree, row: Row | undefined): Promise<void> {
  if (row === undefined || !isTyped(row)) return;
  const timeline = tree.timeline(row);
  if (timeline === undefined) return;
  if (timeline.state.status === 'not-loaded') await timeline.load();
  else if (timeline.state.allLoaded) await timeline.lookFurtherBack();
  else await timeline.loadOlder();
}

async function retry(tree: InteractionTree, rows: readonly Row[]): Promise<void> {
  const timelines = rows.filter(isTyped).flatMap((row) => tree.timeline(row) ?? []);
  await Promise.all([...new Set(timelines)].map((timeline) => timeline.retry()));
}

async function refreshDocument(sessions: Sessions, documents: InteractionDocuments, uri: Uri): Promise<void> {
  const address = parseInteractionUri(uri);
  const session = sessions.current;
  if (address === undefined || session?.name !== address.account) return;
  await session.reader.forget(address.type, address.id);
  documents.reload(uri);
}
