import { l10n } from 'vscode';
import type { FieldProblem } from '../../drafts/checks/fieldProblem.ts';
import type { UnknownReason } from '../../drafts/model/chip.ts';
import type { DraftSubject } from '../../drafts/model/draft.ts';
import type { UnclearReason } from '../../drafts/writing/lookup.ts';
import { joinSentences, refusalReason, refusalWords, taskOf } from './explain.ts';
import { formatNumber } from './formatNumber.ts';

type ProblemOf<At extends FieldProblem['at']> = Exclude<
  Extract<FieldProblem, { at: At }>,
  { code: 'refused' }
>;

/** Why an entry can't be sent, as a sentence for its field: what is wrong and how to fix it. */
export function problemWords(problem: FieldProblem, kind: DraftSubject['kind']): string {
  if (problem.code === 'refused') return refusalWords(problem.problem, taskOf(kind));
  switch (problem.at) {
    case 'type':
      return l10n.t('Affinity only accepts emails from connected mailboxes. Choose another type.');
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
    case 'alsoOn':
      return l10n.t('Add at least one company or opportunity, or discard the draft.');
    case 'form':
      return formWords(problem, kind);
  }
}

function dateWords(problem: ProblemOf<'date'>): string {
  switch (problem.code) {
    case 'long-ago':
      return l10n.t(
        'This date is {0} days ago. If that’s right, save again; otherwise correct it.',
        problem.days,
      );
    case 'date-missing':
      return l10n.t('Enter a date, such as “yesterday 3pm”.');
    case 'date-not-understood':
      return l10n.t('This date isn’t recognized. Try “yesterday 3pm”, “-45m” or “2025-11-18 14:00”.');
    case 'date-partly-understood':
      return l10n.t('Only “{0}” is recognized as a date. Remove the rest.', problem.understood);
    case 'zone-unknown':
      return l10n.t('The time zone “{0}” isn’t known on this machine. Enter the date again.', problem.zone);
    case 'date-does-not-exist':
      return l10n.t('This day or time doesn’t exist.');
    case 'date-without-day':
      return l10n.t('Enter a day too, such as “yesterday 3pm”.');
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
      return l10n.t('Add at least one internal and one external person.');
    case 'no-internal':
      return l10n.t('Add at least one internal person. Affinity requires one.');
    case 'no-external':
      return l10n.t('Add at least one external person. Affinity doesn’t log internal-only interactions.');
    case 'unresolved':
      return l10n.t('Still looking up {0}. Try again in a moment, or remove them.', namedList(problem.typed));
    case 'ambiguous':
      return l10n.t('Select the person for {0}.', namedList(problem.typed));
    case 'not-found':
      return l10n.t(
        'Couldn’t find {0} in Affinity. Remove them, or try another spelling.',
        namedList(problem.typed),
      );
    case 'proposed-found':
      return l10n.t(
        'Just found in Affinity: {0}. Check who took part, then save again.',
        namedList(problem.typed),
      );
    case 'not-looked-up':
      return problem.reason === 'signed-out'
        ? l10n.t('Sign in to look up {0}.', namedList(problem.typed))
        : joinSentences(
            l10n.t('Couldn’t look up {0}. Save again to retry.', namedList(problem.typed)),
            refusalReason(problem.reason, 'look-up'),
          );
    case 'too-many-people':
      return l10n.t('An interaction can’t have {0} people. The maximum is {1}.', problem.count, problem.most);
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
        'The note has {0} characters. Shorten it to at most {1}.',
        formatNumber(problem.length),
        formatNumber(problem.most),
      );
    case 'text-locked':
      return lockWords(problem.by);
  }
}

/** Why the text of an interaction can't be changed. */
export function lockWords(by: 'mentions' | 'unreadable' | 'logged'): string {
  switch (by) {
    case 'mentions':
      return l10n.t('The note mentions people with @. You can only change it in Affinity’s web app.');
    case 'unreadable':
      return l10n.t(
        'The note couldn’t be read, so you can’t change it here. You can change everything else.',
      );
    case 'logged':
      return l10n.t('The note is already in Affinity. To change it, edit the interaction.');
  }
}

