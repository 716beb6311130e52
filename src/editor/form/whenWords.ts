import { l10n } from 'vscode';
import type { WhenNote, WhenRead } from '../../drafts/when/when.ts';
import { formatZoned } from '../words/dates.ts';

/** What had to be assumed of a date, or what may surprise. */
export function whenWords(note: WhenNote, { zone, instant }: WhenRead): string {
  switch (note.code) {
    case 'future':
      return l10n.t('This is in the future.');
    case 'skipped':
      return l10n.t('The clock change skips this time. {0} is taken.', formatZoned(instant, zone));
    case 'repeated':
      return l10n.t(
        'The clock change repeats this time. The first, {0}, is taken; the second is {1}.',
        formatZoned(note.earlier, zone),
        formatZoned(note.later, zone),
      );
    case 'day-month-order':
      return note.dayFirst
        ? l10n.t(
            'Read with the day first. With the month first it would be {0}.',
            formatZoned(note.other, zone),
          )
        : l10n.t(
            'Read with the month first. With the day first it would be {0}.',
            formatZoned(note.other, zone),
          );
    case 'time-assumed':
      return l10n.t('No time was given; this one is assumed.');
    case 'year-assumed':
      return l10n.t('No year was given; {0} is assumed.', note.year);
    case 'start-of-range':
      return l10n.t('This is a span of time; its beginning is taken.');
    case 'offset-given':
      return l10n.t('Read with the offset from UTC that was given.');
  }
}
