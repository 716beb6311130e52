import { l10n } from 'vscode';
import type { AttachSubject, Draft, NoteSubject } from '../../drafts/model/draft.ts';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import { firstAndMore, titleOf } from '../../model/titleOf.ts';
import { formatZoned } from './formatMoment.ts';
import { formatList } from './formatNumber.ts';
import { typeWords } from './typeWords.ts';

export const noteWords = { target, targetLabel, way, separateNote };

type NotedSubject = AttachSubject | NoteSubject;

/** "“Kick-off with Acme”", else "the meeting with Ann Lee +1". */
function targetLabel(subject: NotedSubject): string {
  const title = titleOf(subject);
  if (title !== '') return l10n.t('“{0}”', title);
  const people = noteTargetPeople(subject);
  return people === ''
    ? l10n.t('the {0}', typeWords.inSentence(subject.type))
    : l10n.t('the {0} with {1}', typeWords.inSentence(subject.type), people);
}

/** "Meeting · Tue 18 Nov 2025 14:00 CET · Ann Lee +1". */
function target(subject: NotedSubject, zone: string): string {
  const parts = [
    typeWords.singular(subject.type),
    formatZoned(new Date(subject.date), zone),
    noteTargetPeople(subject),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** The sentence for notes of interactions that can't be on records themselves. */
function separateNote(): string {
  return l10n.t(
    'Affinity can’t put the interaction’s own note on companies or opportunities. A separate note with the same text will be added to them.',
  );
}

/** "Acme Robotics, Series B". */
export function recordNames(records: NonNullable<Draft['alsoOn']>): string {
  return formatList(records.map(({ name }) => isolated(oneLine(name))));
}

/** How a note is saved that can't be tied to its interaction. Undefined where it can. */
function way(subject: NotedSubject, hasRecords: boolean): string | undefined {
  if (subject.kind === 'attach') return subject.way === 'own' ? undefined : separateNote();
  switch (subject.route) {
    case 'interaction':
      return undefined;
    case 'reply':
      return l10n.t(
        'Affinity can’t add this note to the interaction itself. It will be saved as a reply to the note that is already there.',
      );
    case 'records':
      if (subject.isGone) return withoutInteraction(subject, hasRecords);
      if (subject.people.length === 0)
        return l10n.t(
          'Affinity can’t add this note to the interaction itself. It will be saved as a separate note on the records below.',
        );
      return hasRecords
        ? l10n.t(
            'Affinity can’t add this note to the interaction itself. It will be saved as a separate note on its people and on the records below.',
          )
        : l10n.t(
            'Affinity can’t add this note to the interaction itself. It will be saved as a separate note on its people.',
          );
  }
}

/** How the note of a deleted interaction is saved. */
function withoutInteraction({ people }: NoteSubject, hasRecords: boolean): string {
  if (people.length === 0)
    return l10n.t(
      'The interaction is no longer in Affinity. The text will be saved as a separate note on the records below.',
    );
  return hasRecords
    ? l10n.t(
        'The interaction is no longer in Affinity. The text will be saved as a separate note on its people and on the records below.',
      )
    : l10n.t(
        'The interaction is no longer in Affinity. The text will be saved as a separate note on its people.',
      );
}

function noteTargetPeople({ people }: NotedSubject): string {
  return firstAndMore(people.map(({ name }) => isolated(oneLine(name))));
}
