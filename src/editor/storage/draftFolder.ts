import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DraftStorage } from '../../drafts/store/draftStorage.ts';
import { fileLock } from './fileLock.ts';
import { isErrorCode, replaceFile } from './replaceFile.ts';

/** Below the extension's storage folder. */
export const DRAFTS_FOLDER_NAME = 'drafts';

/** Deletions with an unknown outcome, below the extension's storage folder. */
export const DELETIONS_FOLDER_NAME = 'deletions';

/** Drafts as the files of one folder. */
export function draftFolder(path: string): DraftStorage {
  return {
    list: () => readdir(path).catch(nothingIfMissing([])),
    read: (name) => readFile(join(path, name), 'utf8').catch(nothingIfMissing(undefined)),
    write: (name, text) => replaceFile(join(path, name), text),
    remove: (name) => rm(join(path, name), { force: true }).catch(nothingIfMissing(undefined)),
    lock: (name) => fileLock(join(path, name)),
  };
}

function nothingIfMissing<Nothing>(nothing: Nothing): (error: unknown) => Nothing {
  return (error) => {
    // A missing folder is an empty one.
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ENOTDIR')) return nothing;
    throw error;
  };
}
