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

const typePlaces: Readonly<Record<Exclude<DatePlace, 'head-line'>, (found: string) => string>> = {
  'front-matter': (found) => l10n.t('From “{0}” in the front matter.', found),
  heading: (found) => l10n.t('From “{0}” in the heading.', found),
  'file-name': (found) => l10n.t('From “{0}” in the file name.', found),
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

function dateProvenance({ from, found = '', notes = [] }: Extract<Provenance, { field: 'date' }>): string {
  if (from === undefined) return l10n.t('No date found in the text; using now.');
  return joinSentences(datePlaces[from](found), ...notes.map((note) => dateNoteWords(note)));
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
  }
}

function peopleProvenance(provenance: Extract<Provenance, { field: 'people' }>): string {
  const { addresses, mentions, listed = 0, leftOut } = provenance;
  const found = formatList([
    ...(addresses === 1 ? [l10n.t('1 address')] : []),
    ...(addresses > 1 ? [l10n.t('{0} addresses', addresses)] : []),
    ...(mentions === 1 ? [l10n.t('1 @name')] : []),
    ...(mentions > 1 ? [l10n.t('{0} @names', mentions)] : []),
    ...(listed === 1 ? [l10n.t('1 name from the list of attendees')] : []),
    ...(listed > 1 ? [l10n.t('{0} names from the list of attendees', listed)] : []),
  ]);
  return leftOut === 0
    ? l10n.t('Found in the text: {0}. Check that they are right.', found)
    : l10n.t('Found in the text: {0}. Left out: {1}. Check that they are right.', found, leftOut);
}

function textProvenance({ from, fileName, removedControls }: Extract<Provenance, { field: 'text' }>): string {
  const source = sourceWords(from, fileName);
  return removedControls === 0 ? source : joinSentences(source, removedWords(removedControls));
}

function sourceWords(from: 'selection' | 'document', fileName: string | undefined): string {
  if (from === 'selection') {
    return fileName === undefined
      ? l10n.t('The selection in the editor.')
      : l10n.t('The selection in {0}.', fileName);
  }
  return fileName === undefined ? l10n.t('All of the text in the editor.') : l10n.t('All of {0}.', fileName);
}

function removedWords(count: number): string {
  return count === 1
    ? l10n.t('1 invisible control character was removed.')
    : l10n.t('{0} invisible control characters were removed.', count);
}