function formWords(problem: ProblemOf<'form'>, kind: DraftSubject['kind']): string {
  switch (problem.code) {
    case 'nothing-changed':
      return l10n.t('There are no changes to save.');
    case 'signed-out':
      return l10n.t(
        'You’re not signed in to this draft’s account. Sign in, then save again; the draft is kept.',
      );
    case 'gone-elsewhere':
      return l10n.t(
        'Another window saved or discarded this draft. What you typed here is kept; save it only if you want to log it again.',
      );
    case 'changed-elsewhere':
      return l10n.t('Another window changed this draft. Both versions are kept; save to send this one.');
    case 'busy-elsewhere':
      return l10n.t(
        'This draft is already being sent elsewhere. What you typed here is kept; wait until that’s done.',
      );
    case 'unwritten':
    case 'unlooked':
      return unstoredWords(problem.code);
    case 'not-saved':
      return l10n.t('It wasn’t saved, because it isn’t in Affinity. Save again.');
    case 'saved-before':
      return l10n.t('It was saved without your latest changes. Save again to send them.');
    case 'cannot-look':
      return l10n.t(
        'This may already be in Affinity, but that couldn’t be checked. Nothing was sent; save again in a moment.',
      );
    case 'rerouted':
      return reroutedWords(kind);
    case 'interaction-gone':
      return goneWords(kind);
    case 'not-in-step':
      return l10n.t('Your last changes didn’t arrive in time. Save again.');
  }
}

function goneWords(kind: DraftSubject['kind']): string {
  return kind === 'note'
    ? l10n.t(
        'The interaction is no longer in Affinity. Save again to add the text as a separate note, or discard the draft.',
      )
    : l10n.t(
        'The interaction was deleted in Affinity, and its note with it. Save again to add the text as a separate note, or discard the draft.',
      );
}

function reroutedWords(kind: DraftSubject['kind']): string {
  if (kind === 'create')
    return l10n.t('Nothing was sent yet. Read the note under “Also on”, then save again.');
  return kind === 'attach'
    ? l10n.t('Affinity didn’t put the note on these records. Save again to add a separate note to them.')
    : l10n.t('Affinity didn’t add the note to the interaction. Save again to send it as described above.');
}

function unstoredWords(code: 'unwritten' | 'unlooked'): string {
  return code === 'unwritten'
    ? l10n.t(
        'Nothing was sent, because the draft can’t be written to disk and could be sent twice after a crash. Free up disk space, or turn off “Affinity: Keep Drafts On Disk”, then save again.',
      )
    : l10n.t(
        'Not checked, because the draft can’t be written to disk and another window could send it meanwhile. Free up disk space, then check again.',
      );
}

/** Why it is still unknown whether an entry was saved, and how to find out. */
export function unclearWords(why: UnclearReason): string {
  switch (why) {
    case 'alike':
      return l10n.t(
        'This may have been saved, but a similar interaction in Affinity may be older. Check in Affinity before you save again.',
      );
    case 'differs':
      return l10n.t(
        'This may have been saved, but the interaction matches neither version. Check in Affinity before you save again.',
      );
    case 'unreadable':
      return l10n.t(
        'This may have been saved, but an interaction at that time can’t be read. Check in Affinity before you save again.',
      );
  }
}

/** Why a chip has no person yet. */
export function unknownPersonWords(reason: UnknownReason): string {
  switch (reason.code) {
    case 'not-found':
      return l10n.t('No one in Affinity has this name or address.');
    case 'too-many':
      return l10n.t('Not looked up, because an interaction can’t have more people.');
    case 'signed-out':
      return l10n.t('Can’t be looked up while you’re signed out.');
    case 'failed':
      return joinSentences(
        l10n.t('Couldn’t be looked up. Save again to retry.'),
        refusalReason(reason.problem, 'look-up'),
      );
  }
}

/** "“Ann”, “Bob” and 3 more". */
export function namedList(typed: readonly string[]): string {
  const shown = typed
    .slice(0, 3)
    .map((one) => `“${one}”`)
    .join(', ');
  return typed.length > 3 ? l10n.t('{0} and {1} more', shown, typed.length - 3) : shown;
}
