import type { Clock } from '../../affinity/index.ts';
import type { PeopleDirectory } from '../../directory/peopleDirectory.ts';
import { onePerson, typedPeople } from '../../directory/typedPeople.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { bounds } from '../../protocol/bounds.ts';
import { confirmed, knownChip, typedChips } from '../model/chip.ts';
import type { Chip, UnconfirmedChip } from '../model/chip.ts';
import type { DraftPerson } from '../model/draft.ts';
import { MAX_PEOPLE } from '../model/draft.ts';
import { saveProblem } from './saveOutcome.ts';

/** When a draft is opened, at most this many names are looked up without being asked. */
const MAX_UNASKED = 20;

/** A long list is redrawn this many times while it is looked up, not once per person. */
const MAX_REDRAWS = 20;

const LOOKUP_TIMEOUT_MS = 10_000;

export interface DraftPeopleDeps {
  /** Undefined while the draft's account is not signed in. */
  readonly directory: () => Pick<PeopleDirectory, 'resolve'> | undefined;
  readonly onChange: () => void;
  /** A proposal was shown, so it can be stored as a person. Nothing looks different. */
  readonly onSeen: () => void;
}

/** The people of an open draft: looks up typed names, and holds each person once. */
export class DraftPeople {
  #chips: readonly Chip[];
  #leftOut = 0;
  readonly #deps: DraftPeopleDeps;
  readonly #lookups = new Map<string, RunningLookup>();

  constructor(people: readonly DraftPerson[], deps: DraftPeopleDeps) {
    this.#deps = deps;
    this.#chips = chipsOf(people);
  }

  get chips(): readonly Chip[] {
    return this.#chips;
  }

