import { CancellationError, commands, Disposable, l10n } from 'vscode';
import type { Log } from '../settings/configuration.ts';
import { showError } from '../ui/messages.ts';
import { explain } from '../words/explain.ts';

/** Every command of the extension, without its prefix `affinity.`. A test holds this list against the manifest. */
export const commandNames = [
  'signIn',
  'signOut',
  'exploreSampleData',
  'follow',
  'unfollow',
  'listInteractions',
  'openInteraction',
  'logInteraction',
  'logSelection',
  'editInteraction',
  'deleteInteraction',
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
  'showLog',
] as const;

export type CommandName = (typeof commandNames)[number];

/**
 * A row or a URI where the command was chosen from a menu, nothing from the palette, anything from elsewhere. `others`
 * are all rows that were selected when the command was chosen from a row's menu.
 */
type Handler = (argument?: unknown, others?: unknown) => unknown;

export type CommandHandlers = Readonly<Record<CommandName, Handler>>;

/**
 * Registers every command once; what they do is loaded with the first one. A failure is told in words, with the log one
 * click away.
 */
export function registerCommands(load: () => Promise<CommandHandlers>, log: Log): Disposable {
  return Disposable.from(
    ...commandNames.map((name) =>
      commands.registerCommand(`affinity.${name}`, async (argument?: unknown, others?: unknown) => {
        try {
          return await (await load())[name](argument, others);
        } catch (error) {
          if (!(error instanceof CancellationError)) void tell(error, name, log);
          return undefined;
        }
      }),
    ),
  );
}

async function tell(error: unknown, name: CommandName, log: Log): Promise<void> {
  log.error(`affinity.${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const { message, action } = explain(error);
  const next = action === 'sign-in' ? l10n.t('Sign In…') : l10n.t('Show Log');
  const chosen = await showError(message, next);
  if (chosen === next)
    await commands.executeCommand(action === 'sign-in' ? 'affinity.signIn' : 'affinity.showLog');
}
