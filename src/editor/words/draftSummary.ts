import { l10n } from 'vscode';
import type { Draft } from '../../drafts/model/draft.ts';
import type { DraftOutcome, SaveProblem } from '../../drafts/model/draftOutcome.ts';
import { oneLine } from '../../model/cleanText.ts';
import { formatRecent } from './formatMoment.ts';
import { withMore } from './interactionLabel.ts';
import { refusalWords } from './refusalWords.ts';
import { typeSingular } from './typeWords.ts';
import { atMost } from './withoutIcons.ts';

const LONGEST_LABEL = 60;

/** Most people that a tooltip names. */
const MOST_PEOPLE = 12;

/** What the tree shows of a draft. */
export interface DraftSummary {
  readonly kind: 'draft';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** `offline`: it did not reach the service. `waiting`: for a new key of its account. */
  readonly state: 'open' | 'sending' | 'refused' | 'offline' | 'waiting' | 'unknown';
}

export function draftSummary(draft: Draft): DraftSummary {
  const { subject, outcome } = draft;
  const [line = ''] = draft.text.trimStart().slice(0, 500).split('\n', 1);
  // Half of a surrogate pair at the end would be drawn as a question mark.
  const firstLine = oneLine(line)
    .slice(0, LONGEST_LABEL)
    .replace(/\p{Cs}$/u, '');
  const people = guests(draft);
  const [first = '', ...others] = people;
  const peopleInShort = withMore(first, others.length);
  const label = titleOf(subject) || firstLine || peopleInShort || l10n.t('No text yet');
  const what =
    subject.kind === 'update' ? l10n.t('Edit of {0}', typeSingular(draft.type)) : typeSingular(draft.type);
  const state = stateOf(outcome);
  return {
    kind: 'draft',
    id: draft.id,
    label,
    description: [what, stateWord(state, outcome), formatRecent(new Date(draft.changedAt))]
      .filter(Boolean)
      .join(' · '),
    tooltip: [label, ...(label === first ? [] : atMost(MOST_PEOPLE, people)), reason(draft)]
      .filter(Boolean)
      .join('\n'),
    state,
  };
}

/** Whom it is with: colleagues are in all of them. */
function guests({ people }: Draft): string[] {
  return people.flatMap((one) => {
    if (one.state === 'typed') return [oneLine(one.typed)];
    return one.person.standing === 'external' ? [oneLine(one.person.name)] : [];
  });
}

function titleOf(subject: Draft['subject']): string {
  return subject.kind === 'update' ? oneLine(subject.base.title ?? '') : '';
}

/** The title of the form's tab. */
export function formTitle({ subject }: Draft): string {
  if (subject.kind === 'create') {
    return subject.about === undefined
      ? l10n.t('Log Interaction')
      : l10n.t('Log: {0}', oneLine(subject.about.name));
  }
  return subject.base.title === undefined
    ? l10n.t('Edit Interaction')
    : l10n.t('Edit: {0}', oneLine(subject.base.title));
}

function stateOf(outcome: DraftOutcome): DraftSummary['state'] {
  if (outcome.state !== 'refused') return outcome.state;
  const { kind } = outcome.problem;
  if (kind === 'unauthorized') return 'waiting';
  return kind === 'network' || kind === 'timeout' ? 'offline' : 'refused';
}

function stateWord(state: DraftSummary['state'], outcome: DraftOutcome): string | undefined {
  switch (state) {
    case 'open':
      return undefined;
    case 'sending':
      return l10n.t('sending…');
    case 'refused':
      return outcome.state === 'refused' ? refusedWord(outcome.problem) : l10n.t('refused');
    case 'offline':
      return l10n.t('not sent: Affinity cannot be reached');
    case 'waiting':
      return l10n.t('waits for a new API key');
    case 'unknown':
      return l10n.t('saved or not?');
  }
}

/** The reason in the few words that a row shows. */
function refusedWord({ kind, said }: SaveProblem): string {
  switch (kind) {
    case 'forbidden':
      return l10n.t('refused: no right to do this');
    case 'not-found':
      return l10n.t('refused: no longer in Affinity');
    case 'rate-limited':
      return l10n.t('not sent: limit reached');
    case 'server':
      return l10n.t('not sent: Affinity has a problem');
    case 'unauthorized':
    case 'network':
    case 'timeout':
    case 'conflict':
    case 'invalid-request':
    case 'invalid-argument':
    case 'bad-response':
    case 'unexpected':
    case 'interrupted':
      return said[0] === undefined
        ? l10n.t('refused')
        : l10n.t('refused: {0}', oneLine(said[0]).slice(0, 80));
  }
}

function reason({ outcome, subject }: Draft): string | undefined {
  switch (outcome.state) {
    case 'open':
      return undefined;
    case 'refused':
      return refusalWords(outcome.problem, subject.kind);
    case 'sending':
      return undefined;
    case 'unknown':
      return l10n.t('It may have been saved. Open the draft to find out.');
  }
}
