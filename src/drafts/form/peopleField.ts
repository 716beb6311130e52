import type { Clock } from '../../affinity/index.ts';
import type { PeopleDirectory } from '../../directory/peopleDirectory.ts';
import { onePerson, typedPeople } from '../../directory/typedPeople.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { bounds } from '../../protocol/bounds.ts';
import { knownChip, typedChips } from '../model/chips.ts';
import type { Chip } from '../model/chips.ts';
import type { DraftPerson } from '../model/draft.ts';
import { MOST_PEOPLE } from '../model/limits.ts';
import { saveProblem } from '../writing/saveProblem.ts';

/** Of a form that is opened with people who were typed or found before: nobody has asked for a request for each. */
const MOST_UNASKED = 20;

/** A crowd that is looked up is drawn anew so often; once for each would be the square of it. */
const MOST_TOLD = 20;

const LONGEST_LOOKUP_MS = 10_000;

export interface PeopleFieldParts {
  /** Undefined while the draft's account is not signed in. */
  readonly directory: () => Pick<PeopleDirectory, 'resolve'> | undefined;
  readonly onChange: () => void;
}

/** The people of a form: looks up what was typed, once told to, and knows each person once. */
export class PeopleField {
  #chips: readonly Chip[];
  #leftOut = 0;
  readonly #parts: PeopleFieldParts;
  readonly #lookups = new Map<string, Lookup>();

  constructor(people: readonly DraftPerson[], parts: PeopleFieldParts) {
    this.#parts = parts;
    this.#chips = opened(people);
  }

  get chips(): readonly Chip[] {
    return this.#chips;
  }

  /** Of the people typed last: how many had no place any more. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** What a draft keeps of them: whoever is not known is kept as typed, and looked up when it is opened again. */
  get people(): readonly DraftPerson[] {
    return this.#chips.map((chip) =>
      chip.state === 'known' ? chip : { state: 'typed', key: chip.key, typed: chip.typed },
    );
  }

  addTyped(text: string): void {
    const there = new Set(
      this.#chips.map((chip) => (chip.state === 'known' ? '' : chip.typed.toLowerCase())),
    );
    const people = typedPeople(text).filter(({ typed }) => !there.has(typed.toLowerCase()));
    const taken = people.slice(0, Math.max(0, bounds.people - this.#chips.length));
    this.#leftOut = people.length - taken.length;
    const chips = typedChips(taken, this.#chips).map((chip): Chip => ({ ...chip, state: 'resolving' }));
    this.#chips = [...this.#chips, ...chips];
    this.#parts.onChange();
    this.lookUp();
  }

  addKnown(person: KnownPerson): void {
    this.#leftOut = 0;
    const key = `p:${person.id}`;
    if (!this.#chips.some((chip) => chip.key === key)) this.#chips = [...this.#chips, knownChip(person)];
    this.#parts.onChange();
  }

  remove(key: string): void {
    this.#leftOut = 0;
    this.#lookups.get(key)?.stop();
    this.#lookups.delete(key);
    this.#chips = this.#chips.filter((chip) => chip.key !== key);
    this.#parts.onChange();
  }

  /** Of an ambiguous chip; somebody who is not among its candidates changes nothing. */
  choose(key: string, id: number): void {
    const chip = this.#chips.find((one) => one.key === key);
    const person = chip?.state === 'ambiguous' ? chip.candidates.find((one) => one.id === id) : undefined;
    if (person !== undefined) this.#replace(key, knownChip(person));
  }

  /** Takes other people instead of all. */
  replaceAll(people: readonly DraftPerson[]): void {
    this.dispose();
    this.#leftOut = 0;
    this.#chips = opened(people);
    this.lookUp();
  }

  /** Those as well who wait for it. */
  lookUpAll(): void {
    const isAnyWaiting = this.#chips.some(({ state }) => state === 'waiting');
    this.#chips = this.#chips.map((chip) =>
      chip.state === 'waiting' ? { ...chip, state: 'resolving' } : chip,
    );
    if (isAnyWaiting) this.#parts.onChange();
    this.lookUp();
  }

  /** Looks up whoever is not yet known, and once more those who could not be found before. */
  lookUp(): void {
    for (const [index, chip] of this.#chips.entries()) {
      const isOpen = chip.state === 'resolving' || chip.state === 'unknown';
      if (!isOpen || this.#lookups.has(chip.key)) continue;
      if (index >= MOST_PEOPLE) this.#put(chip.key, { ...named(chip), reason: { code: 'too-many' } });
      else this.#start(chip);
    }
    if (this.#chips.length > MOST_PEOPLE) this.#parts.onChange();
  }

  /** Until nobody is being looked up, but not for ever: whoever is not found by then is a problem. */
  async settled(clock: Pick<Clock, 'sleep'>): Promise<void> {
    const waiting = new AbortController();
    const late = clock.sleep(LONGEST_LOOKUP_MS, waiting.signal).catch(() => undefined);
    const lookups = [...this.#lookups.values()].map(({ done }) => done);
    await Promise.race([Promise.all(lookups), late]);
    waiting.abort();
  }

  dispose(): void {
    for (const { stop } of this.#lookups.values()) stop();
    this.#lookups.clear();
  }

  #start({ key, typed }: Chip & { readonly typed: string }): void {
    const controller = new AbortController();
    const done = this.#resolve(key, typed, controller.signal);
    const lookup: Lookup = { done, stop: () => controller.abort() };
    this.#lookups.set(key, lookup);
  }

  async #resolve(key: string, typed: string, signal: AbortSignal): Promise<void> {
    const chip = await this.#lookedUp(key, typed, signal);
    if (signal.aborted) return;
    this.#lookups.delete(key);
    this.#put(key, chip);
    if (this.#lookups.size % Math.ceil(this.#chips.length / MOST_TOLD) === 0) this.#parts.onChange();
  }

  async #lookedUp(key: string, typed: string, signal: AbortSignal): Promise<Chip> {
    const directory = this.#parts.directory();
    const unknown = { state: 'unknown', key, typed } as const;
    if (directory === undefined) return { ...unknown, reason: { code: 'signed-out' } };
    try {
      const match = await directory.resolve(onePerson(typed), signal);
      if (match.kind === 'found') return knownChip(match.person);
      if (match.kind === 'several') return { state: 'ambiguous', key, typed, candidates: match.candidates };
      return { ...unknown, reason: { code: 'not-found' } };
    } catch (error) {
      return { ...unknown, reason: { code: 'failed', problem: saveProblem(error) } };
    }
  }

  #replace(key: string, chip: Chip): void {
    this.#put(key, chip);
    this.#parts.onChange();
  }

  #put(key: string, chip: Chip): void {
    const isThere = chip.key !== key && this.#chips.some((other) => other.key === chip.key);
    this.#chips = this.#chips.flatMap((old) => (old.key === key ? (isThere ? [] : [chip]) : [old]));
  }
}

function opened(people: readonly DraftPerson[]): readonly Chip[] {
  let typed = 0;
  return people.map((person) => {
    if (person.state === 'known') return person;
    typed += 1;
    return { ...person, state: typed > MOST_UNASKED ? 'waiting' : 'resolving' };
  });
}

interface Lookup {
  readonly done: Promise<void>;
  readonly stop: () => void;
}

function named({ key, typed }: Chip & { readonly typed: string }) {
  return { state: 'unknown', key, typed } as const;
}
