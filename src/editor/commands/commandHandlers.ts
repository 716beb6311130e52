import { CancellationError, commands, Disposable, l10n, window } from 'vscode';
import type { Uri } from 'vscode';
import type { Log } from '../settings/configuration.ts';
import { messages } from '../ui/messages.ts';

/** All commands of the extension, without their prefix `affinity.`. A test compares this list with the manifest. */
export const commandNames = [
  'signIn',
  'signOut',
  'exploreSampleData',
  'follow',
  'unfollow',
  'refreshLastContact',
  'refreshRecordContact',
  'sortRecords',
  'findQuietRecords',
  'listInteractions',
  'showRelationship',
  'searchInteractions',
  'openInteraction',
  'openRow',
  'logInteraction',
  'quickLog',
  'logAgain',
  'logSelection',
  'logFromFile',
  'logFromClipboard',
  'editInteraction',
  'deleteInteraction',
  'addNote',
  'readReplies',
  'openDraft',
  'sendDraft',
  'sendAllDrafts',
  'discardDraft',
  'lookAgain',
  'deleteAgain',
  'discardDeletion',
  'loadOlder',
  'retry',
  'refresh',
  'filter',
  'clearFilter',
  'openInAffinity',
  'copyLink',
  'copyEditorLink',
  'copyAsMarkdown',
  'showMyMeetings',
  'showEveryonesMeetings',
  'refreshWeek',
  'loadWeek',
  'export',
  'exportAll',
  'prepareBrief',
  'showLog',
] as const;

export type CommandName = (typeof commandNames)[number];

/**
 * `argument` is a row or a URI from a menu, undefined from the palette, and anything from another extension. `others` are
 * all selected rows when the command was chosen from a row's menu.
 */
type Handler = (argument?: unknown, others?: unknown) => unknown;

export type CommandHandlers = Readonly<Record<CommandName, Handler>>;

/** Registers the commands. The first one that runs loads their handlers. A failure shows a message with the log. */
export function registerCommands(load: () => Promise<CommandHandlers>, log: Log): Disposable {
  return Disposable.from(
    ...commandNames.map((name) =>
      commands.registerCommand(
        `affinity.${name}`,
        async (...given: readonly [argument?: unknown, others?: unknown]) => {
          if (isLostRow(given)) {
            void messages.showInformation(l10n.t('The tree was just updated. Choose the command again.'));
            return undefined;
          }
          const run = async (): Promise<unknown> => (await load())[name](...given);
          return await withFailureShown(`affinity.${name}`, run, log);
        },
      ),
    ),
  );
}

/** Opens links into the editor. A failure shows a message with the log. */
export function registerLinks(open: (uri: Uri) => Promise<void>, log: Log): Disposable {
  return window.registerUriHandler({ handleUri: (uri) => withFailureShown('link', () => open(uri), log) });
}

/**
 * The menu of a row passes the row and the selection. The editor forgets the rows below a record while it draws it again;
 * without this check a command would act on the interaction that happens to be open.
 */
function isLostRow(given: readonly unknown[]): boolean {
  return given.length > 1 && given[0] === undefined;
}

/** Runs what the user asked for. A failure shows a message with the log. */
export async function withFailureShown<Result>(
  name: string,
  work: () => Promise<Result>,
  log: Log,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CancellationError)) void showFailure(error, name, log);
    return undefined;
  }
}

async function showFailure(error: unknown, name: string, log: Log): Promise<void> {
  log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const { explain } = await import('../words/explain.ts');
  const { message, action } = explain(error);
  const next = action === 'sign-in' ? l10n.t('Sign In…') : l10n.t('Show Log');
  const chosen = await messages.showError(message, next);
  if (chosen === next)
    await commands.executeCommand(action === 'sign-in' ? 'affinity.signIn' : 'affinity.showLog');
}
