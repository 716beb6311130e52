import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { checkedInput } from '../ui/checkedInput.ts';
import { explain } from '../words/explain.ts';
import { typeIcon } from '../words/interactionIcon.ts';
import { typeWords } from '../words/typeWords.ts';
import { acceptedItem } from './acceptedItem.ts';

export interface FoundInteraction {
  readonly interaction: Interaction;
  readonly type: InteractionType;
}

/** Asks for type and number until there is such an interaction, or the user gives up. */
export async function askForInteraction(
  session: AccountSession,
  title: string,
  types: readonly InteractionType[],
): Promise<FoundInteraction | undefined> {
  const type = await askForType(title, types);
  if (type === undefined) return undefined;
  const found = await checkedInput<{ interaction: Interaction }>({
    title: typeWords.singular(type),
    prompt: l10n.t('Enter the interaction’s ID. You’ll find it at the end of an open interaction.'),
    placeholder: '417',
    check: (typed, signal) => find(session, type, typed, signal),
  });
  return found !== undefined && 'interaction' in found ? { interaction: found.interaction, type } : undefined;
}

async function askForType(
  title: string,
  types: readonly InteractionType[],
): Promise<InteractionType | undefined> {
  const items = types.map((type): QuickPickItem & { type: InteractionType } => ({
    type,
    label: typeWords.singular(type),
    iconPath: typeIcon(type),
  }));
  return (await chooseItem(items, { title, placeholder: l10n.t('Select the interaction type') }))?.type;
}

/** A quick pick that finds items by both of their texts and keeps their order. Undefined on cancel. */
export async function chooseItem<Item extends QuickPickItem>(
  items: readonly Item[],
  { title, placeholder = '' }: { readonly title: string; readonly placeholder?: string },
): Promise<Item | undefined> {
  const pick = window.createQuickPick<Item>();
  // Without `sortByLabel` the editor sorts matches by label. It is no public API yet; editors that don't know it go on sorting.
  const inOrder = { sortByLabel: false, matchOnDescription: true };
  Object.assign(pick, { title, placeholder, items: [...items], ...inOrder });
  try {
    return await acceptedItem(pick);
  } finally {
    pick.dispose();
  }
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
