import { l10n } from 'vscode';
import type { AttachSubject, Draft } from '../../drafts/model/draft.ts';
import type { DraftOutcome, SaveProblem } from '../../drafts/model/draftOutcome.ts';
import { deletionId, openingOfDeleted } from '../../drafts/model/keptDeletion.ts';
import type { KeptDeletion } from '../../drafts/model/keptDeletion.ts';
import { titleOfBase } from '../../drafts/model/titleOfBase.ts';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import { noteOpening } from '../../model/noteOpening.ts';
import { participants } from '../../model/participants.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { firstAndMore, titleOf } from '../../model/titleOf.ts';
import { named } from './deletionWords.ts';
import { notSentWords, refusalReason, refusalWords, taskOf, waitOf } from './explain.ts';
import { formatRecent } from './formatMoment.ts';
import { interactionLabel } from './interactionLabel.ts';
import { recordNames } from './noteWords.ts';
import { typeWords } from './typeWords.ts';
import { atMost } from './withoutIcons.ts';

/** People named in a tooltip. */
const MAX_PEOPLE = 12;

/** A draft as a row of the tree. */
export interface DraftSummary {
  readonly kind: 'draft';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** `offline`: the service couldn't be reached. `waiting`: for a new key of its account. */
  readonly state: 'open' | 'sending' | 'refused' | 'offline' | 'waiting' | 'unknown';
}

/** A deletion with an unknown outcome as a row of the tree. */
export interface DeletionSummary {
  readonly kind: 'deletion';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** `sending`: it is being checked or repeated. `offline` and `waiting` as for drafts. */
  readonly state: 'sending' | 'offline' | 'waiting' | 'unknown';
  /** Its page in Affinity shows whether the interaction still exists. */
  readonly record?: RecordId | undefined;
}

export function draftSummary(draft: Draft): DraftSummary {
  const { subject, outcome } = draft;
  const people = guests(draft);
  const label =
    (subject.kind === 'update' && titleOf(subject.base)) ||
    ((subject.kind === 'note' || subject.kind === 'attach') && titleOf(subject)) ||
    noteOpening(draft.text) ||
    firstAndMore(people) ||
    l10n.t('No note yet');
  return {
    kind: 'draft',
    id: draft.id,
    label,
    description: [whatWord(draft), stateWord(draft), formatRecent(new Date(draft.changedAt))]
      .filter(Boolean)
      .join(' · '),
    tooltip: [label, ...(label === people[0] ? [] : atMost(MAX_PEOPLE, people)), reason(draft)]
      .filter(Boolean)
      .join('\n'),
    state: stateOf(outcome),
  };
}

function whatWord({ subject, type, alsoOn = [] }: Draft): string {
  switch (subject.kind) {
    case 'create':
      return typeWords.singular(type);
    case 'update':
      return l10n.t('Edit: {0}', typeWords.singular(type));
    case 'note':
      return l10n.t('Note: {0}', typeWords.singular(type));
    case 'attach':
      return l10n.t('Also on: {0}', firstAndMore(alsoOn.map(({ name }) => isolated(oneLine(name)))));
  }
}

/** External people and names that aren't resolved yet; colleagues take part in every interaction. */
function guests({ people }: Draft): string[] {
  return people.flatMap((one) => {
    if (one.state === 'typed') return [isolated(oneLine(one.typed))];
    return one.person.standing === 'external' ? [isolated(oneLine(one.person.name))] : [];
  });
}

/** The title of the form's tab. */
export function formTitle({ subject }: Draft): string {
  if (subject.kind === 'create') {
    return subject.about === undefined
      ? l10n.t('Log Interaction')
      : l10n.t('Log: {0}', oneLine(subject.about.name));
  }
  if (subject.kind === 'note') {
    const name = titleOf(subject);
    return name === '' ? l10n.t('Add Note') : l10n.t('Note: {0}', name);
  }
  if (subject.kind === 'attach') {
    const name = titleOf(subject);
    return name === '' ? l10n.t('Also On') : l10n.t('Also on: {0}', name);
  }
  const title = titleOfBase(subject.base);
  return title === '' ? l10n.t('Edit Interaction') : l10n.t('Edit: {0}', title);
}

