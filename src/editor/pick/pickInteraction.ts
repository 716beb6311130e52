import { l10n, QuickPickItemKind, ThemeIcon } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { InteractionType } from '../../affinity/index.ts';
import type { OpenedInteraction } from '../../history/storedReadings.ts';
import { oneLine } from '../../model/cleanText.ts';
import { interactionKey } from '../../model/interactionRef.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import { isolated } from '../../model/isolated.ts';
import { firstAndMore } from '../../model/titleOf.ts';
import type { WeekItem } from '../../week/weekItem.ts';
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

export interface PickItem extends QuickPickItem {
  readonly opened?: OpenedInteraction;
  readonly weekItem?: WeekItem;
  readonly isById?: true;
}

/** The interactions that a command can offer without a request, each once. */
export interface KnownInteractions {
  /** The one that was opened last is the first. */
  readonly opened: readonly OpenedInteraction[];
  /** Those in rows of the tree that were not opened, newest first. */
  readonly loaded: readonly OpenedInteraction[];
  readonly byKey: ReadonlyMap<string, OpenedInteraction>;
  /** The names of all records in whose rows an interaction is loaded. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
}

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
  const known = knownInteractions(session, types);
  if (known.byKey.size === 0) return askForInteraction(session, title, typesById);
  const draw = (one: OpenedInteraction): PickItem => drawOpened(session, one, known);
  const items = [
    ...grouped(l10n.t('recently opened'), known.opened.map(draw)),
    ...grouped(l10n.t('loaded'), known.loaded.map(draw)),
    { label: '', kind: QuickPickItemKind.Separator },
    byIdItem(),
  ];
  const placeholder = l10n.t('Select an interaction that you opened or loaded');
  const item = await chooseItem(items, { title, placeholder });
  return item?.isById === true ? askForInteraction(session, title, typesById) : item?.opened;
}

export function byIdItem(): PickItem {
  return {
    label: l10n.t('Enter Type and ID…'),
    iconPath: new ThemeIcon('symbol-number'),
    alwaysShow: true,
    isById: true,
  };
}

export function knownInteractions(
  session: AccountSession,
  types: readonly InteractionType[],
): KnownInteractions {
  const loaded = loadedIn(session, types);
  const opened = session.opened.latest.filter(({ type }) => types.includes(type));
  const openedKeys = new Set(opened.map((one) => keyOf(one)));
  const others = [...loaded.values()].map(({ one }) => one).filter((one) => !openedKeys.has(keyOf(one)));
  return {
    opened,
    loaded: others.toSorted(newestFirst).slice(0, MAX_LOADED),
    byKey: new Map([...others, ...opened].map((one) => [keyOf(one), one])),
    names: new Map([...loaded].map(([key, { names }]) => [key, names])),
  };
}

export function grouped(label: string, items: readonly PickItem[]): readonly PickItem[] {
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

export function drawOpened(
  { openings }: AccountSession,
  opened: OpenedInteraction,
  known: KnownInteractions,
): PickItem {
  const { interaction, record } = opened;
  const loadedUnder = known.names.get(keyOf(opened)) ?? [];
  const names = new Set([...(record === undefined ? [] : [oneLine(record.name)]), ...loadedUnder]);
  const rest = [clockAndPeople(interaction), firstAndMore([...names].map((name) => isolated(name)))]
    .filter(Boolean)
    .join(' · ');
  return {
    label: withoutIcons(datedLabel(interaction, openings.of(interaction))),
    description: withoutIcons(rest),
    iconPath: interactionIcon(interaction),
    opened,
  };
}
