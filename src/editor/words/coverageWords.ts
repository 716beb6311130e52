import { l10n } from 'vscode';
import type { BelowFloor } from '../../history/monthlyFloor.ts';
import type { TimelineState } from '../../history/timelineState.ts';
import type { TypeReach } from '../../history/typeReach.ts';
import type { TypeId } from '../../model/interactionTypes.ts';
import { explain, joinSentences } from './explain.ts';
import { formatDayIn, formatRecent } from './formatMoment.ts';
import { formatList, formatNumber } from './formatNumber.ts';
import { typeWords } from './typeWords.ts';

export const coverageWords = { sentences, missingTypes, belowFloor };

/** A type of a record, and how far it is loaded. */
export interface CoveredType {
  readonly type: TypeId;
  readonly state: TimelineState;
  readonly reach: TypeReach;
}

/** Sentences that say how much of a record is loaded. */
function sentences(
  types: readonly CoveredType[],
  { now, zone }: { readonly now: Date; readonly zone: string },
): readonly string[] {
  const unreadable = types.reduce((sum, { state }) => sum + state.unreadable, 0);
  const asOf = types.flatMap(({ state }) => (state.restored && state.readAt ? [state.readAt.getTime()] : []));
  return [
    reachSentence(types, zone),
    ...(unreadable === 1 ? [l10n.t('1 interaction couldn’t be read.')] : []),
    ...(unreadable > 1 ? [l10n.t('{0} interactions couldn’t be read.', formatNumber(unreadable))] : []),
    ...(asOf.length > 0 ? [l10n.t('As of {0}.', formatRecent(new Date(Math.min(...asOf)), now, zone))] : []),
  ];
}

/** Why something is missing, and what to do. Undefined when nothing failed. */
function missingTypes(types: readonly CoveredType[], zone: string): string | undefined {
  const failed = types.filter(({ state }) => state.status === 'failed');
  const [first] = failed;
  if (first === undefined) return undefined;
  const missing = failed.map(({ type, reach }) =>
    reach.from === undefined
      ? typeWords.pluralInSentence(type)
      : l10n.t('{0} before {1}', typeWords.pluralInSentence(type), formatDayIn(reach.from, zone)),
  );
  const sentence = l10n.t('Missing: {0}.', formatList(missing));
  return joinSentences(sentence, explain(first.state.failure?.error).message);
}

/** Why the reading was stopped. */
function belowFloor({ remaining, floor }: BelowFloor): string {
  return remaining === 1
    ? l10n.t(
        'Reading stopped: your firm has 1 request left this month, fewer than the {0} you reserve.',
        formatNumber(floor),
      )
    : l10n.t(
        'Reading stopped: your firm has {0} requests left this month, fewer than the {1} you reserve.',
        formatNumber(remaining),
        formatNumber(floor),
      );
}

function reachSentence(types: readonly CoveredType[], zone: string): string {
  const reach = types.map((one) => one.reach);
  if (reach.every(({ state }) => state === 'none')) return l10n.t('Nothing is loaded yet.');
  const starts = reach.flatMap(({ from }) => (from === undefined ? [] : [from.getTime()]));
  const since = formatDayIn(new Date(Math.min(...starts)), zone);
  if (reach.every(({ state }) => state === 'all'))
    return types.every(({ state }) => state.items.length === 0)
      ? l10n.t('No interactions since {0}. Affinity doesn’t list internal meetings.', since)
      : l10n.t('Covers everything since {0}, except internal meetings.', since);
  return l10n.t('Covers so far: {0}.', formatList(reach.map((one) => reachWords(one, zone))));
}

function reachWords({ type, state, from }: TypeReach, zone: string): string {
  const name = typeWords.pluralInSentence(type);
  if (state === 'none' || from === undefined) return l10n.t('{0} not loaded', name);
  return state === 'all'
    ? l10n.t('{0} complete', name)
    : l10n.t('{0} back to {1}', name, formatDayIn(from, zone));
}
