import { DeletionStore } from '../../drafts/store/deletionStore.ts';
import { openDraftFolder, type DraftFolderParts } from './openDraftFolder.ts';
import { deletionsFolderName } from '../storage/deletionsFolderName.ts';

/** Opens the store of all deletions, on disk or in memory as drafts are. `onForeignChange`: another window wrote. */
export function deletionStore(parts: DraftFolderParts, onForeignChange: () => void) {
  const { storage, watch, sayUnreadable } = openDraftFolder(parts, deletionsFolderName);
  const store = new DeletionStore({
    storage: storage(),
    onProblem: (what, name, error) => {
      parts.log.error(`Deletion ${name} is ${what}: ${String(error)}`);
      if (what !== 'not-written') sayUnreadable(name);
    },
  });
  return { store, subscription: watch({ onForeignChange, onMove: () => void store.moveTo(storage()) }) };
}
