import { PageFeed } from './pageFeed.ts';
import type { WalkSource } from './pageFeed.ts';
import type { ItemPage } from './pageWalk.ts';
import type { WalkPlan } from './walkPlan.ts';
import { WalkTrail } from './walkTrail.ts';

export interface ChunkPage<Item> extends ItemPage<Item> {
  /** The chunk that the page belongs to. */
  readonly range: { readonly startTime: Date; readonly endTime: Date };
  /** Resumes right after this page, also after a restart; absent on the very last page. */
  readonly cursor?: string;
}

/** Walks a range that is too long for one request. Each loop has a feed and a memory of its own. */
export class ChunkedWalk<Item> implements AsyncIterable<Item> {
  readonly #plan: WalkPlan;
  readonly #source: WalkSource<Item>;

  constructor(plan: WalkPlan, source: WalkSource<Item>) {
    this.#plan = plan;
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const { page } of this.#steps()) {
      for (const item of page.items) {
        yield item;
        this.#plan.signal?.throwIfAborted();
      }
    }
  }

  async *pages(): AsyncGenerator<ChunkPage<Item>, void, undefined> {
    for await (const { page, range, trail } of this.#steps()) {
      const cursor = trail.cursor();
      yield {
        ...page,
        range: { startTime: new Date(range.start), endTime: new Date(range.end) },
        ...(cursor !== undefined && { cursor }),
      };
    }
  }

  async *#steps() {
    const { signal } = this.#plan;
    const left = new AbortController();
    const stop = AbortSignal.any(signal ? [signal, left.signal] : [left.signal]);
    const feed = new PageFeed(this.#plan, this.#source, stop);
    const trail = new WalkTrail(this.#plan, this.#source);
    try {
      for (;;) {
        signal?.throwIfAborted();
        const fed = await feed.next();
        if (!fed) return;
        yield { page: trail.follow(fed), range: fed.range, trail };
      }
    } finally {
      // A reader that stops or fails has no use for the pages that were requested ahead.
      left.abort('left');
    }
  }
}
