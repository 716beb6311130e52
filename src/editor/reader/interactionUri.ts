import { Uri } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { interactionLabel } from '../words/interactionWords.ts';

export const interactionScheme = 'affinity';

/** What a document of the scheme `affinity` shows. */
export interface InteractionAddress {
  /** The account's name, as `accountName` gives it. */
  readonly account: string;
  readonly type: InteractionType;
  readonly id: number;
}

const typeNames: Record<InteractionType, string> = { 0: 'meeting', 1: 'call', 2: 'chat', 3: 'email' };
const longestName = 80;

/** `affinity://ACCOUNT/meeting-417/Kick-off with Acme.md`: the folder says what it is, the name is for the tab. */
export function interactionUri(account: string, interaction: Interaction, type: InteractionType): Uri {
  const label = interactionLabel(interaction).replaceAll(/[\s\\/:*?"<>|]+/g, ' ');
  // Cut between whole characters: half a surrogate pair would make no URI.
  const name = label.slice(0, longestName).toWellFormed().trim() || typeNames[type];
  return Uri.from({
    scheme: interactionScheme,
    authority: account,
    path: `/${typeNames[type]}-${interaction.id}/${name}.md`,
  });
}

/** Undefined for a URI that names no interaction, however it came to be. */
export function parseInteractionUri(uri: Uri): InteractionAddress | undefined {
  const [, name, digits] = /^\/([a-z]+)-(\d{1,16})\/[^/]+$/.exec(uri.path) ?? [];
  const type = typeByName(name);
  const id = Number(digits);
  if (uri.scheme !== interactionScheme || type === undefined || !Number.isSafeInteger(id)) return undefined;
  return { account: uri.authority, type, id };
}

function typeByName(name: string | undefined): InteractionType | undefined {
  switch (name) {
    case 'meeting':
      return 0;
    case 'call':
      return 1;
    case 'chat':
      return 2;
    case 'email':
      return 3;
    default:
      return undefined;
  }
}
