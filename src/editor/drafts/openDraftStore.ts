import { join } from 'node:path';
import { commands, Disposable, l10n, RelativePattern, Uri, workspace } from 'vscode';
import { DeletionStore } from '../../drafts/store/deletionStore.ts';
import { memoryInsteadOf } from '../../drafts/store/draftStorage.ts';
import type { DraftStorage } from '../../drafts/store/draftStorage.ts';
import { DraftStore } from '../../drafts/store/draftStore.ts';
import type { DraftStoreProblem } from '../../drafts/store/draftStore.ts';
import type { Configuration, Log } from '../settings/configuration.ts';
import { DELETIONS_FOLDER_NAME, draftFolder, DRAFTS_FOLDER_NAME } from '../storage/draftFolder.ts';
import { removeLeftovers } from '../storage/replaceFile.ts';
import { systemClock } from '../storage/systemClock.ts';
import { messages } from '../ui/messages.ts';

export interface DraftFolderDeps {
  readonly configuration: Configuration;
  readonly storagePath: string;
  readonly log: Log;
}

export interface OpenStore<Store> {
  readonly store: Store;
  readonly subscription: Disposable;
}

/** Opens the store of all drafts. `onForeignChange` is called when another window has written to it. */
export function openDraftStore(deps: DraftFolderDeps, onForeignChange: () => void): OpenStore<DraftStore> {
  const { storage, watch, warnUnreadable } = openFolder(deps, DRAFTS_FOLDER_NAME);
  const store = new DraftStore({
    storage: storage(),
    clock: systemClock,
    newId: () => crypto.randomUUID(),
    onProblem: (problem) => {
      deps.log.error(problemText(problem));
      if (problem.code !== 'not-written') warnUnreadable(problem.name);
    },
  });
  return { store, subscription: watch(onForeignChange, () => void store.moveTo(storage())) };
}

/** Opens the store of all deletions. `onForeignChange` is called when another window has written to it. */
export function openDeletionStore(
  deps: DraftFolderDeps,
  onForeignChange: () => void,
): OpenStore<DeletionStore> {
  const { storage, watch, warnUnreadable } = openFolder(deps, DELETIONS_FOLDER_NAME);
  const store = new DeletionStore({
    storage: storage(),
    onProblem: (what, name, error) => {
      deps.log.error(`Deletion ${name} is ${what}: ${String(error)}`);
      if (what !== 'not-written') warnUnreadable(name);
    },
  });
  return { store, subscription: watch(onForeignChange, () => void store.moveTo(storage())) };
}

interface OpenFolder {
  /** On disk or in memory, as the setting says now. */
  readonly storage: () => DraftStorage;
  readonly watch: (onForeignChange: () => void, onMove: () => void) => Disposable;
  /** Warns once about a file that cannot be read. An empty name stands for the folder. */
  readonly warnUnreadable: (name: string) => void;
}

function openFolder({ configuration, storagePath, log }: DraftFolderDeps, folderName: string): OpenFolder {
  const folder = join(storagePath, folderName);
  const disk = draftFolder(folder);
  const warned = new Set<string>();
  void removeLeftovers(folder).catch((error) => log.warn(`The folder ${folderName}: ${String(error)}`));
  return {
    storage: () => (configuration.keepDraftsOnDisk ? disk : memoryInsteadOf(disk)),
    watch: (onForeignChange, onMove) => {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), '*.json'));
      return Disposable.from(
        watcher,
        watcher.onDidChange(onForeignChange),
        watcher.onDidCreate(onForeignChange),
        watcher.onDidDelete(onForeignChange),
        configuration.onDidChangeKeepDraftsOnDisk(onMove),
      );
    },
    warnUnreadable: (name) => {
      if (warned.has(name)) return;
      warned.add(name);
      void warnUnreadable(join(folder, name), name !== '');
    },
  };
}

/** Each load reads the file again, so a repaired file comes back by itself. */
async function warnUnreadable(path: string, isFile: boolean): Promise<void> {
  const open = l10n.t('Open File');
  const message = l10n.t('The draft file {0} can’t be read. It was left unchanged.', path);
  if ((await messages.showWarning(message, ...(isFile ? [open] : []))) === open)
    await commands.executeCommand('vscode.open', Uri.file(path));
}

function problemText(problem: DraftStoreProblem): string {
  switch (problem.code) {
    case 'not-written':
      return `The draft ${problem.name} could not be written. It will be tried again: ${String(problem.error)}`;
    case 'not-read':
      return `Drafts could not be read: ${String(problem.error)}`;
    case 'unreadable':
      return `The draft ${problem.name} is not valid and was left unchanged: ${problem.reason}`;
  }
}
