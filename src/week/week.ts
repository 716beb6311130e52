import { AffinityError } from '../affinity/index.ts';
import type {
  CallOptions,
  Interaction,
  V2Call,
  V2Feed,
  V2Meeting,
  V2NoteService,
  V2Page,
} from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { InteractionRef } from '../model/interactionRef.ts';
import { typeOfV2 } from '../model/interactionTypes.ts';
import { weekSpan } from './weekDays.ts';
import { WeekEdits } from './weekEdits.ts';
import { weekItem } from './weekItem.ts';
import type { WeekItem, WeekUser } from './weekItem.ts';

/** One opening, and one "load more", makes at most this many requests. */
export const MOST_REQUESTS = 8;

export interface WeekSource {
  readonly meetings: Pick<V2Feed<V2Meeting>, 'iterate'>;
  readonly calls: Pick<V2Feed<V2Call>, 'iterate'>;
  readonly notes: Pick<V2NoteService, 'iterate'>;
}

export interface WeekDeps {
  readonly source: WeekSource;
  readonly user: WeekUser;
  readonly zone: string;
  readonly now: () => number;
  readonly onChange: () => void;
}

export interface WeekState {
  readonly status: 'not-loaded' | 'loading' | 'loaded' | 'failed' | 'unavailable';
  readonly items: readonly WeekItem[];
  /** Keys of the interactions that have a note. */
  readonly noted: ReadonlySet<string>;
  /** All notes were read, so that an interaction that is not among `noted` has none. */
  readonly knowsNotes: boolean;
  /** More meetings or notes are left to read. */
  readonly hasMore: boolean;
  /** The calls could not be read, because V2 has none for this account. */
  readonly lacksCalls: boolean;
  /** The number of items that could not be read. */
  readonly unreadable: number;
  /** Keys of interactions that V1 does not know, or knows as something else. */
  readonly unknownToV1: ReadonlySet<string>;
  /** Why the last reading failed, or why V2 is not available. What was read before stays. */
  readonly error?: unknown;
  readonly readAt?: Date | undefined;
}

