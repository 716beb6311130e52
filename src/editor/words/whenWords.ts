import { l10n } from 'vscode';
import type { WhenNote, WhenRead } from '../../dates/whenReading.ts';
import { formatWeekday, formatZoned } from './formatMoment.ts';

/** An assumption about a date, or something surprising. */
export function whenWords(note: WhenNote, { zone, instant }: WhenRead): string {
  switch (note.code) {
    case 'future':
      return l10n.t('This is in the future.');
    case 'skipped':
      return l10n.t('The clock change skips this time. {0} is used.', formatZoned(instant, zone));
    case 'repeated':
      return repeatedWords(note, zone);
    case 'day-month-order':
      return orderWords(note, zone);
    case 'time-assumed':
      return l10n.t('No time given; this one is assumed.');
    case 'early-hour':
      return earlyWords(note);
    case 'day-of-month':
      return l10n.t('{0} is read as the day of the month. Type “at {0}” for the hour.', note.day);
    case 'day-assumed':
      return l10n.t(
        'No day given; {0} is assumed. Enter the date if that’s wrong.',
        formatZoned(instant, zone),
      );
    case 'other-weekday':
      return l10n.t(
        'The weekday doesn’t match: this date is a {0}. Check which one you mean.',
        formatWeekday(note.weekday),
      );
    case 'year-assumed':
      return l10n.t('No year given; {0} is assumed.', note.year);
    case 'long-ago':
      return l10n.t('This is {0} days ago.', note.days);
    case 'start-of-range':
      return l10n.t('This is a range; its start is used.');
    case 'offset-given':
      return l10n.t('Uses the UTC offset that you entered.');
    case 'zone-given':
      return l10n.t('Uses the time zone that you entered, {0}.', note.zone);
  }
}

function repeatedWords({ earlier, later }: Extract<WhenNote, { code: 'repeated' }>, zone: string): string {
  return l10n.t(
    'The clock change repeats this time. The first, {0}, is used; the second is {1}.',
    formatZoned(earlier, zone),
    formatZoned(later, zone),
  );
}

function earlyWords({ hour, minute }: Extract<WhenNote, { code: 'early-hour' }>): string {
  const minutes = String(minute).padStart(2, '0');
  const afternoon = minute === 0 ? `${hour}pm` : `${hour}:${minutes}pm`;
  return l10n.t('{0} in the morning; type {1} for the afternoon.', `${hour}:${minutes}`, afternoon);
}

function orderWords(
  { dayFirst, other }: Extract<WhenNote, { code: 'day-month-order' }>,
  zone: string,
): string {
  return dayFirst
    ? l10n.t('Read as day, then month. The other way around, it’s {0}.', formatZoned(other, zone))
    : l10n.t('Read as month, then day. The other way around, it’s {0}.', formatZoned(other, zone));
}
