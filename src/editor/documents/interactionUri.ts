import { Uri } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { typeKey, typeOfKey } from '../../model/interactionTypes.ts';
import { nameInFile } from '../../model/nameInFile.ts';
import { interactionLabel } from '../words/interactionLabel.ts';

export const INTERACTION_SCHEME = 'affinity';

/** The interaction that a document of the scheme `affinity` shows. */
export interface InteractionAddress {
  /** From `accountName`. */
  readonly account: string;
  readonly type: InteractionType;
  readonly id: number;
}

/** `affinity://ACCOUNT/meeting-417/Kick-off with Acme.md`: the folder identifies it, the name is for the tab. */
export function interactionUri(account: string, interaction: Interaction, type: InteractionType): Uri {
  const name = nameInFile(interactionLabel(interaction)) || typeKey(type);
  return Uri.from({
    scheme: INTERACTION_SCHEME,
    authority: account,
    path: `/${typeKey(type)}-${interaction.id}/${name}.md`,
  });
}

/** Undefined for a URI that names no interaction. */
export function parseInteractionUri(uri: Uri): InteractionAddress | undefined {
  const [, name, digits] = /^\/([a-z]+)-(\d{1,16})\/[^/]+$/.exec(uri.path) ?? [];
  const type = typeOfKey(name ?? '');
  const id = Number(digits);
  if (uri.scheme !== INTERACTION_SCHEME || type === undefined || !Number.isSafeInteger(id)) return undefined;
  return { account: uri.authority, type, id };
}
