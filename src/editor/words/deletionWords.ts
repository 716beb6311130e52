import { l10n } from 'vscode';
import type { Interaction, InteractionType } from '../../affinity/index.ts';
import type { Draft } from '../../drafts/model/draft.ts';
import { openingOfDeleted } from '../../drafts/model/keptDeletion.ts';
import type { NoUndo, Undo } from '../../drafts/model/keptDeletion.ts';
import type { Deleted, DeletionResult } from '../../drafts/writing/deletionAttempts.ts';
import type { PreparedDeletion } from '../../drafts/writing/readForDeletion.ts';
import type { SaveResult } from '../../drafts/writing/saveDraft.ts';
import { titleOf } from '../../model/titleOf.ts';
import { explain, joinSentences, refusalReason, refusalWords } from './explain.ts';
import { formatMoment } from './formatMoment.ts';
import { interactionLabel, peopleInShort } from './interactionLabel.ts';
import { recordNames } from './noteWords.ts';
import { problemWords } from './problemWords.ts';
import { typeWords } from './typeWords.ts';
import { atMost } from './withoutIcons.ts';

/** Names in one question. */
const MAX_NAMED = 5;

/** The sentences of deleting and undoing. Each names its interactions. */
export const deletionWords = {
  question,
  gone,
  notTried,
  unwritten,
  unread,
  notDeleted,
  deleted,
  unknown,
  busy,
  foundThere,
  foundDeleted,
  discardQuestion,
  stillThere,
  notRestored,
  restored,
};

/** An interaction, with its note as far as an undo needs it. */
interface Named {
  readonly interaction: Interaction;
  readonly undo?: Undo;
}

/** An interaction that another user or window deleted meanwhile. */
interface Gone {
  readonly type: InteractionType;
  readonly id: number;
  /** Undefined when only its id is known. */
  readonly interaction?: Interaction | undefined;
}

type NotDeleted = Extract<DeletionResult, { kind: 'still-there' | 'refused' }>;

type NotRestored = Exclude<SaveResult, { kind: 'saved' }>;

/** "meeting “Kick-off” with Ann Lee +2 on Tue 18 Nov 2025 14:00". Without a title the note’s first words are quoted. */
export function named(one: Named): string {
  const { interaction } = one;
  const type = typeWords.inSentence(interaction.type);
  const people = peopleInShort(interaction);
  const title = titleOf(interaction) || openingOfDeleted(one) || interactionLabel(interaction);
  const when = formatMoment(interaction.date);
  if (title === people) return l10n.t('{0} with {1} on {2}', type, title, when);
  if (people !== '') return l10n.t('{0} “{1}” with {2} on {3}', type, title, people, when);
  return title === typeWords.singular(interaction.type)
    ? l10n.t('{0} on {1}', type, when)
    : l10n.t('{0} “{1}” on {2}', type, title, when);
}

/** `separate`: records with a separate note of the same text, which is deleted too. */
function question(
  first: PreparedDeletion,
  others: readonly PreparedDeletion[],
  separate: NonNullable<Draft['alsoOn']> = [],
) {
  const all = [first, ...others];
  const notes =
    separate.length === 0
      ? undefined
      : l10n.t('The separate note on {0} is deleted too.', recordNames(separate));
  return others.length === 0
    ? { message: l10n.t('Delete {0}?', named(first)), detail: joinSentences(undoWords(first), notes) }
    : {
        message: l10n.t('Delete {0} interactions?', all.length),
        detail: [...list(all), '', joinSentences(undoWordsOfMany(all), notes)].join('\n'),
      };
}

function list(prepared: readonly PreparedDeletion[]): readonly string[] {
  const lines = prepared.map((one) =>
    one.undo.kind === 'none' ? l10n.t('• {0}: can’t be undone', named(one)) : l10n.t('• {0}', named(one)),
  );
  return atMost(MAX_NAMED, lines);
}

function undoWords({ undo, interaction }: PreparedDeletion): string {
  if (undo.kind === 'none')
    return joinSentences(l10n.t('This deletes it for your whole firm.'), noUndoWords(undo.reason));
  return joinSentences(
    l10n.t('This deletes it for your whole firm. Undo logs it again with a new ID, under your name.'),
    undo.losesFormatting ? l10n.t('Undo can’t restore the formatting of its note.') : undefined,
    titleOf(interaction) === '' ? undefined : l10n.t('Undo can’t restore the title.'),
  );
}

function undoWordsOfMany(prepared: readonly PreparedDeletion[]): string {
  const final = prepared.filter(({ undo }) => undo.kind === 'none').length;
  const removed = l10n.t('This deletes them for your whole firm.');
  if (final === prepared.length) return joinSentences(removed, l10n.t('None of them can be restored.'));
  const undoable = prepared.filter(({ undo }) => undo.kind === 'possible');
  const losesFormatting = undoable.some(({ undo }) => undo.kind === 'possible' && undo.losesFormatting);
  const losesTitle = undoable.some(({ interaction }) => titleOf(interaction) !== '');
  return joinSentences(
    removed,
    final === 0 ? undefined : l10n.t('{0} of them can’t be restored.', final),
    l10n.t('Undo logs the others again with new IDs, under your name.'),
    losesFormatting ? l10n.t('Undo can’t restore the formatting of notes.') : undefined,
    losesTitle ? l10n.t('Undo can’t restore titles.') : undefined,
  );
}

