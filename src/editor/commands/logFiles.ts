import { FileSystemError, FileType, l10n, Uri, workspace } from 'vscode';
import type { CancellationToken, DataTransferFile } from 'vscode';
import type { CaptureSource } from '../../drafts/capture/capture.ts';
import type { LogTarget } from '../form/draftFromFile.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import type { AccountSession } from '../session/accountSession.ts';
import type { Sessions } from '../session/sessions.ts';
import { messages } from '../ui/messages.ts';
import { formatNumber } from '../words/formatNumber.ts';
import { signedIn } from './signedIn.ts';

/** A larger file is rather an export or has large attachments, and would hold up the editor. */
const MAX_MEGABYTES = 10;

/** More files at once would open as many forms. */
const MAX_FILES = 10;

/** A file by its address, or one that was dropped into a browser, which gives only its name and content. */
export type GivenFile = Uri | DataTransferFile;

export interface LogFilesDeps {
  readonly sessions: Sessions;
  readonly forms: FormsOnDemand;
}

type TargetFor = (session: AccountSession) => LogTarget;

interface LogFilesOptions {
  readonly target?: TargetFor;
  readonly token?: Pick<CancellationToken, 'isCancellationRequested'>;
}

/** Opens a form for each file, or says why it can't. Nothing is sent. */
export async function logFiles(
  files: readonly GivenFile[],
  deps: LogFilesDeps,
  { target, token }: LogFilesOptions = {},
): Promise<void> {
  if (files.length > MAX_FILES) {
    void messages.showInformation(l10n.t('Select at most {0} files. Each opens a form.', MAX_FILES));
    return;
  }
  for (const file of files) {
    const source = file instanceof Uri ? await readFile(file) : await readContent(file);
    if (token?.isCancellationRequested === true) return;
    if (source !== undefined && !(await logSource(source, deps, target))) return;
  }
}

/** Opens a form that is filled from a text. False if the user doesn't sign in. */
export async function logSource(
  source: CaptureSource,
  { sessions, forms }: LogFilesDeps,
  target?: TargetFor,
): Promise<boolean> {
  const session = await signedIn(sessions);
  if (session !== undefined) await (await forms.get()).logFile(session, source, target?.(session));
  return session !== undefined;
}

export function fileNameOf({ path }: Uri): string {
  return path.split('/').at(-1) ?? '';
}

/** Reads through the editor, so that virtual and remote folders work. An open document counts with its changes. */
async function readFile(uri: Uri): Promise<CaptureSource | undefined> {
  const fileName = fileNameOf(uri);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined && (open.isDirty || open.isUntitled)) return { fileName, content: open.getText() };
  try {
    const { type, size } = await workspace.fs.stat(uri);
    const problem = problemOf(fileName, type, size);
    if (problem === undefined) return { fileName, content: await workspace.fs.readFile(uri) };
    void messages.showWarning(problem);
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    // Other schemes are those of pages in tabs, and of links.
    const isFile = workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
    void messages.showWarning(
      isFile
        ? failureWords(fileName, error.code)
        : l10n.t('This isn’t a file. Copy its text, then use Log from Clipboard.'),
    );
  }
  return undefined;
}

/** A browser tells the size of a file only with its content, and refuses that of a folder. */
async function readContent(file: DataTransferFile): Promise<CaptureSource | undefined> {
  try {
    const content = await file.data();
    const problem = problemOf(file.name, FileType.File, content.byteLength);
    if (problem === undefined) return { fileName: file.name, content };
    void messages.showWarning(problem);
  } catch {
    void messages.showWarning(failureWords(file.name));
  }
  return undefined;
}

function problemOf(name: string, type: FileType, size: number): string | undefined {
  if ((type & FileType.Directory) !== 0) return l10n.t('“{0}” is a folder. Select a file in it.', name);
  const megabytes = size / 1_000_000;
  if (megabytes <= MAX_MEGABYTES) return undefined;
  return l10n.t(
    '“{0}” is too large ({1} MB). Files can be up to {2} MB. Copy the part to log, then use Log from Clipboard.',
    name,
    formatNumber(Math.ceil(megabytes)),
    MAX_MEGABYTES,
  );
}

/** `code` is that of a `FileSystemError`. */
function failureWords(name: string, code?: string): string {
  switch (code) {
    case 'FileNotFound':
      return l10n.t('“{0}” no longer exists. Select another file.', name);
    case 'FileIsADirectory':
      return l10n.t('“{0}” is a folder. Select a file in it.', name);
    case 'NoPermissions':
      return l10n.t(
        'You don’t have permission to read “{0}”. Copy its text, then use Log from Clipboard.',
        name,
      );
    default:
      return l10n.t(
        '“{0}” can’t be read right now. Try again, or copy its text and use Log from Clipboard.',
        name,
      );
  }
}
