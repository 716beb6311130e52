import { AffinityClient } from '../../src/affinity/index.ts';
import type { InteractionType } from '../../src/affinity/index.ts';
import { systemClock } from '../../src/editor/storage/systemClock.ts';
import { PagedResults } from '../../src/history/pagedResults.ts';
import type { WalkSource } from '../../src/history/pagedResults.ts';
import { TestSandbox } from '../../src/sandbox/testing/index.ts';
import { YEAR_MS } from '../support/history.ts';
import type { History } from '../support/history.ts';
import type { Latency } from './latency.ts';
import { timed } from './timed.ts';

const types = [0, 1, 2, 3] as const;

/** A limit of requests would end the walk that is measured; the sandbox counts real minutes. */
const ample = { perMinute: 1_000_000, perMonth: 'unlimited' } as const;

/** The ways to read a history, each from the first page of a type on: that one is on screen, and comes without a delay. */
export class WalkScene {
  readonly #past: History;
  readonly #years: number;
  readonly #now: number;
  readonly #client: AffinityClient;
  #isDelayed = false;

  constructor(past: History, years: number, now: number, latency: Latency) {
    this.#past = past;
    this.#years = years;
    this.#now = now;
    const delayMs: Latency = (request) => (this.#isDelayed ? latency(request) : 0);
    const sandbox = new TestSandbox({ data: past.data, now: new Date(now), delayMs, limits: ample });
    this.#client = new AffinityClient({ apiKey: sandbox.apiKey, fetch: sandbox.fetch });
  }

  /** Milliseconds of "Load all…" of all four types at once, as the palette does it. */
  async sideBySide(): Promise<number> {
    const lists = await Promise.all(types.map(async (type) => openList(this.#source(type, this.#years))));
    const time = await this.#delayed(async () => Promise.all(lists.map(async (list) => list.loadAll())));
    this.#complete(lists.map(({ state }) => state.items.length));
    return time;
  }

  /** Milliseconds of page after page, type after type. */
  async inTurn(): Promise<number> {
    const walks = await Promise.all(types.map(async (type) => openWalk(this.#source(type, this.#years))));
    const time = await this.#delayed(async () => {
      for (const walk of walks) await walk.readAll();
    });
    this.#complete(walks.map(({ count }) => count));
    return time;
  }

  /** Milliseconds of the newest year of emails alone, each page of which names the next one. */
  async chain(): Promise<number> {
    const walk = await openWalk(this.#source(3, 1));
    return this.#delayed(walk.readAll);
  }

  async #delayed(work: () => Promise<unknown>): Promise<number> {
    this.#isDelayed = true;
    const time = await timed(work);
    this.#isDelayed = false;
    return time;
  }

  #source(type: InteractionType, back: number): WalkSource {
    return {
      isHint: false,
      span: async () => ({ from: new Date(this.#now - back * YEAR_MS), to: new Date(this.#now) }),
      pages: ({ from, to }, options) => {
        const query = { type, companyId: this.#past.company.id, startTime: from, endTime: to, pageSize: 100 };
        return this.#client.interactions.iterate(query, options).pages();
      },
    };
  }

  #complete(counts: readonly number[]): void {
    const read = counts.reduce((one, other) => one + other, 0);
    if (read !== this.#past.count)
      throw new Error(`${String(read)} of ${String(this.#past.count)} interactions were read.`);
  }
}

async function openList(source: WalkSource): Promise<PagedResults> {
  const results = new PagedResults(source, {
    clock: systemClock,
    onChange: () => {},
    confirm: async () => true,
    floor: () => new AbortController().signal,
  });
  await results.loadMore();
  return results;
}

async function openWalk(source: WalkSource) {
  const pages = source.pages(await source.span(new AbortController().signal), { lookahead: 0 });
  const first = await pages.next();
  const walk = {
    count: first.done === true ? 0 : first.value.items.length,
    readAll: async (): Promise<void> => {
      for await (const page of pages) walk.count += page.items.length;
    },
  };
  return walk;
}