  /** The ids of those who are known, as texts. */
  get knownIds(): ReadonlySet<string> {
    return new Set(this.#chips.flatMap((chip) => (chip.state === 'known' ? [String(chip.person.id)] : [])));
  }

  /** The number of people who were added last and had no room. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** The people as a draft stores them. A name without a person is looked up when the draft is opened again. */
  get people(): readonly DraftPerson[] {
    return this.#chips.map((chip) => {
      if (chip.state === 'known' && !chip.unseen) return chip;
      const typed = chip.state === 'known' ? nameAndEmail(chip.person) : chip.typed;
      return { state: 'typed', key: chip.key, typed, ...proposal(chip) };
    });
  }

  addTyped(text: string): void {
    const all = typedPeople(text);
    const there = new Set(this.#chips.map(typedOf));
    const people = all.filter(({ typed }) => !there.has(typed.toLowerCase()));
    const again = new Set(all.map(({ typed }) => typed.toLowerCase()));
    this.#chips = this.#chips.map((chip) => (again.has(typedOf(chip)) ? confirmed(chip) : chip));
    const taken = people.slice(0, Math.max(0, bounds.people - this.#chips.length));
    this.#leftOut = people.length - taken.length;
    const chips = typedChips(taken, this.#chips).map((chip): Chip => ({ ...chip, state: 'resolving' }));
    this.#chips = [...this.#chips, ...chips];
    this.#deps.onChange();
    this.lookUp();
  }

  addKnown(person: KnownPerson): void {
    this.#leftOut = 0;
    const added = knownChip(person);
    if (this.#chips.some(({ key }) => key === added.key)) this.#put(added.key, added);
    else this.#chips = [...this.#chips, added];
    this.#deps.onChange();
  }

  remove(key: string): void {
    this.#removeAll((chip) => chip.key === key);
  }

  removeProposals(): void {
    this.#removeAll(({ proposed }) => proposed === true);
  }

  /** Keeps proposals whose person is known: the one with this key, or all of them. */
  confirm(key?: string): void {
    this.#chips = this.#chips.map((chip) =>
      chip.state === 'known' && (key === undefined || chip.key === key) ? confirmed(chip) : chip,
    );
    this.#deps.onChange();
  }

  /** From now on the proposals that were found may be logged, because the user can see who they are. */
  markSeen(): void {
    if (!this.#chips.some((chip) => chip.state === 'known' && chip.unseen)) return;
    this.#chips = this.#chips.map((chip) =>
      chip.state === 'known' && chip.unseen ? { ...knownChip(chip.person), ...proposal(chip) } : chip,
    );
    this.#deps.onSeen();
  }

  /** Chooses a candidate of an ambiguous chip. Does nothing for other people. */
  choose(key: string, id: number): void {
    const chip = this.#chips.find((one) => one.key === key);
    const person = chip?.state === 'ambiguous' ? chip.candidates.find((one) => one.id === id) : undefined;
    if (person !== undefined) this.#replace(key, knownChip(person));
  }

  /** Replaces all people. */
  replaceAll(people: readonly DraftPerson[]): void {
    this.dispose();
    this.#leftOut = 0;
    this.#chips = chipsOf(people);
    this.lookUp();
  }

  /** Looks up all names, also those that wait for it. */
  lookUpAll(): void {
    const hasWaiting = this.#chips.some(({ state }) => state === 'waiting');
    this.#chips = this.#chips.map((chip) =>
      chip.state === 'waiting' ? { ...chip, state: 'resolving' } : chip,
    );
    if (hasWaiting) this.#deps.onChange();
    this.lookUp();
  }

  /** Looks up names that are not known yet, and again those that were not found, unless they are proposals. */
  lookUp(): void {
    for (const [index, chip] of this.#chips.entries()) {
      const isUnconfirmed = chip.state === 'resolving' || (chip.state === 'unknown' && !isSettled(chip));
      if (!isUnconfirmed || this.#lookups.has(chip.key)) continue;
      if (index >= MAX_PEOPLE) this.#put(chip.key, { ...unknownChip(chip), reason: { code: 'too-many' } });
      else this.#start(chip);
    }
    if (this.#chips.length > MAX_PEOPLE) this.#deps.onChange();
  }

  /** Resolves when all lookups are done, or after a timeout. A name without a person is then a problem. */
  async settled(clock: Pick<Clock, 'sleep'>): Promise<void> {
    const waiting = new AbortController();
    const late = clock.sleep(LOOKUP_TIMEOUT_MS, waiting.signal).catch(() => undefined);
    const lookups = [...this.#lookups.values()].map(({ done }) => done);
    await Promise.race([Promise.all(lookups), late]);
    waiting.abort();
  }

  dispose(): void {
    for (const { stop } of this.#lookups.values()) stop();
    this.#lookups.clear();
  }

  #start(chip: UnconfirmedChip): void {
    const controller = new AbortController();
    const done = this.#resolve(chip, controller.signal);
    const lookup: RunningLookup = { done, stop: () => controller.abort() };
    this.#lookups.set(chip.key, lookup);
  }

  async #resolve(before: UnconfirmedChip, signal: AbortSignal): Promise<void> {
    const { key, typed } = before;
    const found = await this.#lookedUp(key, typed, signal);
    if (signal.aborted) return;
    this.#lookups.delete(key);
    // The user may have typed the name of a proposal meanwhile.
    const isProposed = this.#chips.find((one) => one.key === key)?.proposed === true;
    const chip = isProposed ? asProposal(found) : found;
    this.#put(key, chip);
    if (this.#lookups.size % Math.ceil(this.#chips.length / MAX_REDRAWS) === 0) this.#deps.onChange();
  }

  async #lookedUp(key: string, typed: string, signal: AbortSignal): Promise<Chip> {
    const directory = this.#deps.directory();
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
    this.#deps.onChange();
  }

  /** A person who is there already stays in place, and is no proposal any more when they were also typed. */
  #put(key: string, chip: Chip): void {
    const isDuplicate = chip.key !== key && this.#chips.some((other) => other.key === chip.key);
    this.#chips = this.#chips.flatMap((old) => {
      if (old.key === key) return isDuplicate ? [] : [chip];
      return [isDuplicate && old.key === chip.key && !chip.proposed ? confirmed(old) : old];
    });
  }

  #removeAll(isRemoved: (chip: Chip) => boolean): void {
    this.#leftOut = 0;
    for (const { key } of this.#chips.filter(isRemoved)) {
      this.#lookups.get(key)?.stop();
      this.#lookups.delete(key);
    }
    this.#chips = this.#chips.filter((chip) => !isRemoved(chip));
    this.#deps.onChange();
  }
}

function chipsOf(people: readonly DraftPerson[]): readonly Chip[] {
  let typed = 0;
  return people.map((person) => {
    if (person.state === 'known') return person;
    typed += 1;
    return { ...person, state: typed > MAX_UNASKED ? 'waiting' : 'resolving' };
  });
}

interface RunningLookup {
  readonly done: Promise<void>;
  readonly stop: () => void;
}

function unknownChip(chip: UnconfirmedChip) {
  return { state: 'unknown', key: chip.key, typed: chip.typed, ...proposal(chip) } as const;
}

function asProposal(chip: Chip): Chip {
  return { ...chip, proposed: true, ...(chip.state === 'known' ? { unseen: true } : {}) };
}

/** A proposal that was not found is left out, so the service is not asked about it with every save. */
function isSettled(chip: Chip): boolean {
  return chip.state === 'unknown' && chip.proposed === true && chip.reason.code === 'not-found';
}

function typedOf(chip: Chip): string {
  return chip.state === 'known' ? '' : chip.typed.toLowerCase();
}

function nameAndEmail({ name, email }: KnownPerson): string {
  return email === undefined ? name : `${name} <${email}>`;
}

/** A proposal stays one after its lookup, until the user confirms it or chooses a candidate. */
function proposal({ proposed }: Chip): { readonly proposed?: true } {
  return proposed ? { proposed } : {};
}
