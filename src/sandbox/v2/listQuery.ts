import { Refusal } from '../http/refusal.ts';

const MAX_LIMIT = 100;

interface Paging<Row> {
  readonly defaultLimit: number;
  /** Unique among the rows of a list. */
  readonly keyOf: (row: Row) => string;
}

interface CursorPage<Row> {
  readonly rows: readonly Row[];
  readonly pagination: {
    readonly prevUrl: string | null;
    readonly nextUrl: string | null;
    readonly totalCount?: number;
  };
}

/** A position in a list, and the query that the list was asked with. */
interface Cursor {
  readonly path: string;
  readonly search: string;
  readonly direction: 'after' | 'before';
  readonly key: string;
}

/**
 * The query of a list. A cursor holds the whole query of its first page, so that a URL with a cursor needs no
 * other parameter; those beside it are ignored.
 */
export class ListQuery {
  readonly values: URLSearchParams;
  readonly #url: URL;
  readonly #cursor: Cursor | undefined;

  constructor(url: string) {
    this.#url = new URL(url);
    const text = this.#url.searchParams.get('cursor');
    this.#cursor = text === null ? undefined : decoded(text, this.#url.pathname);
    this.values = new URLSearchParams(this.#cursor?.search ?? this.#url.search);
  }

  /** One page of rows in ascending order of their keys, which has nothing to do with their dates. */
  page<Row>(rows: readonly Row[], { defaultLimit, keyOf }: Paging<Row>): CursorPage<Row> {
    const limit = this.#limit(defaultLimit);
    const { direction = 'after', key } = this.#cursor ?? {};
    let start = 0;
    if (key !== undefined) {
      const found = rows.findIndex((row) => (direction === 'after' ? keyOf(row) > key : keyOf(row) >= key));
      const position = found === -1 ? rows.length : found;
      start = direction === 'after' ? position : Math.max(0, position - limit);
    }
    const chosen = rows.slice(start, start + limit);
    const [first, last] = [chosen[0], chosen.at(-1)];
    const hasNext = last !== undefined && start + limit < rows.length;
    const hasPrevious = first !== undefined && start > 0;
    return {
      rows: chosen,
      pagination: {
        prevUrl: hasPrevious ? this.#urlOf('before', keyOf(first)) : null,
        nextUrl: hasNext ? this.#urlOf('after', keyOf(last)) : null,
        ...(this.values.get('totalCount') === 'true' && { totalCount: rows.length }),
      },
    };
  }

  #limit(defaultLimit: number): number {
    const text = this.values.get('limit');
    if (text === null) return defaultLimit;
    const limit = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (limit >= 1 && limit <= MAX_LIMIT) return limit;
    throw new Refusal(400, `limit must be an integer from 1 to ${MAX_LIMIT}`, 'limit');
  }

  #urlOf(direction: Cursor['direction'], key: string): string {
    const { origin, pathname: path } = this.#url;
    const cursor: Cursor = { path, search: this.values.toString(), direction, key };
    return `${origin}${path}?cursor=${encodeURIComponent(btoa(JSON.stringify(cursor)))}`;
  }
}

/** A stable key in no order of dates or ids, because V2 promises no order. */
export function shuffledKey(id: number): string {
  const mixed = Math.imul(id ^ (id >>> 15), 0x2c_1b_3c_6d) >>> 0;
  return `${mixed.toString(16).padStart(8, '0')}:${id}`;
}

export function shuffledId({ id }: { readonly id: number }): string {
  return shuffledKey(id);
}

export function byKey<Row>(keyOf: (row: Row) => string): (a: Row, b: Row) => number {
  return (a, b) => (keyOf(a) < keyOf(b) ? -1 : 1);
}

function decoded(text: string, path: string): Cursor {
  try {
    const cursor = JSON.parse(atob(text)) as Cursor;
    if (cursor.path === path) return cursor;
  } catch {
    // A text that is no cursor is refused like the cursor of another list.
  }
  throw new Refusal(400, 'The cursor is not valid for this list', 'cursor');
}
