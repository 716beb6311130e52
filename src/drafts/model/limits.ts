/**
 * Characters of one entry. The service documents no limit; this is some thirty pages, more than anyone reads there,
 * and far below what a request may be.
 */
export const LONGEST_TEXT = 100_000;

/** People of one entry. The service documents no limit; beyond this it was a mailing list, not a conversation. */
export const MOST_PEOPLE = 200;