function noUndoWords(reason: NoUndo): string {
  switch (reason) {
    case 'email':
      return l10n.t('This can’t be undone: Affinity only accepts emails from mailboxes.');
    case 'not-logged-by-hand':
      return l10n.t('This can’t be undone: it wasn’t logged manually.');
    case 'note-unreadable':
      return l10n.t('This can’t be undone: its note couldn’t be read.');
    case 'no-text':
      return l10n.t('This can’t be undone: it has no note, and Affinity requires one.');
    case 'several-notes':
      return l10n.t('This can’t be undone: it has several notes, and only one can be logged again.');
    case 'text-too-long':
      return l10n.t('This can’t be undone: its note is too long to be logged again.');
    case 'too-many-people':
      return l10n.t('This can’t be undone: it has too many people to be logged again.');
    case 'date-out-of-range':
      return l10n.t('This can’t be undone: its date is too far in the past or future to be logged again.');
    case 'people-missing':
      return l10n.t('This can’t be undone: Affinity requires an internal and an external person.');
    case 'direction-missing':
      return l10n.t('This can’t be undone: Affinity doesn’t say whether it was sent or received.');
  }
}

function gone({ type, id, interaction }: Gone): string {
  const what =
    interaction === undefined
      ? l10n.t('{0} with ID {1}', typeWords.inSentence(type), id)
      : named({ interaction });
  return l10n.t(
    'No longer in Affinity: {0}. It was deleted or merged, so it was removed from the tree.',
    what,
  );
}

/** Interactions that were not deleted before the account was signed out. */
function notTried(first: Named, others: number): string {
  return others === 0
    ? l10n.t('Couldn’t delete {0}. You’re no longer signed in to its account.', named(first))
    : l10n.t('Couldn’t delete {0} interactions. You’re no longer signed in to their account.', others + 1);
}

/** A deletion is written to disk before it is sent, so that it is known after a crash. */
function unwritten(one: Named): string {
  return l10n.t(
    'Couldn’t delete {0}, because the deletion can’t be recorded on disk. Free up disk space, or turn off “Affinity: Keep Drafts On Disk”, then delete it again.',
    named(one),
  );
}

/** Interactions that can't be read are left out, since they couldn't be restored. */
function unread(count: number, error: unknown): string {
  const what =
    count === 1
      ? l10n.t('One interaction couldn’t be read, so it won’t be deleted.')
      : l10n.t('{0} interactions couldn’t be read, so they won’t be deleted.', count);
  return joinSentences(what, explain(error).message);
}

function notDeleted(result: NotDeleted, one: Named): string {
  const what = named(one);
  return result.kind === 'still-there'
    ? l10n.t('Couldn’t delete {0}. It’s still in Affinity; delete it again.', what)
    : joinSentences(l10n.t('Couldn’t delete {0}.', what), refusalWords(result.problem, 'delete'));
}

function deleted([first, ...others]: readonly Deleted[]): string {
  return first !== undefined && others.length === 0
    ? l10n.t('Deleted {0}', named(first.deletion))
    : l10n.t('Deleted {0} interactions', others.length + 1);
}

function unknown(one: Named): string {
  return l10n.t('Couldn’t confirm that {0} was deleted. Check again under Drafts.', named(one));
}

function busy(one: Named): string {
  return l10n.t('Already deleting or checking {0}, here or in another window.', named(one));
}

function foundThere(one: Named): string {
  return l10n.t('Not deleted: {0}. It’s still in Affinity.', named(one));
}

function foundDeleted(one: Named): string {
  return l10n.t('Confirmed as deleted: {0}', named(one));
}

/** Asked before a deletion with an unknown outcome is forgotten. */
function discardQuestion(one: Named) {
  return {
    message: l10n.t('Discard the deletion of {0}?', named(one)),
    detail: l10n.t(
      'It may have been deleted. Discarding changes nothing in Affinity, but you can no longer check or undo the deletion here.',
    ),
    action: l10n.t('Discard Deletion'),
  };
}

function stillThere(one: Named): string {
  return l10n.t('Nothing to undo: {0} is still in Affinity.', named(one));
}

/** The draft of an undo that couldn't be saved is kept. */
function notRestored(result: NotRestored | undefined, one: Named): string {
  const what = named(one);
  if (result?.kind === 'unknown')
    return l10n.t('Couldn’t confirm that {0} was restored. Open its draft to check.', what);
  if (result?.kind === 'neighbours')
    return l10n.t(
      'Couldn’t restore {0}, because a similar interaction exists. Open the draft to decide.',
      what,
    );
  const problems = result?.kind === 'problems' ? result.problems : [];
  const reasons =
    result?.kind === 'refused'
      ? [refusalReason(result.problem, 'create')]
      : problems.map((problem) => problemWords(problem, 'create'));
  return joinSentences(l10n.t('Couldn’t restore {0}.', what), ...reasons, l10n.t('It’s kept under Drafts.'));
}

function restored(count: number): string {
  return count === 1
    ? l10n.t('Logged again with a new ID, under your name.')
    : l10n.t('{0} interactions logged again with new IDs, under your name.', count);
}
