import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileSystemError, Uri, workspace } from 'vscode';

/** Why a file could not be written: `in-use` by another program, `gone` is its folder. */
export type ExportFileProblem = 'full' | 'denied' | 'read-only' | 'in-use' | 'gone' | 'other';

const problems: ReadonlyMap<string, ExportFileProblem> = new Map([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EFBIG', 'full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
  ['NoPermissions', 'denied'],
  ['EBUSY', 'in-use'],
  ['ETXTBSY', 'in-use'],
  ['ENOENT', 'gone'],
  ['ENOTDIR', 'gone'],
  ['FileNotFound', 'gone'],
]);

/** A file of an export that could not be written. The one that was there before is untouched. */
export class ExportFileError extends Error {
  readonly problem: ExportFileProblem;

  constructor(problem: ExportFileProblem, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'ExportFileError';
    this.problem = problem;
  }
}

export type OpenFile = (path: string, flags: string, mode: number) => Promise<FileHandle>;

/**
 * Writes a file from its chunks. A temporary file beside it takes its place at the end, so a failure leaves the old file as
 * it was. Rejects with an `ExportFileError`, or with what the chunks reject with.
 */
export async function writeExportFile(
  target: Uri,
  chunks: AsyncIterable<string>,
  openFile: OpenFile = open,
): Promise<void> {
  const name = `.affinity-export-${crypto.randomUUID()}.part`;
  if (target.scheme === 'file') await writeLocal(target.fsPath, name, { chunks, openFile });
  else await writeElsewhere(target, name, chunks);
}

interface LocalWriting {
  readonly chunks: AsyncIterable<string>;
  readonly openFile: OpenFile;
}

/** Streams, so that the memory that it takes doesn't grow with the file. */
async function writeLocal(path: string, name: string, { chunks, openFile }: LocalWriting): Promise<void> {
  // A link stays a link: what it leads to is replaced.
  const file = await realpath(path).catch(() => path);
  const mode = await modeOf(file);
  const temporary = join(dirname(file), name);
  const handle = await openFile(temporary, 'wx', mode).catch(failed);
  try {
    try {
      for await (const chunk of chunks) await handle.writeFile(chunk).catch(failed);
      await handle.sync().catch(failed);
    } finally {
      await handle.close().catch(() => undefined);
    }
    await rename(temporary, file).catch(failedToReplace);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The permissions of the file that is replaced. A read-only file isn't, although its folder would allow it. */
async function modeOf(file: string): Promise<number> {
  const before = await stat(file).catch(() => undefined);
  if (before === undefined) return 0o666;
  if ((before.mode & 0o222) === 0) throw new ExportFileError('read-only', new Error(`${file} is read-only.`));
  return before.mode & 0o777;
}

/** Other file systems can't append, so the whole file is held in memory. */
async function writeElsewhere(target: Uri, name: string, chunks: AsyncIterable<string>): Promise<void> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  const temporary = Uri.joinPath(target, '..', name);
  try {
    await workspace.fs.writeFile(temporary, Buffer.concat(parts));
    await workspace.fs.rename(temporary, target, { overwrite: true });
  } catch (error) {
    await Promise.resolve(workspace.fs.delete(temporary)).catch(() => undefined);
    throw new ExportFileError(problemOf(error), error);
  }
}

function failed(error: unknown): never {
  throw new ExportFileError(problemOf(error), error);
}

/** The folder could be written to, so it is the file itself that can't be replaced: on Windows because it is open. */
function failedToReplace(error: unknown): never {
  const problem = problemOf(error);
  throw new ExportFileError(problem === 'denied' ? 'in-use' : problem, error);
}

function problemOf(error: unknown): ExportFileProblem {
  const code = error instanceof FileSystemError || error instanceof Error ? codeOf(error) : undefined;
  return problems.get(code ?? '') ?? 'other';
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
