import { join } from 'node:path';
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { memoryInsteadOf } from '../../drafts/store/draftStorage.ts';
import { DraftStore, type DraftStoreProblem } from '../../drafts/store/draftStore.ts';
import type { Configuration } from '../configuration.ts';
import type { Log } from '../log.ts';
import { systemClock } from '../systemClock.ts';
import { removeLeftovers } from '../replaceFile.ts';
import { draftFolder } from './draftFolder.ts';
import { draftsFolderName } from './draftsFolderName.ts';

export interface DraftStoreParts {
  readonly configuration: Configuration;
  readonly storagePath: string;
  readonly log: Log;
}

/** Opens the store of all drafts, on disk or in memory as the setting says. `onForeignChange`: another window wrote. */
export function draftStore(
  { configuration, storagePath, log }: DraftStoreParts,
  onForeignChange: () => void,
) {
  const folder = join(storagePath, draftsFolderName);
  const disk = draftFolder(folder);
  const storage = () => (configuration.keepDraftsOnDisk ? disk : memoryInsteadOf(disk));
  void removeLeftovers(folder).catch((error) => log.warn(`The drafts’ folder: ${String(error)}`));
  const store = new DraftStore({
    storage: storage(),
    clock: systemClock,
    newId: () => crypto.randomUUID(),
    onProblem: (problem) => log.error(problemText(problem)),
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

function problemText(problem: DraftStoreProblem): string {
  switch (problem.code) {
    case 'not-written':
      return `The draft ${problem.name} could not be written and is tried again: ${String(problem.error)}`;
    case 'not-read':
      return `Drafts could not be read: ${String(problem.error)}`;
    case 'unreadable':
      return `The draft ${problem.name} is not understood and left as it is: ${JSON.stringify(problem.reason)}`;
  }
}
