import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { checkedInput } from '../ui/checkedInput.ts';
import { explain } from '../words/explain.ts';
import { typeIcon } from '../words/interactionIcon.ts';
import { typeSingular } from '../words/typeWords.ts';

export interface FoundInteraction {
  readonly interaction: Interaction;
  readonly type: InteractionType;
}

/** Asks for type and number until there is such an interaction, or the user gives up. */
export async function askForInteraction(session: AccountSession): Promise<FoundInteraction | undefined> {
  const type = await askForType();
  if (type === undefined) return undefined;
  const found = await checkedInput<{ interaction: Interaction }>({
    title: typeSingular(type),
    prompt: l10n.t('Enter the interaction’s ID. You’ll find it at the end of an open interaction.'),
    placeholder: '417',
    check: (typed, signal) => find(session, type, typed, signal),
  });
  return found !== undefined && 'interaction' in found ? { interaction: found.interaction, type } : undefined;
}

async function askForType(): Promise<InteractionType | undefined> {
  const items = typeIds.map((type): QuickPickItem & { type: InteractionType } => ({
    type,
    label: typeSingular(type),
    iconPath: typeIcon(type),
  }));
  const title = l10n.t('Select the interaction type');
  return (await window.showQuickPick(items, { title }))?.type;
}

async function find(session: AccountSession, type: InteractionType, typed: string, signal: AbortSignal) {
  const id = Number(typed.trim());
  if (!/^\d+$/.test(typed.trim()) || !Number.isSafeInteger(id)) {
    return { problem: l10n.t('Enter only the number, such as 417.') };
  }
  try {
    return { interaction: await session.connection.client.interactions.get(id, type, { signal }) };
  } catch (error) {
    return { problem: explain(error).message };
  }
}
