import type * as z from 'zod/mini';
import { readPage, readResponse } from '../resources/readResponse.ts';
import type { ApiConnection } from '../transport/apiConnection.ts';
import type { ApiRequest, CallOptions, QueryParameter, RequestTarget } from '../transport/apiRequest.ts';
import { isAbsent } from '../transport/checkedArgument.ts';
import { badResponse, urlOf } from '../transport/httpExchange.ts';
import type { ApiResponse } from '../transport/httpExchange.ts';
import { PageWalk } from '../walk/pageWalk.ts';
import type { ItemPage, RejectedItem } from '../walk/pageWalk.ts';

/** The default of `limit`, and the most that V2 accepts. */
export const V2_PAGE_SIZE = 100;

/** One page of a V2 list, in the service's own order. */
export interface V2Page<Item> {
  readonly items: readonly Item[];
  readonly rejected: readonly RejectedItem[];
}

/**
 * Every item of a V2 list, each once. No request is made before the first step, and each loop starts again. Items that
 * cannot be read appear in `pages()` only.
 */
export interface V2Walk<Item> extends AsyncIterable<Item> {
  pages(): AsyncGenerator<V2Page<Item>, void, undefined>;
}

export interface V2ListRequest<Item> {
  readonly target: RequestTarget;
  readonly query: readonly QueryParameter[];
  readonly schema: z.ZodMiniType<Item>;
  /** Drops items that the service returned beyond the exact query. */
  readonly isWanted?: ((item: Item) => boolean) | undefined;
}

export interface V2WalkRequest<Item> extends V2ListRequest<Item> {
  /** Two items with the same identity are the same. */
  readonly identityOf: (item: Item) => string | number;
}

/** Sends V2 requests, and reads V2 lists, whose page tokens are the URLs of the pages. */
export class V2Connection {
  readonly #connection: ApiConnection;
  readonly #baseUrl: string;

  constructor(connection: ApiConnection, baseUrl: string) {
    this.#connection = connection;
    this.#baseUrl = baseUrl;
  }

  async send(request: ApiRequest, options?: CallOptions): Promise<ApiResponse> {
    return this.#connection.send({ ...request, api: 'v2' }, options);
  }

  async get<Thing>(path: string, schema: z.ZodMiniType<Thing>, options?: CallOptions): Promise<Thing> {
    return readResponse(await this.send({ method: 'GET', path }, options), schema);
  }

  walk<Item>(list: V2WalkRequest<Item>, options: CallOptions): V2Walk<Item> {
    const { target, query, identityOf, isWanted = () => true } = list;
    const pages = new PageWalk<Item>(
      {
        target,
        firstToken: urlOf({ ...target, query }, this.#baseUrl),
        loadPage: async (url, sending) => {
          const page = await this.page(list, url, sending);
          return { ...page, items: page.items.filter(isWanted) };
        },
        identityOf,
      },
      options,
    );
    return withoutTokens(pages);
  }

  /** Reads one page: that at the URL, or the first one. */
  async page<Item>(
    { target, query, schema }: V2ListRequest<Item>,
    url?: string,
    options?: CallOptions,
  ): Promise<ItemPage<Item>> {
    const response = await this.send({ ...target, query, ...(url !== undefined && { url }) }, options);
    const tokenOf = (_: ApiResponse, fields: ReadonlyMap<string, unknown>) => this.#nextUrl(response, fields);
    return readPage(response, schema, { ownKey: 'data', otherKeys: [], tokenOf });
  }

  /** The key must go to no other origin, whatever a response says. */
  isOwnUrl(url: string): boolean {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    return (
      parsed !== undefined &&
      parsed.origin === new URL(this.#baseUrl).origin &&
      parsed.username === '' &&
      parsed.password === ''
    );
  }

  #nextUrl(response: ApiResponse, fields: ReadonlyMap<string, unknown>): string | undefined {
    const pagination = fields.get('pagination');
    if (isAbsent(pagination)) return undefined;
    if (typeof pagination !== 'object') throw badResponse(response, 'pagination is not an object');
    const nextUrl: unknown = Reflect.get(pagination, 'nextUrl');
    if (isAbsent(nextUrl) || nextUrl === '') return undefined;
    if (typeof nextUrl === 'string' && this.isOwnUrl(nextUrl)) return nextUrl;
    throw badResponse(response, 'pagination.nextUrl is not a URL of the same origin');
  }
}

function withoutTokens<Item>(walk: PageWalk<Item>): V2Walk<Item> {
  return {
    [Symbol.asyncIterator]: () => walk[Symbol.asyncIterator](),
    async *pages() {
      for await (const { items, rejected } of walk.pages()) yield { items, rejected };
    },
  };
}
