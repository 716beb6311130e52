import { l10n } from 'vscode';
import type { LeadingDate, LeadingProblem } from '../../dates/leadingWhen.ts';
import type { DraftPerson } from '../../drafts/model/draft.ts';
import { oneLine } from '../../model/cleanText.ts';
import { withMore } from '../../model/titleOf.ts';
import { formatUtc, formatZoned } from './formatMoment.ts';
import { problemWords } from './problemWords.ts';
import { typeWords } from './typeWords.ts';
import { whenWords } from './whenWords.ts';

const MOST_NAMES = 3;

/** The sentences of a quick log. */
export const quickLogWords = { date, dateProblem, future, names, title };

/** "Meeting · Jane Roe, Bob Ray", without the user. */
function title(
  type: Parameters<typeof typeWords.withDirection>[0],
  people: readonly DraftPerson[],
  userId: number,
): string {
  return [typeWords.withDirection(type), names(people, userId)].filter(Boolean).join(' · ');
}

/** The first names, external people first, and the number of the others. */
function names(people: readonly DraftPerson[], userId: number): string {
  const others = people.flatMap((one) =>
    one.state === 'known' && one.person.id !== userId ? [one.person] : [],
  );
  const external = others.filter(({ standing }) => standing === 'external');
  const sorted = [...external, ...others.filter((one) => !external.includes(one))];
  const shown = sorted.slice(0, MOST_NAMES).map(({ name }) => oneLine(name));
  return withMore(shown.join(', '), sorted.length - shown.length);
}

/** Both clocks, as the form shows them, and what was assumed. */
function date(found: LeadingDate | undefined, now: Date, zone: string): string {
  const instant = found?.reading.instant ?? now;
  const clocks = l10n.t('{0} · {1}', formatZoned(instant, zone), formatUtc(instant));
  if (found === undefined) return l10n.t('Now: {0}', clocks);
  return [clocks, ...found.reading.notes.map((note) => whenWords(note, found.reading))].join(' · ');
}

/** The beginning looks like a date that can't be used. */
function dateProblem({ date: typed, problem }: LeadingProblem): string {
  const { kind: _kind, ...rest } = problem;
  return l10n.t('“{0}”: {1}', typed, problemWords({ at: 'date', ...rest }, 'create'));
}

function future(reading: string): string {
  return l10n.t('{0} Press Enter again to log it.', reading);
}
