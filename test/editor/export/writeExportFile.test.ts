import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Uri, workspace } from 'vscode';
import { ExportFileError, writeExportFile } from '../../../src/editor/export/writeExportFile.ts';

let home: string;
let file: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'affinity-export-'));
  file = join(home, 'Acme – interactions.csv');
});
afterEach(async () => {
  await rm(home, { recursive: true });
});

async function* chunks(...texts: readonly string[]): AsyncGenerator<string, void> {
  yield* texts;
}

async function* failing(): AsyncGenerator<string, void> {
  yield 'new';
  throw new Error('signed out');
}

/** The problem that writing fails with. */
async function problemOf(writing: Promise<void>): Promise<string> {
  const error = await writing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ExportFileError ? error.problem : `no problem of the file: ${String(error)}`;
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no`), { code });
}

/** A disk that takes so many writes before it fails. */
function failingAfter(writes: number, code: string) {
  return async (path: string, flags: string, mode: number): Promise<FileHandle> => {
    const handle = await open(path, flags, mode);
    let left = writes;
    const write = handle.writeFile.bind(handle);
    handle.writeFile = async (...data) => {
      left -= 1;
      if (left < 0) throw systemError(code);
      await write(...data);
    };
    return handle;
  };
}

describe('a file of an export', () => {
  it('is written from its chunks, and leaves nothing beside it', async () => {
    await writeExportFile(Uri.file(file), chunks('Zoë,', '👩‍👩‍👧', '\r\n'));
    expect(await readFile(file, 'utf8')).toBe('Zoë,👩‍👩‍👧\r\n');
    expect(await readdir(home)).toEqual(['Acme – interactions.csv']);
  });

  it('replaces the old one only at the end, and keeps its permissions', async () => {
    await writeFile(file, 'old');
    await chmod(file, 0o640);
    const seen: string[] = [];
    const watching = async function* (): AsyncGenerator<string, void> {
      yield 'new';
      seen.push(await readFile(file, 'utf8'));
      yield 'er';
    };
    await writeExportFile(Uri.file(file), watching());
    expect(seen).toEqual(['old']);
    expect(await readFile(file, 'utf8')).toBe('newer');
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it('follows a link instead of replacing it', async () => {
    const real = join(home, 'real.csv');
    await writeFile(real, 'old');
    await symlink(real, file);
    await writeExportFile(Uri.file(file), chunks('new'));
    expect(await readFile(real, 'utf8')).toBe('new');
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
  });

  it.each([
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['EROFS', 'read-only'],
    ['EIO', 'other'],
  ])('leaves the old one untouched when writing fails with %s', async (code, problem) => {
    await writeFile(file, 'old');
    const writing = writeExportFile(Uri.file(file), chunks('a', 'b', 'c'), failingAfter(2, code));
    expect(await problemOf(writing)).toBe(problem);
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(home)).toHaveLength(1);
  });

  it('that is read-only is not replaced, although its folder would allow it', async () => {
    await writeFile(file, 'old');
    await chmod(file, 0o444);
    expect(await problemOf(writeExportFile(Uri.file(file), chunks('new')))).toBe('read-only');
    expect(await readFile(file, 'utf8')).toBe('old');
  });

  it('can’t be written where its folder is gone, or where a folder has its name', async () => {
    const gone = join(home, 'gone', 'file.csv');
    expect(await problemOf(writeExportFile(Uri.file(gone), chunks('new')))).toBe('gone');
    await mkdir(file);
    expect(await problemOf(writeExportFile(Uri.file(file), chunks('new')))).toBe('other');
    expect(await readdir(home)).toHaveLength(1);
  });

  it('is not written when reading fails, and the failure is passed on', async () => {
    await writeFile(file, 'old');
    await expect(writeExportFile(Uri.file(file), failing())).rejects.toThrow('signed out');
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(home)).toHaveLength(1);
  });
});

describe('a file on another file system', () => {
  const uri = Uri.from({ scheme: 'memfs', path: '/exports/acme.csv' });
  let files: Map<string, string>;
  let failure: Error | undefined;

  beforeEach(() => {
    files = new Map([[uri.toString(), 'old']]);
    failure = undefined;
    vi.spyOn(workspace.fs, 'writeFile').mockImplementation(async (at, content) => {
      files.set(at.toString(), Buffer.from(content).toString());
    });
    vi.spyOn(workspace.fs, 'delete').mockImplementation(async (at) => void files.delete(at.toString()));
    vi.spyOn(workspace.fs, 'rename').mockImplementation(async (from, to) => {
      if (failure !== undefined) throw failure;
      files.set(to.toString(), files.get(from.toString()) ?? '');
      files.delete(from.toString());
    });
  });

  it('is written beside the old one first', async () => {
    await writeExportFile(uri, chunks('ne', 'w'));
    expect([...files]).toEqual([[uri.toString(), 'new']]);
  });

  it('stays the old one when it may not be replaced', async () => {
    failure = systemError('NoPermissions');
    expect(await problemOf(writeExportFile(uri, chunks('new')))).toBe('denied');
    expect([...files]).toEqual([[uri.toString(), 'old']]);
  });
});
