import type { WhenContext } from '../../dates/whenReading.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { bounds } from '../../protocol/bounds.ts';
import { extraction } from '../extract/extraction.ts';
import type { Extraction } from '../extract/extraction.ts';
import type { CalendarMeeting } from './calendarFile.ts';
import { fileText, mailBytes } from './fileText.ts';
import type { FileProblem, FileText } from './fileText.ts';
import { mailExtraction } from './mailExtraction.ts';
import { meetingExtraction } from './meetingExtraction.ts';
import type { FileContext } from './meetingExtraction.ts';
import { sourceKind } from './sourceKind.ts';
import { transcriptExtraction } from './transcriptExtraction.ts';

/** A file, an open document, or the text on the clipboard, which has no name. */
export interface CaptureSource {
  readonly fileName?: string | undefined;
  readonly content: Uint8Array | string;
}

/** The content of a file, or the reason why nothing of it can be logged. */
export type Captured =
  | { readonly kind: 'filled'; readonly extraction: Extraction }
  /** Several meetings, of which the user chooses one; or one that was cancelled. */
  | { readonly kind: 'meetings'; readonly meetings: readonly CapturedMeeting[] }
  | { readonly kind: 'problem'; readonly code: CaptureProblem };

export interface CapturedMeeting {
  readonly meeting: CalendarMeeting;
  readonly extraction: Extraction;
}

export type CaptureProblem = FileProblem | 'no-event' | 'no-mail' | 'no-cues' | 'too-long';

/** Reads a file by its content. Never rejects because of it. */
export async function capture(
  source: CaptureSource,
  user: KnownPerson,
  when: WhenContext,
): Promise<Captured> {
  const { fileName, content } = source;
  const read = typeof content === 'string' ? textOf(content) : fileText(content);
  if (read.kind === 'problem') return read;
  const context = { fileName, user, zone: when.zone };
  switch (sourceKind(read.text, fileName)) {
    case 'calendar':
      return captureCalendar(read.text, context, when);
    case 'mail':
      return captureMail(read, content, context, when);
    case 'transcript': {
      const { transcriptFile } = await import('./transcriptFile.ts');
      const transcript = transcriptFile(read.text);
      if (transcript === undefined) return problem('no-cues');
      return filled(await transcriptExtraction(transcript, context, when));
    }
    case 'text': {
      if (read.text.length > bounds.text) return problem('too-long');
      const from = fileName === undefined ? 'clipboard' : 'document';
      return filled(await extraction({ text: read.text, from, fileName, movesEntries: true }, when));
    }
  }
}

async function captureCalendar(text: string, context: FileContext, when: WhenContext): Promise<Captured> {
  const { calendarFile } = await import('./calendarFile.ts');
  const meetings = calendarFile(text, when.now);
  const [first] = meetings;
  if (first === undefined) return problem('no-event');
  const isPlain = meetings.length === 1 && !first.isCancelled;
  if (isPlain) return filled(meetingExtraction(first, context));
  return {
    kind: 'meetings',
    meetings: meetings.map((meeting) => ({ meeting, extraction: meetingExtraction(meeting, context) })),
  };
}

async function captureMail(
  read: FileText & { readonly kind: 'text' },
  content: Uint8Array | string,
  context: FileContext,
  when: WhenContext,
): Promise<Captured> {
  const { mailFile } = await import('./mailFile.ts');
  const bytes = typeof content === 'string' ? content : mailBytes(content, read.text, read.encoding);
  const mail = await mailFile(bytes);
  if (mail === undefined) return problem('no-mail');
  if (mail.calendar !== undefined) {
    const { calendarFile } = await import('./calendarFile.ts');
    const [meeting] = calendarFile(mail.calendar, when.now);
    if (meeting !== undefined) {
      const made = meetingExtraction(meeting, context, mail);
      return meeting.isCancelled
        ? { kind: 'meetings', meetings: [{ meeting, extraction: made }] }
        : filled(made);
    }
  }
  return filled(await mailExtraction(mail, context, when));
}

function textOf(text: string): FileText {
  return text.trim() === '' ? { kind: 'problem', code: 'empty' } : { kind: 'text', text, encoding: 'utf8' };
}

function filled(made: Extraction): Captured {
  return made.text.length > bounds.text ? problem('too-long') : { kind: 'filled', extraction: made };
}

function problem(code: CaptureProblem): Captured {
  return { kind: 'problem', code };
}
