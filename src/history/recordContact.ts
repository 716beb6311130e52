import { calendarDays } from '../dates/calendarAge.ts';
import { DAY_MS } from '../model/span.ts';
import { contactDates, hasNoPast, listContacts } from './listContacts.ts';
import type { NamedContact } from './listContacts.ts';
import type { RecordDates } from './recordDates.ts';

/** Dates that are older than this are shown with their own date. */
const FRESH_MS = 7 * DAY_MS;

const nothingKnown = {
  last: 'unknown',
  next: undefined,
  quietAfterDays: undefined,
  all: [],
  asOf: undefined,
  isOld: false,
} as const satisfies RecordContact;

/** The dates of a record, and when they were read, in milliseconds. */
export interface KnownContact {
  /** Undefined where the service can't tell. */
  readonly dates: RecordDates | undefined;
  readonly readAt: number;
}

export interface ContactView {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The zone whose midnights are counted. */
  readonly zone: string;
  /** A record without contact for more than so many days is quiet; 0 for none. */
  readonly quietAfterDays: number;
  /** The dates are missing because of a save or a deletion here. */
  readonly isLost?: boolean;
}

/** The contact with a record as its row tells it. */
export interface RecordContact {
  /**
   * `unknown`: not asked, or the answer can't be true. `lost`: the last one was deleted here, and only the service can tell the
   * one before. `none`: the service says that there was none.
   */
  readonly last: LastContact | 'none' | 'unknown' | 'lost';
  readonly next: Date | undefined;
  /** The days that the last contact exceeds; undefined for a record that isn't quiet. */
  readonly quietAfterDays: number | undefined;
  /** Every contact with its date and its age in days, which is negative for one ahead. */
  readonly all: readonly (NamedContact & { readonly days: number })[];
  /** When the service was asked; undefined when it wasn't, or can't tell. */
  readonly asOf: Date | undefined;
  /** Newer contacts are likely to be missing. */
  readonly isOld: boolean;
}

export interface LastContact {
  readonly date: Date;
  /** Calendar days since then. */
  readonly days: number;
}

export function recordContact(known: KnownContact | undefined, view: ContactView): RecordContact {
  if (known?.dates === undefined)
    return view.isLost === true && known === undefined ? { ...nothingKnown, last: 'lost' } : nothingKnown;
  const { now, zone, quietAfterDays } = view;
  const contacts = contactDates(known.dates, now);
  const daysSince = (date: Date): number => calendarDays(date, new Date(now), zone);
  const { lastContact: date } = contacts;
  // The clock of the service may be ahead.
  const last = date && { date, days: Math.max(0, daysSince(date)) };
  return {
    last: last ?? (hasNoPast(known.dates) ? 'none' : 'unknown'),
    next: contacts.nextMeeting,
    quietAfterDays: last && quietAfterDays > 0 && last.days > quietAfterDays ? quietAfterDays : undefined,
    all: listContacts(contacts).map((one) => ({ ...one, days: daysSince(one.date) })),
    asOf: new Date(known.readAt),
    isOld: now - known.readAt > FRESH_MS,
  };
}
