import { l10n } from 'vscode';
import type { FieldProblem } from '../../drafts/checks/fieldProblem.ts';
import type { UnknownReason } from '../../drafts/model/chip.ts';
import type { DraftSubject } from '../../drafts/model/draft.ts';
import type { UnclearReason } from '../../drafts/writing/lookup.ts';
import { joinSentences, refusalReason, refusalWords } from './explain.ts';
import { formatNumber } from './formatNumber.ts';

type ProblemOf<At extends FieldProblem['at']> = Exclude<
  Extract<FieldProblem, { at: At }>,
  { code: 'refused' }
>;

/** Why an entry can't be sent, as a sentence for its field: what is wrong and how to fix it. */
export function problemWords(problem: FieldProblem, kind: DraftSubject['kind']): string {
  if (problem.code === 'refused') return refusalWords(problem.problem, kind);
  switch (problem.at) {
    case 'type':
      return l10n.t('Affinity accepts emails from connected mailboxes only. Choose another type.');
    case 'date':
      return dateWords(problem);
    case 'people':
      return peopleWords(problem);
    case 'direction':
      return problem.code === 'direction-missing'
        ? l10n.t('Select whether the message was sent or received.')
        : l10n.t('Only chat messages have a direction.');
    case 'text':
      return textWords(problem);
    case 'form':
      return formWords(problem);
  }
}

function dateWords(problem: ProblemOf<'date'>): string {
  switch (problem.code) {
    case 'date-missing':
      return l10n.t('Enter a date, such as “yesterday 3pm”.');
    case 'date-not-understood':
      return l10n.t('This isn’t a date that can be read. Try “yesterday 3pm”, “-45m” or “2025-11-18 14:00”.');
    case 'date-partly-understood':
      return l10n.t('Only “{0}” of this can be read as a date. Remove the rest.', problem.understood);
    case 'zone-unknown':
      return l10n.t(
        'This was entered in the time zone “{0}”, which is unknown here. Enter the date again.',
        problem.zone,
      );
    case 'date-does-not-exist':
      return l10n.t('This day or time doesn’t exist.');
    case 'date-without-day':
      return l10n.t('Enter a day, not only a time.');
    case 'year-too-early':
      return l10n.t(
        'The year {0} is too far in the past. The earliest is {1}.',
        problem.year,
        problem.earliest,
      );
    case 'year-too-late':
      return l10n.t(
        'The year {0} is too far in the future. The latest is {1}.',
        problem.year,
        problem.latest,
      );
  }
}

function peopleWords(problem: ProblemOf<'people'>): string {
  switch (problem.code) {
    case 'nobody':
      return l10n.t('Add at least one colleague and one external person.');
    case 'no-internal':
      return l10n.t('Add at least one colleague. Affinity requires one.');
    case 'no-external':
      return l10n.t(
        'Add at least one external person. Affinity logs no interactions between colleagues only.',
      );
    case 'unresolved':
      return l10n.t('Still looking up {0}. Try again in a moment, or remove them.', named(problem.typed));
    case 'ambiguous':
      return l10n.t('Select the person for {0}.', named(problem.typed));
    case 'not-found':
      return l10n.t(
        '{0} can’t be found in Affinity. Remove them, or try another spelling.',
        named(problem.typed),
      );
    case 'not-looked-up':
      return problem.reason === 'signed-out'
        ? l10n.t('Sign in to look up {0}.', named(problem.typed))
        : joinSentences(
            l10n.t('{0} couldn’t be looked up. Save again to retry.', named(problem.typed)),
            refusalReason(problem.reason, 'look-up'),
          );
    case 'too-many-people':
      return l10n.t(
        '{0} people are too many for one interaction. The maximum is {1}.',
        problem.count,
        problem.most,
      );
    case 'people-left-out':
      return problem.count === 1
        ? l10n.t('1 more person was left out, because a form can’t hold more.')
        : l10n.t('{0} more people were left out, because a form can’t hold more.', problem.count);
  }
}

