import { DraftStore } from '../../drafts/store/draftStore.ts';
import type { DraftStoreProblem } from '../../drafts/store/draftStore.ts';
import { DRAFTS_FOLDER_NAME } from '../storage/draftFolder.ts';
import { systemClock } from '../storage/systemClock.ts';
import { openDraftFolder } from './openDraftFolder.ts';
import type { DraftFolderParts } from './openDraftFolder.ts';

/** Opens the store of all drafts, on disk or in memory as the setting says. `onForeignChange`: another window wrote. */
export function draftStore(parts: DraftFolderParts, onForeignChange: () => void) {
  const { storage, watch, sayUnreadable } = openDraftFolder(parts, DRAFTS_FOLDER_NAME);
  const store = new DraftStore({
    storage: storage(),
    clock: systemClock,
    newId: () => crypto.randomUUID(),
    onProblem: (problem) => {
      parts.log.error(problemText(problem));
      if (problem.code !== 'not-written') sayUnreadable(problem.name);
    },
  });
  return { store, subscription: watch({ onForeignChange, onMove: () => void store.moveTo(storage()) }) };
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
