import { l10n } from 'vscode';
import type { LeadingDate, LeadingProblem } from '../../dates/leadingWhen.ts';
import { remarksOn } from '../../dates/whenReading.ts';
import type { FieldProblem } from '../../drafts/checks/fieldProblem.ts';
import type { DraftPerson } from '../../drafts/model/draft.ts';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import { withMore } from '../../model/titleOf.ts';
import { joinSentences, refusalReason, refusalWords } from './explain.ts';
import { formatUtc, formatZoned } from './formatMoment.ts';
import { namedList, problemWords } from './problemWords.ts';
import { typeWords } from './typeWords.ts';
import { whenWords } from './whenWords.ts';

const MOST_NAMES = 3;

/** The sentences of a quick log. */
export const quickLogWords = { date, dateProblem, enterAgain, names, problem, title };

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
  const shown = sorted.slice(0, MOST_NAMES).map(({ name }) => isolated(oneLine(name)));
  return withMore(shown.join(', '), sorted.length - shown.length);
}

/** Both clocks, as the form shows them, and what was assumed. */
function date(found: LeadingDate | undefined, now: Date, zone: string): string {
  const instant = found?.reading.instant ?? now;
  const clocks = l10n.t('{0} · {1}', formatZoned(instant, zone), formatUtc(instant));
  if (found === undefined) return l10n.t('Now: {0}', clocks);
  return [clocks, ...remarksOn(found.reading).map((note) => whenWords(note, found.reading))].join(' · ');
}

/** The beginning looks like a date that can't be used. */
function dateProblem({ date: typed, problem }: LeadingProblem): string {
  const { kind: _kind, ...rest } = problem;
  return l10n.t('“{0}”: {1}', typed, problemWords({ at: 'date', ...rest }, 'create'));
}

/** Why an entry can't be logged. The steps have no Save: Enter goes on. */
function problem(one: FieldProblem): string {
  switch (one.code) {
    case 'refused':
      return refusalWords(one.problem, 'quick-log');
    case 'not-looked-up':
      return one.reason === 'signed-out'
        ? problemWords(one, 'create')
        : joinSentences(
            l10n.t('Couldn’t look up {0}. Press Enter to try again.', namedList(one.typed)),
            refusalReason(one.reason, 'look-up'),
          );
    case 'signed-out':
      return l10n.t(
        'You’re not signed in to this draft’s account. Sign in, then press Enter; the draft is kept.',
      );
    case 'cannot-look':
      return l10n.t(
        'This may already be in Affinity, but that couldn’t be checked. Nothing was sent; press Enter again in a moment.',
      );
    case 'not-saved':
      return l10n.t('It isn’t in Affinity, so it wasn’t logged. Press Enter to try again.');
    case 'unwritten':
      return l10n.t(
        'Nothing was sent, because the draft can’t be written to disk and could be sent twice after a crash. Free up disk space, or turn off “Affinity: Keep Drafts On Disk”, then press Enter again.',
      );
    default:
      return problemWords(one, 'create');
  }
}

function enterAgain(reading: string): string {
  return l10n.t('{0} Press Enter again to log it.', reading);
}