function textWords(problem: ProblemOf<'text'>): string {
  switch (problem.code) {
    case 'text-missing':
      return l10n.t('Enter a note.');
    case 'text-too-long':
      return l10n.t(
        'The text has {0} characters. Shorten it to at most {1}.',
        formatNumber(problem.length),
        formatNumber(problem.most),
      );
    case 'text-locked':
      return lockWords(problem.by);
  }
}

/** Why the text of an interaction can't be changed. */
export function lockWords(by: 'mentions' | 'unreadable'): string {
  switch (by) {
    case 'mentions':
      return l10n.t('The text mentions people with @. It can only be changed in Affinity’s web app.');
    case 'unreadable':
      return l10n.t('The text couldn’t be read, so it can’t be changed here. Everything else can.');
  }
}

function formWords(problem: ProblemOf<'form'>): string {
  switch (problem.code) {
    case 'nothing-changed':
      return l10n.t('Nothing was changed.');
    case 'signed-out':
      return l10n.t(
        'The account of this draft isn’t signed in. Sign in with it, then save again; the draft is kept.',
      );
    case 'gone-elsewhere':
      return l10n.t(
        'Another window saved or discarded this draft. The text here is kept; save it only to log it once more.',
      );
    case 'changed-elsewhere':
      return l10n.t('Another window changed this draft. Both versions are kept; save to send this one.');
    case 'busy-elsewhere':
      return l10n.t(
        'This draft is already being sent elsewhere. The text here is kept; wait until that is done.',
      );
    case 'unwritten':
      return l10n.t(
        'Nothing was sent, because the draft can’t be written to disk and could be sent twice after a crash. Free up disk space, or turn off “Affinity: Keep Drafts On Disk”, then save again.',
      );
    case 'unlooked':
      return l10n.t(
        'Not checked, because the draft can’t be written to disk and another window could send it meanwhile. Free up disk space, then check again.',
      );
    case 'not-saved':
      return l10n.t('It was not saved: Affinity doesn’t have it. Save again.');
    case 'saved-before':
      return l10n.t('It was saved without your latest changes. Save again to send them.');
    case 'cannot-look':
      return l10n.t(
        'It may already be in Affinity, which couldn’t be checked. Nothing was sent; save again in a moment.',
      );
    case 'not-in-step':
      return l10n.t('Your last changes didn’t arrive in time. Save again.');
  }
}

/** Why it is still unknown whether an entry was saved, and how to find out. */
export function unclearWords(why: UnclearReason): string {
  switch (why) {
    case 'alike':
      return l10n.t(
        'It’s unknown whether this was saved: Affinity has a similar interaction, which may be older. Check in Affinity before you save again.',
      );
    case 'differs':
      return l10n.t(
        'It’s unknown whether this was saved: the interaction differs from both versions. Check in Affinity before you save again.',
      );
    case 'unreadable':
      return l10n.t(
        'It’s unknown whether this was saved: an interaction at that time can’t be read here. Check in Affinity before you save again.',
      );
  }
}

/** Why a chip has no person yet. */
export function unknownPersonWords(reason: UnknownReason): string {
  switch (reason.code) {
    case 'not-found':
      return l10n.t('No one in Affinity has this name or address.');
    case 'too-many':
      return l10n.t('More people than one interaction can have.');
    case 'signed-out':
      return l10n.t('Can’t be looked up while signed out.');
    case 'failed':
      return joinSentences(
        l10n.t('Couldn’t be looked up. The next save tries again.'),
        refusalReason(reason.problem, 'look-up'),
      );
  }
}

/** "“Ann”, “Bob” and 3 more". */
function named(typed: readonly string[]): string {
  const shown = typed
    .slice(0, 3)
    .map((one) => `“${one}”`)
    .join(', ');
  return typed.length > 3 ? l10n.t('{0} and {1} more', shown, typed.length - 3) : shown;
}
