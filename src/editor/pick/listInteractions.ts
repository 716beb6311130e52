import { l10n } from 'vscode';
import type { QuickInputButton } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import { compareByName } from '../../history/followedRecords.ts';
import { shortageUntil } from '../../history/knownLimits.ts';
import type { WalkSource } from '../../history/pagedResults.ts';
import { oneLine } from '../../model/cleanText.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import { isolated } from '../../model/isolated.ts';
import { recordQuery } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import { PAGE_SIZE } from '../../model/span.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { systemClock } from '../storage/systemClock.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { typeIcon } from '../words/interactionIcon.ts';
import { typeWords } from '../words/typeWords.ts';
import { ResultPick } from './resultPick.ts';
import { searchPick } from './searchPick.ts';
import { choose, SpanChoice } from './spanChoice.ts';
import type { ChosenSpan } from './spanChoice.ts';

const TOTAL_STEPS = 4;

export interface ChosenInteraction {
  readonly interaction: Interaction;
  readonly type: InteractionType;
  readonly record: RecordRef;
}

/** The steps that the row of the command has answered already. */
export interface ListPreset {
  readonly record: RecordRef;
  readonly type?: InteractionType;
}

/** Record → type → date range → results. Back leads to the previous step, as it was left. Undefined on cancel. */
export async function listInteractions(
  session: AccountSession,
  preset?: ListPreset,
): Promise<ChosenInteraction | undefined> {
  const search = { typed: '' };
  for (let given = preset; ; given = undefined) {
    const record = given?.record ?? (await chooseRecord(session, search));
    if (record === undefined) return undefined;
    const chosen = await chooseOf(session, record, given?.type);
    if (chosen === undefined || 'interaction' in chosen) return chosen;
  }
}

async function chooseRecord(
  session: AccountSession,
  search: { typed: string },
): Promise<RecordRef | undefined> {
  return searchPick(session.connection.client, systemClock, {
    title: l10n.t('List Interactions'),
    step: 1,
    totalSteps: TOTAL_STEPS,
    placeholder: l10n.t('Enter a name, an email address or a domain'),
    followed: {
      get current() {
        return session.followed.current.toSorted(compareByName);
      },
    },
    typed: search.typed,
    onDidType: (typed) => (search.typed = typed),
  });
}

async function chooseOf(session: AccountSession, record: RecordRef, preset?: InteractionType) {
  let before = preset;
  for (let given = preset; ; given = undefined) {
    const type = given ?? (await chooseType(record, before));
    if (typeof type !== 'number') return type;
    const chosen = await chooseWithin(session, record, type);
    if (chosen === undefined || 'interaction' in chosen) return chosen;
    before = type;
  }
}

async function chooseType(
  record: RecordRef,
  before: InteractionType | undefined,
): Promise<InteractionType | QuickInputButton | undefined> {
  const items = typeIds.map((type) => ({ label: typeWords.plural(type), iconPath: typeIcon(type), type }));
  const title = l10n.t('Interactions with {0}', isolated(oneLine(record.name)));
  const placeholder = l10n.t('Select the interaction type');
  const active = items.find(({ type }) => type === before);
  const chosen = await choose(items, active, { title, placeholder, step: 2, totalSteps: TOTAL_STEPS });
  return chosen !== undefined && 'type' in chosen ? chosen.type : chosen;
}

async function chooseWithin(session: AccountSession, record: RecordRef, type: InteractionType) {
  const title = l10n.t('{0} with {1}', typeWords.plural(type), isolated(oneLine(record.name)));
  const placeholder = l10n.t('Select a date range');
  const choice = new SpanChoice({ title, placeholder, step: 3, totalSteps: TOTAL_STEPS });
  for (;;) {
    const span = await choice.ask();
    if (span === undefined) return undefined;
    if (!('from' in span || 'known' in span)) return span;
    const chosen = await chooseResult(session, sourceOf(session, record, type, span), title);
    if (chosen === undefined) return undefined;
    if ('date' in chosen) return { interaction: chosen, type, record };
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
      const query = { type, ...recordQuery(record), startTime: from, endTime: to, pageSize: PAGE_SIZE };
      return session.source.interactions.iterate(query, options).pages();
    },
  };
}

async function chooseResult(
  { connection, openings }: AccountSession,
  source: WalkSource,
  title: string,
): Promise<Interaction | QuickInputButton | undefined> {
  let waitsUntil: Date | undefined;
  const pick = new ResultPick(source, {
    title,
    step: 4,
    totalSteps: TOTAL_STEPS,
    waitsUntil: () => waitsUntil,
    onDidChangeLimits: (listener) =>
      connection.onDidChangeLimits(() => {
        waitsUntil = shortageUntil(connection.limits, Date.now());
        listener();
      }),
    floor: () => connection.floor.signal(),
    openingOf: (interaction) => openings.of(interaction),
    confirm: async (requests) =>
      confirmRequests(connection, requests, l10n.t('You can stop at any time and keep what was read.')),
  });
  return pick.choose();
}
