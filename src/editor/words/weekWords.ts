import { l10n } from 'vscode';
import { oneLine } from '../../model/cleanText.ts';
import { isolated } from '../../model/isolated.ts';
import { withMore } from '../../model/titleOf.ts';
import type { WeekDay, WeekScope } from '../../week/weekDays.ts';
import type { WeekItem } from '../../week/weekItem.ts';
import { formatClock, formatDayAndWeekday, formatShortDay } from './formatMoment.ts';
import { typeWords } from './typeWords.ts';

export const weekWords = {
  dayLabel,
  dayDescription,
  dayInFull,
  itemLabel,
  itemDescription,
  datedLabel,
  clockAndPeople,
  badgeTooltip,
  scopeName,
};

/** "Today", else "Mon 30 Nov". */
function dayLabel({ offset, start }: WeekDay): string {
  switch (offset) {
    case 0:
      return l10n.t('Today');
    case -1:
      return l10n.t('Yesterday');
    case 1:
      return l10n.t('Tomorrow');
    default:
      return formatDayAndWeekday(start);
  }
}

/** "3 · 1 without a note"; today and the days beside it have their date too. */
function dayDescription({ offset, start, items }: WeekDay, without: number): string {
  const date = Math.abs(offset) <= 1 ? formatDayAndWeekday(start) : '';
  return [items.length === 0 ? l10n.t('nothing') : String(items.length), withoutWords(without), date]
    .filter((part) => part !== '')
    .join(' · ');
}

/** For screen readers: "Today, Mon 30 Nov, 3 meetings and calls, 1 without a note". */
function dayInFull(day: WeekDay, without: number): string {
  const { length } = day.items;
  const count = length === 1 ? l10n.t('1 meeting or call') : l10n.t('{0} meetings and calls', String(length));
  const date = Math.abs(day.offset) <= 1 ? formatDayAndWeekday(day.start) : '';
  return [dayLabel(day), date, count, withoutWords(without)].filter((part) => part !== '').join(', ');
}

/** "14:00 Kick-off", else with the people, else with the type. */
function itemLabel(item: WeekItem): string {
  const label = itemName(item);
  return item.allDay ? l10n.t('All day: {0}', label) : l10n.t('{0} {1}', formatClock(item.start), label);
}

/** "18 Nov  Kick-off", as in lists of interactions. */
function datedLabel(item: WeekItem, now = new Date()): string {
  return `${formatShortDay(item.start, now)}  ${itemName(item)}`;
}

/** "14:00 · Ann Lee +2", beside a dated label. */
function clockAndPeople(item: WeekItem): string {
  const when = item.allDay ? l10n.t('all day') : formatClock(item.start);
  const people = itemPeople(item) === itemName(item) ? '' : itemPeople(item, isolated);
  return [when, people].filter((part) => part !== '').join(' · ');
}

function itemName(item: WeekItem): string {
  return item.title || itemPeople(item) || typeWords.singular(item.type);
}

/** "no note · Ann Lee +2". The people are left out where they are the label. */
function itemDescription(item: WeekItem, lacksNote: boolean): string {
  const people = item.title === '' ? '' : itemPeople(item, isolated);
  return [lacksNote ? l10n.t('no note') : '', people].filter((part) => part !== '').join(' · ');
}

/** "Ann Lee +2". */
function itemPeople({ people: [first], peopleTotal }: WeekItem, drawn = (name: string) => name): string {
  return first === undefined ? '' : withMore(drawn(oneLine(first.name)), peopleTotal - 1);
}

function badgeTooltip(count: number): string {
  return count === 1
    ? l10n.t('1 past meeting or call without a note')
    : l10n.t('{0} past meetings and calls without a note', count);
}

/** Beside the name of the view. */
function scopeName(scope: WeekScope): string {
  return scope === 'mine' ? l10n.t('mine') : l10n.t('everyone');
}

function withoutWords(count: number): string {
  if (count === 0) return '';
  return l10n.t('{0} without a note', count);
}
