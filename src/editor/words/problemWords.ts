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

/** Why an entry cannot be sent, as a sentence at its field: what is wrong and how it is mended. */
export function problemWords(problem: FieldProblem, kind: DraftSubject['kind']): string {
  if (problem.code === 'refused') return refusalWords(problem.problem, kind);
  switch (problem.at) {
    case 'type':
      return l10n.t('Affinity takes emails from connected mailboxes only. Choose another type.');
    case 'date':
      return dateWords(problem);
    case 'people':
      return peopleWords(problem);
    case 'direction':
      return problem.code === 'direction-missing'
        ? l10n.t('Choose whether the message was sent or received.')
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
      return l10n.t('Type when it was, such as “yesterday 3pm”.');
    case 'date-not-understood':
      return l10n.t('This is no date that can be read. Try “yesterday 3pm”, “-45m” or “2025-11-18 14:00”.');
    case 'date-partly-understood':
      return l10n.t('Only “{0}” of this can be read as a date. Leave out the rest.', problem.understood);
    case 'zone-unknown':
      return l10n.t(
        'This was typed in the time zone “{0}”, which is not known here. Type the date once more.',
        problem.zone,
      );
    case 'date-does-not-exist':
      return l10n.t('There is no such day or time in the calendar.');
    case 'date-without-day':
      return l10n.t('Say on which day it was.');
    case 'year-too-early':
      return l10n.t('The year {0} is too long ago. The earliest is {1}.', problem.year, problem.earliest);
    case 'year-too-late':
      return l10n.t('The year {0} is too far ahead. The latest is {1}.', problem.year, problem.latest);
  }
}

function peopleWords(problem: ProblemOf<'people'>): string {
  switch (problem.code) {
    case 'nobody':
      return l10n.t('Add at least one colleague and one person from outside.');
    case 'no-internal':
      return l10n.t('Add at least one colleague: Affinity logs no interaction without one.');
    case 'no-external':
      return l10n.t(
        'Add at least one person from outside: Affinity logs no interaction among colleagues only.',
      );
    case 'unresolved':
      return l10n.t('Still looking for {0}. Try again in a moment, or remove them.', named(problem.typed));
    case 'ambiguous':
      return l10n.t('Choose who is meant by {0}.', named(problem.typed));
    case 'not-found':
      return l10n.t(
        '{0} could not be found in Affinity. Remove them, and add them in another spelling if need be.',
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
        '{0} people are too many for one interaction. Keep at most {1}.',
        problem.count,
        problem.most,
      );
    case 'people-left-out':
      return problem.count === 1
        ? l10n.t('1 more person is left out: one form cannot hold more.')
        : l10n.t('{0} more people are left out: one form cannot hold more.', problem.count);
  }
}

function textWords(problem: ProblemOf<'text'>): string {
  switch (problem.code) {
    case 'text-missing':
      return l10n.t('Write what it was about.');
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

/** Why the text of an interaction cannot be changed. */
export function lockWords(by: 'mentions' | 'unreadable'): string {
  switch (by) {
    case 'mentions':
      return l10n.t(
        'The text mentions people with @. Affinity refuses to change such a text from outside its web app.',
      );
    case 'unreadable':
      return l10n.t('The text could not be read, so it cannot be changed here. Everything else can.');
  }
}

function formWords(problem: ProblemOf<'form'>): string {
  switch (problem.code) {
    case 'nothing-changed':
      return l10n.t('Nothing was changed, so there is nothing to save.');
    case 'signed-out':
      return l10n.t(
        'The account of this draft is not signed in. Sign in with it, then save again; the draft is kept.',
      );
    case 'gone-elsewhere':
      return l10n.t(
        'Another window has saved or discarded this draft. What stands here is kept; save it only if it should be logged once more.',
      );
    case 'changed-elsewhere':
      return l10n.t('Another window has changed this draft. Both are kept; save to send what stands here.');
    case 'busy-elsewhere':
      return l10n.t(
        'This draft is being sent at this moment, in another window or without a form. What stands here is kept; wait for what becomes of it there.',
      );
    case 'unwritten':
      return l10n.t(
        'Nothing was sent: the draft cannot be written to disk, and after a crash it could be sent a second time. The text is safe in this form. Make room on the disk, or switch off “Affinity: Keep Drafts On Disk”, then save again.',
      );
    case 'unlooked':
      return l10n.t(
        'Not checked yet: the draft cannot be written to disk, so that another window could send it meanwhile. The text is safe in this form. Make room on the disk, then check again.',
      );
    case 'not-saved':
      return l10n.t('It was not saved: Affinity does not have it. Send again.');
    case 'saved-before':
      return l10n.t('It was saved, without what you changed since. Save again to change it in Affinity too.');
    case 'cannot-look':
      return l10n.t(
        'It may be in Affinity already, and Affinity could not be asked. Nothing was sent, and the draft is kept; save again in a moment.',
      );
    case 'not-in-step':
      return l10n.t('The last words typed did not arrive in time. Save again.');
  }
}

/** Why it is still unknown whether an entry was saved, and how to find out. */
export function unclearWords(why: UnclearReason): string {
  switch (why) {
    case 'alike':
      return l10n.t(
        'Unknown: Affinity has one like it, which may have been there before. Look in Affinity before you send it again.',
      );
    case 'differs':
      return l10n.t(
        'Unknown: the interaction is neither as it was nor as it was to become. Look in Affinity before you send it again.',
      );
    case 'unreadable':
      return l10n.t(
        'Unknown: Affinity has something at that time that cannot be read here. Look in Affinity before you send it again.',
      );
  }
}

/** Why nobody stands behind a chip yet. */
export function unknownPersonWords(reason: UnknownReason): string {
  switch (reason.code) {
    case 'not-found':
      return l10n.t('Nobody in Affinity has this name or address.');
    case 'too-many':
      return l10n.t('Beyond the most people that one interaction can have.');
    case 'signed-out':
      return l10n.t('Cannot be looked up while signed out.');
    case 'failed':
      return joinSentences(
        l10n.t('Could not be looked up; it is tried again with the next save.'),
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
