import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DraftStorage } from '../../drafts/store/draftStorage.ts';
import { fileLock } from './fileLock.ts';
import { isCode } from './isCode.ts';
import { replaceFile } from './replaceFile.ts';

/** Drafts as files of one folder, below the editor's storage folder of this extension. */
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
    // Where there is no folder, there is nothing in it.
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return nothing;
    throw error;
  };
}
