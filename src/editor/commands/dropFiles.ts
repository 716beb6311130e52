import { l10n, Uri } from 'vscode';
import type { DataTransfer } from 'vscode';
import { INTERACTION_SCHEME } from '../documents/interactionUri.ts';
import type { LogTarget } from '../form/draftFromFile.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { QUIET_SCHEME } from '../tree/recordItem.ts';
import { rowOf } from '../tree/row.ts';
import { messages } from '../ui/messages.ts';
import type { HandleDrop } from './dropController.ts';
import { logFiles } from './logFiles.ts';
import type { GivenFile, LogFilesDeps } from './logFiles.ts';
import { logTarget } from './logTarget.ts';

const linkSchemes: readonly string[] = ['http', 'https', 'mailto'];

/** Logs from files that are dropped on a view, about the record of the row below the mouse. */
export function dropFiles(deps: LogFilesDeps): HandleDrop {
  return async (row, dropped, token) => {
    const all = await droppedFiles(dropped);
    if (token.isCancellationRequested) return;
    const refusals = new Set(all.map((one) => refusalOf(one)));
    for (const refusal of refusals) if (refusal) void messages.showInformation(refusal);
    const files = all.filter((one) => refusalOf(one) === undefined);
    // Another account may have been chosen while the user selected a meeting of an earlier file.
    const target = ({ name }: AccountSession): LogTarget =>
      rowOf(row)?.id.startsWith(`${name}/`) === true ? logTarget(row) : {};
    await logFiles(files, deps, { target, token });
  };
}

/**
 * A browser gives no address of a file, and the editor makes one of a name such as “Re: Kick-off.eml”. Elsewhere, the list
 * of addresses is right, while that of a file is not on Windows.
 */
async function droppedFiles(dropped: DataTransfer): Promise<readonly GivenFile[]> {
  const files = [...dropped].flatMap(([, item]) => item.asFile() ?? []);
  const withoutAddress = files.filter(({ uri }) => uri === undefined);
  if (withoutAddress.length > 0) return withoutAddress;
  const list = (await dropped.get('text/uri-list')?.asString()) ?? '';
  const uris = list.split(/\r?\n/u).flatMap((line) => uriOf(line));
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

/** A comment of the list begins with “#”. The fragment of an address is a place in the file. */
function uriOf(line: string): readonly Uri[] {
  if (line.trim() === '' || line.startsWith('#')) return [];
  try {
    return [Uri.parse(line.trim(), true).with({ fragment: '' })];
  } catch {
    return [];
  }
}

/** The reason why something other than a file isn't logged. Empty for a row of the views, which needs no words. */
function refusalOf(given: GivenFile): string | undefined {
  const scheme = given instanceof Uri ? given.scheme : '';
  if (scheme === QUIET_SCHEME) return '';
  if (scheme === INTERACTION_SCHEME)
    return l10n.t('This is in Affinity already. Drop a file to log something new.');
  if (linkSchemes.includes(scheme))
    return l10n.t('Links can’t be logged. Drop a file, or copy the text and use Log from Clipboard.');
  return undefined;
}
