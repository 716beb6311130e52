import type { CompanyKey } from './cast.ts';

/** Who has been known for how long, and how well; about 6,000 interactions in 15 years. */
export const relationships: Readonly<Record<CompanyKey, Relationship>> = {
  /** Known all along. */
  acme: { lead: 0, spells: [{ from: 5475, to: 0, perYear: [12, 8, 7, 24] }], planned: [9, 23] },
  /** So busy that a year of meetings takes two pages. */
  helios: {
    lead: 1,
    spells: [
      { from: 2900, to: 1095, perYear: [20, 10, 8, 30] },
      { from: 1095, to: 0, perYear: [170, 40, 35, 120] },
    ],
    planned: [8, 9, 11, 15, 30],
  },
  /** Five silent years, so that at least four chunks of 365 days are empty wherever one starts to count. */
  tidewater: {
    lead: 2,
    spells: [
      { from: 4300, to: 2620, perYear: [14, 9, 6, 30] },
      { from: 770, to: 14, perYear: [18, 10, 8, 30] },
    ],
    planned: [],
  },
  /** The quiet contact: see `yearlyMeetings`. */
  kvist: { lead: 5, spells: [], planned: [] },
  lumen: { lead: 0, spells: [{ from: 3290, to: 0, perYear: [16, 10, 9, 40] }], planned: [10] },
  brightloom: { lead: 3, spells: [{ from: 2190, to: 0, perYear: [18, 10, 10, 45] }], planned: [] },
  polar: { lead: 4, spells: [{ from: 4380, to: 30, perYear: [9, 8, 6, 25] }], planned: [] },
  /** Over for more than a year. */
  verdigris: { lead: 2, spells: [{ from: 1860, to: 400, perYear: [14, 8, 8, 30] }], planned: [] },
  monocle: { lead: 0, spells: [{ from: 1095, to: 0, perYear: [24, 14, 14, 60] }], planned: [14, 18] },
  /** Met this year. */
  quillstone: { lead: 5, spells: [{ from: 290, to: 0, perYear: [30, 12, 30, 40] }], planned: [16] },
  saltbox: { lead: 3, spells: [{ from: 2555, to: 0, perYear: [12, 8, 8, 35] }], planned: [] },
  orchard: { lead: 4, spells: [{ from: 5110, to: 0, perYear: [6, 10, 5, 35] }], planned: [17] },
};

/**
 * A stretch of time with so many meetings, calls, chat messages and e-mails a year. Days count back from now.
 */
export interface Spell {
  readonly from: number;
  readonly to: number;
  readonly perYear: readonly [meetings: number, calls: number, chats: number, emails: number];
}

interface Relationship {
  /** The colleague who looks after the company, counted from the user at 0. */
  readonly lead: number;
  readonly spells: readonly Spell[];
  /** Planned meetings, in days from the Monday of this week; from 8 on they are ahead of us on any day. */
  readonly planned: readonly number[];
}
