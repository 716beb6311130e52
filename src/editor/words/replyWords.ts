import { l10n } from 'vscode';
import type { V2Person } from '../../affinity/index.ts';
import { nameOrEmail } from '../../model/namedPerson.ts';
import type { ReplyWords } from '../../notes/replyParts.ts';
import { formatZoned } from './formatMoment.ts';

/** The words of the replies and the transcript in a document. */
export function replyWords(): ReplyWords {
  return {
    transcript: l10n.t('Transcript'),
    unknownSpeaker: l10n.t('Unknown speaker'),
    remarks: {
      offered: l10n.t(
        'Replies haven’t been read yet. Use Read Replies and Transcript in the editor’s … menu to read them.',
      ),
      offeredWithTranscript: l10n.t(
        'Replies and the transcript haven’t been read yet. Use Read Replies and Transcript in the editor’s … menu to read them.',
      ),
      lackedByAccount: l10n.t('Affinity doesn’t provide replies and transcripts for your account.'),
      lackedByNotes: l10n.t('Affinity doesn’t provide replies and transcripts for these notes.'),
      none: l10n.t('There are no replies.'),
      noneWithTranscript: l10n.t('There are no replies and no transcript.'),
      incomplete: l10n.t(
        'Not all replies and transcripts were read. Use Read Replies and Transcript in the editor’s … menu to read them again.',
      ),
    },
    reply: replyTitle,
    notetakerReply: (createdAt) => withMoment(l10n.t('Reply from the meeting notetaker'), createdAt),
  };
}

function replyTitle(author: V2Person | undefined, createdAt: Date | undefined): string {
  const name =
    author &&
    nameOrEmail({ ...author, type: undefined, primaryEmail: author.primaryEmailAddress, emails: [] });
  const title =
    author === undefined
      ? l10n.t('Reply')
      : l10n.t('Reply from {0}', name || l10n.t('Person {0}', author.id));
  return withMoment(title, createdAt);
}

function withMoment(title: string, moment: Date | undefined): string {
  return moment === undefined ? title : `${title} · ${formatZoned(moment)}`;
}
