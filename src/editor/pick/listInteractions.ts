import { l10n, type QuickInputButton } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { recordQuery, type RecordRef } from '../../timeline/recordRef.ts';
import type { AccountSession } from '../account/accountSession.ts';
import { systemClock } from '../systemClock.ts';
import { confirmRequests } from '../confirmRequests.ts';
import { typeIcon } from '../words/icons.ts';
import { typePlural, typesInOrder } from '../words/interactionWords.ts';
import { choose } from './choose.ts';
import { shortageUntil } from './minuteShortage.ts';
import { ResultPick } from './resultPick.ts';
import { searchPick } from './searchPick.ts';
import { chooseSpan, type ChosenSpan } from './spanChoice.ts';
import type { WalkSource } from './walkedResults.ts';

const totalSteps = 4;
/** The service's largest page. Named in every request, since some of its lists answer unpaged without. */
const pageSize = 100;

export interface ChosenInteraction {
  readonly interaction: Interaction;
  readonly type: InteractionType;
}

/** What is known from the row on which the list was asked for. */
export interface ListPreset {
  readonly record: RecordRef;
  readonly type?: InteractionType;
}

/** Record → type → span → results, with Back at each step. Undefined when the user gives up. */
export async function listInteractions(
  session: AccountSession,
  preset?: ListPreset,
): Promise<ChosenInteraction | undefined> {
  const record = preset?.record ?? (await chooseRecord(session));
  if (record === undefined) return undefined;
  for (let given = preset?.type; ; given = undefined) {
    const type = given ?? (await chooseType(record));
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
    if (!('from' in span || 'known' in span)) return span;
    const chosen = await chooseResult(session, sourceOf(session, record, type, span), title);
    if (chosen === undefined) return undefined;
    if ('date' in chosen) return { interaction: chosen, type };
  }
}

function sourceOf(
  session: AccountSession,
  record: RecordRef,
  type: InteractionType,
  chosen: ChosenSpan,
): WalkSource {
  return {
    isHint: 'known' in chosen,
    span: async (signal) => ('known' in chosen ? session.timelines.spanOf(record, type, signal) : chosen),
    pages: ({ from, to }, options) => {
      const query = { type, ...recordQuery(record), startTime: from, endTime: to, pageSize };
      return session.source.interactions.iterate(query, options).pages();
    },
  };
}

async function chooseResult(
  { connection }: AccountSession,
  source: WalkSource,
  title: string,
): Promise<Interaction | QuickInputButton | undefined> {
  let waitsUntil: Date | undefined;
  const pick = new ResultPick(source, {
    title,
    step: 4,
    totalSteps,
    waitsUntil: () => waitsUntil,
    onDidChangeLimits: (listener) =>
      connection.onDidSayLimits(() => {
        waitsUntil = shortageUntil(connection.limits, Date.now());
        listener();
      }),
    floor: () => connection.floor.signal(),
    confirm: async (requests) =>
      confirmRequests(connection, requests, l10n.t('You can stop at any time; what was read stays.')),
  });
  return pick.choose();
}
