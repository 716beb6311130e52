import { InteractionType } from '../../affinity/index.ts';
import { dateText } from '../../dates/wallTime.ts';
import type { WhenReading } from '../../dates/when.ts';
import { bounds } from '../../protocol/bounds.ts';
import type { FormValues, SomeFormValues } from '../../protocol/formValues.ts';
import type { Entry, EntryPerson } from '../checks/entry.ts';
import type { Chip } from '../model/chips.ts';
import type { Draft } from '../model/draft.ts';

/** What stands in the fields of the page. */
export function valuesOf({ type, date, peopleText = '', direction, text }: Draft): FormValues {
  return {
    type,
    date: date.text,
    people: peopleText.slice(0, bounds.query),
    text,
    ...(type === InteractionType.chatMessage && direction !== undefined ? { direction } : {}),
  };
}

/**
 * A date that nobody has typed is put into the words of the page's own clock, and stays the same instant. One that was
 * found in a document is what the clock of its reader showed.
 */
export function inZone(draft: Draft, reading: WhenReading, zone: string): Draft {
  const wasFound = draft.provenance.some(({ field }) => field === 'date');
  if (wasFound) return { ...draft, date: { ...draft.date, zone } };
  if (reading.kind !== 'read') return draft;
  return { ...draft, date: { ...draft.date, text: dateText(reading.instant, zone), zone } };
}

/** A draft with what was changed on the page. The type of an interaction cannot be changed once it is logged. */
export function withValues(draft: Draft, values: SomeFormValues, now: Date, zone: string): Draft {
  const { type, date, people: peopleText, direction, text } = values;
  return {
    ...draft,
    ...(type === undefined || draft.subject.kind === 'update' ? {} : { type }),
    ...(date === undefined ? {} : { date: { text: date, typedAt: now.toISOString(), zone } }),
    ...(peopleText === undefined ? {} : { peopleText }),
    ...(direction === undefined ? {} : { direction }),
    ...(text === undefined ? {} : { text }),
  };
}

/** What is checked and sent. A direction that was chosen before the type was changed stays in the draft only. */
export function entryOf(draft: Draft, chips: readonly Chip[], when: WhenReading | undefined): Entry {
  const { type, direction, text, subject } = draft;
  return {
    type,
    text,
    when: when ?? { kind: 'problem', code: 'date-missing' },
    people: chips.map(entryPerson),
    ...(type === InteractionType.chatMessage && direction !== undefined ? { direction } : {}),
    ...(subject.kind === 'update' ? { base: subject.base } : {}),
  };
}

function entryPerson(chip: Chip): EntryPerson {
  if (chip.state === 'known') return chip;
  return { state: chip.state === 'waiting' ? 'resolving' : chip.state, typed: chip.typed };
}

/** What was found in a document is said for as long as it stands there as it was found. */
export function withTrueProvenance(before: Draft, after: Draft): Draft {
  const isChanged = {
    text: before.text !== after.text,
    date: before.date.text !== after.date.text,
    type: before.type !== after.type,
    people: before.people !== after.people,
  };
  return { ...after, provenance: after.provenance.filter(({ field }) => !isChanged[field]) };
}
