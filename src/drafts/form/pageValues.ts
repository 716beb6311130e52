import { dateText } from '../../dates/wallTime.ts';
import type { WhenReading } from '../../dates/whenReading.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordId } from '../../model/recordRef.ts';
import { bounds } from '../../protocol/bounds.ts';
import type { FormValues, SomeFormValues } from '../../protocol/formValues.ts';
import type { NoteRecord } from '../../protocol/formView.ts';
import type { Draft } from '../model/draft.ts';
import { optionalValues, optionalValuesOf } from '../model/optionalFields.ts';
import { fallbackRoute } from '../writing/noteClient.ts';

/** The contents of the page's fields. */
export function pageValues(draft: Draft): FormValues {
  const { type, date, peopleText = '', text } = draft;
  return {
    type,
    date: date.text,
    people: peopleText.slice(0, bounds.query),
    ...optionalValuesOf(draft),
    text,
  };
}

/** Applies the values that were changed on the page. The type of an existing interaction cannot be changed. */
export function withPageValues(draft: Draft, values: SomeFormValues, now: Date, zone: string): Draft {
  const { type, date, people: peopleText, text } = values;
  if (draft.subject.kind === 'attach' && draft.subject.way === 'own') return draft;
  if (draft.subject.kind === 'note' || draft.subject.kind === 'attach')
    return text === undefined ? draft : { ...draft, text };
  return {
    ...draft,
    ...(type === undefined || draft.subject.kind === 'update' ? {} : { type }),
    ...(date === undefined ? {} : { date: { text: date, typedAt: now.toISOString(), zone } }),
    ...(peopleText === undefined ? {} : { peopleText }),
    ...optionalValues(values),
    ...(text === undefined ? {} : { text }),
  };
}

/** Adds a record that the note is on as well. */
export function withRecord(draft: Draft, { kind, id, name }: NoteRecord): Draft {
  const others = (draft.alsoOn ?? []).filter((one) => recordKey(one) !== recordKey({ kind, id }));
  return onRecords(draft, [...others, { kind, id, name }]);
}

export function withoutRecord(draft: Draft, record: RecordId): Draft {
  return onRecords(
    draft,
    (draft.alsoOn ?? []).filter((one) => recordKey(one) !== recordKey(record)),
  );
}

/** Without V2, a note on records can't be a reply. */
function onRecords(draft: Draft, alsoOn: NonNullable<Draft['alsoOn']>): Draft {
  const { subject } = draft;
  if (subject.kind !== 'note' || subject.route === 'interaction') return { ...draft, alsoOn };
  const route = fallbackRoute(subject.parentId, alsoOn.length > 0);
  return { ...draft, alsoOn, subject: { ...subject, route } };
}

/**
 * Writes a proposed date on the page's own clock, at the same instant. A date found in a text keeps its words, which were
 * written on that clock already, unless it is an exact instant.
 */
export function inPageZone(draft: Draft, reading: WhenReading | undefined, zone: string): Draft {
  const found = draft.provenance.find((one) => one.field === 'date');
  if (found?.from !== undefined && found.exact !== true) return { ...draft, date: { ...draft.date, zone } };
  if (reading?.kind !== 'read') return draft;
  return { ...draft, date: { ...draft.date, text: dateText(reading.instant, zone), zone } };
}

/** Drops the provenance of fields that were changed. */
export function withTrueProvenance(before: Draft, after: Draft): Draft {
  const isChanged = {
    text: before.text !== after.text,
    date: before.date.text !== after.date.text,
    type: before.type !== after.type,
    people: before.people !== after.people,
  };
  return { ...after, provenance: after.provenance.filter(({ field }) => !isChanged[field]) };
}
