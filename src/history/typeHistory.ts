import { AffinityError } from '../affinity/index.ts';
import type { Interaction, InteractionService, InteractionType } from '../affinity/index.ts';
import { recordQuery } from '../model/recordRef.ts';
import type { RecordRef } from '../model/recordRef.ts';
import { DAY_MS, PAGE_SIZE, spanBetween } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import type { HistoryRequests } from './historyRequests.ts';
import { LoadedStretches } from './loadedStretches.ts';
import { leastRequestsFor, requestsFor } from './requestPermission.ts';
import type { RequestEstimate } from './requestPermission.ts';
import { Stretch } from './stretch.ts';
import type { SavedStretch } from './stretch.ts';
import { walkSpan } from './walkSpan.ts';

const HOUR_MS = 3_600_000;

export interface TypeHistoryDeps {
  readonly interactions: Pick<InteractionService, 'iterate'>;
  readonly spanOf: (record: RecordRef, type: InteractionType, signal: AbortSignal) => Promise<Span>;
  readonly now: () => number;
}

/** How much of one type is read. */
export interface TypeCoverage {
  /** Everything in it is read; absent while nothing is. */
  readonly span?: Span;
  /** Everything back to the record's first known moment is read. */
  readonly isComplete: boolean;
  readonly unreadable: number;
  /** Requests that the rest is likely to take. */
  readonly requestsLeft: number;
  /** When the newest interactions were last read. */
  readonly readAt?: Date;
  /** When the oldest ones were read. */
  readonly oldestReadAt?: Date;
  /** Interactions before it were not read again at `readAt`; absent when all were read in one go. */
  readonly freshFrom?: Date;
}

/** All interactions of one type of a record, read with the years side by side, and continued where a reading ended. */
export class TypeHistory {
  readonly type: InteractionType;
  readonly #record: RecordRef;
  readonly #deps: TypeHistoryDeps;
  readonly #stretches: LoadedStretches;

  constructor(
    record: RecordRef,
    type: InteractionType,
    deps: TypeHistoryDeps,
    saved: readonly SavedStretch[],
  ) {
    this.type = type;
    this.#record = record;
    this.#deps = deps;
    this.#stretches = new LoadedStretches(saved.map((one) => new Stretch(one)));
  }

  /** Everything that was read, also below a gap; each stretch newest first. */
  get interactions(): readonly Interaction[] {
    return this.#stretches.all.flatMap(({ rows }) => rows.items);
  }

  get stretches(): readonly Stretch[] {
    return this.#stretches.all;
  }

  get count(): number {
    return this.#stretches.all.reduce((sum, { rows }) => sum + rows.size, 0);
  }

  get coverage(): TypeCoverage {
    const { shown } = this.#stretches;
    if (shown === undefined) return { isComplete: false, unreadable: 0, requestsLeft: 0 };
    const span = spanBetween(shown.from, shown.to);
    const readAt = new Date(shown.readAt);
    return {
      ...(span && { span }),
      isComplete: shown.done && this.#stretches.all.length === 1,
      unreadable: shown.unreadable.count,
      requestsLeft: this.requestsLeft?.about ?? 0,
      readAt,
      oldestReadAt: new Date(shown.oldestReadAt),
      ...(shown.freshFrom === undefined ? {} : { freshFrom: new Date(shown.freshFrom) }),
    };
  }

  /** Requests that the rest takes; undefined until its span is known. */
  get requestsLeft(): RequestEstimate | undefined {
    const { shown } = this.#stretches;
    if (shown === undefined) return undefined;
    const rest = { from: new Date(shown.start), to: new Date(shown.from) };
    if (shown.done || rest.from >= rest.to) return { about: 0, least: 0 };
    const read = { span: { from: rest.to, to: new Date(shown.to) }, count: shown.rows.size };
    return { about: requestsFor(rest, read), least: leastRequestsFor(rest, read) };
  }

  /** Begins with what is loaded elsewhere; its rows follow. */
  begin(saved: SavedStretch): Stretch {
    const stretch = new Stretch({ ...upToReading(saved), rows: [] });
    this.#stretches.replace(stretch);
    return stretch;
  }

