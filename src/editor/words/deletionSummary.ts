import { l10n } from 'vscode';
import { deletionId } from '../../drafts/model/keptDeletion.ts';
import type { KeptDeletion } from '../../drafts/model/keptDeletion.ts';
import { participants } from '../../model/participants.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { named } from './deletionWords.ts';
import { formatRecent } from './formatMoment.ts';
import { interactionLabel } from './interactionLabel.ts';
import { refusalReason } from './refusalWords.ts';
import { typeSingular } from './typeWords.ts';

/** What the tree shows of a deletion of which nobody knows whether it took effect. */
export interface DeletionSummary {
  readonly kind: 'deletion';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** `sending`: somebody looks, or deletes again. `offline` and `waiting` as of drafts. */
  readonly state: 'sending' | 'offline' | 'waiting' | 'unknown';
  /** Whose page in Affinity shows whether it is still there. */
  readonly record?: RecordId | undefined;
}

export function deletionSummary(deletion: KeptDeletion, isUnderWay: boolean): DeletionSummary {
  const { interaction, outcome, changedAt } = deletion;
  const state = isUnderWay ? 'sending' : stateOf(outcome);
  const word = outcome.state === 'deleting' ? l10n.t('deleting…') : stateWord(state);
  return {
    kind: 'deletion',
    id: deletionId(deletion),
    label: interactionLabel(interaction),
    description: [
      l10n.t('Deletion of {0}', typeSingular(interaction.type)),
      word,
      formatRecent(new Date(changedAt)),
    ].join(' · '),
    tooltip: [named(interaction), ...reason(outcome)].join('\n'),
    state,
    record: deletion.record ?? firstPerson(deletion),
  };
}

/** Somebody from outside, if there is anybody. */
function firstPerson({ interaction }: KeptDeletion): RecordId | undefined {
  const [person] = participants(interaction);
  return person && { kind: 'person', id: person.id };
}

function stateOf(outcome: KeptDeletion['outcome']): DeletionSummary['state'] {
  if (outcome.state !== 'unknown') return 'sending';
  const { kind } = outcome.problem;
  if (kind === 'unauthorized') return 'waiting';
  return kind === 'network' || kind === 'timeout' ? 'offline' : 'unknown';
}

function stateWord(state: DeletionSummary['state']): string {
  switch (state) {
    case 'sending':
      return l10n.t('looking…');
    case 'offline':
      return l10n.t('deleted or not: Affinity cannot be reached');
    case 'waiting':
      return l10n.t('deleted or not: a new API key is needed to look');
    case 'unknown':
      return l10n.t('deleted or not?');
  }
}

function reason(outcome: KeptDeletion['outcome']): readonly string[] {
  if (outcome.state !== 'unknown') return [];
  return [
    refusalReason(outcome.problem, 'delete'),
    l10n.t('It may have been deleted. Check again to find out; checking deletes nothing.'),
  ];
}
