import { Disposable } from 'vscode';
import { calendarDays } from '../../dates/calendarAge.ts';
import { hostZone } from '../../dates/wallTime.ts';
import { recordRow } from '../../history/historyRow.ts';
import type { RecordRow } from '../../history/historyRow.ts';
import { recordContact } from '../../history/recordContact.ts';
import type { RecordContact } from '../../history/recordContact.ts';
import { orderRecords } from '../../history/recordOrder.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { contactDescription } from '../words/contactWords.ts';

/** How often the rows are compared with the clock, which makes them older without anyone asking. */
const TICK_MS = 5 * 60 * 1000;

/** New dates arrive one by one while many records are refreshed, and each can move its record. */
const REORDER_MS = 200;

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

  constructor(setting: QuietSetting, redraw: Redraw) {
    this.#setting = setting;
    this.#redraw = redraw;
    this.#subscription = setting.onDidChangeQuietAfterDays(() => redraw(undefined));
  }

  /** Only the rows of this session are drawn again from now on. */
  follow(session: AccountSession | undefined): void {
    this.#ofSession.dispose();
    this.#drawn.clear();
    this.#session = session;
    if (session === undefined) return;
    const all = (): void => this.#redraw(undefined);
    const timer = setInterval(() => this.#tick(), TICK_MS);
    let later: ReturnType<typeof setTimeout> | undefined;
    this.#ofSession = Disposable.from(
      session.followed.onDidChange(all),
      session.order.onDidChange(all),
      new Disposable(
        session.timelines.bounds.onDidChange(({ kind, id }) => {
          this.#redrawOne(recordRow(session.name, { kind, id, name: '' }).id);
          clearTimeout(later);
          later = setTimeout(() => this.#reorder(), REORDER_MS);
        }),
      ),
      new Disposable(() => {
        clearInterval(timer);
        clearTimeout(later);
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
    return recordContact(session.timelines.bounds.known(record), {
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
      if (this.#drawn.has(row.id) && (isNewDay || isChanged)) this.#redraw(row);
    }
  }

  #redrawOne(id: string): void {
    const row = this.#drawn.has(id) ? this.#sorted().find((one) => one.id === id) : undefined;
    if (row !== undefined) this.#redraw(row);
  }

  #reorder(): void {
    if (orderOf(this.#sorted()) !== this.#order) this.#redraw(undefined);
  }
}

function orderOf(rows: readonly RecordRow[]): string {
  return rows.map(({ id }) => id).join(' ');
}

function textOf({ record }: RecordRow, contact: RecordContact): string {
  return contactDescription(record.kind, contact);
}
