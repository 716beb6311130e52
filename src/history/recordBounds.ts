import type {
  Clock,
  CompanyService,
  InteractionDates,
  InteractionType,
  OpportunityService,
  PersonService,
} from '../affinity/index.ts';
import { recordKey } from '../model/recordRef.ts';
import type { RecordId } from '../model/recordRef.ts';
import { DAY_MS } from '../model/span.ts';
import type { Span } from '../model/span.ts';
import { opportunityBounds } from './opportunityBounds.ts';
import { readStoredBounds, storedBounds } from './storedBounds.ts';
import type { KnownBounds } from './storedBounds.ts';
import { walkSpan } from './walkSpan.ts';

/**
 * After that the last known moment may have been overtaken, and a walk that begins there would miss what is
 * new.
 */
const REMEMBERED_MS = 60 * 60 * 1000;

/** So many records' dates are kept for the next start. */
const MOST_KEPT = 500;

export interface BoundsSource {
  readonly persons: Pick<PersonService, 'get'>;
  readonly companies: Pick<CompanyService, 'get'>;
  readonly opportunities: Pick<OpportunityService, 'get'>;
}

export interface BoundsOptions {
  readonly signal?: AbortSignal;
  /** Asks again, whatever is remembered. */
  readonly fresh?: boolean;
}

interface Asking {
  readonly answer: Promise<InteractionDates | undefined>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * The first and last known moments of records: one request for a person or company, however many ask, and for an
 * opportunity those for its companies and persons. A failure is not remembered. The request stops
 * when nobody waits for it any longer.
 */
export class RecordBounds {
  readonly #source: BoundsSource;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #known = new Map<string, KnownBounds>();
  #onChange: (() => void) | undefined;
  readonly #asking = new Map<string, Asking>();

  constructor(source: BoundsSource, clock: Pick<Clock, 'now'>) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Undefined where the service cannot tell. Rejects as the library does, or with the signal's reason. */
  async get(record: RecordId, { signal, fresh }: BoundsOptions = {}): Promise<InteractionDates | undefined> {
    const known = fresh === true ? undefined : this.#known.get(recordKey(record));
    if (known && this.#clock.now() - known.readAt < REMEMBERED_MS) return known.dates;
    signal?.throwIfAborted();
    return this.#wait(recordKey(record), this.#asking.get(recordKey(record)) ?? this.#ask(record), signal);
  }

  /**
   * Where the walk for a type goes. Dates of an hour ago and more still tell where it ends; then it begins as if nothing
   * were known, which costs no request before the page. Rejects as `get` does.
   */
  async span(record: RecordId, type: InteractionType, options: BoundsOptions = {}): Promise<Span> {
    const known = this.#known.get(recordKey(record));
    const hinted = known && spanOfOld(type, known, this.#clock.now());
    const isOld = known && this.#clock.now() - known.readAt >= REMEMBERED_MS;
    if (isOld && hinted && options.fresh !== true) return hinted;
    return walkSpan(type, await this.get(record, options), this.#clock.now());
  }

  forget(record: RecordId): void {
    if (this.#known.delete(recordKey(record))) this.#onChange?.();
  }

  /** Called when other dates are known than before. */
  onDidChange(listener: () => void): void {
    this.#onChange = listener;
  }

  /** The dates that were read last, as plain JSON. */
  save(): unknown {
    return storedBounds([...this.#known].slice(-MOST_KEPT));
  }

  /** Takes what was saved, unless the dates are known already. */
  restore(stored: unknown): void {
    for (const [record, known] of readStoredBounds(stored))
      if (!this.#known.has(record)) this.#known.set(record, known);
  }

  #ask(record: RecordId): Asking {
    const key = recordKey(record);
    const controller = new AbortController();
    const asking: Asking = { answer: this.#read(record, controller.signal), controller, waiting: 0 };
    this.#asking.set(key, asking);
    const settle = () => {
      if (this.#asking.get(key) === asking) this.#asking.delete(key);
    };
    asking.answer.then(settle, settle);
    return asking;
  }

  async #read(record: RecordId, signal: AbortSignal): Promise<InteractionDates | undefined> {
    const readAt = this.#clock.now();
    const dates = await datesOf(this.#source, record, signal);
    if (!signal.aborted) this.#learn(recordKey(record), { dates, readAt });
    return dates;
  }

  #learn(record: string, known: KnownBounds): void {
    // So that the newest come last.
    this.#known.delete(record);
    this.#known.set(record, known);
    this.#onChange?.();
  }

  #wait(key: string, asking: Asking, signal?: AbortSignal): Asking['answer'] {
    asking.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal?.reason);
        asking.waiting -= 1;
        if (asking.waiting > 0) return;
        if (this.#asking.get(key) === asking) this.#asking.delete(key);
        asking.controller.abort(signal?.reason);
      };
      const stay = () => signal?.removeEventListener('abort', leave);
      signal?.addEventListener('abort', leave, { once: true });
      asking.answer.then(resolve, reject).finally(stay);
    });
  }
}

async function datesOf(
  source: BoundsSource,
  { kind, id }: RecordId,
  signal: AbortSignal,
): Promise<InteractionDates | undefined> {
  if (kind === 'opportunity') return opportunityBounds(source, id, signal);
  const service = kind === 'person' ? source.persons : source.companies;
  const { interactionDates } = await service.get(id, { withInteractionDates: true, signal });
  // A record that was found and has no dates is one with which nobody was ever in touch.
  return interactionDates ?? {};
}

/** Undefined where the last known moment was long ago: only fresh dates tell whether anything has come since. */
function spanOfOld(type: InteractionType, { dates, readAt }: KnownBounds, now: number): Span | undefined {
  const then = walkSpan(type, dates, readAt);
  if (then.to.getTime() < readAt - DAY_MS) return undefined;
  return { from: then.from, to: walkSpan(type, undefined, now).to };
}