  /** Determines from the record's dates what has to be read. */
  async prepare(signal: AbortSignal): Promise<void> {
    if (this.#stretches.shown !== undefined) return;
    const { from, to } = await this.#deps.spanOf(this.#record, this.type, signal);
    const now = this.#deps.now();
    // The dates name the next planned meeting only; later ones may follow it.
    const ahead = to.getTime() > now ? walkSpan(this.type, undefined, now).to.getTime() : -Infinity;
    const end = Math.max(to.getTime(), ahead);
    const stretch = new Stretch({ start: from.getTime(), to: end, readAt: now });
    this.#stretches.replace(stretch);
  }

  /** Reads what is new, then what is missing. What was read before a failure or a stop stays. */
  async read(requests: HistoryRequests, walks: number): Promise<void> {
    await this.prepare(requests.signal);
    const { shown } = this.#stretches;
    if (shown !== undefined && this.#isOutdated(shown)) await this.#readNewest(shown, requests);
    for (let rest = this.#stretches.shown; rest?.done === false; rest = this.#stretches.shown)
      await this.#readRest(rest, requests, walks);
  }

  put(interaction: Interaction): void {
    this.#stretches.all.find(({ from }) => interaction.date.getTime() >= from)?.put(interaction);
  }

  get(key: string): Interaction | undefined {
    return this.#stretches.all.map(({ rows }) => rows.get(key)).find((row) => row !== undefined);
  }

  remove(key: string): void {
    for (const { rows } of this.#stretches.all) rows.remove(key);
  }

  save(): readonly SavedStretch[] {
    const saved = this.#stretches.all.map((stretch) => stretch.save(Infinity));
    return saved
      .filter((one) => one !== undefined)
      .map((one, place) => (place === 0 ? upToReading(one) : one));
  }

  /** One that is being continued within the hour is not read anew first. */
  #isOutdated({ done, readAt, from, to }: Stretch): boolean {
    if (from === to) return false;
    return done || this.#deps.now() - readAt >= HOUR_MS;
  }

  async #readNewest(known: Stretch, requests: HistoryRequests): Promise<void> {
    const now = this.#deps.now();
    const { to } = walkSpan(this.type, undefined, now);
    const newest = new Stretch({ start: known.start, to: Math.max(to.getTime(), known.to), readAt: now });
    try {
      for await (const page of this.#pages(newest, { ...requests.options, lookahead: 0 })) {
        newest.take(page);
        if (newest.meets(known) || newest.done) break;
        await requests.received();
      }
    } finally {
      if (newest.from < newest.to) this.#stretches.prepend(newest);
    }
    await requests.received();
  }

  async #readRest(stretch: Stretch, requests: HistoryRequests, walks: number): Promise<void> {
    const { cursor } = stretch;
    // Below a gap it is known already, so what is requested ahead could be in vain.
    const lookahead = this.#stretches.all.length > 1 ? 0 : requests.lookahead(walks);
    try {
      for await (const page of this.#pages(stretch, { ...requests.options, lookahead })) {
        this.#stretches.take(stretch, page);
        await requests.received();
        if (this.#stretches.shown !== stretch) return;
      }
    } catch (error) {
      if (cursor === undefined || stretch.cursor !== cursor || !isRefusal(error)) throw error;
      stretch.restartWalk();
    }
  }

  #pages(stretch: Stretch, options: Parameters<InteractionService['iterate']>[1]) {
    const { from, to } = stretch.walk;
    const query = { type: this.type, ...recordQuery(this.#record), startTime: from, endTime: to };
    const walk = { order: 'newest-first', resumeFrom: stretch.cursor, ...options } as const;
    return this.#deps.interactions.iterate({ ...query, pageSize: PAGE_SIZE }, walk).pages();
  }
}

/** The dates told that there is nothing newer, and a day is left for what arrives late. Later readings begin there. */
function upToReading(saved: SavedStretch): SavedStretch {
  return { ...saved, to: Math.max(saved.to, saved.readAt - DAY_MS) };
}

/** The token of a page has expired. */
function isRefusal(error: unknown): boolean {
  return error instanceof AffinityError && ['invalid-argument', 'invalid-request'].includes(error.kind);
}
