import { AffinityClient } from '../../src/affinity/index.ts';
import type { RateLimits } from '../../src/affinity/index.ts';
import { Timelines } from '../../src/history/timelines.ts';
import type { RecordRef } from '../../src/model/recordRef.ts';
import { SampleDataBuilder, TestSandbox } from '../../src/sandbox/testing/index.ts';
import type {
  Direction,
  Fault,
  InteractionType,
  LimitOptions,
  OpenQuestions,
} from '../../src/sandbox/testing/index.ts';

export const NOW = Date.UTC(2025, 10, 20, 12);
export const DAY = 86_400_000;

export const daysAgo = (days: number): number => NOW - days * DAY;

export interface Past {
  readonly type?: InteractionType;
  readonly date: number;
  readonly title?: string;
  readonly direction?: Direction;
  readonly byHand?: boolean;
  /** With the second colleague too. */
  readonly withBob?: boolean;
}

export interface Circumstances {
  readonly open?: OpenQuestions;
  /** The service gives at most so many at a time, whatever is asked for. */
  readonly pageSize?: number;
  /** Else there are none. */
  readonly limits?: LimitOptions;
  /** Else the opportunity has more persons than are worth asking. */
  readonly isSmallDeal?: boolean;
  readonly onLimits?: (limits: RateLimits) => void;
}

/** An Affinity that knows one person, her company and their opportunity, with these interactions of hers. */
export function affinityWith(history: readonly Past[], circumstances: Circumstances = {}) {
  const { open = {}, pageSize, limits, onLimits, isSmallDeal = false } = circumstances;
  const builder = new SampleDataBuilder();
  const ann = builder.colleague({ firstName: 'Ann' });
  const bob = builder.colleague({ firstName: 'Bob' });
  const jane = builder.person({ firstName: 'Jane', lastName: 'Roe', emails: ['jane@acme.example'] });
  const acme = builder.company({ name: 'Acme', personIds: [jane.id] });
  const others = Array.from({ length: isSmallDeal ? 0 : 7 }, () => builder.person().id);
  const round = builder.opportunity({
    name: 'Round',
    personIds: [jane.id, ...others],
    companyIds: isSmallDeal ? [acme.id] : [],
  });
  for (const { type = 0, date, title = null, direction, byHand, withBob } of history) {
    builder.interaction({
      type,
      date,
      title,
      personIds: [jane.id, ann.id, ...(withBob === true ? [bob.id] : [])],
      manualCreatorId: byHand === true ? ann.id : null,
      ...(direction === undefined ? {} : { direction }),
    });
  }

  const clock = { ms: NOW, now: () => clock.ms, sleep: async () => {} };
  const ample = { perMinute: 1e9, perMonth: 'unlimited' as const };
  const sandbox = new TestSandbox({ data: builder.build(), clock, open, limits: { ...ample, ...limits } });
  const gate = new Gate();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(smallerPage(new Request(input, init), pageSize));
    await gate.pass(request.signal);
    return sandbox.fetch(request);
  };
  const client = new AffinityClient({ apiKey: sandbox.apiKey, fetch, clock, maxRetries: 0, onLimits });
  const person: RecordRef = { kind: 'person', id: jane.id, name: 'Jane Roe' };
  const company: RecordRef = { kind: 'company', id: acme.id, name: 'Acme' };
  const opportunity: RecordRef = { kind: 'opportunity', id: round.id, name: 'Round' };
  return {
    sandbox,
    client,
    clock,
    gate,
    timelines: new Timelines(client, clock),
    another: () => new Timelines(client, clock),
    records: { person, company, opportunity },
    colleagues: { ann, bob },
    fail: (fault: Fault) => sandbox.play(fault),
    failPages: (times = 1) =>
      sandbox.play({ on: { path: '/interactions' }, kind: 'status', status: 500, times }),
    /** Requests for pages of interactions. */
    pages: () => sandbox.requests.filter(({ method, path }) => method === 'GET' && path === '/interactions'),
    /** Requests for a record's bounds. */
    bounds: () => sandbox.requests.filter(({ path }) => /^\/(persons|organizations)\//.test(path)),
  };
}

export type Affinity = ReturnType<typeof affinityWith>;

/** Meetings, one a day. The newest was `newest` days ago. */
export function daily(count: number, newest = 1): Past[] {
  return Array.from({ length: count }, (_, index) => ({ date: daysAgo(newest + index) }));
}

/** Meetings, one an hour. The newest was `newest` days ago. */
export function hourly(count: number, newest = 1): Past[] {
  return Array.from({ length: count }, (_, index) => ({ date: daysAgo(newest) - index * 3_600_000 }));
}

/** Holds requests back until it is told to let them through. */
class Gate {
  #open = Promise.resolve();
  #release = () => {};

  hold(): void {
    this.#open = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  release(): void {
    this.#release();
  }

  async pass(signal: AbortSignal): Promise<void> {
    await this.#open;
    signal.throwIfAborted();
  }
}

function smallerPage(request: Request, pageSize: number | undefined): Request {
  const url = new URL(request.url);
  if (pageSize === undefined || url.pathname !== '/interactions' || request.method !== 'GET') return request;
  url.searchParams.set('page_size', String(pageSize));
  return new Request(url, request);
}
