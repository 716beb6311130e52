import type { RootContent } from 'mdast';
import type { V2Person } from '../affinity/index.ts';
import { oneLine } from '../model/cleanText.ts';
import { noteTypes } from '../model/noteText.ts';
import { isByNotetaker, noteContent } from './interactionDocument.ts';
import type { DocumentWords, NoteOrProblem } from './interactionDocument.ts';
import { markdownNodes } from './markdownNodes.ts';
import type { NoteReplies, NoteReply, ReadReplies, SpokenLine } from './noteReplies.ts';
import { plainMarkdown } from './plainMarkdown.ts';

const { text, paragraph, heading, below } = markdownNodes;

/** Lines of a transcript that are written in one go. They are a paragraph. */
const LINES_AT_A_TIME = 200;

/** Replies and transcripts of an interaction: read, or offered to be read. */
export type RepliesState = 'offered' | ReadReplies;

export interface ReplyWords {
  readonly transcript: string;
  readonly unknownSpeaker: string;
  /** The sentences about what isn't there. */
  readonly remarks: Readonly<Record<ReplyRemark, string>>;
  /** The heading of a reply. */
  reply(author: V2Person | undefined, createdAt: Date | undefined): string;
  notetakerReply(createdAt: Date | undefined): string;
}

export type ReplyRemark =
  | 'offered'
  | 'offeredWithTranscript'
  | 'lackedByAccount'
  | 'lackedByNotes'
  | 'none'
  | 'noneWithTranscript'
  | 'incomplete';

type Words = ReplyWords & Pick<DocumentWords, 'notFormatted'>;

/** The replies to a note and its transcript, in parts that are each written in one go. */
export function* replyParts(
  entry: NoteOrProblem,
  state: RepliesState,
  words: Words,
): Generator<readonly RootContent[], void> {
  const read = state === 'offered' || !('note' in entry) ? undefined : state.ofNotes.get(entry.note.id);
  if (read === undefined) return;
  for (const reply of read.replies) yield replySection(reply, words);
  if (read.transcript.length > 0) yield [heading(3, words.transcript)];
  for (let start = 0; start < read.transcript.length; start += LINES_AT_A_TIME)
    yield [spokenLines(read.transcript.slice(start, start + LINES_AT_A_TIME), words)];
}

/** The sentence below the notes that says what can be read, or what isn't there. */
export function replyRemark(
  notes: readonly NoteOrProblem[],
  state: RepliesState,
  words: ReplyWords,
): readonly RootContent[] {
  const kind = remarkOf(notes, state);
  if (kind === undefined) return [];
  return [paragraph({ type: 'emphasis', children: [text(words.remarks[kind])] })];
}

function remarkOf(notes: readonly NoteOrProblem[], state: RepliesState): ReplyRemark | undefined {
  if (!notes.some((entry) => 'note' in entry)) return undefined;
  const isRecorded = notes.some((entry) => isByNotetaker(entry));
  if (state === 'offered') return isRecorded ? 'offeredWithTranscript' : 'offered';
  if (state.lackedBy !== undefined) return state.lackedBy === 'account' ? 'lackedByAccount' : 'lackedByNotes';
  if (!state.isComplete) return 'incomplete';
  if ([...state.ofNotes.values()].some((one) => hasText(one))) return undefined;
  return isRecorded ? 'noneWithTranscript' : 'none';
}

function hasText({ replies, transcript }: NoteReplies): boolean {
  return replies.length > 0 || transcript.length > 0;
}

function replySection(reply: NoteReply, words: Words): RootContent[] {
  const { author, createdAt, html, isByNotetaker: isItsOwn } = reply;
  const title = isItsOwn ? words.notetakerReply(createdAt) : words.reply(author, createdAt);
  const note = { content: html, type: noteTypes.richText };
  return [heading(3, title), ...below(3, noteContent({ note }, words))];
}

/** Written already: the writer would take seconds for a long transcript. */
function spokenLines(lines: readonly SpokenLine[], words: ReplyWords): RootContent {
  const texts = lines.map(
    ({ speaker, content }) => `${oneLine(speaker ?? '') || words.unknownSpeaker}: ${oneLine(content)}`,
  );
  return { type: 'html', value: plainMarkdown(texts.join('\n')) };
}
