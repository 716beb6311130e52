import type { Interaction, WalkPage } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { Span } from '../model/span.ts';
import { InteractionRows } from './interactionRows.ts';

/** A stretch as it is stored between sessions. Moments are milliseconds since the epoch. */
export interface SavedStretch {
  /** The end of its walk. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly done: boolean;
  readonly readAt: number;
  readonly oldestReadAt: number;
  /** Rows before it were not read again at `readAt`; absent when all were read in one go. */
  readonly freshFrom?: number | undefined;
  /** Names of items that could not be read, each with the lower end of its page. */
  readonly unreadable: readonly (readonly [string, number])[];
  /** Newest first. */
  readonly rows: readonly Interaction[];
}

type StretchStart = Pick<SavedStretch, 'start' | 'to' | 'readAt'> & Partial<SavedStretch>;

/**
 * A part of a history that was read without a gap, from `to` back to `from`. Until it is done, more interactions may
 * follow at the exact moment `from`. Moments are milliseconds.
 */
export class Stretch {
  readonly rows = new InteractionRows();
  readonly unreadable: Unreadable;
  #start: number;
  #from: number;
  #to: number;
  #readAt: number;
  #oldestReadAt: number;
  #freshFrom: number | undefined;
  #done: boolean;
  #walk: { readonly to: number; readonly knownBefore: number };
  #cursor: string | undefined;
  readonly #chunk = new ChunkProgress();

  constructor(initial: StretchStart) {
    this.#start = initial.start;
    this.#to = initial.to;
    this.#from = initial.from ?? initial.to;
    this.#readAt = initial.readAt;
    this.#oldestReadAt = initial.oldestReadAt ?? initial.readAt;
    this.#freshFrom = initial.freshFrom;
    this.#done = initial.done ?? false;
    this.#walk = { to: this.#to, knownBefore: this.#from };
    this.unreadable = new Unreadable(initial.unreadable);
    for (const row of initial.rows ?? []) this.rows.put(row);
    if (initial.from !== undefined) this.restartWalk();
  }

  get start(): number {
    return this.#start;
  }

  get from(): number {
    return this.#from;
  }

  get to(): number {
    return this.#to;
  }

  /** True when everything back to `start` is read. */
  get done(): boolean {
    return this.#done;
  }

  get readAt(): number {
    return this.#readAt;
  }

  get oldestReadAt(): number {
    return this.#oldestReadAt;
  }

  get freshFrom(): number | undefined {
    return this.#freshFrom;
  }

