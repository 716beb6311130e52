import { l10n, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { CalendarStart } from '../../drafts/capture/calendarFile.ts';
import type { CapturedMeeting, CaptureProblem } from '../../drafts/capture/capture.ts';
import { oneLine } from '../../model/cleanText.ts';
import { messages } from '../ui/messages.ts';
import { formatMoment } from '../words/formatMoment.ts';
import { withoutIcons } from '../words/withoutIcons.ts';

/** Messages and questions about a file, an open document or the clipboard. */
export const captureMessages = { tellProblem, chooseMeeting, confirmCancelled };

type Words = Readonly<Record<CaptureProblem, (name: string) => string>>;

/** Why nothing can be logged from a file, and what to do. */
const fileWords: Words = {
  empty: (name) => l10n.t('“{0}” is empty, so there is nothing to log.', name),
  zip: (name) => l10n.t('“{0}” is an archive. Extract it and log a file from it.', name),
  outlook: (name) =>
    l10n.t('“{0}” is in a format of Outlook or Word. Save it as .eml, .ics or text, or copy its text.', name),
  'no-text': (name) => l10n.t('“{0}” isn’t a text file. Copy its text, then use Log from Clipboard.', name),
  'no-event': (name) =>
    l10n.t('“{0}” has no calendar event that can be read. Save the invitation again as .ics.', name),
  'no-mail': (name) => l10n.t('“{0}” isn’t an email that can be read. Save the email again as .eml.', name),
  'no-cues': (name) => l10n.t('“{0}” has no transcript that can be read. Download it again as .vtt.', name),
  'too-long': (name) =>
    l10n.t('“{0}” is too long for the form. Copy the part to log, then use Log from Clipboard.', name),
};

const clipboardWords: Words = {
  ...fileWords,
  empty: () => l10n.t('The clipboard has no text. Copy an invitation, email, transcript or note first.'),
  'no-event': () => l10n.t('The copied calendar has no event that can be read. Copy all of it.'),
  'no-mail': () => l10n.t('The copied email can’t be read. Copy all of its source, or only its text.'),
  'no-cues': () => l10n.t('The copied transcript has no text. Copy all of it.'),
  'too-long': () => l10n.t('The copied text is too long for the form. Copy a part of it.'),
};

function tellProblem(code: CaptureProblem, name: string | undefined): void {
  void messages.showWarning(name === undefined ? clipboardWords[code]('') : fileWords[code](name));
}

/** Asks which meeting of a calendar to log. Undefined when the user cancels. */
async function chooseMeeting(meetings: readonly CapturedMeeting[]): Promise<CapturedMeeting | undefined> {
  const items = meetings.map((captured): QuickPickItem & { captured: CapturedMeeting } => {
    const { title, start, people, isCancelled } = captured.meeting;
    const names = people.map(({ name, email }) => name || email || '').filter(Boolean);
    return {
      label: withoutIcons(oneLine(title)) || l10n.t('No title'),
      description: [startWords(start), ...(isCancelled ? [l10n.t('canceled')] : [])].join(' · '),
      detail: withoutIcons(oneLine(names.slice(0, 10).join(', '))),
      captured,
    };
  });
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Log Interaction'),
    placeHolder: l10n.t('Select the meeting to log'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.captured;
}

/** A meeting that was cancelled did not take place, as far as its invitation tells. */
async function confirmCancelled({ meeting }: CapturedMeeting): Promise<boolean> {
  const open = l10n.t('Open Form Anyway');
  const title = oneLine(meeting.title) || l10n.t('No title');
  const message = l10n.t('“{0}” ({1}) was canceled, so nothing is logged.', title, startWords(meeting.start));
  return (await messages.showInformation(message, open)) === open;
}

function startWords(start: CalendarStart | undefined): string {
  if (start === undefined) return l10n.t('no date');
  return start.instant === undefined ? start.wall : formatMoment(start.instant);
}
