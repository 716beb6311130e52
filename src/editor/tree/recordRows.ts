import { Disposable } from 'vscode';
import { calendarDays } from '../../dates/calendarAge.ts';
import { hostZone } from '../../dates/wallTime.ts';
import { recordRow } from '../../history/historyRow.ts';
import type { RecordRow } from '../../history/historyRow.ts';
import { recordContact } from '../../history/recordContact.ts';
import type { RecordContact } from '../../history/recordContact.ts';
import { orderRecords } from '../../history/recordOrder.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { contactWords } from '../words/contactWords.ts';

/** How often the rows are compared with the clock, which makes them older without anyone asking. */
const TICK_MS = 5 * 60 * 1000;

/**
 * While the editor draws a record again it knows none of the rows below, and loses an expansion or a click in that moment.
 * So an expanded record is drawn again only after the tree was left alone for this long.
 */
const IDLE_MS = 1000;

/** An expansion that comes this long after a record was drawn again may have been lost. */
const LOST_MS = 5000;

/** The setting that decides which records are quiet. */
export interface QuietSetting {
  readonly quietAfterDays: number;
  readonly onDidChangeQuietAfterDays: (listener: () => void) => { dispose(): void };
}

/** Undefined for all rows. */
type Redraw = (row: RecordRow | undefined) => void;

/** The rows of the followed records in their order, and the contact with each. Tells when they must be drawn again. */
export class RecordRows implements Disposable {
  readonly #setting: QuietSetting;
  readonly #redraw: Redraw;
  readonly #subscription: { dispose(): void };
  #session: AccountSession | undefined;
  #ofSession = Disposable.from();
  /** The ids in their order, and the descriptions, as the editor was last told. */
  #order = '';
  readonly #drawn = new Map<string, string>();
  #drawnAt = new Date();
  /** The number of rows whose children are being read, and when the last of them was done. */
  #busy = 0;
  #activeAt = 0;
  /** Records to draw again once the tree is left alone. */
  readonly #waiting = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #redrawnAt = new Map<string, number>();

  constructor(setting: QuietSetting, redraw: Redraw) {
    this.#setting = setting;
    this.#redraw = redraw;
    this.#subscription = setting.onDidChangeQuietAfterDays(() => this.redrawAll());
  }

  /** Only the rows of this session are drawn again from now on. */
  follow(session: AccountSession | undefined): void {
    this.#ofSession.dispose();
    this.#drawn.clear();
    this.#session = session;
    if (session === undefined) return;
    const all = (): void => this.redrawAll();
    const timer = setInterval(() => this.#tick(), TICK_MS);
    this.#ofSession = Disposable.from(
      session.followed.onDidChange(all),
      session.order.onDidChange(all),
      new Disposable(
        session.timelines.bounds.onDidChange(({ kind, id }) => {
          this.#redrawOne(recordRow(session.name, { kind, id, name: '' }).id);
          this.#wait();
        }),
      ),
      new Disposable(() => {
        clearInterval(timer);
        clearTimeout(this.#timer);
        this.#waiting.clear();
        this.#redrawnAt.clear();
      }),
    );
  }

  /** Counts as drawn. */
  get rows(): readonly RecordRow[] {
    const rows = this.#sorted();
    this.#order = orderOf(rows);
    return rows;
  }

  /** The known contact with a record, which counts as drawn. Makes no request. */
  contact(row: RecordRow): RecordContact | undefined {
    const contact = this.#contactNow(row);
    this.#drawnAt = new Date();
    if (contact !== undefined) this.#drawn.set(row.id, textOf(row, contact));
    return contact;
  }

  /** The known contact as it is now, for a tooltip: it doesn't count as drawn. */
  peek(row: RecordRow): RecordContact | undefined {
    return this.#contactNow(row);
  }

  /** Reads rows; nothing is drawn again meanwhile. */
  async whileBusy<Result>(read: () => Promise<Result>): Promise<Result> {
    this.#busy += 1;
    try {
      return await read();
    } finally {
      this.#busy -= 1;
      this.#activeAt = Date.now();
    }
  }

  /** Draws the whole tree again, by which the editor may lose the expansion of a row below a record. */
  redrawAll(): void {
    for (const { id } of this.#sorted()) this.#redrawnAt.set(id, Date.now());
    this.#redraw(undefined);
  }

  /** True when the editor may have lost the expansion of a row below this record. */
  wasJustDrawn(recordId: string): boolean {
    return Date.now() - (this.#redrawnAt.get(recordId) ?? 0) < LOST_MS;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#ofSession.dispose();
  }

  #sorted(): readonly RecordRow[] {
    const session = this.#session;
    if (session === undefined) return [];
    const { bounds } = session.timelines;
    const known = { known: bounds.known.bind(bounds), now: Date.now() };
    const records = orderRecords(session.followed.current, session.order.current, known);
    return records.map((record) => recordRow(session.name, record));
  }

  #contactNow({ id, record }: RecordRow): RecordContact | undefined {
    const session = this.#session;
    if (session === undefined || !id.startsWith(`${session.name}/`)) return undefined;
    const { quietAfterDays } = this.#setting;
    const { bounds } = session.timelines;
    return recordContact(bounds.known(record), {
      isLost: bounds.hasLost(record),
      now: Date.now(),
      zone: hostZone(),
      quietAfterDays,
    });
  }

  /** The ages in tooltips change with the day, and descriptions also when a planned meeting begins. */
  #tick(): void {
    const isNewDay = calendarDays(this.#drawnAt, new Date(), hostZone()) !== 0;
    for (const row of this.#sorted()) {
      const contact = this.#contactNow(row);
      const isChanged = contact !== undefined && textOf(row, contact) !== this.#drawn.get(row.id);
      if (isNewDay || isChanged) this.#redrawOne(row.id);
    }
  }

  #redrawOne(id: string): void {
    if (!this.#drawn.has(id)) return;
    if (this.#session?.expanded.current.includes(id) === true) {
      this.#waiting.add(id);
      this.#wait();
    } else {
      const row = this.#sorted().find((one) => one.id === id);
      if (row !== undefined) this.#redraw(row);
    }
  }

  #wait(ms = IDLE_MS): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#whenIdle(), ms);
  }

  #whenIdle(): void {
    const rest = this.#activeAt + IDLE_MS - Date.now();
    if (this.#busy > 0 || rest > 0) return this.#wait(this.#busy > 0 ? IDLE_MS : rest);
    const rows = this.#sorted();
    // New dates can move a record.
    const isReordered = orderOf(rows) !== this.#order;
    const redrawn = rows.filter(({ id }) => isReordered || this.#waiting.has(id));
    this.#waiting.clear();
    for (const { id } of redrawn) this.#redrawnAt.set(id, Date.now());
    if (isReordered) this.#redraw(undefined);
    else for (const row of redrawn) this.#redraw(row);
  }
}

function orderOf(rows: readonly RecordRow[]): string {
  return rows.map(({ id }) => id).join(' ');
}

function textOf({ record }: RecordRow, contact: RecordContact): string {
  return contactWords.description(record.kind, contact);
}
