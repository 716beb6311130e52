import { join } from 'node:path';
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { DeletionStore } from '../../drafts/deletion/deletionStore.ts';
import { memoryInsteadOf } from '../../drafts/store/draftStorage.ts';
import { draftFolder } from '../form/draftFolder.ts';
import type { DraftStoreParts } from '../form/openDraftStore.ts';
import { removeLeftovers } from '../replaceFile.ts';
import { deletionsFolderName } from './deletionsFolderName.ts';

/** Opens the store of all deletions, on disk or in memory as drafts are. `onForeignChange`: another window wrote. */
export function deletionStore(
  { configuration, storagePath, log }: DraftStoreParts,
  onForeignChange: () => void,
) {
  const folder = join(storagePath, deletionsFolderName);
  const disk = draftFolder(folder);
  const storage = () => (configuration.keepDraftsOnDisk ? disk : memoryInsteadOf(disk));
  void removeLeftovers(folder).catch((error) => log.warn(`The deletions’ folder: ${String(error)}`));
  const store = new DeletionStore({
    storage: storage(),
    onProblem: (what, name, error) => log.error(`Deletion ${name} is ${what}: ${String(error)}`),
  });
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), '*.json'));
  const subscription = Disposable.from(
    watcher,
    watcher.onDidChange(onForeignChange),
    watcher.onDidCreate(onForeignChange),
    watcher.onDidDelete(onForeignChange),
    configuration.onDidChangeKeepDraftsOnDisk(() => void store.moveTo(storage())),
  );
  return { store, subscription };
}
