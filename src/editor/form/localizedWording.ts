import { l10n } from 'vscode';
import type { FieldProblem } from '../../drafts/checks/fieldProblem.ts';
import type { FormWording } from '../../drafts/form/formDeps.ts';
import type { DraftSubject } from '../../drafts/model/draft.ts';
import type { SaveProblem } from '../../drafts/model/draftOutcome.ts';
import type { Attached } from '../../drafts/writing/attachNote.ts';
import type { LookupFailure } from '../../drafts/writing/lookup.ts';
import type { SavingStage } from '../../drafts/writing/saveDraft.ts';
import { draftMessages } from '../drafts/draftMessages.ts';
import { joinSentences, refusalReason, taskOf, unconfirmedReason } from '../words/explain.ts';
import { fieldWords } from '../words/fieldWords.ts';
import { formatRecent, formatUtc, formatZoned } from '../words/formatMoment.ts';
import { interactionLabel, peopleInShort } from '../words/interactionLabel.ts';
import { noteWords, recordNames } from '../words/noteWords.ts';
import { lockWords, problemWords, unclearWords, unknownPersonWords } from '../words/problemWords.ts';
import { proposalWords } from '../words/proposalWords.ts';
import { provenanceWords } from '../words/provenanceWords.ts';
import { typeWords } from '../words/typeWords.ts';
import { whenWords } from '../words/whenWords.ts';

/** The sentences of the form in the user's language. */
export const localizedWording: FormWording = {
  local: (instant, zone) => formatZoned(instant, zone),
  utc: (instant) => formatUtc(instant),
  whenNote: whenWords,
  problem: problemWords,
  summary: summaryWords,
  unknownPerson: unknownPersonWords,
  proposals: proposalWords,
  provenance: provenanceWords,
  formattingWillBeLost: () =>
    l10n.t('The note has formatting, such as bold or lists. Saving changes to the note removes it.'),
  typeLocked: () => l10n.t('You can’t change the type of an existing interaction.'),
  textLocked: lockWords,
  neighbours: (count, isOffer) => {
    if (isOffer) return offerWords(count);
    return count === 1
      ? l10n.t('A similar interaction is already logged.')
      : l10n.t('{0} similar interactions are already logged.', count);
  },
  neighbour: ({ interaction }, zone) => ({
    title: interactionLabel(interaction),
    when: formatZoned(interaction.date, zone),
    people: peopleInShort(interaction),
  }),
  conflict: () =>
    l10n.t(
      'Someone changed this interaction while the form was open. Choose the version to keep; your other changes stay.',
    ),
  conflictValue: fieldWords.value,
  theirsStays: () => l10n.t('You didn’t change this. Their version is kept.'),
  unknownOutcome: unknownOutcomeWords,
  saving: savingWords,
  draftKept: (state, keptAt, inMemory, zone) => {
    if (state === 'failing') return l10n.t('The draft can’t be written to disk. Keep this form open.');
    if (inMemory) return l10n.t('Draft kept until you close the window');
    if (state === 'pending' || keptAt === undefined) return l10n.t('Draft kept');
    return l10n.t('Draft kept {0}', formatRecent(keptAt, new Date(), zone));
  },
  nobodyFound: (term) => l10n.t('No one in Affinity matches “{0}”.', term),
  moreFound: () => l10n.t('There are more results. Type more of the name or email address.'),
  searchFailed: (problem) =>
    problem === 'signed-out' ? l10n.t('Sign in to search for people.') : refusalReason(problem, 'look-up'),
  noRecordFound: (term) => l10n.t('No company or opportunity in Affinity matches “{0}”.', term),
  separateNote: noteWords.separateNote,
  noteTarget: noteWords.target,
  noteWay: noteWords.way,
  saved: (result, { kind }) => {
    if (result.kind === 'noted')
      return l10n.t('Added a note to {0}.', noteWords.targetLabel(result.note.subject));
    if (result.kind === 'attached') return attachedWords(result);
    const { interaction, proven, notTaken, attach } = result;
    if (notTaken !== undefined) return draftMessages.notTaken(interaction, notTaken);
    const [type, label] = [typeWords.singular(interaction.type), interactionLabel(interaction)];
    if (proven === true) return l10n.t('Confirmed as saved: {0} · {1}', type, label);
    if (kind === 'create' && attach?.kind === 'attached')
      return l10n.t('Logged: {0} · {1} · also on {2}', type, label, recordNames(attach.records));
    return kind === 'create'
      ? l10n.t('Logged: {0} · {1}', type, label)
      : l10n.t('Saved: {0} · {1}', type, label);
  },
};

function attachedWords({ subject, records, note }: Attached): string {
  return note === undefined
    ? l10n.t('Added the note of {0} to {1}.', noteWords.targetLabel(subject), recordNames(records))
    : l10n.t('Added a separate note to {0}.', recordNames(records));
}

function offerWords(count: number): string {
  return count === 1
    ? l10n.t(
        'Affinity already has a meeting with the same people at this time. Add a note to it, or log another one.',
      )
    : l10n.t(
        'Affinity already has {0} meetings with the same people at this time. Add a note to one, or log another one.',
        count,
      );
}

/** No field is to blame for a request that failed. Another window may have saved a draft that is gone. */
function summaryWords(problems: readonly FieldProblem[]): string {
  if (problems.every(({ at, code }) => at === 'form' && code !== 'gone-elsewhere'))
    return l10n.t('Not saved yet.');
  const { length } = problems;
  return length === 1
    ? l10n.t('Fix 1 problem before saving.')
    : l10n.t('Fix {0} problems before saving.', length);
}

function savingWords(stage: SavingStage): string {
  switch (stage) {
    case 'people':
      return l10n.t('Looking up people…');
    case 'neighbours':
      return l10n.t('Checking for similar interactions…');
    case 'reading':
      return l10n.t('Checking for changes in Affinity…');
    case 'sending':
      return l10n.t('Saving…');
    case 'checking':
      return l10n.t('Checking whether it was saved…');
  }
}

/** One reason and one next step. */
function unknownOutcomeWords(problem: SaveProblem, subject: DraftSubject, lookup?: LookupFailure): string {
  const advice = unknownAdvice(subject);
  switch (lookup?.kind) {
    case undefined:
      return joinSentences(unconfirmedReason(problem, taskOf(subject.kind)), advice);
    case 'failed':
      return joinSentences(refusalReason(lookup.problem, 'look-up'), advice);
    case 'signed-out':
      return l10n.t('This may have been saved. Sign in to this draft’s account, then check.');
    case 'unclear':
      return unclearWords(lookup.why);
  }
}

function unknownAdvice(subject: DraftSubject): string {
  const { kind } = subject;
  if (kind === 'attach' && subject.way === 'own')
    return l10n.t('The note may be on its records already. Check first, or send it again; both are safe.');
  if (kind === 'note' || kind === 'attach')
    return l10n.t('The note may have been added. Check first, because sending it again could add it twice.');
  return kind === 'create'
    ? l10n.t(
        'The interaction may have been logged. Check first, because sending it again could log it twice.',
      )
    : l10n.t('The change may have been saved. Check first, or send it again; both are safe.');
}