/** The meetings and calls of the firm around today, read when asked for and never otherwise. */
export class Week {
  readonly #deps: WeekDeps;
  readonly #stop = new AbortController();
  #reading: Reading | undefined;
  #work: Promise<void> | undefined;
  /** Interactions with a note by the last reading. */
  #listed: ReadonlySet<string> = new Set();
  readonly #edits = new WeekEdits();
  /** As the last reading showed them. */
  #read: readonly WeekItem[] = [];
  /** Those that got a note here, which a reading under way doesn't list, and whether they had one before. */
  readonly #own = new Map<string, boolean>();
  #state: WeekState = {
    status: 'not-loaded',
    items: [],
    noted: new Set(),
    knowsNotes: false,
    hasMore: false,
    lacksCalls: false,
    unreadable: 0,
    unknownToV1: new Set(),
  };

  constructor(deps: WeekDeps) {
    this.#deps = deps;
  }

  get state(): WeekState {
    return this.#state;
  }

  get zone(): string {
    return this.#deps.zone;
  }

  /** Reads it for the first time, or joins the reading that is under way. Never rejects. */
  async load(): Promise<void> {
    if (this.#state.status === 'not-loaded' || this.#state.status === 'loading') await this.refresh();
  }

  /** Reads it again. What was read stays in sight until then. Never rejects. */
  async refresh(): Promise<void> {
    this.#work ??= this.#run(() => new Reading(this.#deps, this.#stop.signal));
    await this.#work;
  }

  /** Reads what is left. Never rejects. */
  async more(): Promise<void> {
    const reading = this.#reading;
    if (reading === undefined || this.#work !== undefined) return this.#work;
    this.#work = this.#run(() => reading);
    await this.#work;
  }

  /** A note was added to an interaction. */
  addNote(ref: InteractionRef): void {
    const key = interactionKey(ref);
    if (!this.#own.has(key)) this.#own.set(key, this.#noted.has(key));
    this.#set({ noted: this.#noted });
  }

  /** A note was taken back. */
  removeNote(ref: InteractionRef): void {
    const key = interactionKey(ref);
    const hadOne = this.#own.get(key) ?? false;
    this.#own.delete(key);
    if (!hadOne) {
      this.#listed = new Set([...this.#listed].filter((one) => one !== key));
      this.#edits.removeNotes(ref);
    }
    this.#set({ noted: this.#noted });
  }

  /** An interaction was logged or edited here. */
  put(interaction: Interaction): void {
    this.#edits.put(interaction, this.#deps.now());
    this.#set({ items: this.#items, noted: this.#noted });
  }

  /** An interaction was deleted here. */
  remove(ref: InteractionRef): void {
    this.#edits.remove(ref, this.#deps.now());
    this.#set({ items: this.#items, noted: this.#noted });
  }

  /** V1 does not know an interaction by the id of V2. */
  markUnknownToV1(ref: InteractionRef): void {
    this.#set({ unknownToV1: new Set([...this.#state.unknownToV1, interactionKey(ref)]) });
  }

  dispose(): void {
    this.#stop.abort();
  }

  get #noted(): ReadonlySet<string> {
    return new Set([...this.#listed, ...this.#own.keys(), ...this.#edits.noted]);
  }

  get #items(): readonly WeekItem[] {
    return this.#edits.applied(this.#read, this.#deps.user);
  }

  async #run(start: () => Reading): Promise<void> {
    this.#set({ status: 'loading', error: undefined });
    try {
      const reading = start();
      await reading.read(MOST_REQUESTS);
      this.#reading = reading;
      const { result } = reading;
      this.#listed = result.noted ?? this.#listed;
      this.#read = result.items ?? this.#read;
      this.#edits.forgetSeen(reading.startedAt);
      this.#set({ ...result, items: this.#items, noted: this.#noted, readAt: new Date(this.#deps.now()) });
    } catch (error) {
      // The lists of a failed reading have ended, as if they were complete.
      this.#reading = undefined;
      this.#set({ status: 'failed', error });
    } finally {
      this.#work = undefined;
    }
  }

  #set(change: Partial<WeekState>): void {
    if (this.#stop.signal.aborted) return;
    this.#state = { ...this.#state, ...change };
    this.#deps.onChange();
  }
}

/** One reading of the three lists side by side, in bounded parts. */
class Reading {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly #meetings: List<V2Item>;
  readonly #calls: List<V2Item>;
  readonly #notes: List<V2RootNote>;
  readonly #user: WeekUser;

  constructor({ source, user, zone, now }: WeekDeps, signal: AbortSignal) {
    this.startedAt = now();
    const { from, to, notesFrom } = weekSpan(new Date(this.startedAt), zone);
    const options: CallOptions = { signal };
    this.#user = user;
    this.#meetings = new List(source.meetings.iterate({ from, to }, options).pages());
    this.#calls = new List(source.calls.iterate({ from, to }, options).pages());
    this.#notes = new List(source.notes.iterate({ createdFrom: notesFrom }, options).pages());
  }

  /** Rejects when one of the lists fails, except where V2 does not have it for the account. */
  async read(requests: number): Promise<void> {
    const budget = { left: requests };
    await Promise.all([this.#meetings, this.#calls, this.#notes].map((list) => list.read(budget)));
  }

  get result(): Partial<WeekState> {
    const [meetings, calls, notes] = [this.#meetings, this.#calls, this.#notes];
    if (meetings.missing !== undefined) return { status: 'unavailable', error: meetings.missing };
    const events = [...meetings.items, ...calls.items];
    return {
      status: 'loaded',
      items: events.flatMap((one) =>
        one.type === 'meeting' || one.type === 'call' ? [weekItem(one, this.#user)] : [],
      ),
      noted: new Set(notes.items.flatMap((note) => notedKey(note) ?? [])),
      knowsNotes: notes.isComplete,
      hasMore: [meetings, calls, notes].some((list) => !list.isOver),
      lacksCalls: calls.missing !== undefined,
      unreadable: meetings.rejected + calls.rejected,
    };
  }
}

type ItemOf<Walk> = Walk extends { pages(): AsyncGenerator<V2Page<infer Item>, void> } ? Item : never;

type V2Item = ItemOf<ReturnType<WeekSource['meetings' | 'calls']['iterate']>>;

type V2RootNote = ItemOf<ReturnType<WeekSource['notes']['iterate']>>;

/** The pages of one list, as far as they were read. */
class List<Item> {
  readonly items: Item[] = [];
  rejected = 0;
  /** Why V2 does not have the list for this account. */
  missing: AffinityError | undefined;
  /** There is nothing left to read. */
  isOver = false;
  readonly #pages: AsyncGenerator<V2Page<Item>, void>;

  constructor(pages: AsyncGenerator<V2Page<Item>, void>) {
    this.#pages = pages;
  }

  get isComplete(): boolean {
    return this.isOver && this.missing === undefined && this.rejected === 0;
  }

  async read(budget: { left: number }): Promise<void> {
    while (!this.isOver && budget.left > 0) {
      budget.left -= 1;
      const page = await this.#next();
      if (page === undefined) {
        this.isOver = true;
        // The end of a list is known without a request.
        if (this.missing === undefined) budget.left += 1;
      } else {
        this.items.push(...page.items);
        this.rejected += page.rejected.length;
      }
    }
  }

  async #next(): Promise<V2Page<Item> | undefined> {
    try {
      const step = await this.#pages.next();
      return step.done === true ? undefined : step.value;
    } catch (error) {
      if (!(error instanceof AffinityError)) throw error;
      if (error.kind !== 'forbidden' && error.kind !== 'not-found') throw error;
      this.missing = error;
      return undefined;
    }
  }
}

function notedKey(note: V2RootNote): string | undefined {
  if (note.type !== 'interaction' && note.type !== 'ai-notetaker') return undefined;
  const type = note.interaction && typeOfV2(note.interaction.type);
  return type === undefined || note.interaction === undefined
    ? undefined
    : interactionKey({ type, id: note.interaction.id });
}
