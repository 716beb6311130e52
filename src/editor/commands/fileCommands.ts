import { env, l10n, ThemeIcon, Uri, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import type { Sessions } from '../session/sessions.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import type { CommandHandlers } from './commandHandlers.ts';
import { fileNameOf, logFiles, logSource } from './logFiles.ts';

/** Endings that a menu offers the command for, and the dialog lists. */
const endings = ['ics', 'eml', 'vtt', 'md', 'txt'] as const;

type Names = 'logFromClipboard' | 'logFromFile';

/** The commands that fill a form from a file or the clipboard. Nothing is sent. */
export function fileCommands(
  sessions: Sessions,
  { forms }: { readonly forms: FormsOnDemand },
): Pick<CommandHandlers, Names> {
  const deps = { sessions, forms };
  return {
    logFromFile: async (argument, others) => logFiles(await chosenFiles(argument, others), deps),
    logFromClipboard: async () => {
      await logSource({ content: await env.clipboard.readText() }, deps);
    },
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
