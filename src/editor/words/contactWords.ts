import { l10n } from 'vscode';
import type { NamedContact } from '../../history/listContacts.ts';
import type { RecordContact } from '../../history/recordContact.ts';
import type { RecordKind } from '../../model/recordRef.ts';
import { ageWords } from './ageWords.ts';
import { formatClock, formatMoment, formatShortDay } from './formatMoment.ts';
import { typeWords } from './typeWords.ts';

export const contactWords = { description, tooltipLines, quiet };

/**
 * Affinity's dates of events don't tell meetings from calls. The words are functions, because the editor's language isn't
 * known when this module is loaded.
 */
const contactNames: Readonly<Record<NamedContact['name'], (when: string, age: string) => string>> = {
  nextMeeting: (when, age) => l10n.t('Next meeting or call: {0} ({1})', when, age),
  lastContact: (when, age) => l10n.t('Last contact: {0} ({1})', when, age),
  lastMeeting: (when, age) => l10n.t('Last meeting or call: {0} ({1})', when, age),
  lastEmail: (when, age) => l10n.t('Last email: {0} ({1})', when, age),
  lastMessage: (when, age) => l10n.t('Last chat message: {0} ({1})', when, age),
  firstMeeting: (when, age) => l10n.t('First meeting or call: {0} ({1})', when, age),
  firstEmail: (when, age) => l10n.t('First email: {0} ({1})', when, age),
};

/** "company · 4 months ago · quiet · next 3 Dec", as far as it is known. */
function description(kind: RecordKind, contact: RecordContact): string {
  return [typeWords.recordKind(kind), ...contactParts(contact)].join(' · ');
}

/** The age comes first, as a narrow side bar cuts off the end. A quiet record has a badge too, which stays. */
function contactParts({ last, next, quietAfterDays, asOf, isOld }: RecordContact): string[] {
  const parts: string[] = [];
  if (last === 'none') parts.push(l10n.t('no contact yet'));
  else if (last === 'lost') parts.push(l10n.t('last contact not known'));
  else if (last !== 'unknown') parts.push(ageWords(last.days));
  if (quietAfterDays !== undefined) parts.push(l10n.t('quiet'));
  if (next !== undefined) parts.push(l10n.t('next {0}', formatShortDay(next)));
  if (isOld && asOf !== undefined && parts.length > 0) parts.push(asOfWords(asOf));
  return parts;
}

/** "as of 3 Nov". */
function asOfWords(asOf: Date): string {
  return l10n.t('as of {0}', formatShortDay(asOf));
}

/** The lines of a record's tooltip below its name. */
function tooltipLines(
  kind: RecordKind,
  { last, all, asOf, quietAfterDays }: RecordContact,
  now = new Date(),
): readonly string[] {
  if (last === 'lost')
    return [l10n.t('The last contact was changed or deleted here. Use Refresh Last Contact to update it.')];
  if (asOf === undefined) return [];
  const lines = all.map(({ name, date, days }) => contactNames[name](formatMoment(date), ageWords(days)));
  if (last === 'none') lines.push(l10n.t('No contact yet'));
  if (quietAfterDays !== undefined) lines.unshift(quiet(quietAfterDays));
  return [
    ...lines,
    ...(kind === 'opportunity' ? [l10n.t('From its companies and people')] : []),
    readWords(asOf, now),
  ];
}

/** "As of 14:02 today". */
function readWords(asOf: Date, now: Date): string {
  return asOf.toDateString() === now.toDateString()
    ? l10n.t('As of {0} today', formatClock(asOf))
    : l10n.t('As of {0}', formatMoment(asOf));
}

/** Why a record is marked. */
function quiet(days: number): string {
  return days === 1
    ? l10n.t('Quiet: no contact for more than 1 day')
    : l10n.t('Quiet: no contact for more than {0} days', days);
}
