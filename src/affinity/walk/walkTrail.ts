import type { FedPage, WalkSource } from './pageFeed.ts';
import { repeatedToken } from './pageWalk.ts';
import type { ItemPage } from './pageWalk.ts';
import { textHash, writeCursor } from './walkCursor.ts';
import type { SeenItem } from './walkCursor.ts';
import type { WalkPlan } from './walkPlan.ts';

/** A cursor carries this many tokens of its chunk. A longer cycle of pages goes unnoticed across a resume. */
const MAX_TOKENS = 100;

/** The service may round to seconds, so an item this close to a boundary counts as lying on it. */
const ON_BOUNDARY_MS = 1000;

const MAX_NEAR_BOUNDARY = 50;

/**
 * Remembers the pages that a walk handed out. They arrive here in order even with `lookahead`, so neither duplicates
 * nor cursors depend on when a response came.
 */
export class WalkTrail<Item> {
  readonly #plan: WalkPlan;
  readonly #seen: SeenItems<Item>;
  #chunk: number;
  #tokens: Set<string>;
  #next: string | undefined;

  constructor(plan: WalkPlan, source: WalkSource<Item>) {
    this.#plan = plan;
    this.#seen = new SeenItems(source, plan.start.seen);
    this.#chunk = plan.start.chunk;
    this.#tokens = new Set(plan.start.tokens);
  }

  /** @throws AffinityError `bad-response` when the page names a token that its chunk had before */
  follow({ chunk, page }: FedPage<Item>): ItemPage<Item> {
    if (chunk !== this.#chunk) {
      this.#seen.keepNear(this.#boundaries());
      this.#tokens.clear();
    }
    this.#chunk = chunk;
    this.#rememberToken(page.nextPageToken);
    this.#next = page.nextPageToken;
    return { ...page, items: this.#seen.fresh(page.items) };
  }

  /** Continues after the last page; `undefined` when that was the end of the walk. */
  cursor(): string | undefined {
    const { identity, chunks } = this.#plan;
    const seen = this.#seen.keepNear(this.#boundaries());
    if (this.#next !== undefined) {
      const tokens = [...this.#tokens].slice(-MAX_TOKENS);
      return writeCursor(identity, { chunk: this.#chunk, token: this.#next, tokens, seen });
    }
    const chunk = this.#chunk + 1;
    return chunk < chunks.length ? writeCursor(identity, { chunk, tokens: [], seen }) : undefined;
  }

  /** The ends that the chunk shares with a neighbour. */
  #boundaries(): number[] {
    const { chunks, span } = this.#plan;
    const range = chunks[this.#chunk] ?? span;
    return [range.start, range.end].filter((end) => end !== span.start && end !== span.end);
  }

  #rememberToken(token: string | undefined): void {
    if (token === undefined) return;
    const hash = textHash(token);
    if (this.#tokens.has(hash)) throw repeatedToken(this.#plan.target);
    this.#tokens.add(hash);
  }
}

/**
 * Hands each item on once. Within one walk that holds whatever the service repeats. A cursor carries all items on a
 * boundary of its chunk and the 50 nearest to it. Two chunks can both return those, and long meetings that reach over
 * the boundary, but nothing far from it.
 */
class SeenItems<Item> {
  readonly #source: WalkSource<Item>;
  readonly #identities: Set<string>;
  #candidates: SeenItem[];

  constructor(source: WalkSource<Item>, carried: readonly SeenItem[]) {
    this.#source = source;
    this.#identities = new Set(carried.map(([identity]) => identity));
    this.#candidates = [...carried];
  }

  /** The items that were not handed out before. */
  fresh(items: readonly Item[]): Item[] {
    const { identityOf, timeOf } = this.#source;
    return items.filter((item) => {
      const identity = identityOf(item);
      if (this.#identities.has(identity)) return false;
      this.#identities.add(identity);
      this.#candidates.push([identity, timeOf(item)]);
      return true;
    });
  }

  /** Drops from later cursors all items that are far from the boundaries, and returns the rest. */
  keepNear(boundaries: readonly number[]): readonly SeenItem[] {
    const near = boundaries.flatMap((boundary) => nearest(this.#candidates, boundary));
    this.#candidates = [...new Set(near)];
    return this.#candidates;
  }
}

function nearest(candidates: readonly SeenItem[], boundary: number): SeenItem[] {
  const distance = ([, time]: SeenItem) => Math.abs(time - boundary);
  const byDistance = candidates.toSorted((a, b) => distance(a) - distance(b));
  const onBoundary = byDistance.filter((candidate) => distance(candidate) < ON_BOUNDARY_MS).length;
  return byDistance.slice(0, onBoundary + MAX_NEAR_BOUNDARY);
}
