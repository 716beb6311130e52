import type { WhenReading } from '../../dates/whenReading.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { noteText } from '../../model/noteText.ts';
import type { NoteContent } from '../../model/noteText.ts';
import type { Chip, UnknownReason } from '../model/chip.ts';
import type { Draft, UpdateBase } from '../model/draft.ts';
import { optionalValuesOf } from '../model/optionalFields.ts';
import type { OptionalField, OptionalValues } from '../model/optionalFields.ts';

/** The parts of a draft that decide whether it may be sent, and what is sent. */
export interface Entry extends OptionalValues {
  readonly type: number;
  readonly when: WhenReading;
  readonly people: readonly EntryPerson[];
  readonly text: string;
  /** For an update: only differences from it are checked and sent. */
  readonly base?: UpdateBase | undefined;
  /** For a note on an interaction that is there already: nothing else is sent. */
  readonly isNote?: true | undefined;
  /** The note will be put on records afterwards, also when nothing else was changed. */
  readonly hasRecords?: true | undefined;
}

export type EntryPerson = { readonly state: 'known'; readonly person: KnownPerson } | UnconfirmedPerson;

/** `found` is a proposal whose person no form has shown yet. */
export type UnconfirmedPerson = { readonly typed: string; readonly proposed?: true | undefined } & (
  | { readonly state: 'resolving' | 'ambiguous' | 'found' }
  | { readonly state: 'unknown'; readonly reason?: UnknownReason }
);

/** The entry of which only the text is sent. */
export function noteEntry({ type, text }: Pick<Draft, 'text' | 'type'>): Entry {
  return { type, text, when: { kind: 'problem', code: 'date-missing' }, people: [], isNote: true };
}

/** Leaves out a direction that was chosen before the type was changed. It stays in the draft only. */
export function entryOf(
  draft: Pick<Draft, OptionalField | 'alsoOn' | 'type' | 'text' | 'subject'>,
  chips: readonly Chip[],
  when: WhenReading | undefined,
): Entry {
  const { type, text, subject, alsoOn = [] } = draft;
  if (subject.kind === 'note' || subject.kind === 'attach') return noteEntry(draft);
  return {
    type,
    text,
    when: when ?? { kind: 'problem', code: 'date-missing' },
    people: chips.map((chip) => entryPerson(chip)),
    ...optionalValuesOf(draft),
    ...(subject.kind === 'update' ? { base: subject.base } : {}),
    ...(alsoOn.length > 0 ? { hasRecords: true } : {}),
  };
}

export function knownPeople(people: readonly EntryPerson[]): readonly KnownPerson[] {
  return people.flatMap((person) => (person.state === 'known' ? [person.person] : []));
}

/** The form shows seconds and the service stores milliseconds, so an untouched date differs by less than a second. */
export function sameSecond(one: Date, other: Date): boolean {
  return Math.floor(one.getTime() / 1000) === Math.floor(other.getTime() / 1000);
}

export function samePeople(some: readonly KnownPerson[], others: readonly KnownPerson[]): boolean {
  return sameIds(
    some.map(({ id }) => id),
    others.map(({ id }) => id),
  );
}

/** Compares ids as sets: order and repetition don't matter. */
export function sameIds(some: readonly number[], others: readonly number[]): boolean {
  const ids = new Set(some);
  return ids.size === new Set(others).size && others.every((id) => ids.has(id));
}

/** Pages and services change line ends and surrounding blanks, so these are no difference. */
export function sameText(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

/**
 * Compares a text that was sent with its note. The service may escape punctuation and make paragraphs of lines, so
 * backslashes and blanks are no difference. A text with tags comes back as the text of HTML.
 */
export function sameNote(note: NoteContent | undefined, sent: string): boolean {
  if (note === undefined) return sent.trim() === '';
  const read = wordsOf(noteText(note).text);
  return (
    sameText(note.content, sent) ||
    [sent, noteText({ ...note, content: sent }).text].map(wordsOf).includes(read)
  );
}

/** The two texts can't be told apart by `sameNote`, so only an exact comparison can. */
export function sameWords(one: string, other: string): boolean {
  return wordsOf(one) === wordsOf(other);
}

function entryPerson(chip: Chip): EntryPerson {
  const { proposed } = chip;
  if (chip.state === 'known' && chip.unseen) return { state: 'found', typed: chip.person.name, proposed };
  if (chip.state === 'known' || chip.state === 'unknown') return chip;
  return { state: chip.state === 'ambiguous' ? 'ambiguous' : 'resolving', typed: chip.typed, proposed };
}

function wordsOf(text: string): string {
  return text.replaceAll('\\', '').replaceAll(/\s+/gu, ' ').trim();
}

function comparable(text: string): string {
  return text.replaceAll(/\r\n?/gu, '\n').trim();
}
