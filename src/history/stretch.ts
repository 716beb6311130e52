import type { Interaction, WalkPage } from '../affinity/index.ts';
import { interactionKey } from '../model/interactionRef.ts';
import type { Span } from '../model/span.ts';
import { ChunkReading } from './chunkReading.ts';
import { InteractionRows } from './interactionRows.ts';
import type { SavedStretch } from './savedStretch.ts';
import { SharedPeople } from './sharedPeople.ts';
import { Unreadable } from './unreadable.ts';

type Beginning = Pick<SavedStretch, 'start' | 'to' | 'readAt'> & Partial<SavedStretch>;

/**
 * What has been read without a hole from the end of a walk back. All that lies between `from` and `to` is in
 * `rows`; at the very moment `from` there may be more while the stretch is not done. Moments are
 * milliseconds.
 */
export class Stretch {
  readonly rows = new InteractionRows();
  readonly #people = new SharedPeople();
  readonly unreadable: Unreadable;
  #start: number;
  #from: number;
  #to: number;
  #readAt: number;
  #oldestReadAt: number;
  #done: boolean;
  #walk: { readonly to: number; readonly knownBefore: number };
  #cursor: string | undefined;
  readonly #chunk = new ChunkReading();

  constructor(beginning: Beginning) {
    this.#start = beginning.start;
    this.#to = beginning.to;
    this.#from = beginning.from ?? beginning.to;
    this.#readAt = beginning.readAt;
    this.#oldestReadAt = beginning.oldestReadAt ?? beginning.readAt;
    this.#done = beginning.done ?? false;
    this.#walk = { to: this.#to, knownBefore: this.#from };
    this.unreadable = new Unreadable(beginning.unreadable);
    for (const row of beginning.rows ?? []) this.rows.put(this.#people.shared(row));
    if (beginning.from !== undefined) this.startAgain();
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

  /** All down to `start` is there. */
  get done(): boolean {
    return this.#done;
  }

  get readAt(): number {
    return this.#readAt;
  }

  get oldestReadAt(): number {
    return this.#oldestReadAt;
  }

  /** The range of the walk in progress, which is the same from page to page. */
  get walk(): Span {
    return { from: new Date(this.#start), to: new Date(this.#walk.to) };
  }

  /** Where the walk goes on; absent when it has not begun. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** Takes in the next page of its walk and tells how many things in it are new. */
  take(page: WalkPage): number {
    const before = this.rows.size + this.unreadable.count;
    this.#from = Math.min(this.#walk.knownBefore, this.#chunk.take(page));
    this.#cursor = page.cursor;
    this.#done = page.cursor === undefined;
    for (const item of page.items) this.#add(item);
    for (const { raw } of page.rejected) this.unreadable.add(raw, this.#from);
    return this.rows.size + this.unreadable.count - before;
  }

  /** Leaves the cursor and walks on from the end of what is known; rows that come twice are one row. */
  startAgain(): void {
    // The end of a walk is exclusive, and rows at the very moment may be missing.
    this.#walk = { to: this.#from + 1, knownBefore: this.#from };
    this.#cursor = undefined;
  }

  /** Walks on beyond the place where it was done. */
  extend(start: number): void {
    this.#start = start;
    this.#done = false;
    this.startAgain();
  }

  /**
   * An interaction as it is now. A row appears only where rows stand already, or beyond the newest end;
   * deeper down the walk will bring it.
   */
  put(interaction: Interaction): void {
    const key = interactionKey(interaction);
    if (interaction.date.getTime() >= this.#chunk.lowest(this.#from)) this.#add(interaction);
    else this.rows.remove(key);
  }

  /** Whether the two leave no gap, this one being the newer. */
  meets(older: Stretch): boolean {
    return this.#from < older.#to;
  }

  /**
   * One stretch of two that meet: what this newer one has read wins, what the other has read deeper stays.
   */
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
    return this;
  }

  #add(interaction: Interaction): void {
    this.rows.put(this.#people.shared(interaction));
    this.unreadable.remove(interaction.id);
  }

  /** At most so many of the newest rows, cut where all is known. Nothing when nothing can be claimed. */
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
      unreadable: this.unreadable.from(from),
      rows,
    };
  }
}
