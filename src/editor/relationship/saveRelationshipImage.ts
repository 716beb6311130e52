import { homedir } from 'node:os';
import { l10n, Uri, window, workspace } from 'vscode';
import { relationshipSvg } from '../../relationship/relationshipSvg.ts';
import { messages } from '../ui/messages.ts';
import { exportWords } from '../words/exportWords.ts';
import { translatedPageWords } from '../words/relationshipWords.ts';
import type { Drawing } from './drawRelationship.ts';

/** Asks for a file. Does nothing when the user cancels. */
export async function saveRelationshipImage({ view }: Drawing): Promise<void> {
  const target = await window.showSaveDialog({
    defaultUri: defaultUri(view.name),
    filters: { [l10n.t('SVG image')]: ['svg'] },
    title: l10n.t('Save Image'),
  });
  if (target === undefined) return;
  const svg = relationshipSvg(view, translatedPageWords());
  await workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  const open = l10n.t('Open');
  const chosen = await messages.showInformation(l10n.t('Saved {0}.', nameOf(target)), open);
  if (chosen === open) await window.showTextDocument(await workspace.openTextDocument(target));
}

/** In the first folder of the workspace, else in the user's home. */
function defaultUri(name: string): Uri {
  const file = exportWords.fileName('relationship', name, new Date(), 'svg');
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  return Uri.joinPath(folder, file);
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
