import type { QueryFields } from './queryFields.ts';
import { Refusal } from './refusal.ts';

/** The sort key of a row; lists are sorted by it, ascending. */
export type Place = readonly [number, number];

export interface TokenPage<Row> {
  readonly rows: readonly Row[];
  /** The rest of the answer: a token, `null`, or no such key. */
  readonly envelope: { readonly next_page_token?: string | null };
}

/**
 * One page of a sorted list. A token names the sort key of the last row rather than a count, so that rows that
 * are created or deleted between two pages repeat and hide none. It also holds the fingerprint of its query.
 */
export function tokenPage<Row>(
  query: QueryFields,
  rows: readonly Row[],
  { maxSize, place }: { readonly maxSize: number; readonly place: (row: Row) => Place },
): TokenPage<Row> {
  const size = query.integer('page_size', { min: 1, max: maxSize }) ?? maxSize;
  const after = placeIn(query);
  const start = after === undefined ? 0 : rows.findIndex((row) => isAfter(place(row), after));
  const chosen = start === -1 ? [] : rows.slice(start, start + size);
  const last = chosen.at(-1);
  // A full page always has a token, because a token does not promise another row.
  const isFull = chosen.length === size && last !== undefined;
  const nextPageToken = isFull ? tokenOf(query, place(last)) : undefined;
  return { rows: chosen, envelope: envelopeOf(chosen.length, nextPageToken) };
}

/** Real answers end with `null` or without the key; here the last page has no key when its length is even. */
function envelopeOf(count: number, token: string | undefined): TokenPage<unknown>['envelope'] {
  if (token !== undefined) return { next_page_token: token };
  return count % 2 === 0 ? {} : { next_page_token: null };
}

function tokenOf(query: QueryFields, [major, minor]: Place): string {
  return btoa([query.fingerprint, major, minor].join(':'));
}

function placeIn(query: QueryFields): Place | undefined {
  const token = query.text('page_token');
  if (token === undefined) return undefined;
  const [fingerprint, major, minor] = decoded(token).split(':');
  if (fingerprint !== query.fingerprint || major === undefined || minor === undefined) {
    throw new Refusal(422, 'Invalid page_token variable', 'page_token');
  }
  return [Number(major), Number(minor)];
}

function isAfter([major, minor]: Place, [otherMajor, otherMinor]: Place): boolean {
  return major === otherMajor ? minor > otherMinor : major > otherMajor;
}

function decoded(token: string): string {
  try {
    return atob(token);
  } catch {
    return '';
  }
}
