import { l10n } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { NoUndo } from '../../drafts/model/keptDeletion.ts';
import type { Deleted, DeletionResult } from '../../drafts/writing/deletionAttempts.ts';
import type { Deletion } from '../../drafts/writing/readForDeletion.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import { explain, joinSentences, refusalReason, refusalWords } from './explain.ts';
import { formatMoment } from './formatMoment.ts';
import { interactionLabel, peopleInShort } from './interactionLabel.ts';
import { problemWords } from './problemWords.ts';
import { typeInSentence, typeSingular } from './typeWords.ts';
import { atMost } from './withoutIcons.ts';

/** At most so many names stand in a question. */
const MOST_NAMED = 5;

/** What is asked before anything is deleted. */
export function deletionQuestion(first: Deletion, others: readonly Deletion[]) {
  const all = [first, ...others];
  return others.length === 0
    ? { message: l10n.t('Delete {0}?', named(first.interaction)), detail: undoWords(first) }
    : {
        message: l10n.t('Delete {0} interactions?', all.length),
        detail: [...list(all), '', undoWordsOfMany(all)].join('\n'),
      };
}

/** "meeting “Kick-off” with Ann Lee +2 of Tue 18 Nov 2025 14:00". */
export function named(interaction: Interaction): string {
  const type = typeInSentence(interaction.type);
  const [title, people] = [interactionLabel(interaction), peopleInShort(interaction)];
  const when = formatMoment(interaction.date);
  if (title === people) return l10n.t('{0} with {1} of {2}', type, title, when);
  if (people !== '') return l10n.t('{0} “{1}” with {2} of {3}', type, title, people, when);
  return title === typeSingular(interaction.type)
    ? l10n.t('{0} of {1}', type, when)
    : l10n.t('{0} “{1}” of {2}', type, title, when);
}

function list(prepared: readonly Deletion[]): readonly string[] {
  const lines = prepared.map(({ interaction, undo }) =>
    undo.kind === 'none'
      ? l10n.t('• {0}: cannot be brought back', named(interaction))
      : l10n.t('• {0}', named(interaction)),
  );
  return atMost(MOST_NAMED, lines);
}

function undoWords({ undo, interaction }: Deletion): string {
  if (undo.kind === 'none')
    return joinSentences(l10n.t('This deletes it for your whole firm.'), noUndoWords(undo.reason));
  const undoable = l10n.t(
    'This deletes it for your whole firm. You can undo it right after; it is then logged again with a new id, by you.',
  );
  return joinSentences(
    undoable,
    undo.losesFormatting ? l10n.t('Its text would come back without formatting.') : undefined,
    interaction.title === undefined
      ? undefined
      : l10n.t('Its title would not come back: Affinity takes none.'),
  );
}

function undoWordsOfMany(prepared: readonly Deletion[]): string {
  const final = prepared.filter(({ undo }) => undo.kind === 'none').length;
  const removed = l10n.t('This deletes them for your whole firm.');
  if (final === prepared.length) return joinSentences(removed, l10n.t('None of them can be brought back.'));
  const losesFormatting = prepared.some(({ undo }) => undo.kind === 'possible' && undo.losesFormatting);
  const losesTitle = prepared.some(
    ({ undo, interaction }) => undo.kind === 'possible' && interaction.title !== undefined,
  );
  return joinSentences(
    removed,
    final === 0 ? undefined : l10n.t('{0} of them cannot be brought back.', final),
    l10n.t('You can undo them right after; they are then logged again with new ids, by you.'),
    losesFormatting ? l10n.t('Texts with formatting would come back without it.') : undefined,
    losesTitle ? l10n.t('Titles would not come back: Affinity takes none.') : undefined,
  );
}

function noUndoWords(reason: NoUndo): string {
  switch (reason) {
    case 'email':
      return l10n.t('This cannot be undone: Affinity takes emails from mailboxes only.');
    case 'not-logged-by-hand':
      return l10n.t('This cannot be undone: it was not logged manually.');
    case 'note-unreadable':
      return l10n.t('This cannot be undone: its text could not be read.');
    case 'no-text':
      return l10n.t('This cannot be undone: it has no text, and Affinity requires one.');
    case 'several-notes':
      return l10n.t('This cannot be undone: it has several notes, and only one text can be logged again.');
    case 'text-too-long':
      return l10n.t('This cannot be undone: its text is too long to be logged again.');
    case 'too-many-people':
      return l10n.t('This cannot be undone: it has too many people to be logged again.');
    case 'date-out-of-range':
      return l10n.t(
        'This cannot be undone: its date is too far in the past or the future to be logged again.',
      );
    case 'people-missing':
      return l10n.t('This cannot be undone: Affinity requires a colleague and an external person.');
    case 'direction-missing':
      return l10n.t('This cannot be undone: Affinity does not say whether it was sent or received.');
  }
}

