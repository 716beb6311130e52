import { l10n, QuickPickItemKind } from 'vscode';
import type { OpenedInteraction } from '../../history/storedReadings.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import { canBeLogged, loggableTypeIds, typeIds } from '../../model/interactionTypes.ts';
import type { ItemsToNote } from '../../week/itemsToNote.ts';
import { isSameEvent } from '../../week/weekItem.ts';
import type { WeekItem } from '../../week/weekItem.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { typeIcon } from '../words/interactionIcon.ts';
import { weekWords } from '../words/weekWords.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import { askForInteraction, chooseItem } from './askForInteraction.ts';
import { byIdItem, drawOpened, grouped, knownInteractions } from './pickInteraction.ts';
import type { KnownInteractions, PickItem } from './pickInteraction.ts';

/** An interaction, or a meeting of My Week that was never read by the API that lists interactions. */
export type NoteTargetPick = OpenedInteraction | { readonly weekItem: WeekItem };

/**
 * Asks which interaction gets a note: a meeting of My Week, those without a note first, one that was opened or loaded, or
 * another one by type and ID. It is shown without a request. Undefined on cancel.
 */
export async function pickNoteTarget(
  session: AccountSession,
  { without, others }: ItemsToNote,
): Promise<NoteTargetPick | undefined> {
  const known = knownInteractions(session, loggableTypeIds);
  const inWeek = new Set([...without, ...others].map((item) => loadedAs(item, known)));
  const beside = (one: OpenedInteraction): boolean => !inWeek.has(one);
  const draw = (item: WeekItem): PickItem => drawWeekItem(session, item, known);
  const items: readonly PickItem[] = [
    ...grouped(l10n.t('My Week, without a note'), without.filter(canGetNote).map(draw)),
    ...grouped(
      l10n.t('recently opened'),
      known.opened.filter(beside).map((one) => drawOpened(session, one, known)),
    ),
    ...grouped(l10n.t('My Week'), others.filter(canGetNote).map(draw)),
    ...grouped(
      l10n.t('loaded'),
      known.loaded.filter(beside).map((one) => drawOpened(session, one, known)),
    ),
  ];
  const title = l10n.t('Add Note');
  if (items.length === 0) return askForInteraction(session, title, typeIds);
  const item = await chooseItem([...items, { label: '', kind: QuickPickItemKind.Separator }, byIdItem()], {
    title,
    placeholder: l10n.t('Select the interaction to add a note to'),
  });
  if (item === undefined) return undefined;
  if (item.weekItem !== undefined) return { weekItem: item.weekItem };
  return item.isById === true ? askForInteraction(session, title, typeIds) : item.opened;
}

function loadedAs(item: WeekItem, { byKey }: KnownInteractions): OpenedInteraction | undefined {
  const loaded = byKey.get(interactionKey(item));
  return loaded !== undefined && isSameEvent(item, loaded.interaction) ? loaded : undefined;
}

function canGetNote({ type }: WeekItem): boolean {
  return canBeLogged(type);
}

/** An interaction that is loaded tells more than the item: its note, which takes replies. */
function drawWeekItem(session: AccountSession, item: WeekItem, known: KnownInteractions): PickItem {
  const loaded = loadedAs(item, known);
  if (loaded !== undefined) return drawOpened(session, loaded, known);
  return {
    label: withoutIcons(weekWords.datedLabel(item)),
    description: withoutIcons(weekWords.clockAndPeople(item)),
    iconPath: typeIcon(item.type),
    weekItem: item,
  };
}
