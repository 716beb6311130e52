import { l10n, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { directions, hasDirection, loggableTypeIds } from '../../model/interactionTypes.ts';
import type { DirectionId, LoggableTypeId } from '../../model/interactionTypes.ts';
import { acceptedItem } from '../pick/acceptedItem.ts';
import { typeIcon } from '../words/interactionIcon.ts';
import { typeWords } from '../words/typeWords.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import { stepButtons, stepOf, TOTAL_STEPS } from './quickStep.ts';
import type { QuickStep } from './quickStep.ts';

export interface QuickType {
  readonly type: LoggableTypeId;
  readonly direction: DirectionId | undefined;
}

type Item = QuickPickItem & { readonly chosen?: QuickType | 'continue' };

/** A quick log that was left with Esc. */
export interface UnfinishedLabel {
  readonly label: string;
  readonly description: string;
}

/**
 * The first step. A message that was sent and one that was received are two items, so that the direction needs no step of its
 * own and is never guessed.
 */
export async function quickTypePick(
  before: QuickType | undefined,
  unfinished: UnfinishedLabel | undefined,
): Promise<QuickType | 'continue' | QuickStep> {
  const pick = window.createQuickPick<Item>();
  const items = [...typeItems(), ...unfinishedItems(unfinished)];
  const texts = { title: l10n.t('Quick Log'), placeholder: l10n.t('Select the interaction type') };
  Object.assign(pick, { ...texts, step: 1, totalSteps: TOTAL_STEPS, sortByLabel: false });
  Object.assign(pick, { items, buttons: stepButtons(true), ignoreFocusOut: true });
  const active = items.find(({ chosen }) => isSame(chosen, before));
  if (active !== undefined) pick.activeItems = [active];
  try {
    const step = new Promise<QuickStep>(
      (resolve) => void pick.onDidTriggerButton((one) => resolve(stepOf(one))),
    );
    const item = await Promise.race([step, acceptedItem(pick)]);
    return typeof item === 'string' ? item : (item?.chosen ?? 'cancel');
  } finally {
    pick.dispose();
  }
}

function typeItems(): readonly Item[] {
  return loggableTypeIds.flatMap((type): readonly Item[] => {
    const item = { label: typeWords.singular(type), iconPath: typeIcon(type) };
    if (!hasDirection(type)) return [{ ...item, chosen: { type, direction: undefined } }];
    return Object.values(directions).map((direction) => ({
      ...item,
      description: typeWords.direction(direction) ?? '',
      chosen: { type, direction },
    }));
  });
}

function unfinishedItems(unfinished: UnfinishedLabel | undefined): readonly Item[] {
  if (unfinished === undefined) return [];
  const { label, description } = unfinished;
  return [
    { label: l10n.t('not logged yet'), kind: QuickPickItemKind.Separator },
    {
      label: withoutIcons(l10n.t('Continue “{0}”', label)),
      description: withoutIcons(description),
      iconPath: new ThemeIcon('history'),
      chosen: 'continue',
    },
  ];
}

function isSame(one: Item['chosen'], other: QuickType | undefined): boolean {
  return (
    typeof one === 'object' &&
    other !== undefined &&
    one.type === other.type &&
    one.direction === other.direction
  );
}
