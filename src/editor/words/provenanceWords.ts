import { l10n } from 'vscode';
import type { DateNote, DatePlace, Provenance } from '../../drafts/model/provenance.ts';
import { joinSentences } from './explain.ts';
import { formatList } from './formatNumber.ts';

type ByPlace<Values extends readonly unknown[]> = Readonly<Record<DatePlace, (...values: Values) => string>>;

const datePlaces: ByPlace<[found: string]> = {
  'front-matter': (found) => l10n.t('“{0}”, from the front matter.', found),
  heading: (found) => l10n.t('“{0}”, from the heading.', found),
  'head-line': (found) => l10n.t('“{0}”, from a line near the top.', found),
  'file-name': (found) => l10n.t('“{0}”, from the file name.', found),
};

const yearPlaces: ByPlace<[year: number]> = {
  'front-matter': (year) => l10n.t('The year {0} is from the front matter.', String(year)),
  heading: (year) => l10n.t('The year {0} is from the heading.', String(year)),
  'head-line': (year) => l10n.t('The year {0} is from a line near the top.', String(year)),
  'file-name': (year) => l10n.t('The year {0} is from the file name.', String(year)),
};

const orderPlaces: ByPlace<[]> = {
  'front-matter': () => l10n.t('The front matter shows which number is the day.'),
  heading: () => l10n.t('The heading shows which number is the day.'),
  'head-line': () => l10n.t('A line near the top shows which number is the day.'),
  'file-name': () => l10n.t('The file name shows which number is the day.'),
};

const timePlaces: ByPlace<[found: string]> = {
  'front-matter': (found) => l10n.t('The time is from the front matter: “{0}”.', found),
  heading: (found) => l10n.t('The time is from the heading: “{0}”.', found),
  'head-line': (found) => l10n.t('The time is from a line near the top: “{0}”.', found),
  'file-name': (found) => l10n.t('The time is from the file name: “{0}”.', found),
};

const otherDayPlaces: ByPlace<[found: string]> = {
  'front-matter': (found) => l10n.t('The front matter names another day: “{0}”.', found),
  heading: (found) => l10n.t('The heading names another day: “{0}”.', found),
  'head-line': (found) => l10n.t('A line near the top names another day: “{0}”.', found),
  'file-name': (found) => l10n.t('The file name names another day: “{0}”.', found),
};

type Of<Field extends Provenance['field']> = Extract<Provenance, { readonly field: Field }>;

const typePlaces: Readonly<Record<Of<'type'>['from'], (found: string) => string>> = {
  'front-matter': (found) => l10n.t('From “{0}” in the front matter.', found),
  heading: (found) => l10n.t('From “{0}” in the heading.', found),
  'file-name': (found) => l10n.t('From “{0}” in the file name.', found),
  calendar: () => l10n.t('An invitation is logged as a meeting.'),
  mail: () => l10n.t('Affinity doesn’t accept emails, so this is logged as a chat message.'),
  transcript: () => l10n.t('A transcript is logged as a meeting.'),
  agent: () => l10n.t('An agent in chat filled in this form. Review it before you log it.'),
};

const peopleSources: Readonly<Record<Of<'people'>['from'], (found: string) => string>> = {
  text: (found) => l10n.t('Found in the text: {0}.', found),
  calendar: (found) => l10n.t('From the invitation: {0}.', found),
  mail: (found) => l10n.t('From the email: {0}.', found),
  transcript: (found) => l10n.t('Speakers of the transcript: {0}.', found),
};

const byAgent = (): string => l10n.t('Written by an agent in chat.');

const textSources: Readonly<Record<Of<'text'>['from'], () => string>> = {
  selection: () => l10n.t('The selection in the editor.'),
  document: () => l10n.t('All of the text in the editor.'),
  clipboard: () => l10n.t('The text on the clipboard.'),
  calendar: () => l10n.t('Title and description of the invitation.'),
  mail: () => l10n.t('Subject and text of the email.'),
  transcript: () => l10n.t('The transcript, by speaker.'),
  agent: byAgent,
};

const namedTextSources: Readonly<Record<Of<'text'>['from'], (fileName: string) => string>> = {
  selection: (fileName) => l10n.t('The selection in {0}.', fileName),
  document: (fileName) => l10n.t('All of {0}.', fileName),
  clipboard: (fileName) => l10n.t('The text on the clipboard, from {0}.', fileName),
  calendar: (fileName) => l10n.t('Title and description of the invitation in {0}.', fileName),
  mail: (fileName) => l10n.t('Subject and text of the email in {0}.', fileName),
  transcript: (fileName) => l10n.t('The transcript in {0}, by speaker.', fileName),
  agent: byAgent,
};

/** The source of a value that was filled in from a text, with its assumptions. */
export function provenanceWords(provenance: Provenance): string {
  switch (provenance.field) {
    case 'text':
      return textProvenance(provenance);
    case 'date':
      return dateProvenance(provenance);
    case 'type':
      return typePlaces[provenance.from](provenance.found);
    case 'people':
      return peopleProvenance(provenance);
  }
}

