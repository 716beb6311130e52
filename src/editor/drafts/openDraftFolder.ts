import { join } from 'node:path';
import { commands, Disposable, l10n, RelativePattern, Uri, workspace } from 'vscode';
import { memoryInsteadOf } from '../../drafts/store/draftStorage.ts';
import type { DraftStorage } from '../../drafts/store/draftStorage.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { draftFolder } from '../storage/draftFolder.ts';
import { removeLeftovers } from '../storage/replaceFile.ts';
import { showWarning } from '../ui/messages.ts';

export interface DraftFolderParts {
  readonly configuration: Configuration;
  readonly storagePath: string;
  readonly log: Log;
}

export interface OpenDraftFolder {
  /** On disk or in memory, as the setting says at this moment. */
  readonly storage: () => DraftStorage;
  /** Calls back when another window wrote, and when the setting was changed. */
  readonly watch: (listeners: {
    readonly onForeignChange: () => void;
    readonly onMove: () => void;
  }) => Disposable;
  /** Says of a file, once, that it could not be read and where it is; without a name, of the folder. */
  readonly sayUnreadable: (name: string) => void;
}

/** A folder of drafts, or of deletions, which are kept alike. */
export function openDraftFolder(
  { configuration, storagePath, log }: DraftFolderParts,
  folderName: string,
): OpenDraftFolder {
  const folder = join(storagePath, folderName);
  const disk = draftFolder(folder);
  const said = new Set<string>();
  void removeLeftovers(folder).catch((error) => log.warn(`The folder ${folderName}: ${String(error)}`));
  return {
    storage: () => (configuration.keepDraftsOnDisk ? disk : memoryInsteadOf(disk)),
    watch: ({ onForeignChange, onMove }) => {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), '*.json'));
      return Disposable.from(
        watcher,
        watcher.onDidChange(onForeignChange),
        watcher.onDidCreate(onForeignChange),
        watcher.onDidDelete(onForeignChange),
        configuration.onDidChangeKeepDraftsOnDisk(onMove),
      );
    },
    sayUnreadable: (name) => {
      if (said.has(name)) return;
      said.add(name);
      void sayUnreadable(join(folder, name), name !== '');
    },
  };
}

/** It is read again with every load, so that what was mended comes back by itself. */
async function sayUnreadable(path: string, isFile: boolean): Promise<void> {
  const open = l10n.t('Open File');
  const message = l10n.t(
    'What is kept among the drafts in {0} could not be read. Nothing is lost: it is left as it is.',
    path,
  );
  if ((await showWarning(message, ...(isFile ? [open] : []))) === open)
    await commands.executeCommand('vscode.open', Uri.file(path));
}
