import { DeletionStore } from '../../drafts/store/deletionStore.ts';
import { DELETIONS_FOLDER_NAME } from '../storage/draftFolder.ts';
import { openDraftFolder } from './openDraftFolder.ts';
import type { DraftFolderParts } from './openDraftFolder.ts';

/** Opens the store of all deletions, on disk or in memory as drafts are. `onForeignChange`: another window wrote. */
export function deletionStore(parts: DraftFolderParts, onForeignChange: () => void) {
  const { storage, watch, sayUnreadable } = openDraftFolder(parts, DELETIONS_FOLDER_NAME);
  const store = new DeletionStore({
    storage: storage(),
    onProblem: (what, name, error) => {
      parts.log.error(`Deletion ${name} is ${what}: ${String(error)}`);
      if (what !== 'not-written') sayUnreadable(name);
    },
  });
  return { store, subscription: watch({ onForeignChange, onMove: () => void store.moveTo(storage()) }) };
}