function stateOf(outcome: DraftOutcome): DraftSummary['state'] {
  return outcome.state === 'refused' ? (blockedState(outcome.problem) ?? 'refused') : outcome.state;
}

function stateWord({ outcome, subject }: Draft): string | undefined {
  switch (outcome.state) {
    case 'open':
      return subject.kind === 'attach' ? l10n.t('not added yet') : undefined;
    case 'sending':
      return l10n.t('sending…');
    case 'refused':
      return notSentWords(outcome.problem);
    case 'unknown':
      return l10n.t('may have been saved');
  }
}

function reason(draft: Draft): string | undefined {
  const { subject } = draft;
  return subject.kind === 'attach'
    ? [stepLeft(draft, subject), failure(draft)].filter(Boolean).join('\n')
    : failure(draft);
}

/** The interaction is logged, and what is left is to put its note on records. */
function stepLeft({ alsoOn = [] }: Draft, { way }: AttachSubject): string {
  const names = recordNames(alsoOn);
  return way === 'own'
    ? l10n.t(
        'Logged, but not on {0} yet. Sending this draft adds its note to them and logs nothing again.',
        names,
      )
    : l10n.t(
        'Logged, but not on {0} yet. Sending this draft adds a separate note with the same text to them.',
        names,
      );
}

function failure({ outcome, subject }: Draft): string | undefined {
  switch (outcome.state) {
    case 'open':
      return undefined;
    case 'refused':
      return refusalWords(outcome.problem, taskOf(subject.kind));
    case 'sending':
      return undefined;
    case 'unknown':
      return l10n.t('It may have been saved. Open the draft to check.');
  }
}

export function deletionSummary(deletion: KeptDeletion, isUnderWay: boolean): DeletionSummary {
  const { interaction, outcome, changedAt } = deletion;
  const state = isUnderWay ? 'sending' : stateOfDeletion(outcome);
  const word = outcome.state === 'deleting' ? l10n.t('deleting…') : deletionStateWord(state);
  return {
    kind: 'deletion',
    id: deletionId(deletion),
    label: interactionLabel(interaction, openingOfDeleted(deletion)),
    description: [
      l10n.t('Delete: {0}', typeWords.singular(interaction.type)),
      word,
      formatRecent(new Date(changedAt)),
    ].join(' · '),
    tooltip: [named(deletion), ...reasonOfDeletion(outcome)].join('\n'),
    state,
    record: deletion.record ?? firstPerson(deletion),
  };
}

/** An external person, if there is one. */
function firstPerson({ interaction }: KeptDeletion): RecordId | undefined {
  const [person] = participants(interaction);
  return person && { kind: 'person', id: person.id };
}

function stateOfDeletion(outcome: KeptDeletion['outcome']): DeletionSummary['state'] {
  return outcome.state === 'unknown' ? (blockedState(outcome.problem) ?? 'unknown') : 'sending';
}

function deletionStateWord(state: DeletionSummary['state']): string {
  switch (state) {
    case 'sending':
      return l10n.t('checking…');
    case 'offline':
      return l10n.t('may have been deleted: Affinity can’t be reached');
    case 'waiting':
      return l10n.t('may have been deleted: sign in to check');
    case 'unknown':
      return l10n.t('may have been deleted');
  }
}

function reasonOfDeletion(outcome: KeptDeletion['outcome']): readonly string[] {
  if (outcome.state !== 'unknown') return [];
  return [
    refusalReason(outcome.problem, 'delete'),
    l10n.t('It may have been deleted. Click to check; this doesn’t delete anything.'),
  ];
}

/** The state of a row that waits for a key or the network. */
function blockedState(problem: SaveProblem): 'waiting' | 'offline' | undefined {
  const waitsFor = waitOf(problem);
  if (waitsFor === undefined) return undefined;
  return waitsFor === 'key' ? 'waiting' : 'offline';
}