/** Of one that somebody else has deleted meanwhile; without a row all that is known of it is its id. */
export function goneWords({ type, id, interaction }: Gone): string {
  const what =
    interaction === undefined ? l10n.t('{0} with the id {1}', typeInSentence(type), id) : named(interaction);
  return l10n.t(
    'Not in Affinity any more: {0}. It was deleted or merged, and is taken out of the tree.',
    what,
  );
}

interface Gone {
  readonly type: InteractionType;
  readonly id: number;
  readonly interaction?: Interaction | undefined;
}

/** Of those that were not come to before the account was signed out. */
export function notTriedWords(first: Interaction, others: number): string {
  return others === 0
    ? l10n.t('Not deleted: {0}. Its account is not signed in any more.', named(first))
    : l10n.t('Not deleted: {0} interactions. Their account is not signed in any more.', others + 1);
}

/** It is kept that something is being deleted before it is, as with everything that is sent. */
export function unwrittenWords(interaction: Interaction): string {
  return l10n.t(
    'Not deleted: {0}. That it is being deleted cannot be written to disk, and after a crash nobody would know. Make room on the disk, or switch off “Affinity: Keep Drafts On Disk”, then delete it again.',
    named(interaction),
  );
}

/** Of those that were left out, since what cannot be read cannot be brought back. */
export function unreadWords(count: number, error: unknown): string {
  const what =
    count === 1
      ? l10n.t('One interaction could not be read, so it is not deleted.')
      : l10n.t('{0} interactions could not be read, so they are not deleted.', count);
  return joinSentences(what, explain(error).message);
}

type NotDeleted = Extract<DeletionResult, { kind: 'still-there' | 'refused' }>;

/** Why it is still there. */
export function notDeletedWords(result: NotDeleted, interaction: Interaction): string {
  const what = named(interaction);
  return result.kind === 'still-there'
    ? l10n.t(
        'Not deleted: {0}. Affinity did not answer that it was, and still has it. Delete it again.',
        what,
      )
    : joinSentences(l10n.t('Not deleted: {0}.', what), refusalWords(result.problem, 'delete'));
}

/** Of one that was looked for. */
export function foundThereWords(interaction: Interaction): string {
  return l10n.t('It was not deleted: {0}. Affinity still has it.', named(interaction));
}

export function foundDeletedWords(interaction: Interaction): string {
  return l10n.t('It was deleted: {0}', named(interaction));
}

export function deletedWords([first, ...others]: readonly Deleted[]): string {
  return first !== undefined && others.length === 0
    ? l10n.t('Deleted {0}', named(first.deletion.interaction))
    : l10n.t('Deleted {0} interactions', others.length + 1);
}

export function openWords(interaction: Interaction): string {
  return l10n.t('Unknown whether {0} was deleted: it stands among the drafts', named(interaction));
}

export function busyWords(interaction: Interaction): string {
  return l10n.t(
    'At this moment {0} is being deleted or looked for, here or in another window.',
    named(interaction),
  );
}

/** Before it is forgotten that something may have been deleted. */
export function discardQuestion(interaction: Interaction) {
  return {
    message: l10n.t('Discard the deletion of {0}?', named(interaction)),
    detail: l10n.t(
      'It may have been deleted. This only forgets about it: nothing changes in Affinity, and it cannot be brought back from here.',
    ),
    action: l10n.t('Discard Deletion'),
  };
}

export function stillThereAfterAllWords(interaction: Interaction): string {
  return l10n.t('Not logged again: {0} is in Affinity after all.', named(interaction));
}

/** What stands in the way, and that it can be mended in its draft. */
export function notBroughtBackWords(
  result: Exclude<SaveResult, { kind: 'saved' }> | undefined,
  interaction: Interaction,
): string {
  const what = named(interaction);
  if (result?.kind === 'unknown')
    return l10n.t(
      'Unknown whether {0} was logged again. It is kept among the drafts, where you can look.',
      what,
    );
  if (result?.kind === 'neighbours')
    return l10n.t(
      'Not logged again yet: {0}. There is one that looks like it; its draft asks what is to be done.',
      what,
    );
  const problems = result?.kind === 'problems' ? result.problems : [];
  const reasons =
    result?.kind === 'refused'
      ? [refusalReason(result.problem, 'create')]
      : problems.map((problem) => problemWords(problem, 'create'));
  return joinSentences(
    l10n.t('Not logged again: {0}.', what),
    ...reasons,
    l10n.t('It is kept among the drafts.'),
  );
}

export function broughtBackWords(count: number): string {
  return count === 1
    ? l10n.t('Logged again. It has a new id, and you are its author.')
    : l10n.t('{0} interactions logged again. They have new ids, and you are their author.', count);
}
