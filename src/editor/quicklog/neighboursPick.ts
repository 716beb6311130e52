import { l10n, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { hostZone } from '../../dates/wallTime.ts';
import type { EditableRef } from '../../drafts/model/interactionReading.ts';
import type { FoundNeighbour } from '../../drafts/writing/findNeighbours.ts';
import { canBeLogged } from '../../model/interactionTypes.ts';
import { localizedWording } from '../form/localizedWording.ts';
import { acceptedItem } from '../pick/acceptedItem.ts';
import { interactionIcon } from '../words/interactionIcon.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import { stepButtons, stepOf } from './quickStep.ts';
import type { QuickStep } from './quickStep.ts';

type Item = QuickPickItem & { readonly answer?: 'anyway' | EditableRef };

/** Asks what the form asks when a similar interaction is logged already. Esc logs nothing. */
export async function neighboursPick(
  neighbours: readonly FoundNeighbour[],
): Promise<'anyway' | EditableRef | QuickStep> {
  const pick = window.createQuickPick<Item>();
  const title = localizedWording.neighbours(neighbours.length, false);
  const placeholder = l10n.t('Select the interaction to edit it instead, or log yours anyway');
  const items = [
    ...neighbours.flatMap((one) => neighbourItem(one)),
    { label: '', kind: QuickPickItemKind.Separator },
    anywayItem(),
  ];
  Object.assign(pick, { title, placeholder, items, buttons: stepButtons(), sortByLabel: false });
  pick.ignoreFocusOut = true;
  try {
    const step = new Promise<QuickStep>(
      (resolve) => void pick.onDidTriggerButton((one) => resolve(stepOf(one))),
    );
    const item = await Promise.race([step, acceptedItem(pick)]);
    return typeof item === 'string' ? item : (item?.answer ?? 'cancel');
  } finally {
    pick.dispose();
  }
}

function neighbourItem(neighbour: FoundNeighbour): readonly Item[] {
  const { interaction, sameTime } = neighbour;
  const { type, id } = interaction;
  if (!canBeLogged(type)) return [];
  const { title, when, people } = localizedWording.neighbour(neighbour, hostZone());
  const description = [when, people === title ? '' : people].filter(Boolean).join(' · ');
  return [
    {
      label: withoutIcons(title),
      description: withoutIcons(description),
      iconPath: interactionIcon(interaction),
      ...(sameTime && { detail: sameTimeWords() }),
      answer: { type, id },
    },
  ];
}

function anywayItem(): Item {
  return {
    label: l10n.t('Log Anyway'),
    iconPath: new ThemeIcon('warning'),
    alwaysShow: true,
    answer: 'anyway',
  };
}

function sameTimeWords(): string {
  return l10n.t('At exactly the same time. Affinity’s web app would show only one of them.');
}
