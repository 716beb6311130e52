import type { CancellationToken, DataTransfer, TreeDragAndDropController } from 'vscode';
import type { Log } from '../settings/configuration.ts';
import { withFailureShown } from './commandHandlers.ts';

/** Takes a drop on a view. `row` is undefined below the last row. */
export type HandleDrop = (row: unknown, dropped: DataTransfer, token: CancellationToken) => Promise<void>;

/** Accepts files for a view. The code that reads them is loaded with the first drop. */
export function dropController(handle: HandleDrop, log: Log): TreeDragAndDropController<unknown> {
  return {
    dropMimeTypes: ['text/uri-list', 'files'],
    dragMimeTypes: [],
    handleDrop: async (row, dropped, token) => {
      await withFailureShown('drop', () => handle(row, dropped, token), log);
    },
  };
}
