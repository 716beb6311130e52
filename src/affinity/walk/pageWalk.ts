import { AffinityError } from '../transport/affinityError.ts';
import type { SendOptions } from '../transport/apiConnection.ts';
import type { CallOptions, RequestTarget } from '../transport/apiRequest.ts';

/** An item that could not be read. It never costs its neighbours. */
export interface RejectedItem {
  readonly raw: unknown;
  readonly problem: string;
}

/** One page of a list, in the service's own order. */
export interface ItemPage<Item> {
  readonly items: readonly Item[];
  readonly rejected: readonly RejectedItem[];
  readonly nextPageToken?: string;
}

/** A list whose pages follow each other by a token. */
export interface PageSource<Item> {
  /** Errors name it. */
  readonly target: RequestTarget;
  /** Starts in the middle of the list. */
  readonly firstToken?: string | undefined;
  readonly loadPage: (token: string | undefined, options: SendOptions) => Promise<ItemPage<Item>>;
  /** Two items with the same identity are the same. */
  readonly identityOf: (item: Item) => string | number;
}

/**
 * Every item of a list, each once. No request is made before the first step, and none beyond the page that the reader
 * is at. Each loop starts again. Items that cannot be read appear in `pages()` only.
 */
export class PageWalk<Item> implements AsyncIterable<Item> {
  readonly #source: PageSource<Item>;
  readonly #options: CallOptions;

  constructor(source: PageSource<Item>, options: CallOptions) {
    this.#source = source;
    this.#options = { ...options };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const { items } of this.pages()) {
      for (const item of items) {
        yield item;
        this.#options.signal?.throwIfAborted();
      }
    }
  }

  async *pages(): AsyncGenerator<ItemPage<Item>, void, undefined> {
    const { target, firstToken, loadPage, identityOf } = this.#source;
    const seen = new Set<string | number>();
    const tokens = new Set([firstToken]);
    let token = firstToken;
    do {
      this.#options.signal?.throwIfAborted();
      const page = await loadPage(token, this.#options);
      token = page.nextPageToken;
      if (token !== undefined && tokens.has(token)) throw repeatedToken(target);
      tokens.add(token);
      const items = page.items.filter((item) => {
        const known = seen.size;
        return seen.add(identityOf(item)).size > known;
      });
      yield { ...page, items };
    } while (token !== undefined);
  }
}

/** @returns the error for a token that its list had before, so that the pages would never end */
export function repeatedToken({ method, path }: RequestTarget): AffinityError {
  const message = `${method} ${path}: a page token came back, so the pages would never end`;
  return new AffinityError({ kind: 'bad-response', message, method, path });
}
