import { homedir } from 'node:os';
import { env, l10n, Uri, window, workspace } from 'vscode';
import { oneLine } from '../../model/cleanText.ts';
import { nameInFile } from '../../model/nameInFile.ts';
import { relationshipMarkdown } from '../../relationship/relationshipMarkdown.ts';
import { relationshipSvg } from '../../relationship/relationshipSvg.ts';
import { remark, showInformation } from '../ui/messages.ts';
import { formatMoment } from '../words/formatMoment.ts';
import { relationshipWords, translatedPageWords } from '../words/relationshipWords.ts';
import type { Drawing } from './drawRelationship.ts';

/** A section of Markdown with what the page shows. */
export function markdownOf({ relationship, scene, view }: Drawing): string {
  const person = view.everyone.find(({ id }) => id === view.choices.person);
  const closing = [
    ...(person === undefined ? [] : [l10n.t('Only interactions with {0}.', person.name)]),
    ...view.coverage.sentences,
    l10n.t('From Affinity, {0}.', formatMoment(scene.now)),
  ];
  return relationshipMarkdown(relationship, relationshipWords(oneLine(view.name), scene, closing));
}

/** Returns the sentence that says so. */
export async function copyMarkdown(drawing: Drawing): Promise<string> {
  await env.clipboard.writeText(markdownOf(drawing));
  const said = l10n.t('Copied the relationship as Markdown');
  remark(said, 'check');
  return said;
}

/** Asks for a file. Does nothing when the user cancels. */
export async function saveImage({ view }: Drawing): Promise<void> {
  const target = await window.showSaveDialog({
    defaultUri: defaultUri(view.name),
    filters: { [l10n.t('SVG image')]: ['svg'] },
    title: l10n.t('Save image of the relationship'),
  });
  if (target === undefined) return;
  const svg = relationshipSvg(view, translatedPageWords());
  await workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  const open = l10n.t('Open');
  const chosen = await showInformation(l10n.t('Saved {0}', nameOf(target)), open);
  if (chosen === open) await window.showTextDocument(await workspace.openTextDocument(target));
}

/** In the first folder of the workspace, else in the user's home. */
function defaultUri(name: string): Uri {
  const short = nameInFile(oneLine(name)) || 'record';
  const file = `${short} relationship.svg`;
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  return Uri.joinPath(folder, file);
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
