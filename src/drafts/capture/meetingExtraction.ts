import { dateText } from '../../dates/wallTime.ts';
import { cleanText } from '../../model/cleanText.ts';
import { interactionTypes } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import type { Extraction } from '../extract/extraction.ts';
import type { DateNote, Provenance } from '../model/provenance.ts';
import type { CalendarMeeting, CalendarStart } from './calendarFile.ts';
import type { Mail } from './mailFile.ts';
import { peopleOfFile } from './peopleOfFile.ts';

/** The values that all kinds of files need besides their content. */
export interface FileContext {
  readonly fileName?: string | undefined;
  readonly user: KnownPerson;
  /** The zone in which dates are written. */
  readonly zone: string;
}

/** The form of a meeting, from its invitation. The text of the mail is used where the invitation has none. */
export function meetingExtraction(
  meeting: CalendarMeeting,
  context: FileContext,
  mail: Pick<Mail, 'text' | 'undecoded'> = { text: '', undecoded: false },
): Extraction {
  const { title, description, start, rooms, declined } = meeting;
  const written = cleanText(
    [title, description === '' ? mail.text : description].filter(Boolean).join('\n\n'),
  );
  const { people, ...counts } = peopleOfFile(meeting.people, context.user);
  const file = context.fileName === undefined ? {} : { fileName: context.fileName };
  const date = start === undefined ? undefined : dateOf(start, context.zone);
  const left = { ...(rooms > 0 ? { rooms } : {}), ...(declined > 0 ? { declined } : {}) };
  const provenance: readonly Provenance[] = [
    {
      field: 'text',
      from: 'calendar',
      removedControls: written.removed,
      ...file,
      ...(description === '' && mail.undecoded ? ({ undecoded: true } as const) : {}),
      ...(meeting.hadDialIn ? ({ dialIn: true } as const) : {}),
    },
    date === undefined
      ? { field: 'date' }
      : { field: 'date', from: 'calendar', ...date.said, ...file, notes: notesOf(meeting) },
    { field: 'type', from: 'calendar', found: '' },
    ...(people.length + rooms + declined === 0
      ? []
      : [{ field: 'people', from: 'calendar', mentions: 0, ...counts, ...left } as const]),
  ];
  return {
    text: written.text.trim(),
    people,
    type: interactionTypes.meeting.id,
    provenance,
    ...(date === undefined ? {} : { dateText: date.text }),
  };
}

function dateOf({ instant, wall, zone, isAllDay }: CalendarStart, own: string) {
  const found = isAllDay || zone === undefined ? wall : `${wall} ${zone}`;
  if (instant === undefined) return { text: wall, said: { found } };
  return { text: dateText(instant, own), said: { found, exact: true } as const };
}

function notesOf({ start, occurrence, skipped, isCancelled }: CalendarMeeting): readonly DateNote[] {
  const isFloating = start !== undefined && start.instant === undefined && !start.isAllDay;
  const { zone } = start ?? {};
  return [
    ...(start?.isAllDay === true ? [{ code: 'all-day' } as const] : []),
    ...(isFloating ? [{ code: 'no-zone', ...(zone === undefined ? {} : { zone }) } as const] : []),
    ...(occurrence === 'single' ? [] : [{ code: `series-${occurrence}` } as const]),
    ...(skipped > 0 ? [{ code: 'series-skipped', count: skipped } as const] : []),
    ...(isCancelled ? [{ code: 'cancelled' } as const] : []),
  ];
}
