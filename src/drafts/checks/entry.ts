import type { WhenReading } from '../../dates/when.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import type { UpdateBase } from '../model/draft.ts';

/** Everything of a draft that decides whether it may be sent, and what would be sent. */
export interface Entry {
  readonly type: number;
  readonly when: WhenReading;
  readonly people: readonly EntryPerson[];
  readonly direction?: number | undefined;
  readonly text: string;
  /** Of an update: only what differs from it is checked and sent. */
  readonly base?: UpdateBase | undefined;
}

export type EntryPerson =
  | { readonly state: 'known'; readonly person: KnownPerson }
  | { readonly state: 'resolving' | 'ambiguous' | 'unknown'; readonly typed: string };

export interface EntryChanges {
  readonly date: boolean;
  readonly people: boolean;
  readonly direction: boolean;
  readonly text: boolean;
}

/** What an update changes; of a create everything. */
export function changesOf({ base, when, people, direction, text }: Entry): EntryChanges {
  if (base === undefined) return { date: true, people: true, direction: true, text: true };
  return {
    date: when.kind !== 'read' || !sameSecond(when.instant, new Date(base.date)),
    people: people.some(({ state }) => state !== 'known') || !samePeople(knownPeople(people), base.people),
    direction: direction !== base.direction,
    text: !sameText(text, base.text ?? ''),
  };
}

export function knownPeople(people: readonly EntryPerson[]): readonly KnownPerson[] {
  return people.flatMap((person) => (person.state === 'known' ? [person.person] : []));
}

/** The form shows seconds, the service counts milliseconds: what was not touched is not to be sent. */
export function sameSecond(one: Date, other: Date): boolean {
  return Math.floor(one.getTime() / 1000) === Math.floor(other.getTime() / 1000);
}

export function samePeople(some: readonly KnownPerson[], others: readonly KnownPerson[]): boolean {
  const ids = new Set(some.map(({ id }) => id));
  return ids.size === new Set(others.map(({ id }) => id)).size && others.every(({ id }) => ids.has(id));
}

/** Line ends and blanks around are no change: fields of pages and services add and drop them. */
export function sameText(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

function comparable(text: string): string {
  return text.replaceAll(/\r\n?/gu, '\n').trim();
}