function dateProvenance({ from, found = '', fileName, notes = [] }: Of<'date'>): string {
  const more = notes.map((note) => dateNoteWords(note));
  switch (from) {
    case undefined:
      return joinSentences(l10n.t('No date found in the text; using now.'), ...more);
    case 'calendar':
      return joinSentences(calendarDate(found, fileName), ...more);
    case 'mail':
      return joinSentences(mailDate(found, fileName), ...more);
    default:
      return joinSentences(datePlaces[from](found), ...more);
  }
}

function calendarDate(found: string, fileName: string | undefined): string {
  return fileName === undefined
    ? l10n.t('“{0}”, the start time in the invitation.', found)
    : l10n.t('“{0}”, the start time in {1}.', found, fileName);
}

function mailDate(found: string, fileName: string | undefined): string {
  return fileName === undefined
    ? l10n.t('“{0}”, from the Date header of the email.', found)
    : l10n.t('“{0}”, from the Date header in {1}.', found, fileName);
}

function dateNoteWords(note: DateNote): string {
  switch (note.code) {
    case 'year-assumed':
      return l10n.t('No year given; {0} is assumed.', note.year);
    case 'year-from':
      return yearPlaces[note.place](note.year);
    case 'order-from':
      return orderPlaces[note.place]();
    case 'time-from':
      return timePlaces[note.place](note.found);
    case 'other-day':
      return otherDayPlaces[note.place](note.found);
    case 'creation':
      return l10n.t('This is when the note was created.');
    case 'all-day':
      return l10n.t('It lasts all day.');
    case 'no-zone':
      return note.zone === undefined
        ? l10n.t('The invitation names no time zone; yours is assumed.')
        : l10n.t('The time zone “{0}” isn’t known; yours is assumed.', note.zone);
    case 'series-last':
      return l10n.t('This is the most recent meeting of the series.');
    case 'series-first':
      return l10n.t('No meeting of the series has started yet; this is the first one.');
    case 'series-unread':
      return l10n.t(
        'The repeat rule isn’t supported, so this is the first meeting of the series. Check the date.',
      );
    case 'series-skipped':
      return note.count === 1
        ? l10n.t('1 later meeting was canceled.')
        : l10n.t('{0} later meetings were canceled.', note.count);
    case 'cancelled':
      return l10n.t('This meeting was canceled.');
  }
}

function peopleProvenance(provenance: Of<'people'>): string {
  const { from, rooms = 0, declined = 0, leftOut } = provenance;
  const left = formatList([
    ...(leftOut > 0 ? [String(leftOut)] : []),
    ...(rooms === 1 ? [l10n.t('1 room')] : []),
    ...(rooms > 1 ? [l10n.t('{0} rooms', rooms)] : []),
    ...(declined === 1 ? [l10n.t('1 person who declined')] : []),
    ...(declined > 1 ? [l10n.t('{0} people who declined', declined)] : []),
  ]);
  const found = foundPeople(provenance);
  return joinSentences(
    ...(found === '' ? [] : [peopleSources[from](found)]),
    ...(left === '' ? [] : [l10n.t('Left out: {0}.', left)]),
    ...checkWords(provenance),
  );
}

function checkWords({ addresses, mentions, listed = 0 }: Of<'people'>): readonly string[] {
  const count = addresses + mentions + listed;
  if (count === 0) return [];
  return [count === 1 ? l10n.t('Check that it’s right.') : l10n.t('Check that they are right.')];
}

function foundPeople({ from, addresses, mentions, listed = 0 }: Of<'people'>): string {
  const isListed = from === 'text';
  return formatList([
    ...(addresses === 1 ? [l10n.t('1 address')] : []),
    ...(addresses > 1 ? [l10n.t('{0} addresses', addresses)] : []),
    ...(mentions === 1 ? [l10n.t('1 @name')] : []),
    ...(mentions > 1 ? [l10n.t('{0} @names', mentions)] : []),
    ...(listed === 1 && isListed ? [l10n.t('1 name from the list of attendees')] : []),
    ...(listed > 1 && isListed ? [l10n.t('{0} names from the list of attendees', listed)] : []),
    ...(listed === 1 && !isListed ? [l10n.t('1 name')] : []),
    ...(listed > 1 && !isListed ? [l10n.t('{0} names', listed)] : []),
  ]);
}

function textProvenance(provenance: Of<'text'>): string {
  const { from, fileName, dialIn, movedEntries, undecoded, removedControls } = provenance;
  return joinSentences(
    fileName === undefined ? textSources[from]() : namedTextSources[from](fileName),
    ...(movedEntries === true
      ? [l10n.t('Entries of the front matter that fill other fields were left out.')]
      : []),
    ...(dialIn === true ? [l10n.t('Dial-in details were left out.')] : []),
    ...(undecoded === true ? [l10n.t('Text that can’t be decoded was left out.')] : []),
    ...(removedControls === 0 ? [] : [removedWords(removedControls)]),
  );
}

function removedWords(count: number): string {
  return count === 1
    ? l10n.t('1 invisible control character was removed.')
    : l10n.t('{0} invisible control characters were removed.', count);
}
