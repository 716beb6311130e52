import {
  l10n,
  QuickInputButtons,
  ThemeIcon,
  window,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { recordQuery, type RecordRef } from '../../timeline/recordRef.ts';
import type { Span } from '../../timeline/span.ts';
import type { AccountSession } from '../account/accountSession.ts';
import { systemClock } from '../systemClock.ts';
import { formatDay, formatMoment } from '../words/dates.ts';
import { explain } from '../words/explain.ts';
import { interactionIcon, typeIcon } from '../words/icons.ts';
import { interactionLabel, peopleBesideLabel, typePlural, typesInOrder } from '../words/interactionWords.ts';
import { choose } from './choose.ts';
import { searchPick } from './searchPick.ts';
import { chooseSpan } from './spanChoice.ts';
import { WalkedResults, type WalkedState } from './walkedResults.ts';

const totalSteps = 4;

export interface ChosenInteraction {
  readonly interaction: Interaction;
  readonly type: InteractionType;
}

/** Record → type → span → results, with Back at each step. Undefined when the user gives up. */
export async function listInteractions(session: AccountSession): Promise<ChosenInteraction | undefined> {
  const record = await chooseRecord(session);
  if (record === undefined) return undefined;
  for (;;) {
    const type = await chooseType(record);
    if (type === undefined) return undefined;
    if (typeof type !== 'number') return listInteractions(session);
    const chosen = await chooseWithin(session, record, type);
    if (chosen === undefined || 'interaction' in chosen) return chosen;
  }
}

async function chooseRecord(session: AccountSession): Promise<RecordRef | undefined> {
  const found = await searchPick(session.connection.client, systemClock, {
    title: l10n.t('List interactions (1/{0}): of whom?', totalSteps),
    placeholder: l10n.t('Type a name, an e-mail address or a domain'),
    suggestions: session.followed.current,
  });
  return found !== undefined && 'kind' in found ? found : undefined;
}

async function chooseType(record: RecordRef): Promise<InteractionType | QuickInputButton | undefined> {
  const items = typesInOrder.map((type) => ({ label: typePlural(type), iconPath: typeIcon(type), type }));
  const title = l10n.t('Interactions of {0}', record.name);
  const placeholder = l10n.t('Of which type?');
  const chosen = await choose(items, undefined, { title, placeholder, step: 2, totalSteps });
  return chosen !== undefined && 'type' in chosen ? chosen.type : chosen;
}

async function chooseWithin(session: AccountSession, record: RecordRef, type: InteractionType) {
  const title = l10n.t('{0} of {1}', typePlural(type), record.name);
  for (;;) {
    const placeholder = l10n.t('From which span of time?');
    const span = await chooseSpan({ title, placeholder, step: 3, totalSteps });
    if (span === undefined) return undefined;
    if (!('from' in span)) return span;
    const chosen = await chooseResult(session, record, type, span, title);
    if (chosen === undefined) return undefined;
    if ('date' in chosen) return { interaction: chosen, type };
  }
}

type Item = QuickPickItem & { readonly interaction?: Interaction; readonly more?: boolean };

async function chooseResult(
  session: AccountSession,
  record: RecordRef,
  type: InteractionType,
  span: Span,
  title: string,
): Promise<Interaction | QuickInputButton | undefined> {
  const stop = new AbortController();
  const query = { type, ...recordQuery(record), startTime: span.from, endTime: span.to };
  const { interactions } = session.source;
  const walk = (resumeFrom: string | undefined) =>
    interactions.iterate(query, { resumeFrom, signal: stop.signal }).pages();
  const pick = resultPick(span, title);
  let shown = 0;
  const results = new WalkedResults(walk, () => {
    if (stop.signal.aborted) return;
    pick.busy = results.state.status === 'loading';
    // While it loads the list stays, and with it the row that the keyboard is on.
    if (pick.busy) return;
    pick.items = itemsOf(results.state);
    const next = shown > 0 ? pick.items[shown] : undefined;
    if (next !== undefined) pick.activeItems = [next];
    shown = results.state.items.length;
  });
  try {
    return await answerOf(pick, results);
  } finally {
    stop.abort();
    pick.dispose();
  }
}

function resultPick({ from, to }: Span, title: string): QuickPick<Item> {
  const placeholder = l10n.t(
    '{0} to {1} · type to narrow down what is loaded',
    formatDay(from),
    formatDay(to),
  );
  return Object.assign(window.createQuickPick<Item>(), {
    title,
    placeholder,
    step: 4,
    totalSteps,
    buttons: [QuickInputButtons.Back],
    matchOnDescription: true,
    keepScrollPosition: true,
  });
}

function answerOf(
  pick: QuickPick<Item>,
  results: WalkedResults,
): Promise<Interaction | QuickInputButton | undefined> {
  return new Promise((resolve) => {
    pick.onDidTriggerButton(resolve);
    pick.onDidHide(() => resolve(undefined));
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (item?.interaction !== undefined) resolve(item.interaction);
      else if (item?.more === true) void results.more();
    });
    pick.show();
    void results.more();
  });
}

function itemsOf(state: WalkedState): Item[] {
  const items: Item[] = state.items.map((interaction) => ({
    label: interactionLabel(interaction),
    description: [formatMoment(interaction.date), peopleBesideLabel(interaction)].filter(Boolean).join(' · '),
    iconPath: interactionIcon(interaction),
    interaction,
  }));
  if (state.unreadable > 0) items.push(remark('warning', l10n.t('{0} could not be read', state.unreadable)));
  const last = lastItem(state);
  return last === undefined ? items : [...items, last];
}

function lastItem({ status, items, backTo, error }: WalkedState): Item | undefined {
  switch (status) {
    case 'loading':
      return undefined;
    case 'waiting':
      return {
        ...remark('arrow-down', l10n.t('Load older…')),
        description: backTo === undefined ? '' : l10n.t('before {0}', formatDay(backTo)),
        more: true,
      };
    case 'finished':
      return items.length === 0 ? remark('circle-slash', l10n.t('Nothing in this span of time')) : undefined;
    case 'failed':
      return {
        ...remark('error', explain(error).message),
        description: l10n.t('press Enter to try again'),
        more: true,
      };
  }
}

const remark = (icon: string, label: string): Item => ({
  label,
  iconPath: new ThemeIcon(icon),
  alwaysShow: true,
});
