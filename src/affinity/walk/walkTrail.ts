import { listTarget } from '../resources/checkedQuery.ts';
import type { InteractionPage } from '../resources/interactionPage.ts';
import { AffinityError } from '../transport/affinityError.ts';
import type { FedPage } from './pageFeed.ts';
import { SeenInteractions } from './seenInteractions.ts';
import { textHash } from './textHash.ts';
import { writeCursor } from './walkCursor.ts';
import type { WalkPlan } from './walkPlan.ts';

/** So many of a chunk's tokens travel in a cursor; a ring of more pages is not noticed across a resume. */
const MOST_TOKENS = 100;

/**
 * What a walk remembers of the pages that it handed out. Pages come here in order, whatever was asked for
 * ahead, so that what is left out as a double and what a cursor says do not depend on when an answer came.
 */
export class WalkTrail {
  readonly #plan: WalkPlan;
  readonly #seen: SeenInteractions;
  #chunk: number;
  #tokens: Set<string>;
  #next: string | undefined;

  constructor(plan: WalkPlan) {
    this.#plan = plan;
    this.#seen = new SeenInteractions(plan.start.seen);
    this.#chunk = plan.start.chunk;
    this.#tokens = new Set(plan.start.tokens);
  }

  /** @throws AffinityError `bad-response` when the page names a token that its chunk had before */
  follow({ chunk, page }: FedPage): InteractionPage {
    if (chunk !== this.#chunk) {
      this.#seen.keepNear(this.#joints());
      this.#tokens.clear();
    }
    this.#chunk = chunk;
    this.#rememberToken(page.nextPageToken);
    this.#next = page.nextPageToken;
    return { ...page, items: this.#seen.fresh(page.items) };
  }

  /** Where to go on after the last page; nothing when that was the very last one. */
  cursor(): string | undefined {
    const { identity, chunks } = this.#plan;
    const seen = this.#seen.keepNear(this.#joints());
    if (this.#next !== undefined) {
      const tokens = [...this.#tokens].slice(-MOST_TOKENS);
      return writeCursor(identity, { chunk: this.#chunk, token: this.#next, tokens, seen });
    }
    const chunk = this.#chunk + 1;
    return chunk < chunks.length ? writeCursor(identity, { chunk, tokens: [], seen }) : undefined;
  }

  /** The ends that the chunk shares with a neighbour. */
  #joints(): number[] {
    const { chunks, span } = this.#plan;
    const range = chunks[this.#chunk] ?? span;
    return [range.start, range.end].filter((end) => end !== span.start && end !== span.end);
  }

  #rememberToken(token: string | undefined): void {
    if (token === undefined) return;
    const hash = textHash(token);
    if (this.#tokens.has(hash)) {
      const message = 'GET /interactions: a page token came back, so the pages would never end';
      throw new AffinityError({ kind: 'bad-response', message, ...listTarget });
    }
    this.#tokens.add(hash);
  }
}
