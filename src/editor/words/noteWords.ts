import { l10n } from 'vscode';
import type { DraftSubject, NoteSubject } from '../../drafts/model/draft.ts';
import { oneLine } from '../../model/cleanText.ts';
import { firstAndMore, titleOf } from '../../model/titleOf.ts';
import type { Task } from './failureWords.ts';
import { formatZoned } from './formatMoment.ts';
import { typeInSentence, typeSingular } from './typeWords.ts';

/** The task that a failure of a draft belongs to. A note is a change of an interaction. */
export function taskOf(kind: DraftSubject['kind']): Task & ('create' | 'update') {
  return kind === 'create' ? 'create' : 'update';
}

/** "“Kick-off with Acme”", else "the meeting with Ann Lee +1". */
export function noteTargetLabel(subject: NoteSubject): string {
  const title = titleOf(subject);
  if (title !== '') return l10n.t('“{0}”', title);
  const people = noteTargetPeople(subject);
  return people === ''
    ? l10n.t('the {0}', typeInSentence(subject.type))
    : l10n.t('the {0} with {1}', typeInSentence(subject.type), people);
}

/** "Meeting · Tue 18 Nov 2025 14:00 CET · Ann Lee +1". */
export function noteTarget(subject: NoteSubject, zone: string): string {
  const parts = [
    typeSingular(subject.type),
    formatZoned(new Date(subject.date), zone),
    noteTargetPeople(subject),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** How a note is saved that can't be tied to its interaction. Undefined where it can. */
export function noteWay(subject: NoteSubject, hasRecords: boolean): string | undefined {
  switch (subject.route) {
    case 'interaction':
      return undefined;
    case 'reply':
      return l10n.t(
        'Affinity can’t add this note to the interaction itself. It will be saved as a reply to the note that is already there.',
      );
    case 'records':
      return hasRecords
        ? l10n.t(
            'Affinity can’t add this note to the interaction itself. It will be saved as a separate note on its people and on the records below.',
          )
        : l10n.t(
            'Affinity can’t add this note to the interaction itself. It will be saved as a separate note on its people.',
          );
  }
}

function noteTargetPeople({ people }: NoteSubject): string {
  return firstAndMore(people.map(({ name }) => oneLine(name)));
}