  /** The span of the walk in progress; it must not change from page to page. */
  get walk(): Span {
    return { from: new Date(this.#start), to: new Date(this.#walk.to) };
  }

  /** Undefined before the walk has started. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** Adds the next page of its walk; returns the number of new items, unreadable ones included. */
  take(page: WalkPage): number {
    const before = this.rows.size + this.unreadable.count;
    this.#from = Math.min(this.#walk.knownBefore, this.#chunk.take(page));
    this.#cursor = page.cursor;
    this.#done = page.cursor === undefined;
    for (const item of page.items) this.#add(item);
    for (const { raw } of page.rejected) this.unreadable.add(raw, this.#from);
    return this.rows.size + this.unreadable.count - before;
  }

  /** Drops the cursor and starts a new walk at `from`; rows that come twice are one row. */
  restartWalk(): void {
    // The end of a walk is exclusive, and rows at this exact moment may be missing.
    this.#walk = { to: this.#from + 1, knownBefore: this.#from };
    this.#cursor = undefined;
  }

  /** Continues the walk to an earlier start. */
  extend(start: number): void {
    this.#start = start;
    this.#done = false;
    this.restartWalk();
  }

  /** Adds or updates an interaction. Where nothing is read yet no row appears; the walk will bring it. */
  put(interaction: Interaction): void {
    const key = interactionKey(interaction);
    if (interaction.date.getTime() >= this.#chunk.lowest(this.#from)) this.#add(interaction);
    else this.rows.remove(key);
  }

  /** True when there is no gap to an older stretch. */
  meets(older: Stretch): boolean {
    return this.#from < older.#to;
  }

  /** Merges with an older stretch that it meets: this one's rows win, and the deeper rows of the other stay. */
  join(older: Stretch): Stretch {
    if (this.#from > older.#from) return older.#renew(this);
    for (const row of older.rows.items) {
      if (row.date.getTime() < this.#to) break;
      if (!this.rows.has(interactionKey(row))) this.#add(row);
    }
    return this;
  }

  #renew(newer: Stretch): Stretch {
    for (const row of this.rows.items) {
      const moment = row.date.getTime();
      if (moment <= newer.#from) break;
      if (moment < newer.#to) this.rows.remove(interactionKey(row));
    }
    this.unreadable.renew(newer.unreadable, newer.#from);
    for (const row of newer.rows.items) this.#add(row);
    this.#to = newer.#to;
    this.#readAt = newer.#readAt;
    this.#freshFrom = newer.#from;
    return this;
  }

  #add(interaction: Interaction): void {
    this.rows.put(interaction);
    this.unreadable.remove(interaction.id);
  }

  /** The newest rows down to a moment from which everything is known; undefined when there is no such moment. */
  save(maxRows: number): SavedStretch | undefined {
    const { items } = this.rows;
    const rows = items.slice(0, maxRows).filter((row) => row.date.getTime() >= this.#from);
    const last = rows.at(-1);
    const isCut = rows.length === maxRows && rows.length < items.length;
    const from = isCut && last ? last.date.getTime() : this.#from;
    if (from >= this.#to || maxRows < 1) return undefined;
    return {
      start: this.#start,
      from,
      to: this.#to,
      done: this.#done && !isCut,
      readAt: this.#readAt,
      oldestReadAt: this.#oldestReadAt,
      ...(this.#freshFrom !== undefined && { freshFrom: this.#freshFrom }),
      unreadable: this.unreadable.from(from),
      rows,
    };
  }
}

/**
 * Tells how far back a chunk is complete while its pages arrive. The API documents no order within a chunk, so it is
 * observed: once it proves to be newest first, everything down to the oldest item is known. In any other order, or while
 * all items share one moment, nothing is known before the last page.
 */
class ChunkProgress {
  #start: number | undefined;
  #end: number | undefined;
  #last = Infinity;
  #order: 'unseen' | 'newest-first' | 'other' = 'unseen';

  /** The moment from which the chunk of this page is now complete. */
  take(page: WalkPage): number {
    const start = page.range.startTime.getTime();
    const end = page.range.endTime.getTime();
    if (start !== this.#start || end !== this.#end) this.#enter(start, end);
    for (const { date } of page.items) this.#observe(date.getTime());
    if (page.nextPageToken === undefined) return start;
    return this.#order === 'newest-first' ? Math.min(Math.max(this.#last, start), end) : end;
  }

  /** The moment from which there may be rows, whether or not they are complete. */
  lowest(known: number): number {
    return this.#order === 'newest-first' ? known : Math.min(known, this.#start ?? known);
  }

  #enter(start: number, end: number): void {
    this.#start = start;
    this.#end = end;
    this.#last = Infinity;
    this.#order = 'unseen';
  }

  #observe(moment: number): void {
    if (moment > this.#last) this.#order = 'other';
    else if (moment < this.#last && this.#last !== Infinity && this.#order === 'unseen')
      this.#order = 'newest-first';
    this.#last = moment;
  }
}

/** Items that could not be read, each once, with the lower end of their page. */
class Unreadable {
  readonly #pages: Map<string, number>;
  #nameless = 0;

  constructor(known: Iterable<readonly [string, number]> = []) {
    this.#pages = new Map(known);
  }

  get count(): number {
    return this.#pages.size;
  }

  add(raw: unknown, pageEnd: number): void {
    this.#pages.set(idIn(raw) ?? `${pageEnd}#${(this.#nameless += 1)}`, pageEnd);
  }

  /** Forgets an item that could be read after all. */
  remove(id: number): void {
    this.#pages.delete(String(id));
  }

  /** Items on pages that end at this moment or later. */
  from(moment: number): readonly (readonly [string, number])[] {
    return [...this.#pages].filter(([, pageEnd]) => pageEnd >= moment);
  }

  /** Replaces the items found before, after everything back to this moment was read again. */
  renew(newer: Unreadable, moment: number): void {
    for (const [name] of this.from(moment)) this.#pages.delete(name);
    for (const [name, pageEnd] of newer.#pages) this.#pages.set(name, pageEnd);
  }
}

function idIn(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return undefined;
  return typeof raw.id === 'number' || typeof raw.id === 'string' ? String(raw.id) : undefined;
}
