import { l10n } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import type { Brief } from '../../brief/brief.ts';
import { briefDocument } from '../../brief/briefDocument.ts';
import type { BriefDraft, BriefLinks } from '../../brief/briefDocument.ts';
import { noteOpening } from '../../model/noteOpening.ts';
import { plainNote } from '../../model/noteText.ts';
import { interactionDocument } from '../../notes/interactionDocument.ts';
import type { DocumentWords, EmailRole, NoteOrProblem, Origin } from '../../notes/interactionDocument.ts';
import { interactionSection, notesContent, textContent } from '../../notes/interactionSection.ts';
import type { SectionOptions, SectionWords } from '../../notes/interactionSection.ts';
import { readReplies } from '../../notes/noteReplies.ts';
import { replyParts, replyRemark } from '../../notes/replyParts.ts';
import type { RepliesState } from '../../notes/replyParts.ts';
import { writeMarkdown } from '../../notes/writeMarkdown.ts';
import { briefWords } from '../words/briefWords.ts';
import { formatUtc, formatZoned } from '../words/formatMoment.ts';
import { interactionLabel, personName, sideWord } from '../words/interactionLabel.ts';
import { replyWords } from '../words/replyWords.ts';
import { typeWords } from '../words/typeWords.ts';

/** An interaction as a Markdown document in the editor's language, with what is known of the replies to its notes. */
export function interactionMarkdown(
  interaction: Interaction,
  notes: readonly NoteOrProblem[],
  replies?: RepliesState,
): Promise<string> {
  const words = documentWords(openingOf(notes));
  if (replies === undefined) return interactionDocument(interaction, notes, words);
  const spoken = { ...words, ...replyWords() };
  return interactionDocument(interaction, notes, words, {
    below: (entry) => replyParts(entry, replies, spoken),
    end: replyRemark(notes, replies, spoken),
  });
}

/** An interaction as a section of a memo or an export. */
export function sectionMarkdown(
  interaction: Interaction,
  notes: readonly NoteOrProblem[],
  options: SectionOptions,
): string {
  const words = sectionWords(openingOf(notes));
  return writeMarkdown(interactionSection(interaction, notesContent(notes, words), words, options));
}

/** The same of an interaction whose text is known without its notes; undefined while it isn't read. */
export function textSectionMarkdown(
  interaction: Interaction,
  text: string | undefined,
  options: SectionOptions,
): string {
  const words = sectionWords(noteOpening(text ?? ''));
  const content = textContent(text ?? l10n.t('The text of this interaction wasn’t read.'));
  return writeMarkdown(interactionSection(interaction, content, words, options));
}

export { readReplies, writeMarkdown };

/** A brief as a document. */
export function briefMarkdown(brief: Brief, drafts: readonly BriefDraft[], links: BriefLinks): string {
  return writeMarkdown(briefDocument(brief, drafts, briefWords(sectionWords), links));
}

function sectionWords(opening: string): SectionWords {
  const words = documentWords(opening);
  const { type, when, until } = words.facts;
  const people = { people: l10n.t('People'), from: l10n.t('From'), to: l10n.t('To'), copy: l10n.t('Cc') };
  return {
    ...words,
    facts: { type, when, until, ...people },
    openInEditor: l10n.t('Open in the editor'),
  };
}

function documentWords(opening: string): DocumentWords {
  return {
    headings: {
      people: l10n.t('People'),
      note: l10n.t('Note'),
      notetakerNote: l10n.t('Note from the meeting notetaker'),
    },
    facts: {
      type: l10n.t('Type'),
      when: l10n.t('When'),
      until: l10n.t('Until'),
      changed: l10n.t('Changed'),
      logged: l10n.t('Logged'),
    },
    noEmailText: l10n.t('Affinity’s API doesn’t provide the text of emails.'),
    notFormatted: l10n.t('Shown without formatting, because the note is too long or too heavily formatted.'),
    title: (interaction) => interactionLabel(interaction, opening),
    typeAndDirection: typeWords.withDirection,
    personName,
    side: sideWord,
    role: roleWord,
    origin: originWords,
    moment: formatZoned,
    bothClocks: (date) => `${formatZoned(date)} · ${formatUtc(date)}`,
    ids,
  };
}

function openingOf(notes: readonly NoteOrProblem[]): string {
  for (const entry of notes) {
    const opening = 'note' in entry ? noteOpening(plainNote(entry.note)) : '';
    if (opening !== '') return opening;
  }
  return '';
}

function roleWord(role: EmailRole): string {
  switch (role) {
    case 'from':
      return l10n.t('from');
    case 'to':
      return l10n.t('to');
    case 'copy':
      return l10n.t('cc');
  }
}

function originWords(origin: Origin): string {
  if (origin.kind === 'synced') return l10n.t('automatically');
  const { creator, creatorId } = origin;
  if (creator !== undefined) return l10n.t('manually, by {0}', personName(creator));
  return creatorId === undefined ? l10n.t('manually') : l10n.t('manually, by person {0}', creatorId);
}

function ids({ id, type, noteIds }: Interaction): string {
  const own = l10n.t('{0} {1}', typeWords.singular(type), id);
  return noteIds.length === 0 ? own : l10n.t('{0} · notes {1}', own, noteIds.join(', '));
}
