import type { Interaction } from '../resources/interaction.ts';
import type { InteractionPage } from '../resources/interactionPage.ts';
import type { SendOptions } from '../transport/connection.ts';
import type { InteractionWalk, WalkPage } from './interactionWalk.ts';
import { PageFeed } from './pageFeed.ts';
import type { TimeSpan } from './timeSpan.ts';
import type { WalkPlan } from './walkPlan.ts';
import { WalkTrail } from './walkTrail.ts';

type LoadPage = (
  range: TimeSpan,
  token: string | undefined,
  options: SendOptions,
) => Promise<InteractionPage>;

/** A walk over a range that no single request may ask for. Each loop has a feed and a memory of its own. */
export class ChunkedWalk implements InteractionWalk {
  readonly #plan: WalkPlan;
  readonly #load: LoadPage;

  constructor(plan: WalkPlan, load: LoadPage) {
    this.#plan = plan;
    this.#load = load;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Interaction, void, undefined> {
    for await (const { page } of this.#steps()) {
      for (const interaction of page.items) {
        yield interaction;
        this.#plan.signal?.throwIfAborted();
      }
    }
  }

  async *pages(): AsyncGenerator<WalkPage, void, undefined> {
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
    const feed = new PageFeed(this.#plan, (range, token, urgency) =>
      this.#load(range, token, { signal: stop, urgency }),
    );
    const trail = new WalkTrail(this.#plan);
    try {
      for (;;) {
        signal?.throwIfAborted();
        const fed = await feed.next();
        if (!fed) return;
        yield { page: trail.follow(fed), range: fed.range, trail };
      }
    } finally {
      // A reader who breaks off, or who met a failure, has no use for what was asked for ahead.
      left.abort();
    }
  }
}
