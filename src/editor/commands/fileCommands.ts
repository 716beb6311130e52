import { env, FileSystemError, FileType, l10n, ThemeIcon, Uri, window, workspace } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { CaptureSource } from '../../drafts/capture/capture.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import type { Sessions } from '../session/sessions.ts';
import { messages } from '../ui/messages.ts';
import { formatNumber } from '../words/formatNumber.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { signedIn } from './signedIn.ts';

/** Endings that a menu offers the command for, and the dialog lists. */
const endings = ['ics', 'eml', 'vtt', 'md', 'txt'] as const;

/** A larger file is rather an export or has large attachments, and would hold up the editor. */
const MAX_MEGABYTES = 10;

/** More files at once would open as many forms. */
const MAX_FILES = 10;

const fileNameOf = ({ path }: Uri): string => path.split('/').at(-1) ?? '';

type Names = 'logFromClipboard' | 'logFromFile';

/** The commands that fill a form from a file or the clipboard. Nothing is sent. */
export function fileCommands(
  sessions: Sessions,
  { forms }: { readonly forms: FormsOnDemand },
): Pick<CommandHandlers, Names> {
  const log = async (source: CaptureSource): Promise<void> => {
    const session = await signedIn(sessions);
    if (session !== undefined) await (await forms.get()).logFile(session, source);
  };
  return {
    logFromFile: async (argument, others) => {
      const files = await chosenFiles(argument, others);
      if (files.length > MAX_FILES) {
        void messages.showInformation(l10n.t('Select at most {0} files. Each opens a form.', MAX_FILES));
        return;
      }
      for (const uri of files) {
        const source = await readFile(uri);
        if (source !== undefined) await log(source);
      }
    },
    logFromClipboard: async () => log({ content: await env.clipboard.readText() }),
  };
}

/** The files of a menu; else the one in the active editor, or one that the user selects. */
async function chosenFiles(argument: unknown, others: unknown): Promise<readonly Uri[]> {
  const given = [argument, ...(Array.isArray(others) ? (others as readonly unknown[]) : [])];
  const uris = given.filter((one) => one instanceof Uri);
  if (uris.length > 0) return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
  const active = window.activeTextEditor?.document;
  const isText = active !== undefined && ['markdown', 'plaintext'].includes(active.languageId);
  // A document of Affinity is logged already.
  const isOwn = active?.uri.scheme === 'affinity';
  const isLoggable = active !== undefined && !isOwn && (isText || isOffered(active.uri));
  const choice = isLoggable ? await openOrOther(active.uri) : 'other';
  if (choice !== 'other') return choice === undefined ? [] : [choice];
  const chosen = await window.showOpenDialog({
    title: l10n.t('Log from File'),
    openLabel: l10n.t('Open in Form'),
    canSelectMany: false,
    filters: { [l10n.t('Invitations, emails, transcripts and notes')]: [...endings] },
  });
  return chosen ?? [];
}

/** The document in sight, or a file that is yet to be selected. Undefined on cancel. */
async function openOrOther(active: Uri): Promise<Uri | 'other' | undefined> {
  const items: readonly (QuickPickItem & { readonly choice: Uri | 'other' })[] = [
    {
      label: withoutIcons(fileNameOf(active)),
      description: l10n.t('open in the editor'),
      iconPath: new ThemeIcon('file'),
      choice: active,
    },
    { label: l10n.t('Select File…'), iconPath: new ThemeIcon('folder-opened'), choice: 'other' },
  ];
  const title = l10n.t('Log from File');
  return (await window.showQuickPick(items, { title, placeHolder: l10n.t('Select the file to log') }))
    ?.choice;
}

function isOffered({ path }: Uri): boolean {
  return endings.some((ending) => new RegExp(String.raw`\.${ending}$`, 'iu').test(path));
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
    void messages.showWarning(failureWords(fileName, error));
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

function failureWords(name: string, { code }: FileSystemError): string {
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
