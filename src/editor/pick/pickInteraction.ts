import { l10n, QuickPickItemKind, ThemeIcon } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { InteractionType } from '../../affinity/index.ts';
import type { OpenedInteraction } from '../../history/storedReadings.ts';
import { oneLine } from '../../model/cleanText.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import { firstAndMore } from '../../model/titleOf.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { interactionIcon } from '../words/interactionIcon.ts';
import { clockAndPeople, datedLabel } from '../words/interactionLabel.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import { askForInteraction, chooseItem } from './askForInteraction.ts';

/** The editor takes seconds to draw thousands. */
const MAX_LOADED = 500;

const keyOf = ({ type, interaction }: OpenedInteraction): string =>
  interactionKey({ type, id: interaction.id });

export interface PickOptions {
  readonly title: string;
  /** Only interactions of these types are offered. */
  readonly types?: readonly InteractionType[];
  /** The types that can be entered with an ID; those that are offered when left out. */
  readonly typesById?: readonly InteractionType[];
}

type PickItem = QuickPickItem & { readonly opened?: OpenedInteraction; readonly isById?: true };

/** An interaction, with the names of all records in whose rows it is loaded. */
interface Loaded {
  readonly one: OpenedInteraction;
  readonly names: Set<string>;
}

/**
 * Asks which interaction is meant: one that was opened last, one that is loaded, or another one by type and ID. It is
 * shown without a request. Undefined on cancel.
 */
export async function pickInteraction(
  session: AccountSession,
  { title, types = typeIds, typesById = types }: PickOptions,
): Promise<OpenedInteraction | undefined> {
  const known = knownItems(session, types);
  if (known.length === 0) return askForInteraction(session, typesById);
  const items = [...known, { label: '', kind: QuickPickItemKind.Separator }, byIdItem()];
  const placeholder = l10n.t('Select an interaction that you opened or loaded');
  const item = await chooseItem(items, { title, placeholder });
  return item?.isById === true ? askForInteraction(session, typesById) : item?.opened;
}

function byIdItem(): PickItem {
  return {
    label: l10n.t('Enter Type and ID…'),
    iconPath: new ThemeIcon('symbol-number'),
    alwaysShow: true,
    isById: true,
  };
}

function knownItems(session: AccountSession, types: readonly InteractionType[]): readonly PickItem[] {
  const loaded = loadedIn(session, types);
  const opened = session.opened.latest.filter(({ type }) => types.includes(type));
  const openedKeys = new Set(opened.map((one) => keyOf(one)));
  const others = [...loaded.values()].map(({ one }) => one).filter((one) => !openedKeys.has(keyOf(one)));
  const draw = (one: OpenedInteraction): PickItem => drawItem(session, one, loaded.get(keyOf(one))?.names);
  return [
    ...group(l10n.t('recently opened'), opened.map(draw)),
    ...group(l10n.t('loaded'), others.toSorted(newestFirst).slice(0, MAX_LOADED).map(draw)),
  ];
}

function group(label: string, items: readonly PickItem[]): readonly PickItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

/** The newest of each timeline, each once. */
function loadedIn(
  { timelines }: AccountSession,
  types: readonly InteractionType[],
): ReadonlyMap<string, Loaded> {
  const loaded = new Map<string, Loaded>();
  for (const { record, type, state } of timelines.all) {
    if (!types.includes(type)) continue;
    for (const interaction of state.items.slice(0, MAX_LOADED)) {
      const one = { type, record, interaction };
      const known = loaded.get(keyOf(one)) ?? { one, names: new Set<string>() };
      known.names.add(oneLine(record.name));
      loaded.set(keyOf(one), known);
    }
  }
  return loaded;
}

function newestFirst({ interaction: one }: OpenedInteraction, { interaction: other }: OpenedInteraction) {
  return other.date.getTime() - one.date.getTime();
}

function drawItem(
  { openings }: AccountSession,
  opened: OpenedInteraction,
  loadedUnder: ReadonlySet<string> = new Set(),
): PickItem {
  const { interaction, record } = opened;
  const names = new Set([...(record === undefined ? [] : [oneLine(record.name)]), ...loadedUnder]);
  const rest = [clockAndPeople(interaction), firstAndMore([...names])].filter(Boolean).join(' · ');
  return {
    label: withoutIcons(datedLabel(interaction, openings.of(interaction))),
    description: withoutIcons(rest),
    iconPath: interactionIcon(interaction),
    opened,
  };
}
